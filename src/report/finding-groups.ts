import type { Finding, FindingLevel } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import { code, joined, own, type Prose, say, sentences, toPlain } from './prose.ts';
import { unsetVariables } from './source-failure.ts';
import { findingFix, findingSays } from './texts.ts';

/** Findings of one kind about several metrics, said once; or one finding. */
export interface FindingGroup {
  readonly code: string;
  readonly level: FindingLevel;
  readonly first: Finding;
  readonly findings: readonly Finding[];
  readonly metrics: readonly string[];
  readonly says: Prose;
  readonly fix: Prose;
}

const LEVELS: readonly FindingLevel[] = ['error', 'warning', 'info'];

/**
 * Findings, errors first: warnings that say the same about more than two metrics are grouped, errors never are, because
 * each must be mended at its own place.
 */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const keys = findings.map((finding) => (finding.metric === null ? null : keyOf(finding)));
  const alike = new Map<string, number>();
  for (const key of keys) if (key !== null) alike.set(key, (alike.get(key) ?? 0) + 1);
  const groups = new Map<string, Finding[]>();
  for (const [index, finding] of findings.entries()) {
    const key = keys[index] ?? null;
    const together = finding.level !== 'error' && key !== null && (alike.get(key) ?? 0) > 2;
    const named = together ? key : `${finding.code} ${index}`;
    const group = groups.get(named);
    if (group === undefined) groups.set(named, [finding]);
    else group.push(finding);
  }
  const made = [...groups.values()].flatMap(groupOf);
  return LEVELS.flatMap((level) => made.filter((group) => group.level === level));
}

/** The same for findings that say the same: of one file of evidence, or in the same words. */
function keyOf(finding: Finding): string {
  const file = fileOf(finding);
  return `${finding.code} ${finding.level} ${file === '' ? toPlain(findingSays(finding)) : file}`;
}

/** The file of evidence that a finding is about: what is said of one file is not said of another. */
function fileOf({ args }: Finding): string {
  const where = args['where'];
  return typeof where === 'string' ? (where.split('#')[0] ?? '') : '';
}

function groupOf(findings: readonly Finding[]): readonly FindingGroup[] {
  const [first] = findings;
  if (first === undefined) return [];
  const metrics = findings.flatMap((finding) => (finding.metric === null ? [] : [finding.metric]));
  return [
    {
      code: first.code,
      level: first.level,
      first,
      findings,
      metrics,
      says: findingSays(first),
      fix: fixOf(findings),
    },
  ];
}

/** What to do: once where it is the same for all, else for each of the metrics that it is the same for. */
function fixOf(findings: readonly Finding[]): Prose {
  const about = new Map<string, { readonly fix: Prose; readonly metrics: Prose[] }>();
  for (const finding of findings) {
    const fix = findingFix(finding);
    const known = about.get(toPlain(fix)) ?? { fix, metrics: [] };
    known.metrics.push(code(finding.metric ?? ''));
    about.set(toPlain(fix), known);
  }
  const fixes = [...about.values()];
  const [only] = fixes;
  if (only === undefined || fixes.length === 1) return only?.fix ?? [];
  return joined(
    fixes.map(({ fix, metrics }) => say`${joined(metrics, ', ')}: ${sentences([fix])}`),
    ' ',
  );
}

/** That the criteria set another level than the usual one, and why; empty where they do not. */
export function levelNote({ level, usually }: Finding): Prose {
  if (usually === undefined) return [];
  const how = own(`${usually.level} as a rule, ${level} by the criteria`);
  return usually.reason === null ? say`(${how})` : say`(${how}: ${usually.reason})`;
}

/** Said in the list of criteria changes. */
const CHANGES: readonly string[] = ['criteria-weakened', 'criteria-strengthened', 'criteria-changed'];
/** Said by the row of what blocks. */
const BLOCKS: Readonly<Record<string, string>> = {
  'criteria-introduced': 'criteria',
  'workflow-changed': 'workflow',
  'workflow-unknown': 'workflow',
};

/** The findings that no other part of a report says. */
export function listedFindings({ gate, findings, blocking, results }: Outcome): readonly Finding[] {
  if (gate === null) return findings;
  const metrics = results.filter(({ criterion }) => blocking.includes(criterion.id));
  const saidByMetrics = new Set(metrics.map((result) => unsetVariables(result, findings)));
  return findings.filter((finding) => {
    const { code } = finding;
    const block = Object.hasOwn(BLOCKS, code) ? BLOCKS[code] : undefined;
    const isBlock = block !== undefined && blocking.includes(block);
    return !CHANGES.includes(code) && !isBlock && !saidByMetrics.has(finding);
  });
}

/** True where the criteria were not even looked at, because the run was asked for with wrong inputs. */
export function isInputRefused({ gate, findings }: Pick<Outcome, 'gate' | 'findings'>): boolean {
  const errors = findings.filter((finding) => finding.level === 'error');
  return gate === null && errors.length > 0 && errors.every(({ code }) => code === 'input-refused');
}

/** What stops a run before the criteria are looked at, and what a report says of it in its first line. */
const STOPS: Readonly<Record<string, string>> = {
  'event-unreadable': 'the event of the run could not be read',
  'event-not-supported': 'the event of the run is not supported',
  'pull-request-not-found': 'the pull request could not be found',
  'pull-request-unsuitable': 'the pull request cannot be judged',
  'queue-ref-unreadable': 'the ref of the merge queue could not be read',
  'github-unavailable': 'GitHub did not answer as needed',
  superseded: 'superseded: what was judged is no longer what stands there',
};

/** Why a run stopped before the criteria were looked at; `null` where it did not. */
export function stoppedBy({ gate, findings }: Pick<Outcome, 'gate' | 'findings'>): string | null {
  const codes = gate === null ? findings.filter(({ level }) => level === 'error').map(({ code }) => code) : [];
  const stop = codes.find((code) => Object.hasOwn(STOPS, code));
  return stop === undefined ? null : (STOPS[stop] ?? null);
}

/** What the findings that stop the gate are about, as a heading. */
export function faultHeading(outcome: Outcome): Prose {
  if (outcome.gate !== null) return own('What could not be checked');
  if (stoppedBy(outcome) !== null) return own('What stopped the run');
  if (isInputRefused(outcome)) return own('What is wrong with the inputs');
  if (outcome.introduced) return own('The criteria that this pull request brings cannot be used');
  const { criteriaRef } = outcome.context;
  return criteriaRef === null
    ? own('What is wrong with the criteria')
    : say`The criteria on ${code(criteriaRef)} cannot be used`;
}

/** `path:line:column` of a finding, as far as it is known. Foreign text. */
export function placeOf({ at }: Finding): string {
  const line = at.line === null ? '' : `:${at.line}`;
  return `${at.path}${line}${at.column === null ? '' : `:${at.column}`}`;
}

import type { Finding, TextArgs } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
import type { RunFindingCode } from '../core/run-finding-codes.ts';
import { metricName } from './evidence.ts';
import { levelNote, listedFindings } from './finding-groups.ts';
import { duration, numeric, plain } from './messages/reason-numbers.ts';
import { RUN_FINDING_MESSAGES } from './messages/run-findings.ts';
import { code, counted, joined, own, type Prose, say, sentences } from './prose.ts';
import { findingSays } from './texts.ts';

/** Findings by which green numbers may lie, most telling first; each stands open, whatever the decision is. */
const TELLING: readonly RunFindingCode[] = [
  'north-star-bright',
  'guard-fails',
  'signal-no-lift',
  'signal-engagement',
  'signal-unused',
  'guard-not-measured',
  'guard-unproven',
  'thin-evidence',
  'old-evidence',
];

/** Other warnings by which they may, most telling first; the rest follows in the order of the file. */
const TELLING_BELOW: readonly string[] = [
  ...['evidence-in-change', 'missing-pair', 'testset-only', 'judge-unlicensed', 'no-sample-size', 'wrong-n'],
  ...['single-proxy', 'feedback-loop', 'no-drift-watch', 'no-max-age'],
];

/** As many lines as a reader takes in; the rest stands with the warnings. */
const MOST = 6;
/** As many findings of one code as are said one by one. */
const MOST_ALIKE = 2;
const MOST_NAMES = 4;
const MOST_CODES = 2;

/**
 * What a reader must not overlook although it does not block: findings by which green numbers may lie, errors that the
 * criteria lower, undecided metrics that a provision lets through, and what other warnings there are.
 */
export function cautionsOf(outcome: Outcome): readonly Prose[] {
  const telling = TELLING.map((kind) => outcome.findings.filter((finding) => isTelling(finding, kind)));
  const lowered = outcome.findings.filter(({ usually, level }) => usually?.level === 'error' && level !== 'error');
  const lines = [
    ...TELLING.flatMap((kind, index) => linesOf(kind, telling[index] ?? [])),
    ...lowered.map((finding) => say`${sentences([findingSays(finding)])} ${levelNote(finding)}`),
    ...outcome.results.flatMap(provisionLine),
  ];
  const more = lines.length - MOST;
  return [
    ...lines.slice(0, MOST),
    ...(more > 0 ? [own(`and ${more} more, with the warnings below`)] : []),
    ...quietedLine(outcome),
    ...warningsLine(outcome, new Set([...telling.flat(), ...lowered]), lines.length),
  ];
}

/** An error is said where it stops the gate, and what the criteria lower to a note is one. */
function isTelling(finding: Finding, kind: RunFindingCode): boolean {
  return finding.code === kind && finding.level === 'warning';
}

/** Findings of one code in full, or several of them in one line that names their metrics. */
function linesOf(kind: RunFindingCode, findings: readonly Finding[]): readonly Prose[] {
  if (findings.length <= MOST_ALIKE) return findings.map((finding) => sentences([findingSays(finding)]));
  const names = findings.slice(0, MOST_NAMES).map(metricWithDetail);
  const more = findings.length - names.length;
  const rest = more > 0 ? own(` and ${more} more`) : [];
  return [sentences([say`${own(RUN_FINDING_MESSAGES[kind].title)}: ${joined(names, ', ')}${rest}`])];
}

/** What is worth knowing of each of several findings of one code. */
const DETAILS: Readonly<Record<string, (args: TextArgs) => Prose>> = {
  'guard-fails': guardOf,
  'guard-not-measured': guardOf,
  'guard-unproven': guardOf,
  'thin-evidence': (args) =>
    own(
      numeric(args, 'successes') === null
        ? `n ${plain(args, 'independent')}`
        : `${plain(args, 'successes')} of ${plain(args, 'samples')}`,
    ),
  'old-evidence': (args) => own(duration(args, 'ageSeconds')),
};

function metricWithDetail(finding: Finding): Prose {
  const detail = DETAILS[finding.code]?.(finding.args) ?? [];
  const name = code(finding.metric ?? finding.at.path);
  return detail.length === 0 ? name : say`${name} (${detail})`;
}

function guardOf({ guard }: TextArgs): Prose {
  return typeof guard === 'string' ? say`guard ${code(guard)}` : [];
}

/** That other warnings stand below, and which: so that nobody reads a go without knowing of them. */
function warningsLine(outcome: Outcome, said: ReadonlySet<Finding>, lines: number): readonly Prose[] {
  // A no-go is read to its end anyway: there it is said only where something is to be read with care, and there is room.
  if (outcome.decision !== 'go' && (lines === 0 || lines > MOST)) return [];
  const others = listedFindings(outcome).filter((finding) => finding.level === 'warning' && !said.has(finding));
  if (others.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { code: kind } of others) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].toSorted(([one], [other]) => rankBelow(one) - rankBelow(other));
  const shown = kinds.slice(0, MOST_CODES).map(([kind, count]) => say`${code(kind)} (${count})`);
  const noun = lines === 0 ? 'warning' : 'other warning';
  const stand = `${counted(others.length, noun)} ${others.length === 1 ? 'stands' : 'stand'} below`;
  const most = kinds.length > MOST_CODES ? ', the most telling' : '';
  return [say`${own(`${stand}${most}: `)}${joined(shown, ', ')}`];
}

function rankBelow(kind: string): number {
  const rank = TELLING_BELOW.indexOf(kind);
  return rank === -1 ? TELLING_BELOW.length : rank;
}

/** Findings that the criteria make notes of, so that a go says what they would be elsewhere. */
function quietedLine({ findings }: Outcome): readonly Prose[] {
  const codes = findings.flatMap(({ code: kind, level, usually }) =>
    usually?.level === 'warning' && level === 'info' ? [kind] : [],
  );
  const kinds = [...new Set(codes)];
  if (kinds.length === 0) return [];
  const shown = kinds.slice(0, MOST_CODES).map((kind) => code(kind));
  const more = kinds.length > MOST_CODES ? own(` and ${kinds.length - MOST_CODES} more`) : [];
  return [say`notes by these criteria, warnings as a rule: ${joined(shown, ', ')}${more}`];
}

function provisionLine({ criterion, provisionalDaysLeft, untrusted, leaning }: MetricResult): readonly Prose[] {
  const { provisional } = criterion;
  if (provisional === null || provisionalDaysLeft === null) return [];
  const misses = leaning === 'fail' ? own(', its value misses the target') : [];
  const names = untrusted.slice(0, MOST_NAMES).map((id) => code(id));
  const rests = names.length === 0 ? [] : say`; it rests on ${joined(names, ', ')}, which no more samples will mend`;
  const left = provisionalDaysLeft === 0 ? 'the last day' : `${counted(provisionalDaysLeft, 'day')} left`;
  return [
    say`${metricName(criterion)} is not decided${misses}, and let through until ${provisional.untilText} (${own(left)}): ${provisional.reason}${rests}`,
  ];
}

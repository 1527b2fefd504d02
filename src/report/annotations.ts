import type { Finding } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
import type { RunFindingCode } from '../core/run-finding-codes.ts';
import { alertFix, alertSays, alertStateOf, blockingAlerts } from './alert-view.ts';
import { shownTarget, shownValue } from './evidence.ts';
import { own, type Prose, say, sentences, toPlain } from './prose.ts';
import { resultFix, resultSays } from './source-failure.ts';
import { findingFix, findingSays } from './texts.ts';

/** One annotation at a line of the criteria file; title and text are plain lines, foreign text in them neutralised. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly text: string;
  /** `null` where there is no file to show it at. */
  readonly path: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** GitHub shows ten annotations of a level per step and drops the others in silence: nine, and one that counts the rest. */
const MOST = 9;

/** What the evidence says of itself is no news about a pull request that does not touch the feature. */
const OF_EVIDENCE: ReadonlySet<string> = new Set<RunFindingCode>([
  ...(['guard-fails', 'guard-unproven', 'guard-not-measured'] as const),
  ...(['no-sample-size', 'wrong-n', 'thin-evidence', 'old-evidence'] as const),
  ...(['signal-unused', 'signal-engagement', 'signal-no-lift'] as const),
  ...(['north-star-bright', 'north-star-dip', 'north-star-detour'] as const),
]);

/** What blocks, or in report mode would have, at the lines of the criteria; then warnings. */
export function annotationsOf(outcome: Outcome): readonly Annotation[] {
  const level = outcome.decision === 'go' ? 'warning' : 'error';
  const findings = outcome.findings.filter(({ code }) => outcome.cause !== 'not-affected' || !OF_EVIDENCE.has(code));
  const errors = findings.filter((finding) => finding.level === 'error');
  const blocking = [
    ...errors.map((finding) => ofFinding(finding, level, letThrough(outcome, finding))),
    ...outcome.results
      .filter(({ criterion }) => outcome.blocking.includes(criterion.id))
      .map((result) => ofMetric(result, outcome, level)),
    ...blockingAlerts(outcome).map((result) => ofAlert(result, outcome, level)),
    ...(outcome.blocking.includes('launch-set') ? [ofLaunchSet(outcome, level)] : []),
  ];
  const warnings = findings
    .filter(
      (finding) => finding.level === 'warning' && (finding.at.line !== null || finding.code === 'criteria-introduced'),
    )
    .map((finding) => ofFinding(finding, 'warning', ''));
  if (level === 'warning') return withinLimit([...blocking, ...warnings], outcome);
  return [...withinLimit(blocking, outcome), ...withinLimit(warnings, outcome)];
}

/** Findings that are about a whole file, at which they are shown without a line. */
const OF_FILES: ReadonlySet<string> = new Set(['workflow-changed', 'criteria-introduced', 'criteria-weakened']);

function ofFinding(finding: Finding, level: Annotation['level'], suffix: string): Annotation {
  const { line, column } = finding.at;
  // A file that is not there, the inputs of the step and GitHub have no place to be shown at.
  const path = line === null && !OF_FILES.has(finding.code) ? null : finding.at.path;
  const text = toPlain(sentences([findingSays(finding), findingFix(finding)]));
  return { level, title: `launch-gate: ${finding.code}${suffix}`, text, path, line, column };
}

/** What is said behind the name of something that blocks and does not stop the run. */
function letThrough({ decision, cause }: Outcome, finding?: Finding): string {
  if (decision !== 'go') return '';
  if (finding?.code === 'changed-files-unknown') return '';
  return cause === 'override' ? ' (overridden)' : ' (would have blocked)';
}

function ofMetric(result: MetricResult, outcome: Outcome, level: Annotation['level']): Annotation {
  const { criterion } = result;
  const numbers: Prose =
    result.value === null ? own('no value') : say`${shownValue(result)}, target ${shownTarget(result)}`;
  const text = sentences([
    say`${own(criterion.layer)}: ${numbers}`,
    resultSays(result, outcome.findings),
    resultFix(result, outcome.findings),
  ]);
  return {
    level,
    title: `launch-gate: ${criterion.id} ${result.status}${letThrough(outcome)}`,
    text: toPlain(text),
    ...placeOf(outcome, criterion.line),
  };
}

function ofAlert({ criterion }: MetricResult, outcome: Outcome, level: Annotation['level']): Annotation {
  const state = alertStateOf(outcome, criterion.id);
  return {
    level,
    title: `launch-gate: alert of ${criterion.id} ${state?.state ?? 'unknown'}${letThrough(outcome)}`,
    text: toPlain(sentences([alertSays(state), alertFix(state)])),
    ...placeOf(outcome, criterion.line),
  };
}

/** A line of the criteria that were judged by; a pull request that changes them shows another copy, where lines differ. */
function placeOf({ context, changes }: Outcome, line: number): Pick<Annotation, 'path' | 'line' | 'column'> {
  const isOtherCopy = changes.length > 0;
  return { path: isOtherCopy ? null : context.criteriaPath, line: isOtherCopy ? null : line, column: null };
}

function ofLaunchSet(outcome: Outcome, level: Annotation['level']): Annotation {
  const missing = (outcome.launchSet?.missing ?? []).map((kind) =>
    kind === 'alertedLeading' ? 'alerted leading indicator' : kind,
  );
  return {
    level,
    title: `launch-gate: launch set incomplete${letThrough(outcome)}`,
    text: `the launch set for ${outcome.stage.asked} lacks judged evidence: ${missing.join(', ')}`,
    ...placeOf(outcome, 1),
  };
}

function withinLimit(annotations: readonly Annotation[], outcome: Outcome): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= MOST) return annotations;
  const text = `and ${annotations.length - MOST} more; the job summary lists them all`;
  const rest = {
    level: first.level,
    title: 'launch-gate',
    text,
    path: outcome.context.criteriaPath,
    line: null,
    column: null,
  };
  return [...annotations.slice(0, MOST), rest];
}

import type { Diagnosis } from '../core/diagnosis.ts';
import type { Finding } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
import { describeDiagnosis, describeLeaning } from './describe-diagnosis.ts';
import { metricName } from './evidence.ts';
import { marked, markedArgs, markedCode, type Prose, unmarked } from './prose.ts';
import { sourceRepairs } from './source-failure.ts';

/** The diagnosis in words. */
export interface DiagnosisView {
  readonly code: string;
  readonly headline: Prose;
  readonly sentences: readonly Prose[];
  /** What to do next; empty where that would be to launch and the decision is no-go. */
  readonly monday: Prose;
  readonly extra: readonly Prose[];
  /** What the undecided layers lean to; `null` where that adds nothing. */
  readonly leaning: Prose | null;
}

/** The outcome's diagnosis in words, in which titles of metrics are known to be foreign. */
export function diagnosisOf(outcome: Outcome): DiagnosisView | null {
  if (outcome.diagnosis === null) return null;
  const text = describeMarked(outcome.diagnosis, outcome.results, outcome.findings);
  const leaning = outcome.leaning === null ? null : unmarked(describeLeaning(outcome.leaning, outcome.diagnosis));
  // What to do after a launch is no advice where there is none yet.
  const isEarly = outcome.diagnosis.code === 'healthy' && outcome.decision === 'no-go';
  return { code: outcome.diagnosis.code, ...text, monday: isEarly ? [] : text.monday, leaning };
}

/** The words of one diagnosis as prose. */
export function describeMarked(
  diagnosis: Diagnosis,
  results: readonly MetricResult[],
  findings: readonly Finding[],
): Omit<DiagnosisView, 'code' | 'leaning'> {
  const notes = diagnosis.notes.map((note) => ({ ...note, args: markedArgs(note.args) }));
  const repairs = sourceRepairs(results, findings);
  const text = describeDiagnosis({ ...diagnosis, notes }, results.map(withMarkedTitle), repairs);
  return {
    headline: unmarked(text.headline),
    sentences: text.sentences.map(unmarked),
    monday: unmarked(text.monday),
    extra: text.extra.map(unmarked),
  };
}

function withMarkedTitle(result: MetricResult): MetricResult {
  const { criterion } = result;
  const name = metricName(criterion);
  const title = name === criterion.id ? markedCode(name) : marked(name);
  const source = result.reason.args['source'];
  const args = typeof source === 'string' ? { ...result.reason.args, source: markedCode(source) } : result.reason.args;
  return { ...result, criterion: { ...criterion, title }, reason: { ...result.reason, args } };
}

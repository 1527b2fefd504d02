import type { Finding } from '../core/finding.ts';
import type { MetricLayer } from '../core/layer.ts';
import type { Measurement } from '../core/measurement.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult, Status } from '../core/result.ts';
import { evidenceOf, metricName, shownTarget, shownValue } from './evidence.ts';
import { criteriaCommit, lineUrl, secureUrl } from './links.ts';
import { plainText } from './neutralise.ts';
import { code, counted, link, own, type Prose, say, sentence } from './prose.ts';
import { resultFix, resultSays } from './source-failure.ts';

/** One metric as shown. `name` is foreign text. */
export interface MetricView {
  readonly id: string;
  readonly name: string;
  readonly layer: MetricLayer;
  readonly status: Status;
  readonly required: boolean;
  /** What must be read beside the name: guards that do not pass, a provision. */
  readonly marks: readonly Prose[];
  readonly value: Prose;
  readonly target: Prose;
  readonly evidence: readonly Prose[];
  readonly says: Prose;
  readonly fix: Prose;
  /** Description, owner, runbook, due date, notes of the source. */
  readonly notes: readonly Prose[];
  /** What the source remarked beside the value. */
  readonly remarks: readonly Prose[];
  /** Codes of the findings about this metric. */
  readonly warnings: readonly string[];
  /** Its line in the criteria that were judged by; `null` where that has no address. */
  readonly url: string | null;
}

/** One result in words. */
export function metricView(result: MetricResult, outcome: Outcome): MetricView {
  const { criterion } = result;
  const { context, findings, introduced } = outcome;
  return {
    id: criterion.id,
    name: metricName(criterion),
    layer: criterion.layer,
    status: result.status,
    required: criterion.required,
    marks: [...guardMarks(result, outcome), ...provisionMark(result)],
    value: shownValue(result),
    target: shownTarget(result),
    evidence: [...evidenceOf(result), ...evidenceLink(result)],
    says: resultSays(result, findings),
    fix: resultFix(result, findings),
    notes: notesOf(result),
    remarks: remarksOf(result),
    warnings: warningsOf(criterion.id, findings),
    url: lineUrl(context, criteriaCommit(context, introduced), context.criteriaPath, criterion.line),
  };
}

/** The guards that do not pass, so that a passing metric is never read without them. */
function guardMarks({ criterion }: MetricResult, { results }: Outcome): readonly Prose[] {
  return criterion.guardedBy.flatMap((id) => {
    const status = results.find((one) => one.criterion.id === id)?.status ?? 'unmeasured';
    if (status === 'pass') return [];
    return [say`guard ${code(id)} ${own(status === 'fail' ? 'fails' : `is ${status}`)}`];
  });
}

function provisionMark({ provisionalDaysLeft }: MetricResult): readonly Prose[] {
  if (provisionalDaysLeft === null) return [];
  const left = provisionalDaysLeft === 0 ? 'last day' : `${counted(provisionalDaysLeft, 'day')} left`;
  return [own(`provisional, ${left}`)];
}

/** Why an undecided result does not block, or that its time is over. */
function provisionNote({ criterion, status, provisionalDaysLeft }: MetricResult): readonly Prose[] {
  const { provisional } = criterion;
  if (provisional === null) return [];
  if (provisionalDaysLeft !== null) return [say`provisional until ${provisional.untilText}: ${provisional.reason}`];
  return status === 'inconclusive' ? [say`the provision until ${provisional.untilText} excuses nothing now`] : [];
}

function notesOf(result: MetricResult): readonly Prose[] {
  const { criterion, measurement } = result;
  return [
    ...(criterion.description === null ? [] : [sentence(criterion.description)]),
    ...(criterion.required ? [] : [own('advisory: never blocks')]),
    ...(criterion.dueText === null || result.status === 'pending' ? [] : [say`due ${criterion.dueText}`]),
    ...provisionNote(result),
    ...(criterion.owner === null ? [] : [say`owner ${criterion.owner}`]),
    ...(criterion.runbook === null ? [] : [say`runbook ${code(criterion.runbook)}`]),
    ...placeOf(measurement),
    ...remarksOf(result),
  ];
}

/** Remarks of the source, but for those that the reason says already. */
function remarksOf({ measurement, reason }: MetricResult): readonly Prose[] {
  if (measurement.kind !== 'measured') return [];
  const said = String(reason.args['detail'] ?? '');
  return measurement.notes.filter((note) => plainText(note) !== '' && !said.includes(note)).map(sentence);
}

/** Where in the source; of a host, which stands beside the value, the rest says nothing to a reader. */
function placeOf(measurement: Measurement): readonly Prose[] {
  if (measurement.kind === 'not-asked' || measurement.provenance.kind === 'live') return [];
  return [say`read from ${code(measurement.provenance.where)}`];
}

/** Changes of the criteria stand in their own list. */
function warningsOf(id: string, findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ metric, code: found }) => metric === id && !found.startsWith('criteria-'))
    .map((finding) => finding.code);
}

/** The page that the source names for its evidence. */
function evidenceLink({ measurement }: MetricResult): readonly Prose[] {
  const url = measurement.kind === 'measured' ? secureUrl(measurement.url) : null;
  return url === null ? [] : [link('evidence', url, url)];
}

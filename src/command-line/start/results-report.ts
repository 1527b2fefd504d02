import { catalogueEntry } from '../../core/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../core/catalogue/entry.ts';
import type { LayerColours } from '../../core/diagnosis.ts';
import type { Finding, TextArgs } from '../../core/finding.ts';
import type { LaunchSet, LaunchSetKind } from '../../core/launch-set.ts';
import { LAYERS, type Layer, reaches, type Stage } from '../../core/layer.ts';
import type { Context, Outcome } from '../../core/outcome.ts';
import { RUN_FINDING_LEVELS, type RunFindingCode } from '../../core/run-finding-codes.ts';
import { pairWords } from '../../report/pair-words.ts';
import type { Addition, ResultsReport, SeenMetric } from '../../report/results-report.ts';
import { writableId } from './catalogue-block.ts';
import type { FoundMetric, FoundResults } from './found-results.ts';

export interface ResultsAsked {
  /** As the user named it. */
  readonly file: string;
  readonly stage: Stage;
  readonly context: Context;
  readonly hasCriteria: boolean;
  readonly writes: boolean;
}

/** A metric to begin with on a layer that nobody measures. */
const BEGIN_WITH: Readonly<Record<Layer, string>> = {
  model: 'retrieval_recall_at_k',
  task: 'answer_correctness',
  product: 'repeat_query_rate',
  business: 'ticket_deflection_rate',
};

/** What a result file says where there are no criteria: never a go, whatever its values are. */
export function resultsReport(found: FoundResults, asked: ResultsAsked): ResultsReport {
  const metrics = found.metrics.map((metric) => seen(metric, asked.context.evaluatedAtMs));
  const measured = metrics.flatMap(({ entry, value }) => (entry === null || value === null ? [] : [entry]));
  const blind = LAYERS.filter((layer) => measured.every((entry) => entry.layer !== layer));
  const additions = additionsFor(measured, metrics, blind, asked.stage);
  // Where nothing of a file can be used, nothing was looked at.
  const isBroken = found.holds !== 'rows' && metrics.every(({ value }) => value === null);
  const report = {
    decision: 'no-go',
    verdict: isBroken ? 'error' : 'incomplete',
    ...{ file: asked.file, format: found.format, holds: found.holds, metrics, more: found.more },
    ...{ blind, additions, hasCriteria: asked.hasCriteria, writes: asked.writes },
  } as const;
  return { ...report, outcome: outcomeOf(report, asked) };
}

function seen({ name, entry, near, value, sampleSize, observedAtMs, problem }: FoundMetric, nowMs: number): SeenMetric {
  const ageSeconds = observedAtMs === null ? null : Math.floor((nowMs - observedAtMs) / 1000);
  return { name, entry, near, value, sampleSize, ageSeconds, problem };
}

/** What is missing for the stage: a metric on each blind layer that it asks for, and an alert on one that leads. */
function additionsFor(
  measured: readonly CatalogueEntry[],
  metrics: readonly SeenMetric[],
  blind: readonly Layer[],
  stage: Stage,
): readonly Addition[] {
  const asksFor: Readonly<Record<Layer, boolean>> = {
    ...{ model: true, task: true },
    ...{ product: reaches(stage, 'full'), business: reaches(stage, 'full') },
  };
  const layers = blind
    .filter((layer) => asksFor[layer])
    .map((layer): Addition => ({ kind: layer, metric: beginWith(measured, layer), isThere: false }));
  if (!reaches(stage, 'limited')) return layers;
  const leading = metrics.find(
    ({ entry, value }) =>
      value !== null && entry?.indicator === 'leading' && (entry.layer === 'task' || entry.layer === 'product'),
  );
  const alert: Addition = {
    kind: 'alerted-leading',
    metric: leading?.name ?? BEGIN_WITH.product,
    isThere: leading !== undefined,
  };
  return [...layers, alert];
}

/** A counter-metric of the layer that a measured metric is not read without, else the usual metric to begin with. */
function beginWith(measured: readonly CatalogueEntry[], layer: Layer): string {
  const needed = measured.flatMap(({ pairs }) => pairs.filter(({ strength }) => strength === 'needed'));
  const members = needed.flatMap(({ anyOf }) => anyOf.flat()).filter((member) => typeof member === 'string');
  return writableId(members.find((id) => catalogueEntry(id)?.layer === layer) ?? BEGIN_WITH[layer]);
}

function outcomeOf(report: Omit<ResultsReport, 'outcome'>, asked: ResultsAsked): Outcome {
  return {
    decision: 'no-go',
    cause: 'verdict',
    verdict: report.verdict,
    mode: 'enforce',
    context: asked.context,
    gate: null,
    feature: null,
    findings: findingsOf(report),
    results: [],
    alerts: {},
    stage: { asked: asked.stage, reached: null },
    launchSet: nothingJudged(asked.stage),
    colours: coloursOf(report.blind),
    diagnosis: null,
    leaning: null,
    blocking: ['criteria'],
    override: null,
    otherOverrides: [],
    changes: [],
    introduced: false,
  };
}

/** What is measured has no target, so that nothing is known of it. */
function coloursOf(blind: readonly Layer[]): LayerColours {
  const colour = (layer: Layer) => (blind.includes(layer) ? 'unmeasured' : 'unknown');
  return { model: colour('model'), task: colour('task'), product: colour('product'), business: colour('business') };
}

/** The launch set at a stage, of which nothing is there: without a target nothing is judged. */
function nothingJudged(stage: Stage): LaunchSet {
  const from: Readonly<Record<LaunchSetKind, Stage | null>> = {
    ...{ model: 'shadow', task: 'shadow', product: 'full', business: null, alertedLeading: 'limited' },
  };
  const count = (kind: LaunchSetKind) => {
    const first = from[kind];
    return { need: first !== null && reaches(stage, first) ? 1 : 0, have: 0 };
  };
  const counts = {
    ...{ model: count('model'), task: count('task'), product: count('product'), business: count('business') },
    alertedLeading: count('alertedLeading'),
  };
  const kinds: readonly LaunchSetKind[] = ['model', 'task', 'product', 'business', 'alertedLeading'];
  return { stage, complete: false, missing: kinds.filter((kind) => counts[kind].need > 0), counts };
}

function findingsOf(report: Omit<ResultsReport, 'outcome'>): readonly Finding[] {
  const { file, format, holds, metrics, blind, additions, more } = report;
  const at = { path: file, line: null, column: null };
  const finding = (code: RunFindingCode, args: TextArgs, metric: string | null = null): Finding => {
    return { code, args, level: RUN_FINDING_LEVELS[code], at, metric };
  };
  const known = metrics.filter(({ entry }) => entry !== null).length;
  const summary = { file, format, holds, count: metrics.length + more, known };
  return [
    finding('no-criteria', { file }),
    finding('results-recognised', summary),
    ...metrics.map((metric) => finding('results-recognised', metricArgs(metric, file, holds), metric.name)),
    ...(blind.length === 0
      ? []
      : [finding('layers-blind', { layers: blind, add: additions.map(({ metric }) => metric) })]),
  ];
}

function metricArgs({ name, entry, near, value, sampleSize, problem }: SeenMetric, file: string, holds: string) {
  const shared = { file, holds, name, value, samples: sampleSize, problem, near };
  if (entry === null) return { ...shared, layer: null };
  return { ...shared, layer: entry.layer, better: entry.better, pitfall: entry.pitfall, pairs: pairWords(entry) };
}

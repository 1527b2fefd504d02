import type { Criterion, Gate, SourceDeclaration } from '../core/criterion.ts';
import type { Measurement, SourceFailure } from '../core/measurement.ts';
import { SOURCE_TYPES } from './index.ts';
import type { MetricRequest, SourceType, SourceWorld } from './source.ts';

type Measurements = ReadonlyMap<string, Measurement>;

/**
 * Measures all metrics: every source at the same time, each once for all its metrics. Whatever a source throws or
 * leaves unanswered becomes a failed measurement, so that each metric has exactly one answer. Never rejects.
 */
export async function measureAll(
  gate: Pick<Gate, 'metrics' | 'sources'>,
  valuesPatterns: readonly string[],
  world: SourceWorld,
): Promise<Measurements> {
  const bySource = gate.sources.map((source) => {
    const requests = gate.metrics.flatMap((metric) => requestOf(metric, source.id));
    return answered(
      source.id,
      requests.map(({ metric }) => metric),
      () => askSource(source, requests, world),
    );
  });
  const loose = gate.metrics.filter((metric) => metric.from === null).map((metric) => metric.id);
  const answers = await Promise.all([
    ...bySource,
    answered('values', loose, () => askValues(valuesPatterns, loose, world)),
  ]);
  const found = new Map(answers.flatMap((answer) => [...answer]));
  return new Map(
    gate.metrics.map(({ id }) => [id, found.get(id) ?? unanswered('criteria', 'its source is not declared')]),
  );
}

function requestOf(metric: Criterion, source: string): readonly MetricRequest[] {
  if (metric.from?.source !== source) return [];
  return [{ metric: metric.id, keys: metric.from.keys, scale: metric.from.scale }];
}

async function askSource(
  source: SourceDeclaration,
  requests: readonly MetricRequest[],
  world: SourceWorld,
): Promise<Measurements> {
  const load = SOURCE_TYPES.get(source.type);
  if (load === undefined) throw new Error('no such source type');
  const type = await load();
  const answers = await type.measure({ id: source.id, keys: source.keys }, requests, world);
  if (!source.optional) return answers;
  return new Map([...answers].map(([metric, answer]) => [metric, optionally(answer, type)]));
}

async function askValues(
  patterns: readonly string[],
  metrics: readonly string[],
  world: SourceWorld,
): Promise<Measurements> {
  if (patterns.length === 0) return new Map(metrics.map((metric) => [metric, { kind: 'not-asked' }]));
  const { measureFromValues } = await import(/* webpackMode: "eager" */ './values-files.ts');
  return measureFromValues(patterns, metrics, world);
}

/** Exactly the metrics that were asked for: nothing thrown passes, nothing is left out, nothing is added. */
async function answered(
  source: string,
  metrics: readonly string[],
  ask: () => Promise<Measurements>,
): Promise<Measurements> {
  if (metrics.length === 0) return new Map();
  try {
    const answers = await ask();
    return new Map(
      metrics.map((metric) => [metric, answers.get(metric) ?? unanswered(source, 'the source gave no answer')]),
    );
  } catch {
    // What was thrown may hold anything; it is not shown.
    return new Map(metrics.map((metric) => [metric, unanswered(source, 'reading the source failed unexpectedly')]));
  }
}

function unanswered(source: string, detail: string): SourceFailure {
  return { kind: 'failed', code: 'server', detail, provenance: { source, where: '', kind: 'this-run' } };
}

/** A source marked optional may not be there, and then only leaves its metrics without a value. */
function optionally(answer: Measurement, { unavailable }: SourceType): Measurement {
  if (answer.kind !== 'failed' || !unavailable.has(answer.code)) return answer;
  return { kind: 'absent', sourceFailed: true, detail: answer.detail, provenance: answer.provenance };
}

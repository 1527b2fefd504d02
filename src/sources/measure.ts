import type { Criterion, Gate, SourceDeclaration } from '../core/criterion.ts';
import type { Measurement, SourceFailure } from '../core/measurement.ts';
import type { SourcesAsked } from '../core/source-news.ts';
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
  const asked = world.network === null ? [] : askedOf(gate);
  if (asked.length > 0) attempt(() => world.onSource?.({ kind: 'asking', sources: asked }));
  const bySource = gate.sources.map((source) => {
    const requests = gate.metrics.flatMap((metric) => requestOf(metric, source.id));
    const metrics = requests.map(({ metric }) => metric);
    return told(source, world, () => answered(source.id, metrics, () => askSource(source, requests, world)));
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

/** Does what only tells of the run: where it fails, the answers stand. */
function attempt(tell: () => void): void {
  try {
    tell();
  } catch {
    // Nothing to say of it, and nobody to say it to.
  }
}

/** The sources on other hosts that a run asks, each with how often it is told of: for its values, and for its alerts. */
function askedOf({ metrics, sources }: Pick<Gate, 'metrics' | 'sources'>): SourcesAsked['sources'] {
  return sources.flatMap(({ id, type }) => {
    if (SOURCE_TYPES.get(type)?.network !== true) return [];
    const forValues = metrics.some(({ from }) => from?.source === id) ? 1 : 0;
    const forAlerts = metrics.some(({ alert }) => alert?.verify?.source === id) ? 1 : 0;
    return forValues + forAlerts === 0 ? [] : [{ source: id, parts: forValues + forAlerts }];
  });
}

/** Says for the log what became of a source. */
async function told(
  source: SourceDeclaration,
  world: SourceWorld,
  ask: () => Promise<Measurements>,
): Promise<Measurements> {
  if (world.onSource === undefined) return ask();
  const begun = performance.now();
  const answers = await ask();
  const all = [...answers.values()];
  if (all.length === 0 || all.every(({ kind }) => kind === 'not-asked')) return answers;
  // A log that fails, and a network that could not be opened, change no answer.
  await tell(source, all, begun, world).catch(() => {});
  return answers;
}

async function tell(
  source: SourceDeclaration,
  all: readonly Measurement[],
  begun: number,
  world: SourceWorld,
): Promise<void> {
  const asksHosts = SOURCE_TYPES.get(source.type)?.network === true && world.network !== null;
  const journal = asksHosts ? (await world.network?.())?.journal(source.id) : undefined;
  world.onSource?.({
    source: source.id,
    kind: 'values',
    hosts: journal?.hosts ?? [],
    attempts: journal?.attempts ?? 0,
    milliseconds: performance.now() - begun,
    asked: all.length,
    answered: all.filter(({ kind }) => kind === 'measured').length,
    failures: [...new Set(all.flatMap((answer) => (answer.kind === 'failed' ? [answer.code] : [])))],
  });
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
  const entry = SOURCE_TYPES.get(source.type);
  if (entry === undefined) throw new Error('no such source type');
  if (entry.network && world.network === null)
    return new Map(requests.map(({ metric }) => [metric, { kind: 'not-asked', why: 'criteria-new' }]));
  const type = await entry.load();
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

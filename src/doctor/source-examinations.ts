import type { Criterion, SourceDeclaration } from '../core/criterion.ts';
import type { Examination } from '../core/examination.ts';
import type { Measured } from '../core/measurement.ts';
import type { AlertState } from '../core/result.ts';
import {
  alertFailure,
  type Evidence,
  type Failure,
  isOfSource,
  metricFailure,
  type SourceCondition,
  sourceConditions,
} from './source-conditions.ts';

/**
 * What came of asking every source and alert once: sources, then metrics, then alerts. What a source has in common for
 * all that is asked of it is told of the source, once.
 */
export function examineEvidence(evidence: Evidence): readonly Examination[] {
  const conditions = sourceConditions(evidence);
  const remarks = remarksOf(evidence);
  const sources = evidence.gate.sources.flatMap((source) => [
    examineSource(source, conditions.get(source.id) ?? { kind: 'unused' }),
    ...remarks.filter(({ about, subject }) => about === 'sources' && subject === source.id),
  ]);
  const told: Told = [];
  const metrics = evidence.gate.metrics.flatMap((criterion) => [
    ...examineMetric(criterion, evidence, conditions, told),
    ...remarks.filter(({ about, subject }) => about === 'metrics' && subject === criterion.id),
  ]);
  const toldOfAlerts: Told = [];
  const alerts = evidence.gate.metrics.flatMap((metric) => examineAlert(metric, evidence, conditions, toldOfAlerts));
  return [...sources, ...metrics, ...alerts];
}

type Conditions = ReadonlyMap<string, SourceCondition>;
/** Failures that are told already, with whom. */
type Told = { readonly source: string; readonly id: string; readonly failure: Failure }[];

function examineSource({ id, type }: SourceDeclaration, condition: SourceCondition): Examination {
  const about = { about: 'sources', subject: id } as const;
  switch (condition.kind) {
    case 'unused':
      return { ...about, state: 'note', code: 'source-unused', args: {} };
    case 'unset':
      return { ...about, state: 'mend', code: 'credentials-missing', args: { names: condition.names } };
    case 'fails': {
      const { error, detail } = condition;
      return { ...about, state: 'mend', code: 'source-fails', args: { error, detail, page: pageOf(type) } };
    }
    case 'answers': {
      const [read, asked] = condition.metrics;
      const [told, alerts] = condition.alerts;
      return { ...about, state: 'well', code: 'source-answers', args: { type, read, asked, told, alerts } };
    }
  }
}

/** Where the documentation says what a type of source expects, and which rights it needs. */
function pageOf(type: string): string {
  return type === 'file' ? 'docs/formats/README.md' : `docs/sources/${type}.md`;
}

/** The metric or alert itself, where a failure is told already: as its source, or as another of the same source. */
function sameAs(
  told: Told,
  source: string,
  id: string,
  failure: Failure,
  conditions: Conditions,
): Pick<Examination, 'state' | 'code' | 'args'> | null {
  if (isOfSource(failure, conditions.get(source))) return { state: 'note', code: 'as-its-source', args: { source } };
  const other = told.find(
    (one) => one.source === source && one.failure.error === failure.error && one.failure.detail === failure.detail,
  );
  if (other !== undefined) return { state: 'note', code: 'as-another', args: { other: other.id } };
  told.push({ source, id, failure });
  return null;
}

/** A metric: whether there is a value, and whether it carries the time and the sample size that its criterion asks for. */
function examineMetric(
  criterion: Criterion,
  { gate, measurements, nowMs }: Evidence,
  conditions: Conditions,
  told: Told,
): readonly Examination[] {
  const about = { about: 'metrics', subject: criterion.id } as const;
  const measurement = measurements.get(criterion.id);
  const source = gate.sources.find(({ id }) => id === criterion.from?.source);
  const page = source === undefined ? 'docs/formats/values.md' : pageOf(source.type);
  const failure = metricFailure(measurement);
  if (failure !== null) {
    const same = sameAs(told, source?.id ?? 'values', criterion.id, failure, conditions);
    return [{ ...about, ...(same ?? { state: 'mend', code: 'metric-fails', args: { ...failure, page } }) }];
  }
  if (measurement?.kind === 'measured') return examineMeasured(criterion, measurement, page);
  if (measurement?.kind === 'absent' && criterion.dueMs !== null && nowMs < criterion.dueMs)
    return [{ ...about, state: 'note', code: 'metric-not-due', args: { due: criterion.dueText } }];
  return measurement?.kind === 'absent'
    ? [{ ...about, state: 'mend', code: 'metric-absent', args: { detail: measurement.detail } }]
    : [{ ...about, state: 'note', code: 'metric-from-values', args: {} }];
}

function examineMeasured(criterion: Criterion, measured: Measured, page: string): readonly Examination[] {
  const about = { about: 'metrics', subject: criterion.id } as const;
  if (!Number.isFinite(measured.value))
    return [{ ...about, state: 'mend', code: 'metric-fails', args: { error: 'not-a-number', detail: '', page } }];
  const found: Examination[] = [];
  if (!isDated(measured)) {
    const state = criterion.maxAgeSeconds === null ? 'note' : 'mend';
    const args = { kind: measured.observedAtKind, limited: criterion.maxAgeSeconds === null ? 'no' : 'yes' };
    found.push({ ...about, state, code: 'metric-undated', args });
  }
  const isSized = measured.sampleSize !== null || measured.stderr !== null || measured.interval !== null;
  if (!isSized) {
    const needs = criterion.minSamples !== null || criterion.confidence !== null;
    found.push({
      ...about,
      state: needs ? 'mend' : 'note',
      code: 'metric-unsized',
      args: { needed: needs ? 'yes' : 'no' },
    });
  }
  if (found.some(({ state }) => state === 'mend')) return found;
  const args = {
    samples: measured.sampleSize,
    time: measured.observedAtMs === null ? null : new Date(measured.observedAtMs).toISOString(),
  };
  return [{ ...about, state: 'well', code: 'metric-answers', args }, ...found];
}

/** True for times of the data, which say how old it is. */
function isDated({ observedAtMs, observedAtKind }: Measured): boolean {
  return observedAtMs !== null && !['computed', 'query-time', 'none'].includes(observedAtKind);
}

/** What values carry as remarks: of the source where several of its metrics carry the same. */
function remarksOf({ gate, measurements }: Evidence): readonly Examination[] {
  const all = gate.metrics.flatMap(({ id, from }) => {
    const measurement = measurements.get(id);
    const notes = measurement?.kind === 'measured' ? [...new Set(measurement.notes)] : [];
    return notes.map((detail) => ({ id, source: from?.source ?? null, detail }));
  });
  const found = new Map<string, Examination>();
  for (const { id, source, detail } of all) {
    const isShared = all.filter((one) => one.source === source && one.detail === detail).length > 1;
    const about =
      isShared && source !== null
        ? ({ about: 'sources', subject: source } as const)
        : ({ about: 'metrics', subject: id } as const);
    const key = JSON.stringify([about.about, about.subject, detail]);
    found.set(key, { ...about, state: 'note', code: 'remark', args: { detail } });
  }
  return [...found.values()];
}

/** An alert: whether it is wired, as far as the alerting system can tell. */
function examineAlert(
  metric: Criterion,
  { alerts }: Evidence,
  conditions: Conditions,
  told: Told,
): readonly Examination[] {
  const { id, alert } = metric;
  const state = Object.hasOwn(alerts, id) ? alerts[id] : undefined;
  if (alert === null || state === undefined) return [];
  const about = { about: 'alerts', subject: id } as const;
  const failure = alertFailure(metric, alerts);
  const same = failure === null ? null : sameAs(told, alert.verify?.source ?? '', id, failure, conditions);
  if (same !== null) return [{ ...about, ...same }];
  const because = state.reason === null ? {} : { because: state.reason };
  return [{ ...about, args: { rule: alert.verify?.rule ?? null }, ...because, ...ALERTS[state.state] }];
}

const ALERTS: Readonly<Record<AlertState['state'], Pick<Examination, 'state' | 'code'>>> = {
  declared: { state: 'note', code: 'alert-only-declared' },
  verified: { state: 'well', code: 'alert-wired' },
  'partly-verified': { state: 'note', code: 'alert-partly-wired' },
  refuted: { state: 'mend', code: 'alert-not-wired' },
  unknown: { state: 'mend', code: 'alert-not-wired' },
};

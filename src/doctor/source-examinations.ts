import type { Criterion, Gate } from '../core/criterion.ts';
import type { Examination } from '../core/examination.ts';
import type { Measured, Measurement } from '../core/measurement.ts';
import type { AlertState } from '../core/result.ts';
import { credentialNames } from '../credential-findings.ts';

type Measurements = ReadonlyMap<string, Measurement>;

/** Each source that is used: whether its credentials are set, and whether it gave any answer. */
export function examineSources(
  gate: Gate,
  measurements: Measurements,
  isSet: (name: string) => boolean,
): readonly Examination[] {
  return gate.sources.flatMap((source): Examination[] => {
    const about = { about: 'sources', subject: source.id } as const;
    const names = credentialNames(source).filter((name) => !isSet(name));
    if (names.length > 0) return [{ ...about, state: 'mend', code: 'credentials-missing', args: { names } }];
    const answers = gate.metrics.flatMap(({ id, from }) =>
      from?.source === source.id ? [measurements.get(id) ?? null] : [],
    );
    if (answers.length === 0) {
      const asksAlerts = gate.metrics.some(({ alert }) => alert?.verify?.source === source.id);
      return asksAlerts ? [] : [{ ...about, state: 'note', code: 'source-unused', args: {} }];
    }
    const read = answers.filter((answer) => answer?.kind === 'measured' || answer?.kind === 'absent').length;
    if (read > 0) {
      const args = { type: source.type, read, asked: answers.length };
      return [{ ...about, state: 'well', code: 'source-answers', args }];
    }
    const failure = answers.find((answer) => answer?.kind === 'failed');
    const args =
      failure?.kind === 'failed' ? { error: failure.code, detail: failure.detail } : { error: '', detail: '' };
    return [{ ...about, state: 'mend', code: 'source-fails', args }];
  });
}

/** Each metric: whether there is a value, and whether it carries the time and the sample size that its criterion asks for. */
export function examineMetrics(gate: Gate, measurements: Measurements): readonly Examination[] {
  return gate.metrics.flatMap((criterion) => examineMetric(criterion, measurements.get(criterion.id)));
}

function examineMetric(criterion: Criterion, measurement: Measurement | undefined): readonly Examination[] {
  const about = { about: 'metrics', subject: criterion.id } as const;
  switch (measurement?.kind) {
    case undefined:
      return [{ ...about, state: 'mend', code: 'metric-fails', args: { error: 'server', detail: '' } }];
    case 'not-asked':
      return [{ ...about, state: 'note', code: 'metric-from-values', args: {} }];
    case 'failed': {
      const args = { error: measurement.code, detail: measurement.detail };
      return [{ ...about, state: 'mend', code: 'metric-fails', args }];
    }
    case 'absent':
      return [{ ...about, state: 'mend', code: 'metric-absent', args: { detail: measurement.detail } }];
    case 'measured':
      return examineMeasured(criterion, measurement);
  }
}

function examineMeasured(criterion: Criterion, measured: Measured): readonly Examination[] {
  const about = { about: 'metrics', subject: criterion.id } as const;
  if (!Number.isFinite(measured.value))
    return [{ ...about, state: 'mend', code: 'metric-fails', args: { error: 'not-a-number', detail: '' } }];
  const found: Examination[] = [];
  if (!isDated(measured)) {
    const state = criterion.maxAgeSeconds === null ? 'note' : 'mend';
    const args = { kind: measured.observedAtKind, limited: criterion.maxAgeSeconds === null ? 'no' : 'yes' };
    found.push({ ...about, state, code: 'metric-undated', args });
  }
  const isSized = measured.sampleSize !== null || measured.stderr !== null || measured.interval !== null;
  if (!isSized) {
    const needs = criterion.minSamples !== null || criterion.confidence !== null;
    const args = { needed: needs ? 'yes' : 'no' };
    found.push({ ...about, state: needs ? 'mend' : 'note', code: 'metric-unsized', args });
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

/** Each alert: whether it is wired, as far as the alerting system can tell. */
export function examineAlerts(gate: Gate, alerts: Readonly<Record<string, AlertState>>): readonly Examination[] {
  return gate.metrics.flatMap(({ id, alert }): Examination[] => {
    const state = Object.hasOwn(alerts, id) ? alerts[id] : undefined;
    if (alert === null || state === undefined) return [];
    const because = state.reason === null ? {} : { because: state.reason };
    const args = { rule: alert.verify?.rule ?? null };
    return [{ about: 'alerts', subject: id, args, ...because, ...ALERTS[state.state] }];
  });
}

const ALERTS: Readonly<Record<AlertState['state'], Pick<Examination, 'state' | 'code'>>> = {
  declared: { state: 'note', code: 'alert-only-declared' },
  verified: { state: 'well', code: 'alert-wired' },
  'partly-verified': { state: 'note', code: 'alert-partly-wired' },
  refuted: { state: 'mend', code: 'alert-not-wired' },
  unknown: { state: 'mend', code: 'alert-not-wired' },
};

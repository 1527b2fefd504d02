import type { Criterion, Gate, SourceDeclaration } from '../core/criterion.ts';
import type { Measurement, SourceFailure } from '../core/measurement.ts';
import type { AlertState } from '../core/result.ts';
import { credentialNames } from '../credential-findings.ts';

/** What was asked and what came back. */
export interface Evidence {
  readonly gate: Gate;
  readonly measurements: ReadonlyMap<string, Measurement>;
  readonly alerts: Readonly<Record<string, AlertState>>;
  /** Milliseconds since the epoch: what is due later need not be there. */
  readonly nowMs: number;
  /** Whether an environment variable is set. */
  readonly isSet: (name: string) => boolean;
  /** How many requests a source's values took. */
  readonly attempts: (source: string) => number;
}

/** Why nothing was said: a code of the sources, empty where none is known. */
export interface Failure {
  readonly error: string;
  readonly detail: string;
}

/** How a source is: the one place where a cause is told that all its metrics and alerts share. */
export type SourceCondition =
  | { readonly kind: 'unused' }
  | { readonly kind: 'unset'; readonly names: readonly string[] }
  | {
      readonly kind: 'answers';
      /** Metrics that were read, of those asked for; the same for alerts. */
      readonly metrics: readonly [number, number];
      readonly alerts: readonly [number, number];
    }
  | ({ readonly kind: 'fails' } & Failure);

/** Codes that nothing but an answer can lead to: the source is well, and what was asked of it is not. */
const ANSWERED: ReadonlySet<string> = new Set<SourceFailure['code']>([
  'no-data',
  'ambiguous',
  'not-a-number',
  'partial',
  'not-ready',
  'wrong-type',
  'impossible-count',
  'out-of-range',
]);
const UNREACHED: ReadonlySet<string> = new Set<SourceFailure['code']>(['network', 'timeout', 'server']);
/** Codes whose cause lies with the source, whatever words each metric has for it. */
const OF_SOURCE: ReadonlySet<string> = new Set<SourceFailure['code']>(['auth', 'forbidden', 'rate-limited']);

/** The condition of every source, by id. */
export function sourceConditions(evidence: Evidence): ReadonlyMap<string, SourceCondition> {
  return new Map(evidence.gate.sources.map((source) => [source.id, conditionOf(source, evidence)]));
}

function conditionOf(source: SourceDeclaration, evidence: Evidence): SourceCondition {
  const { metrics } = evidence.gate;
  const reading = metrics.filter(({ from }) => from?.source === source.id);
  const watching = metrics.filter(({ alert }) => alert?.verify?.source === source.id);
  if (reading.length + watching.length === 0) return { kind: 'unused' };
  const names = credentialNames(source).filter((name) => !evidence.isSet(name));
  if (names.length > 0) return { kind: 'unset', names };
  const values = reading.map(({ id }) => metricFailure(evidence.measurements.get(id)));
  const alerts = watching.map((metric) => alertFailure(metric, evidence.alerts));
  const failures = values.filter((one) => one !== null);
  const isReached = evidence.attempts(source.id) > 0 && !failures.some(({ error }) => UNREACHED.has(error));
  const answered = failures.filter(({ error }) => ANSWERED.has(error) || (error === 'config' && isReached));
  const read = values.length - failures.length;
  const told = alerts.filter((one) => one === null).length;
  const [first] = [...failures, ...alerts.filter((one) => one !== null)];
  if (read + told + answered.length === 0 && first !== undefined) return { kind: 'fails', ...first };
  return { kind: 'answers', metrics: [read, values.length], alerts: [told, alerts.length] };
}

/** Why a source said nothing of a metric; `null` where it did, also that it has none. */
export function metricFailure(measurement: Measurement | undefined): Failure | null {
  if (measurement === undefined) return { error: 'server', detail: '' };
  if (measurement.kind === 'failed') return { error: measurement.code, detail: measurement.detail };
  // Of an optional source the failure's code is not kept.
  if (measurement.kind === 'absent' && measurement.sourceFailed === true)
    return { error: '', detail: measurement.detail };
  return null;
}

/** Why nothing was said of an alert; `null` where the alerting system answered. */
export function alertFailure({ id }: Criterion, alerts: Evidence['alerts']): Failure | null {
  const reason = Object.hasOwn(alerts, id) ? (alerts[id]?.reason ?? null) : null;
  if (reason?.code !== 'alert-unanswered') return null;
  return { error: String(reason.args['code'] ?? ''), detail: String(reason.args['detail'] ?? '') };
}

/** True where a failure is the source's own, which is told there once. */
export function isOfSource(failure: Failure, condition: SourceCondition | undefined): boolean {
  if (condition?.kind === 'unset') return true;
  if (condition?.kind !== 'fails') return false;
  if (UNREACHED.has(failure.error) && UNREACHED.has(condition.error)) return true;
  if (failure.error !== condition.error) return false;
  return OF_SOURCE.has(failure.error) || failure.detail === condition.detail;
}

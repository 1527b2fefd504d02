import type { Measured, Measurement, Provenance, SourceFailure } from '../core/measurement.ts';
import type { FormatResult, Reading } from './formats/format.ts';
import type { MetricRequest } from './source.ts';
import type { GitFacts } from './workspace.ts';

/** A failure as a measurement. */
export function failed(code: SourceFailure['code'], detail: string, provenance: Provenance): SourceFailure {
  return { kind: 'failed', code, detail, provenance };
}

/**
 * What a format found as a measurement: scaled to the metric's unit, with the time of the last commit where the
 * criteria ask for it and the file has no time of its own, and with where the file comes from. `facts` holds what git
 * knows of each file that was read, `null` for one that it does not know; `brought`: the change under judgement brings
 * the evidence.
 */
export function toMeasurement(
  source: string,
  path: string,
  result: FormatResult,
  request: Pick<MetricRequest, 'keys' | 'scale'>,
  facts: readonly (GitFacts | null)[],
  brought: boolean,
): Measurement {
  const tracked = facts.length > 0 && facts.every((fact) => fact?.tracked === true);
  const kind = brought ? 'in-change' : tracked ? 'file' : 'this-run';
  if (result.kind === 'reading') {
    const where = result.where === '' ? path : `${path}#${result.where}`;
    const measured = measuredOf(result, request.scale, { source, where, kind });
    if (request.keys['observed-at'] !== 'commit') return measured;
    return withCommitTime(measured, result.unreadableTime === true, facts);
  }
  const provenance: Provenance = { source, where: path, kind };
  const detail = result.detail.startsWith(path) ? result.detail : `${path}: ${result.detail}`;
  return result.kind === 'absent' ? { kind: 'absent', detail, provenance } : failed(result.code, detail, provenance);
}

/** What was read as a measurement, in the metric's unit where a scale is `written`; may overflow to infinity. */
export function measuredOf(reading: Reading, written: number | null, provenance: Provenance): Measured {
  const scale = written ?? 1;
  const spread = (value: number | null | undefined): number | null => (value == null ? null : value * Math.abs(scale));
  const interval = reading.interval ?? null;
  return {
    kind: 'measured',
    value: reading.value * scale,
    // Whoever writes a scale says what unit the value is in.
    ...(reading.valueFromCounts === true && written === null ? { valueFromCounts: true } : {}),
    observedAtMs: reading.observedAtMs ?? null,
    observedAtKind: reading.observedAtMs == null ? 'none' : (reading.observedAtKind ?? 'none'),
    sampleSize: reading.sampleSize ?? null,
    successes: reading.successes ?? null,
    attempted: reading.attempted ?? null,
    stddev: spread(reading.stddev),
    stderr: spread(reading.stderr),
    interval: interval === null ? null : scaledInterval(interval, scale),
    exposure: reading.exposure ?? null,
    effectiveSize: reading.effectiveSize ?? null,
    commit: reading.commit ?? null,
    ...(reading.pins == null ? {} : { pins: reading.pins }),
    url: reading.url ?? null,
    provenance,
    notes: reading.notes ?? [],
  };
}

function scaledInterval(interval: NonNullable<Measured['interval']>, scale: number): NonNullable<Measured['interval']> {
  const [low, high] = [interval.low * scale, interval.high * scale];
  return { low: Math.min(low, high), high: Math.max(low, high), level: interval.level };
}

function withCommitTime(measured: Measured, unreadableTime: boolean, facts: readonly (GitFacts | null)[]): Measured {
  const noted = (note: string): Measured => ({ ...measured, notes: [...measured.notes, note] });
  if (measured.observedAtMs !== null)
    return noted('the file has a time of its own, which goes before the time of its commit');
  if (unreadableTime)
    return noted(
      'the file states a time of its own that cannot be taken, and the time of its commit does not stand in for it',
    );
  const times = facts.map((fact) => fact?.committedAtMs ?? null);
  if (times.length > 0 && !times.includes(null)) {
    // Of several files the one that has not changed for longest says how old the evidence may be.
    const observedAtMs = times.reduce<number>(
      (oldest, time) => Math.min(oldest, Number(time)),
      Number.POSITIVE_INFINITY,
    );
    return {
      ...measured,
      observedAtMs,
      observedAtKind: 'commit',
      notes: [...measured.notes, 'time of the last commit that touched the file'],
    };
  }
  const tracked = facts.length > 0 && facts.every((fact) => fact?.tracked === true);
  const why = tracked
    ? 'git does not know when the file was committed: a shallow clone does not hold that commit (check out with fetch-depth: 0)'
    : 'the file is not committed as it stands, so that no commit says when it was made';
  return noted(why);
}

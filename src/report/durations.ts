const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** A duration in seconds as people say it: the largest unit, and the next one below while the first is small: `26 h`, `7 d`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown';
  if (seconds < 0) return `-${formatDuration(-seconds)}`;
  for (const [name, size] of UNITS) {
    const count = Math.floor(seconds / size);
    // Two days stay 48 h: the limits that people set are often written in hours.
    if (count >= (name === 'd' ? 3 : 1)) return `${count} ${name}`;
  }
  return `${Math.floor(seconds)} s`;
}

const TENTHS = 10;

/**
 * A computed delay in seconds, never shorter than it is: whole below a minute, else at most one decimal of the largest
 * unit, in hours however long: `25.3 h`, `48.1 h`.
 */
export function formatDelay(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return 'unknown';
  const [name, size] = seconds >= 3_600 ? ['h', 3_600] : seconds >= 60 ? ['min', 60] : ['s', 1];
  const tenths = name === 's' ? Math.ceil(seconds) * TENTHS : Math.ceil(Number(((seconds * TENTHS) / size).toFixed(6)));
  return `${tenths / TENTHS} ${name}`;
}

/** An instant in milliseconds since the epoch as RFC 3339 in UTC, without fractions; `null` where it is no instant. */
export function formatInstant(ms: number | null): string | null {
  if (ms === null || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return null;
  return new Date(Math.floor(ms)).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

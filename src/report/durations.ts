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

/** An instant in milliseconds since the epoch as RFC 3339 in UTC, without fractions; `null` where it is no instant. */
export function formatInstant(ms: number | null): string | null {
  if (ms === null || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return null;
  return new Date(Math.floor(ms)).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

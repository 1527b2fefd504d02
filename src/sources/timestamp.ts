/** How a time is written: RFC 3339 text, a count since the epoch, or a day (then the end of that day, UTC). */
export const TIME_FORMATS = ['rfc3339', 'unix-s', 'unix-ms', 'unix-us', 'date'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

export type TimeReading =
  | { readonly ok: true; readonly ms: number }
  | { readonly ok: false; readonly why: 'no-zone' | 'not-a-time' | 'out-of-range' };

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2101, 0, 1);
const DAY_MS = 86_400_000;

// https://www.rfc-editor.org/rfc/rfc3339#section-5.6, with the blank that its note allows between day and time.
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,18}))?(?:([Zz])|([+-])(\d{2}):(\d{2}))?$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const PLAIN_DECIMAL = /^\d{1,20}(\.\d{1,20})?$/;
const PER_MILLISECOND = { 'unix-s': 0.001, 'unix-ms': 1, 'unix-us': 1000 } as const;

/** Milliseconds since the epoch of an RFC 3339 time with an offset, or `null`; never guesses a zone. */
export function parseInstant(text: string): number | null {
  const reading = readInstant(text);
  return reading.ok ? reading.ms : null;
}

/** Reads an RFC 3339 time with an offset, between 2000 and 2100, and says why where it is none. */
export function readInstant(text: string): TimeReading {
  const match = DATE_TIME.exec(text);
  if (match === null) return { ok: false, why: DAY.test(text) ? 'no-zone' : 'not-a-time' };
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  const dayMs = midnight(Number(match[1]), Number(match[2]), Number(match[3]));
  if (dayMs === null || hour > 23 || minute > 59 || second > 59) return { ok: false, why: 'not-a-time' };
  if (match[8] === undefined && match[9] === undefined) return { ok: false, why: 'no-zone' };
  const [offsetHours, offsetMinutes] = [Number(match[10] ?? 0), Number(match[11] ?? 0)];
  if (offsetHours > 23 || offsetMinutes > 59) return { ok: false, why: 'not-a-time' };
  const milliseconds = Number(`${match[7] ?? ''}000`.slice(0, 3));
  const offsetMs = (match[9] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * 60_000;
  return inRange(dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds - offsetMs);
}

/** Reads a time written in the format that the criteria name; counts since the epoch may be numbers or plain decimals. */
export function readTime(value: unknown, format: TimeFormat): TimeReading {
  if (format === 'rfc3339')
    return typeof value === 'string' ? readInstant(value.trim()) : { ok: false, why: 'not-a-time' };
  if (format === 'date') return typeof value === 'string' ? endOfDay(value.trim()) : { ok: false, why: 'not-a-time' };
  if (typeof value === 'string' && PLAIN_DECIMAL.test(value.trim())) return readTime(Number(value), format);
  if (typeof value !== 'number' || !Number.isFinite(value)) return { ok: false, why: 'not-a-time' };
  return inRange(Math.floor(value / PER_MILLISECOND[format]));
}

/** Why a time was not taken, as a sentence for reviewers. */
export function timeProblem(reading: Extract<TimeReading, { readonly ok: false }>, where: string): string {
  switch (reading.why) {
    case 'no-zone':
      return `${where} has no zone: write it with an offset, such as 2026-11-20T10:00:00Z; no timestamp is taken`;
    case 'not-a-time':
      return `${where} is not a time in the expected form; no timestamp is taken`;
    case 'out-of-range':
      return `${where} is outside the years 2000 to 2100 (seconds and milliseconds mixed up?); no timestamp is taken`;
    default:
      return reading.why satisfies never;
  }
}

function endOfDay(text: string): TimeReading {
  const match = DAY.exec(text);
  const dayMs = match === null ? null : midnight(Number(match[1]), Number(match[2]), Number(match[3]));
  return dayMs === null ? { ok: false, why: 'not-a-time' } : inRange(dayMs + DAY_MS - 1);
}

/** Midnight UTC of a day that exists; `Date.UTC` alone would roll 30 February over into March. */
function midnight(year: number, month: number, day: number): number | null {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? ms : null;
}

function inRange(ms: number): TimeReading {
  return ms >= EARLIEST_MS && ms < LATEST_MS ? { ok: true, ms } : { ok: false, why: 'out-of-range' };
}

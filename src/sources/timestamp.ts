/** How a time is written: RFC 3339 text, a count since the epoch, or a day (then the end of that day, UTC). */
export const TIME_FORMATS = ['rfc3339', 'unix-s', 'unix-ms', 'unix-us', 'date'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

export type TimeReading =
  | { readonly ok: true; readonly ms: number }
  | { readonly ok: false; readonly why: 'no-zone' | 'not-a-time' | 'out-of-range' };

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2101, 0, 1);
const DAY_MS = 86_400_000;
const LONGEST_FRACTION = 18;
const PLAIN_DECIMAL = /^\d{1,20}(\.\d{1,20})?$/;
const PER_MILLISECOND = { 'unix-s': 0.001, 'unix-ms': 1, 'unix-us': 1000 } as const;

/** Milliseconds since the epoch of an RFC 3339 time with an offset, or `null`; never guesses a zone. */
export function parseInstant(text: string): number | null {
  const reading = readInstant(text);
  return reading.ok ? reading.ms : null;
}

/**
 * Reads an RFC 3339 time with an offset, between 2000 and 2100, and says why where it is none
 * (https://www.rfc-editor.org/rfc/rfc3339#section-5.6, with the blank that its note allows between day and time).
 * Character by character, since logs have one in each of millions of rows.
 */
export function readInstant(text: string): TimeReading {
  const dayMs = midnight(text);
  if (dayMs === null) return { ok: false, why: 'not-a-time' };
  if (text.length === 10) return { ok: false, why: 'no-zone' };
  const between = text.charCodeAt(10);
  const [hour, minute, second] = [digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2)];
  const separated = (between === 84 || between === 116 || between === 32) && text[13] === ':' && text[16] === ':';
  const exists = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
  if (!separated || !exists) return { ok: false, why: 'not-a-time' };
  const zoneAt = text[19] === '.' ? fractionEnd(text) : 19;
  if (zoneAt === text.length) return { ok: false, why: 'no-zone' };
  const zone = offsetMs(text, zoneAt);
  if (zone === null) return { ok: false, why: 'not-a-time' };
  const milliseconds = zoneAt === 19 ? 0 : Number(`${text.slice(20, Math.min(zoneAt, 23))}00`.slice(0, 3));
  return inRange(dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds - zone);
}

/** Where the digits after the point end; far away where there are none or too many, so that no zone follows. */
function fractionEnd(text: string): number {
  let at = 20;
  while (digits(text, at, 1) >= 0 && at - 20 <= LONGEST_FRACTION) at += 1;
  return at === 20 || at - 20 > LONGEST_FRACTION ? text.length + 1 : at;
}

/** The zone as milliseconds ahead of UTC, or `null` where what stands there is none. */
function offsetMs(text: string, at: number): number | null {
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return text.length === at + 1 ? 0 : null;
  const [hours, minutes] = [digits(text, at + 1, 2), digits(text, at + 4, 2)];
  if ((sign !== '+' && sign !== '-') || text.length !== at + 6 || text[at + 3] !== ':') return null;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The number that some ASCII digits write, or -1 where they are none. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
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

/** Why a time was not taken, as a sentence that stands by itself or after a colon. */
export function timeProblem(reading: Extract<TimeReading, { readonly ok: false }>, where: string): string {
  switch (reading.why) {
    case 'no-zone':
      return `${where} has no zone: it must be written with an offset, such as 2026-11-20T10:00:00Z`;
    case 'not-a-time':
      return `${where} is not a time in the expected form`;
    case 'out-of-range':
      return `${where} is outside the years 2000 to 2100 (seconds and milliseconds mixed up?)`;
    default:
      return reading.why satisfies never;
  }
}

function endOfDay(text: string): TimeReading {
  const dayMs = text.length === 10 ? midnight(text) : null;
  return dayMs === null ? { ok: false, why: 'not-a-time' } : inRange(dayMs + DAY_MS - 1);
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Midnight UTC of the day that a text begins with, where that day exists: `Date.UTC` rolls 30 February over into March. */
function midnight(text: string): number | null {
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)];
  if (year < 0 || month < 1 || day < 1 || text[4] !== '-' || text[7] !== '-') return null;
  if (day > (DAYS_IN_MONTH[month - 1] ?? 0)) return null;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && day === 29 && !leap ? null : Date.UTC(year, month - 1, day);
}

function inRange(ms: number): TimeReading {
  return ms >= EARLIEST_MS && ms < LATEST_MS ? { ok: true, ms } : { ok: false, why: 'out-of-range' };
}

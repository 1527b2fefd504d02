import { kindOf } from './source-problem.ts';
import { readTime, type TimeFormat, type TimeReading, timeProblem } from './timestamp.ts';

const COUNTS = ['unix-s', 'unix-ms', 'unix-us'] as const;

/** A time that an expression selected, or why it is none: a sentence that names the key to change, and shows no value. */
type SelectedTime = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly note: string };

/** Reads what `observed-at` selected; `where` names the expression. */
export function selectedTime(value: unknown, format: TimeFormat, where: string): SelectedTime {
  if (value === null || value === undefined) return { ok: false, note: `${where} selects nothing` };
  const time = readTime(value, format);
  return time.ok ? time : { ok: false, note: problemOf(value, format, time, where) };
}

function problemOf(
  value: unknown,
  format: TimeFormat,
  reading: Extract<TimeReading, { readonly ok: false }>,
  where: string,
): string {
  const fitting = formatOf(value);
  if (fitting !== null && fitting !== format)
    return `${where} selects ${WRITTEN[fitting]}: ${format === 'rfc3339' ? 'add' : 'write'} observed-at-format: ${fitting}`;
  if (typeof value !== 'string' && typeof value !== 'number') return `${where} selects ${kindOf(value)}, not a time`;
  if (reading.why !== 'not-a-time') return timeProblem(reading, where);
  const wanted = format === 'rfc3339' ? 'such as 2026-11-20T10:00:00Z' : `as observed-at-format: ${format} says`;
  return `${where} selects ${kindOf(value)} that is not a time ${wanted}`;
}

/** The format that would read the value; `null` where none does. */
function formatOf(value: unknown): TimeFormat | null {
  const text = typeof value === 'string' ? value.trim() : '';
  if (readTime(text, 'date').ok) return 'date';
  if (readTime(text, 'rfc3339').ok) return 'rfc3339';
  return COUNTS.find((one) => readTime(value, one).ok) ?? null;
}

const WRITTEN: Readonly<Record<TimeFormat, string>> = {
  rfc3339: 'a date with a time',
  date: 'a date without a time',
  'unix-s': 'a number',
  'unix-ms': 'a number',
  'unix-us': 'a number',
};

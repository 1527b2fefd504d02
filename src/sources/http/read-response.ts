import { numberOf } from '../cells.ts';
import { countProblem, fromCounts } from '../counts.ts';
import type { Budget } from '../evaluate.ts';
import type { Absent, Reading, Unreadable } from '../formats/format.ts';
import { type Picked, pickFromResponse } from '../pick.ts';
import { selectedTime } from '../selected-time.ts';
import { kindOf, quoted } from '../source-problem.ts';
import { TIME_FORMATS } from '../timestamp.ts';

type Keys = Readonly<Record<string, unknown>>;
type MaybeNumber =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly failure: Unreadable };

const NO_DECIMAL =
  'text that is no plain decimal: select the number itself, and write scale where it is in another unit, as in scale: 0.01 for percent';

const KINDS = ['sample', 'last-event', 'window-end', 'computed', 'query-time'] as const;

/** One metric of a response, by the expressions of its `from`; without `value`, what stands under its own id at the top. */
export function readResponse(
  response: unknown,
  keys: Keys,
  metric: string,
  budget: Budget,
): Reading | Absent | Unreadable {
  const sampleSize = readCount(response, keys, 'sample-size', budget);
  if (!sampleSize.ok) return sampleSize.failure;
  const successes = readCount(response, keys, 'successes', budget);
  if (!successes.ok) return successes.failure;
  const derives = keys['value'] === undefined && keys['successes'] !== undefined && keys['sample-size'] !== undefined;
  const value = derives ? share(successes.value, sampleSize.value) : readValue(response, keys['value'], metric, budget);
  if (!value.ok) return value.failure;
  const asked = String(keys['value'] ?? (derives ? keys['successes'] : metric));
  if (value.value === null) return { kind: 'absent', detail: `the response has nothing at ${quoted(asked)}` };
  const counted = { value: value.value, sampleSize: sampleSize.value, successes: successes.value };
  const problem = countProblem(counted);
  if (problem !== null) return unreadable(problem.code, problem.text);
  const marked = derives ? fromCounts(successes.value) : {};
  return { kind: 'reading', ...counted, ...marked, where: '', ...timeOf(response, keys, budget) };
}

function share(successes: number | null, sampleSize: number | null): MaybeNumber {
  if (successes === null || sampleSize === null || sampleSize === 0) return { ok: true, value: null };
  return { ok: true, value: successes / sampleSize };
}

function readCount(response: unknown, keys: Keys, key: 'sample-size' | 'successes', budget: Budget): MaybeNumber {
  const expression = keys[key];
  if (typeof expression !== 'string') return { ok: true, value: null };
  const read = numberIn(pickFromResponse(response, expression, 'count', budget), expression);
  if (read.ok && read.value !== null && !(Number.isSafeInteger(read.value) && read.value >= 0))
    return { ok: false, failure: unreadable('impossible-count', `${key}: ${read.value} is not a count of items`) };
  return read;
}

function readValue(response: unknown, expression: unknown, metric: string, budget: Budget): MaybeNumber {
  // In double quotes a name is read as it stands, whatever characters it holds.
  const text = typeof expression === 'string' ? expression : JSON.stringify(metric);
  return numberIn(
    pickFromResponse(response, text, 'value', budget),
    typeof expression === 'string' ? expression : metric,
  );
}

/** The number that was picked: a finite one, or text that is wholly a plain decimal, as many systems send numbers. */
export function numberIn(picked: Picked, asked: string): MaybeNumber {
  if (!picked.ok) return { ok: false, failure: unreadable(picked.code, picked.detail) };
  const { value } = picked;
  if (value === null || value === undefined) return { ok: true, value: null };
  if (typeof value !== 'number' && typeof value !== 'string')
    return { ok: false, failure: unreadable('wrong-type', `${quoted(asked)} selects ${kindOf(value)}, not a number`) };
  const read = numberOf(value, { textIsNumber: true });
  if (typeof read === 'number') return { ok: true, value: read };
  const detail = typeof value === 'string' ? NO_DECIMAL : 'NaN or infinity';
  return { ok: false, failure: unreadable('not-a-number', `${quoted(asked)} selects ${detail}`) };
}

/** The time that `observed-at` selects, with what it stands for; a time that is not sure is none, and a note says why. */
function timeOf(
  response: unknown,
  keys: Keys,
  budget: Budget,
): Pick<Reading, 'observedAtMs' | 'observedAtKind' | 'notes'> {
  const expression = keys['observed-at'];
  if (typeof expression !== 'string') return { notes: ['no observed-at is written in from'] };
  const picked = pickFromResponse(response, expression, 'value', budget);
  if (!picked.ok) return { notes: [`observed-at: ${picked.detail}`] };
  const format = TIME_FORMATS.find((one) => one === keys['observed-at-format']) ?? 'rfc3339';
  const time = selectedTime(picked.value, format, `observed-at ${quoted(expression)}`);
  if (!time.ok) return { notes: [time.note] };
  const kind = KINDS.find((one) => one === keys['observed-at-kind']) ?? 'sample';
  return { observedAtMs: time.ms, observedAtKind: kind };
}

function unreadable(code: Unreadable['code'], detail: string): Unreadable {
  return { kind: 'failed', code, detail };
}

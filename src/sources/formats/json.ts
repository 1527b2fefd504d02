import { DuplicateKey } from '../bare-object.ts';
import { countProblem, fromCounts } from '../counts.ts';
import { pickFromFile } from '../pick.ts';
import { selectedTime } from '../selected-time.ts';
import { kindOf, quoted } from '../source-problem.ts';
import { TIME_FORMATS } from '../timestamp.ts';
import { absent, isObject, observed, unreadable } from './document.ts';
import type { EvidenceDocument, Format, FormatResult, Reading, Unreadable } from './format.ts';

type Keys = Readonly<Record<string, unknown>>;
type Picked = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: Unreadable };
type MaybeNumber =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly failure: Unreadable };

/** Any JSON by JMESPath expressions (https://jmespath.site): value, sizes and time are where the criteria say. */
export const json: Format = pointerFormat('json', 'a JSON document');

/** Any YAML by the same expressions. */
export const yaml: Format = pointerFormat('yaml', 'a YAML document');

function pointerFormat(name: 'json' | 'yaml', expects: string): Format {
  return {
    name,
    expects,
    recognises: (document) => document.kind === 'json' || document.kind === 'yaml',
    timeOf: () => null,
    read: readByPointer,
    names: (document) => (isObject(document.value) ? Object.keys(document.value) : []),
  };
}

function readByPointer(document: EvidenceDocument, keys: Keys, metric: string): FormatResult {
  const sizes = readSizes(document, keys);
  if ('failure' in sizes) return sizes.failure;
  const { sampleSize, successes } = sizes;
  const derives = keys['value'] === undefined && keys['successes'] !== undefined && keys['sample-size'] !== undefined;
  const value = derives ? derived(successes, sampleSize) : readNumber(document, keys['value'], metric);
  if (!value.ok) return value.failure;
  const where = typeof keys['value'] === 'string' ? keys['value'] : derives ? String(keys['successes']) : metric;
  if (value.value === null) return nothing(document, where);
  const problem = countProblem({ value: value.value, sampleSize, successes });
  if (problem !== null) return unreadable(problem.code, problem.text);
  const time = observedAt(document, keys);
  const counted = derives ? fromCounts(successes) : {};
  return { kind: 'reading', value: value.value, ...counted, where, sampleSize, successes, ...time };
}

function nothing(document: EvidenceDocument, where: string): FormatResult {
  const names = isObject(document.value) ? Object.keys(document.value) : [];
  return absent(`nothing is selected by ${quoted(where)}`, names);
}

function derived(successes: number | null, sampleSize: number | null): MaybeNumber {
  if (successes === null || sampleSize === null || sampleSize === 0) return { ok: true, value: null };
  return { ok: true, value: successes / sampleSize };
}

type Sizes =
  | { readonly sampleSize: number | null; readonly successes: number | null }
  | { readonly failure: Unreadable };

function readSizes(document: EvidenceDocument, keys: Keys): Sizes {
  const sampleSize = readCount(document, keys['sample-size'], 'sample-size');
  if (!sampleSize.ok) return sampleSize;
  const successes = readCount(document, keys['successes'], 'successes');
  if (!successes.ok) return successes;
  return { sampleSize: sampleSize.value, successes: successes.value };
}

/** The number that an expression selects; without an expression, the one under the metric's own id at the top. */
function readNumber(
  document: EvidenceDocument,
  expression: unknown,
  metric: string,
  purpose: 'value' | 'count' = 'value',
): MaybeNumber {
  const picked = typeof expression === 'string' ? pick(document, expression, purpose) : ownKey(document, metric);
  if (!picked.ok) return picked;
  const { value } = picked;
  if (value === null || value === undefined) return { ok: true, value: null };
  const what = typeof expression === 'string' ? expression : metric;
  if (typeof value !== 'number')
    return { ok: false, failure: unreadable('wrong-type', `${quoted(what)} selects ${kindOf(value)}, not a number`) };
  if (!Number.isFinite(value))
    return { ok: false, failure: unreadable('not-a-number', `${quoted(what)} selects NaN or infinity`) };
  return { ok: true, value };
}

function ownKey(document: EvidenceDocument, metric: string): Picked {
  try {
    const { value } = document;
    return { ok: true, value: isObject(value) && Object.hasOwn(value, metric) ? value[metric] : null };
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    return { ok: false, failure: unreadable('ambiguous', `${quoted(metric)}: ${error.message}`) };
  }
}

function readCount(document: EvidenceDocument, expression: unknown, key: string): MaybeNumber {
  if (typeof expression !== 'string') return { ok: true, value: null };
  const read = readNumber(document, expression, key, 'count');
  if (read.ok && read.value !== null && !(Number.isSafeInteger(read.value) && read.value >= 0))
    return { ok: false, failure: unreadable('impossible-count', `${key}: ${read.value} is not a count of items`) };
  return read;
}

/** The time that the `observed-at` expression selects; `commit` is git's business. */
function observedAt(
  document: EvidenceDocument,
  keys: Keys,
): Pick<Reading, 'observedAtMs' | 'observedAtKind' | 'notes'> {
  const expression = keys['observed-at'];
  if (typeof expression !== 'string' || expression === 'commit') return {};
  const picked = pick(document, expression);
  if (!picked.ok) return { notes: [`observed-at: ${picked.failure.detail}`] };
  const format = TIME_FORMATS.find((one) => one === keys['observed-at-format']) ?? 'rfc3339';
  const time = selectedTime(picked.value, format, `observed-at ${quoted(expression)}`);
  if (!time.ok) return { notes: [time.note] };
  return observed(time.ms);
}

function pick(document: EvidenceDocument, expression: string, purpose: 'value' | 'count' = 'value'): Picked {
  const picked = pickFromFile(document.value, expression, purpose);
  return picked.ok ? picked : { ok: false, failure: unreadable(picked.code, picked.detail) };
}

import { nearest } from '../../core/nearest.ts';
import { countProblem } from '../counts.ts';
import { quoted } from '../source-problem.ts';
import { readInstant, timeProblem } from '../timestamp.ts';
import { absent, finiteOf, isObject, pointer, textOf, unreadable } from './document.ts';
import type { FormatResult, Reading, Unreadable } from './format.ts';
import { type Breach, entryBreach, foundWords } from './values-contract.ts';

const EXPECTED: Readonly<Record<string, string>> = {
  value: 'a number',
  successes: 'a whole number, 0 or more',
  sample_size: 'a whole number, 0 or more',
  attempted: 'a whole number, 0 or more',
  stddev: 'a number, 0 or more',
  stderr: 'a number, 0 or more',
  interval: '[low, high, level]',
  exposure: 'a number over 0',
  clusters: 'a whole number, 1 or more',
  n_effective: 'a number over 0',
  observed_at: 'an RFC 3339 time with an offset',
  url: 'an https link',
};
const COUNTS = ['successes', 'sample_size', 'attempted', 'clusters', 'exposure'];

/** Reads one entry of `metrics`: a number, or an object with value, counts, spread, time and link. */
export function readEntry(entry: unknown, key: string): FormatResult {
  const where = pointer('metrics', key);
  if (entry === null) return absent(`${where} is null`);
  const breach = entryBreach(entry);
  if (breach !== null) return breached(breach, where);
  if (typeof entry === 'number') return { kind: 'reading', value: entry, where };
  return isObject(entry)
    ? readFields(entry, where)
    : unreadable('wrong-type', `${where}: expected a number or an object`);
}

function breached(breach: Breach, where: string): Unreadable {
  const name = breach.path[0] ?? '';
  const place = name === '' ? where : `${where}/${name}`;
  if (breach.duplicate !== null) return unreadable('ambiguous', `${place} stands twice`);
  if (typeof breach.found === 'number' && !Number.isFinite(breach.found))
    return unreadable('not-a-number', `${place} is NaN or infinity`);
  const code = typeof breach.found === 'number' && COUNTS.includes(name) ? 'impossible-count' : 'wrong-type';
  const expected = EXPECTED[name] ?? 'a number, or an object with `value` or `successes`';
  return unreadable(code, `${place}: found ${foundWords(breach.found)}; expected ${expected}`);
}

function readFields(entry: Readonly<Record<string, unknown>>, where: string): FormatResult {
  const unknown = Object.keys(entry).filter((key) => !Object.hasOwn(EXPECTED, key));
  for (const key of unknown) {
    const meant = nearest(key, Object.keys(EXPECTED));
    if (meant !== null)
      return unreadable('wrong-type', `${where}: unknown key ${quoted(key)}, did you mean ${quoted(meant)}?`);
  }
  const ignored =
    unknown.length === 0 ? [] : [`keys that launch-gate does not read: ${unknown.slice(0, 10).map(quoted).join(', ')}`];
  const numbers = numbersOf(entry);
  const value = measuredValue(numbers, where);
  if (value.kind !== 'value') return value;
  const interval = intervalOf(entry['interval'], where);
  if (interval !== null && 'kind' in interval) return interval;
  const time = timeOf(entry);
  const link = linkOf(entry);
  const { stddev, stderr, sampleSize, attempted, exposure } = numbers;
  return {
    kind: 'reading',
    value: value.value,
    ...(value.fromCounts ? { valueFromCounts: true } : {}),
    successes: value.successes,
    where,
    sampleSize,
    attempted,
    stddev,
    stderr,
    exposure,
    interval,
    effectiveSize: effectiveSize(numbers),
    ...time,
    url: link.url,
    notes: [...ignored, ...(time.notes ?? []), ...link.notes],
  };
}

type Numbers = ReturnType<typeof numbersOf>;

/** The schema has been checked: what is not a number here is `null` or left out. */
function numbersOf(entry: Readonly<Record<string, unknown>>) {
  return {
    value: finiteOf(entry['value']),
    successes: finiteOf(entry['successes']),
    sampleSize: finiteOf(entry['sample_size']),
    attempted: finiteOf(entry['attempted']),
    stddev: finiteOf(entry['stddev']),
    stderr: finiteOf(entry['stderr']),
    exposure: finiteOf(entry['exposure']),
    clusters: finiteOf(entry['clusters']),
    effective: finiteOf(entry['n_effective']),
  };
}

interface Value {
  readonly kind: 'value';
  readonly value: number;
  readonly successes: number | null;
  /** True where only counts were written. */
  readonly fromCounts: boolean;
}

function measuredValue(numbers: Numbers, where: string): Value | FormatResult {
  return numbers.exposure === null ? shareOf(numbers, where) : rateOf(numbers, numbers.exposure, where);
}

function shareOf(numbers: Numbers, where: string): Value | FormatResult {
  const { successes, sampleSize, attempted } = numbers;
  if (successes !== null && sampleSize === null)
    return unreadable('wrong-type', `${where}: \`successes\` needs \`sample_size\` (or \`exposure\`) beside it`);
  if (numbers.value === null && sampleSize === 0) return absent(`${where}: 0 items were judged`);
  const share = successes === null || sampleSize === null ? null : successes / sampleSize;
  const value = numbers.value ?? share;
  if (value === null) return absent(`${where} has no value: neither \`value\` nor \`successes\` with \`sample_size\``);
  const problem = countProblem({ value, sampleSize, successes, attempted });
  if (problem !== null) return unreadable(problem.code, `${where}: ${problem.text}`);
  return { kind: 'value', value, successes, fromCounts: numbers.value === null };
}

/** Events per unit of exposure: the count is `successes`, or `value` where that is left out. */
function rateOf(numbers: Numbers, exposure: number, where: string): Value | FormatResult {
  const count = numbers.successes ?? numbers.value;
  if (count === null) return absent(`${where} has no value: neither \`value\` nor \`successes\` beside \`exposure\``);
  if (!Number.isSafeInteger(count) || count < 0)
    return unreadable(
      'impossible-count',
      `${where}: ${count} is not a number of events; with \`exposure\`, \`value\` is the count`,
    );
  const rate = count / exposure;
  if (!Number.isFinite(rate))
    return unreadable('not-a-number', `${where}: ${count} events over an exposure of ${exposure} are no finite rate`);
  const given = numbers.successes === null ? null : numbers.value;
  if (given !== null && given !== count && Math.abs(given - rate) > 1e-6 * Math.abs(rate))
    return unreadable('ambiguous', `${where}: the value is ${given}, but ${count} events over ${exposure} are ${rate}`);
  return { kind: 'value', value: rate, successes: count, fromCounts: false };
}

function intervalOf(written: unknown, where: string): NonNullable<Reading['interval']> | Unreadable | null {
  if (!Array.isArray(written)) return null;
  const [low, high, level] = [Number(written[0]), Number(written[1]), Number(written[2])];
  if (low > high) return unreadable('wrong-type', `${where}/interval: the low end is above the high end`);
  if (!(level > 0 && level < 1))
    return unreadable('wrong-type', `${where}/interval: the level is between 0 and 1, such as 0.95`);
  return { low, high, level };
}

/** As written, also where it is more than there are items: judging counts the smaller of both, and says so. */
function effectiveSize({ clusters, effective }: Numbers): number | null {
  const sizes = [clusters, effective].filter((size) => size !== null);
  return sizes.length === 0 ? null : Math.min(...sizes);
}

/** The metric's own time; left out where the entry has none, so that the document's counts. */
function timeOf(entry: Readonly<Record<string, unknown>>): Pick<Reading, 'observedAtMs' | 'observedAtKind' | 'notes'> {
  const written = entry['observed_at'];
  if (typeof written !== 'string') return {};
  const time = readInstant(written);
  if (time.ok) return { observedAtMs: time.ms, observedAtKind: 'sample' };
  return { observedAtMs: null, observedAtKind: 'none', notes: [timeProblem(time, 'observed_at')] };
}

function linkOf(entry: Readonly<Record<string, unknown>>): {
  readonly url: string | null;
  readonly notes: readonly string[];
} {
  const written = textOf(entry['url']);
  if (written === null) return { url: null, notes: [] };
  const url = URL.canParse(written) ? new URL(written) : null;
  const shown =
    url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && written.length <= 2000;
  return shown ? { url: url.href, notes: [] } : { url: null, notes: ['url is not a plain https link and is left out'] };
}

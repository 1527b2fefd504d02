import type { Matcher } from '../../sources/promql/expression.ts';
import type { RegexTest } from '../anchored-regex.ts';
import { allHold, not, type TriState, triState } from '../tri-state.ts';
import type { Series } from './measured-series.ts';

/**
 * Whether two selectors select series in common: `no` for different names and for labels that exclude each other, `yes`
 * where one of them only narrows what the other selects, `unknown` where that depends on the series that there are.
 */
export function seriesMeet(a: Series, b: Series, regex: RegexTest): TriState {
  if (a.name === null || b.name === null) return 'unknown';
  if (a.name !== b.name) return 'no';
  const together = allHold(a.matchers, (one) =>
    allHold(
      b.matchers.filter(({ label }) => label === one.label),
      (other) => agree(one, other, regex),
    ),
  );
  if (together !== 'yes') return together;
  return isWithin(a, b) || isWithin(b, a) ? 'yes' : 'unknown';
}

/** True where a selector has conditions on all labels that another has conditions on. */
function isWithin({ matchers }: Series, other: Series): boolean {
  return other.matchers.every(({ label }) => matchers.some((one) => one.label === label));
}

/** Whether one value of a label can fit both; of two conditions that name no value only the same one surely does. */
function agree(a: Matcher, b: Matcher, regex: RegexTest): TriState {
  if (a.op === b.op && a.value === b.value) return 'yes';
  if (a.op === '=') return fits(a.value, b, regex);
  if (b.op === '=') return fits(b.value, a, regex);
  return a.value === b.value && a.op.slice(1) === '~' && b.op.slice(1) === '~' ? 'no' : 'unknown';
}

function fits(value: string, { op, value: wanted }: Matcher, regex: RegexTest): TriState {
  switch (op) {
    case '=':
      return triState(value === wanted);
    case '!=':
      return triState(value !== wanted);
    case '=~':
      return regex(wanted, value);
    case '!~':
      return not(regex(wanted, value));
    default:
      return op satisfies never;
  }
}

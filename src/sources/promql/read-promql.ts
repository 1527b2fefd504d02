import { isConstant } from './constant.ts';
import type { Expression, Matcher } from './expression.ts';
import { type ExpressionType, expressionType, outputLabels } from './output-labels.ts';
import { parsePromql } from './parse-promql.ts';
import { readsClock } from './reads-clock.ts';
import { type Selector, selectorsOf } from './selectors.ts';
import { NotPromql } from './string-literal.ts';
import { withoutData } from './without-data.ts';

export type { ExpressionType, Matcher, Selector };

/** What can be said of a query without asking a server. */
export interface PromqlReading {
  readonly type: ExpressionType;
  /** Every selector that values come from, in the order of the text. */
  readonly selectors: readonly Selector[];
  /** How far back it looks at most: ranges, offsets and subqueries added up; infinite where `@` pins it to a time. */
  readonly longestWindowSeconds: number;
  /** True where it may give a number although its series are missing, as `x or vector(0)` does. */
  readonly answersWithoutData: boolean;
  /** True where what the series hold makes no difference to the number, as in `x * 0 + 0.05` and `group(x)`. */
  readonly constant: boolean;
  /** Labels that the result can carry besides the metric's name, perhaps more than it does; `null` where unknown. */
  readonly outputLabels: readonly string[] | null;
  /** True where the time of evaluation becomes part of the answer, as in `time()` and `timestamp(sum(x))`. */
  readonly readsClock: boolean;
}

/** Reads PromQL; `null` where it cannot be read, also for lengths that only the server knows, such as `step()`. */
export function readPromql(text: string): PromqlReading | null {
  const expression = parsed(text);
  if (expression === null) return null;
  const selectors = selectorsOf(expression);
  return {
    type: expressionType(expression),
    selectors,
    longestWindowSeconds: selectors.reduce((longest, one) => Math.max(longest, windowOf(one)), 0),
    answersWithoutData: selectors.length === 0 || withoutData(expression) === 'number',
    constant: isConstant(expression),
    outputLabels: outputLabels(expression),
    readsClock: readsClock(expression),
  };
}

/** What a recording rule's expression reads for a selector of its series; `null` where it cannot be read. */
export function selectorsBehind(recorded: Selector, query: string): readonly Selector[] | null {
  const expression = parsed(query);
  return expression === null ? null : selectorsOf(expression, recorded);
}

function parsed(text: string): Expression | null {
  try {
    return parsePromql(text);
  } catch (error) {
    if (error instanceof NotPromql) return null;
    throw error;
  }
}

function windowOf({ rangeSeconds, offsetSeconds, pinnedSeconds }: Selector): number {
  return pinnedSeconds === null ? rangeSeconds + offsetSeconds : Number.POSITIVE_INFINITY;
}

import type { AlertAnswer } from '../../core/alert-facts.ts';
import type { Expression } from '../../sources/promql/expression.ts';
import { parsePromql } from '../../sources/promql/parse-promql.ts';
import { type Selector, selectorsOf } from '../../sources/promql/selectors.ts';
import { quoted, someNames } from '../../sources/source-problem.ts';
import { listOf, textOf } from '../members.ts';
import { dataOf, failed, getFrom, type Reading, type Server } from './ask-api.ts';

const MOST_SELECTORS = 20;

/** What an expression can give: something that is measured, only numbers that are written in it, or nothing. */
type Gives = 'data' | 'constant' | 'nothing';

/**
 * Whether the series that a rule needs exist: an expression that selects nothing is healthy and never fires. Says `no` to
 * nothing, because series may still come.
 */
export async function selectsSeries(query: string, server: Server): Promise<AlertAnswer> {
  const expression = parsed(query);
  if (expression === null) return noAnswer('its expression cannot be read');
  const selectors = selectorsOf(expression);
  if (selectors.length > MOST_SELECTORS) return noAnswer('its expression reads too many series to look for');
  const found = await Promise.all(selectors.map((selector) => exists(selector, server)));
  const problem = found.find((one) => !one.ok);
  if (problem !== undefined && !problem.ok) return noAnswer(`whether its series exist: ${problem.detail}`);
  const missing = new Set(selectors.flatMap(({ series }, at) => (isThere(found[at]) ? [] : [series])));
  if (gives(expression, ({ series }) => !missing.has(series)) === 'data') {
    return { answer: 'yes', detail: 'the series that it needs exist' };
  }
  const names =
    missing.size === 0 ? '' : `: ${missing.size === 1 ? quoted([...missing].join()) : someNames([...missing])}`;
  const detail = `its expression selects no series, so it cannot fire${names}`;
  return { answer: 'unknown', because: 'no-series', detail };
}

function isThere(found: Reading<boolean> | undefined): boolean {
  return found?.ok === true && found.value;
}

function parsed(query: string): Expression | null {
  if (query.length > 20_000) return null;
  try {
    return parsePromql(query);
  } catch {
    return null;
  }
}

/** Whether a selector finds samples where the rule looks for them. */
async function exists({ text, series, rangeSeconds, modifiers }: Selector, server: Server): Promise<Reading<boolean>> {
  const now = await count(`count(${text})`, server);
  if (!now.ok || now.value || rangeSeconds <= 0) return now;
  return count(`count(count_over_time(${series}[${Math.ceil(rangeSeconds)}s]${modifiers}))`, server);
}

async function count(query: string, server: Server): Promise<Reading<boolean>> {
  const data = dataOf(await getFrom(server, '/api/v1/query', [['query', query]]));
  if (!data.ok) return data;
  const result = textOf(data.value, 'resultType') === 'vector' ? listOf(data.value, 'result') : null;
  if (result === null) return failed('bad-response', 'the answer to a count is no vector');
  const value = listOf(result[0], 'value')?.[1];
  if (result.length === 0) return { ok: true, value: false };
  if (result.length > 1 || typeof value !== 'string' || !/^\d+$/.test(value)) {
    return failed('bad-response', 'the answer to a count is no number');
  }
  return { ok: true, value: Number(value) > 0 };
}

function gives(expression: Expression, has: (selector: { readonly series: string }) => boolean): Gives {
  const of = (one: Expression): Gives => gives(one, has);
  switch (expression.kind) {
    case 'number':
    case 'string':
      return 'constant';
    case 'selector':
      return has(expression) ? 'data' : 'nothing';
    case 'unary':
    case 'subquery':
    case 'aggregation':
      return of(expression.of);
    case 'binary': {
      const { operator, left, right, filled } = expression;
      if (operator === 'unless') return of(left);
      const either = operator === 'or' || filled.left || filled.right;
      return either ? best(of(left), of(right)) : together([of(left), of(right)]);
    }
    case 'call': {
      const { name, arguments: given } = expression;
      if (name === 'absent' || name === 'absent_over_time') return 'data';
      const needed = name === 'info' ? given.slice(0, 1) : given.filter(({ kind }) => kind !== 'string');
      return together(needed.map(of));
    }
    default:
      return expression satisfies never;
  }
}

function best(a: Gives, b: Gives): Gives {
  if (a === 'data' || b === 'data') return 'data';
  return a === 'constant' || b === 'constant' ? 'constant' : 'nothing';
}

function together(all: readonly Gives[]): Gives {
  if (all.includes('nothing')) return 'nothing';
  return all.includes('data') ? 'data' : 'constant';
}

function noAnswer(detail: string): AlertAnswer {
  return { answer: 'unknown', because: 'no-answer', detail };
}

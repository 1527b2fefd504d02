import { NotPromql } from './string-literal.ts';
import { childrenOf, type Node } from './syntax-tree.ts';

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};
const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;

/** The number that a literal writes; a length such as `1h30m` in seconds. */
export function numberOf(literal: string): number {
  const sign = literal.startsWith('-') ? -1 : 1;
  const text = literal.replace(/^[+-]\s*/, '').replaceAll('_', '');
  const value = DURATION.test(text) ? durationSeconds(text) : Number(text);
  if (!Number.isFinite(value)) throw new NotPromql();
  return sign * value;
}

/**
 * As `numberOf`, for literals that may be infinite or NaN; `null` for what cannot be read, and for whole numbers with a
 * leading zero, which servers take as octal.
 */
export function literalOf(literal: string): number | null {
  const word = literal.toLowerCase();
  if (/^[+-]?inf$/.test(word)) return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (word === 'nan') return Number.NaN;
  if (/^[+-]?0[\d_]/.test(word)) return null;
  try {
    return numberOf(literal);
  } catch {
    return null;
  }
}

function durationSeconds(text: string): number {
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g))
    seconds += Number(count) * (UNIT_SECONDS[unit ?? ''] ?? Number.NaN);
  return seconds;
}

/** Seconds of a length, which may be reckoned. Lengths that only the server knows, as `step()`, are refused. */
export function readDuration(node: Node, text: string): number {
  const children = childrenOf(node);
  const [first, second, third] = children;
  if (node.name.startsWith('NumberDurationLiteral')) return numberOf(text.slice(node.from, node.to));
  if (first === undefined) throw new NotPromql();
  if (children.length === 1) return readDuration(first, text);
  if (children.length === 2 && first.name === 'UnaryOp' && second !== undefined)
    return (text.slice(first.from, first.to) === '-' ? -1 : 1) * readDuration(second, text);
  if (children.length !== 3 || second === undefined || third === undefined) throw new NotPromql();
  return finite(reckon(second.name, readDuration(first, text), readDuration(third, text)));
}

function reckon(operator: string, left: number, right: number): number {
  switch (operator) {
    case 'Add':
      return left + right;
    case 'Sub':
      return left - right;
    case 'Mul':
      return left * right;
    case 'Div':
      return left / right;
    case 'Mod':
      return left % right;
    case 'Pow':
      return left ** right;
    default:
      // min_of and max_of name themselves first, and stay with the server like step().
      return Number.NaN;
  }
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new NotPromql();
  return value;
}

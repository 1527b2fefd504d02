import { literalOf, numberOf, readDuration } from './duration.ts';
import type { Expression, Moment } from './expression.ts';
import { type Operator, type Term, withPrecedence } from './operators.ts';
import { readSelector } from './parse-selector.ts';
import { NotPromql, readString } from './string-literal.ts';
import { childOf, childrenOf, firstChild, lastChild, type Node, neededChild, parseTree } from './syntax-tree.ts';

const WITH_PARAMETER: ReadonlySet<string> = new Set([
  'topk',
  'bottomk',
  'quantile',
  'count_values',
  'limitk',
  'limit_ratio',
]);
const NOW: Moment = { offsetSeconds: 0, at: null };

/** Parses PromQL; throws `NotPromql` where it cannot be read. */
export function parsePromql(text: string): Expression {
  return read(parseTree(text), text);
}

/**
 * The editors' grammar lets `offset`, `@` and ranges apply to all that stands before them, as in `a - a offset 1d`; a
 * server binds them to the last operand. So the terms are put in a row as written, and grouped anew.
 */
function read(node: Node, text: string): Expression {
  return withPrecedence(termsOf(node, text));
}

function termsOf(node: Node, text: string): Term[] {
  switch (node.name) {
    case 'BinaryExpr':
      return [...termsOf(firstChild(node), text), operatorOf(node, text), ...termsOf(lastChild(node), text)];
    case 'UnaryExpr':
      return [{ kind: 'sign', negative: slice(firstChild(node), text) === '-' }, ...termsOf(lastChild(node), text)];
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
    case 'SmoothedExpr':
    case 'AnchoredExpr': {
      const terms = termsOf(firstChild(node), text);
      const operand = terms.pop();
      if (operand?.kind !== 'operand') throw new NotPromql();
      return [...terms, modified(operand, node, text)];
    }
    default:
      return [{ kind: 'operand', of: readPrimary(node, text), isClosed: node.name === 'ParenExpr', hasOffset: false }];
  }
}

type Operand = Extract<Term, { readonly kind: 'operand' }>;

function modified(operand: Operand, node: Node, text: string): Operand {
  const { of, isClosed, hasOffset } = operand;
  if (node.name === 'SubqueryExpr') {
    const rangeSeconds = positive(readDuration(neededChild(node, 'DurationExpr'), text));
    return {
      kind: 'operand',
      of: { kind: 'subquery', of, rangeSeconds, moment: NOW },
      isClosed: false,
      hasOffset: false,
    };
  }
  if (isClosed || (of.kind !== 'selector' && of.kind !== 'subquery')) throw new NotPromql();
  if (node.name === 'SmoothedExpr' || node.name === 'AnchoredExpr') return operand;
  if (node.name === 'MatrixSelector') {
    if (of.kind !== 'selector' || of.rangeSeconds !== null || hasOffset || of.moment.at !== null) throw new NotPromql();
    const rangeSeconds = positive(readDuration(neededChild(node, 'DurationExpr'), text));
    return { ...operand, of: { ...of, rangeSeconds } };
  }
  const isOffset = node.name === 'OffsetExpr';
  if (isOffset ? hasOffset : of.moment.at !== null) throw new NotPromql();
  const moment = isOffset
    ? { ...of.moment, offsetSeconds: readDuration(lastChild(node), text) }
    : { ...of.moment, at: readAt(lastChild(node), text) };
  return { ...operand, of: { ...of, moment }, hasOffset: hasOffset || isOffset };
}

function positive(seconds: number): number {
  if (!(seconds > 0)) throw new NotPromql();
  return seconds;
}

function readAt(node: Node, text: string): string {
  if (node.name !== 'AtModifierPreprocessors') return String(numberOf(slice(node, text)));
  return childOf(node, 'AtStart') === null ? 'end()' : 'start()';
}

function slice({ from, to }: Node, text: string): string {
  return text.slice(from, to);
}

function readPrimary(node: Node, text: string): Expression {
  switch (node.name) {
    case 'NumberDurationLiteral':
      return { kind: 'number', value: literalOf(slice(node, text)) };
    case 'StringLiteral':
      return { kind: 'string', value: readString(slice(node, text)) };
    case 'ParenExpr':
      return read(firstChild(node), text);
    case 'VectorSelector':
      return readSelector(node, text);
    case 'AggregateExpr':
      return readAggregation(node, text);
    case 'FunctionCall':
      return {
        kind: 'call',
        name: slice(neededChild(node, 'FunctionIdentifier'), text),
        arguments: childrenOf(neededChild(node, 'FunctionCallBody')).map((child) => read(child, text)),
      };
    default:
      throw new NotPromql();
  }
}

function operatorOf(node: Node, text: string): Operator {
  const sign = childrenOf(node)[1];
  if (sign === undefined) throw new NotPromql();
  const clause = childOf(node, 'MatchingModifierClause');
  const fill = childOf(node, 'FillModifier');
  const both = fill !== null && childOf(fill, 'FillClause') !== null;
  const kind = clause === null ? null : childOf(clause, 'On') === null ? 'ignoring' : 'on';
  return {
    kind: 'operator',
    operator: slice(sign, text).toLowerCase(),
    bool: childOf(node, 'BoolModifier') !== null,
    matching: clause === null || kind === null ? null : { kind, labels: labelsOf(clause, text) },
    grouped: clause !== null && childOf(clause, 'GroupLeft', 'GroupRight') !== null,
    filled: {
      left: both || (fill !== null && childOf(fill, 'FillLeftClause') !== null),
      right: both || (fill !== null && childOf(fill, 'FillRightClause') !== null),
    },
  };
}

function labelsOf(node: Node, text: string): readonly string[] {
  return childrenOf(neededChild(node, 'GroupingLabels')).map((label) =>
    label.name === 'QuotedLabelName' ? readString(slice(label, text)) : slice(label, text),
  );
}

function readAggregation(node: Node, text: string): Expression {
  const operator = slice(neededChild(node, 'AggregateOp'), text).toLowerCase();
  const given = childrenOf(neededChild(node, 'FunctionCallBody')).map((child) => read(child, text));
  const of = given.at(-1);
  if (of === undefined || given.length !== (WITH_PARAMETER.has(operator) ? 2 : 1)) throw new NotPromql();
  const modifier = childOf(node, 'AggregateModifier');
  const kind = modifier === null ? null : childOf(modifier, 'By') === null ? 'without' : 'by';
  return {
    kind: 'aggregation',
    operator,
    parameter: given.length === 2 ? (given[0] ?? null) : null,
    of,
    grouping: modifier === null || kind === null ? null : { kind, labels: labelsOf(modifier, text) },
  };
}

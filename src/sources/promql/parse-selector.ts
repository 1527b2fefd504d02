import type { Matcher, SelectorExpression } from './expression.ts';
import { NotPromql, readString } from './string-literal.ts';
import { childOf, childrenOf, type Node } from './syntax-tree.ts';

interface Written {
  readonly matcher: Matcher;
  /** In one form, with the literal as written: its bytes need not be text. */
  readonly text: string;
}

/** Reads a vector selector without its modifiers. */
export function readSelector(node: Node, text: string): SelectorExpression {
  const identifier = childOf(node, 'Identifier');
  const braces = childOf(node, 'LabelMatchers');
  const inside = braces === null ? [] : childrenOf(braces);
  const quoted = inside.filter((child) => child.name === 'QuotedLabelName');
  const named = identifier === null ? null : text.slice(identifier.from, identifier.to);
  if (quoted.length > 1 || (quoted.length > 0 && named !== null)) throw new NotPromql();
  const written = inside.filter((child) => child.name !== 'QuotedLabelName').map((child) => readMatcher(child, text));
  const bare = quoted[0] === undefined ? null : text.slice(quoted[0].from, quoted[0].to);
  const matchers = written.map(({ matcher }) => matcher);
  const name = named ?? (bare === null ? nameIn(matchers) : readString(bare));
  if (named === null && bare === null && matchers.every(matchesNothing)) throw new NotPromql();
  const parts = [...(bare === null ? [] : [bare]), ...written.map((one) => one.text)];
  return {
    kind: 'selector',
    series: `${named ?? ''}${parts.length === 0 ? '' : `{${parts.join(',')}}`}`,
    name,
    matchers,
    rangeSeconds: null,
    moment: { offsetSeconds: 0, at: null },
  };
}

function nameIn(matchers: readonly Matcher[]): string | null {
  const names = matchers.filter(({ label, op, value }) => label === '__name__' && op === '=' && value !== '');
  return names.length === 1 ? (names[0]?.value ?? null) : null;
}

/** A server refuses a selector none of whose conditions keeps out the empty text, as far as that is plain to see. */
function matchesNothing({ op, value }: Matcher): boolean {
  return op === '=' ? value === '' : op === '=~' ? value === '' || value === '.*' : op === '!=' ? value !== '' : false;
}

function readMatcher(node: Node, text: string): Written {
  const [label, operator, literal] = childrenOf(node);
  if (label === undefined || operator === undefined || literal === undefined) throw new NotPromql();
  const written = text.slice(label.from, label.to);
  const raw = text.slice(literal.from, literal.to);
  const op = operatorOf(text.slice(operator.from, operator.to));
  const name = node.name === 'QuotedLabelMatcher' ? readString(written) : written;
  return { matcher: { label: name, op, value: readString(raw) }, text: `${written}${op}${raw}` };
}

function operatorOf(text: string): Matcher['op'] {
  if (text === '=' || text === '!=' || text === '=~' || text === '!~') return text;
  throw new NotPromql();
}

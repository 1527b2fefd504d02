import { type CST, Lexer, LineCounter, Parser } from 'yaml';

/** Collections inside one another beyond this are refused before anything recursive sees them. */
export const DEPTH_LIMIT = 20;

/** A construct that criteria may not use, at its offset in the text. */
interface TokenProblem {
  readonly code:
    | 'yaml-too-deep'
    | 'yaml-several-documents'
    | 'yaml-directive'
    | 'yaml-tag'
    | 'yaml-anchor'
    | 'yaml-alias';
  readonly offset: number;
  readonly text: string;
}

export interface YamlTokens {
  readonly tokens: readonly CST.Token[];
  readonly lines: LineCounter;
  readonly problems: readonly TokenProblem[];
}

/**
 * The text as the parser's concrete tokens, with everything found in them that criteria may not use. Walked with a stack
 * of its own rather than by recursion, and cut off where flow collections nest without end, so that hostile nesting costs
 * neither the stack nor seconds.
 */
export function readTokens(text: string): YamlTokens {
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens: CST.Token[] = [];
  const depth = flowDepth();
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (depth(lexeme) > DEPTH_LIMIT) {
      return { tokens, lines, problems: [{ code: 'yaml-too-deep', offset, text: '' }] };
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    offset += isMarker(lexeme) ? 0 : lexeme.length;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, lines, problems: tokenProblems(tokens) };
}

/** The lexer announces a scalar, a document and the end of flow by one control character that is not in the text. */
function isMarker(lexeme: string): boolean {
  return lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f';
}

function flowDepth(): (lexeme: string) => number {
  let depth = 0;
  let scalar = false;
  return (lexeme) => {
    if (!scalar && (lexeme === '[' || lexeme === '{')) depth += 1;
    if (!scalar && (lexeme === ']' || lexeme === '}')) depth -= 1;
    scalar = lexeme === '\u001f';
    return depth;
  };
}

function tokenProblems(tokens: readonly CST.Token[]): TokenProblem[] {
  const problems: TokenProblem[] = [];
  let documents = 0;
  const stack: { readonly token: CST.Token; readonly depth: number }[] = [];
  for (const token of [...tokens].reverse()) stack.push({ token, depth: 0 });
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { token, depth } = entry;
    if (token.type === 'document') {
      documents += 1;
      if (documents === 2) problems.push({ code: 'yaml-several-documents', offset: token.offset, text: '' });
    }
    const forbidden = forbiddenToken(token);
    if (forbidden !== null) problems.push(forbidden);
    const inside = 'items' in token ? depth + 1 : depth;
    if (inside > DEPTH_LIMIT) return [{ code: 'yaml-too-deep', offset: token.offset, text: '' }];
    for (const child of children(token)) stack.push({ token: child, depth: inside });
  }
  return problems;
}

function forbiddenToken(token: CST.Token): TokenProblem | null {
  switch (token.type) {
    case 'directive':
      return { code: 'yaml-directive', offset: token.offset, text: token.source };
    case 'tag':
      return { code: 'yaml-tag', offset: token.offset, text: token.source };
    case 'anchor':
      return { code: 'yaml-anchor', offset: token.offset, text: token.source };
    case 'alias':
      return { code: 'yaml-alias', offset: token.offset, text: token.source };
    default:
      return null;
  }
}

function children(token: CST.Token): CST.Token[] {
  const found: CST.Token[] = [];
  if ('start' in token) found.push(...[token.start].flat());
  if ('props' in token) found.push(...token.props);
  if ('value' in token && token.value) found.push(token.value);
  if ('end' in token && token.end) found.push(...token.end);
  if ('items' in token) {
    for (const item of token.items) {
      for (const part of item.start) found.push(part);
      if (item.key) found.push(item.key);
      for (const part of item.sep ?? []) found.push(part);
      if (item.value) found.push(item.value);
    }
  }
  return found;
}

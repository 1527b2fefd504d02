import type { CST, Document } from 'yaml';
import { clip, type Findings, type Place } from './findings.ts';
import { hiddenValues } from './hidden-values.ts';

/** What the parser says of tags, all of which are refused anyway, at their own places. */
const TAG_TROUBLE: ReadonlySet<string> = new Set(['TAG_RESOLVE_FAILED', 'BAD_COLLECTION_TYPE']);
/** What is wrong by itself, and not because a bracket before it was never closed. */
const OWN_TROUBLE: ReadonlySet<string> = new Set(['BAD_SCALAR_START', 'BAD_DQ_ESCAPE', 'TAB_AS_INDENT']);

interface SyntaxProblem {
  readonly problem: string;
  readonly offset: number;
  /** What stands there, where the problem is about a text. */
  readonly text: string | null;
}

/** True with findings where the parser could not make sense of the text. */
export function reportSyntax(
  document: Document.Parsed,
  tokens: readonly CST.Token[],
  source: string,
  placeOf: (offset: number) => Place,
  findings: Findings,
): boolean {
  for (const { problem, offset, text } of problemsOf(document, tokens, source)) {
    findings.add('yaml-syntax', placeOf(offset), text === null ? { problem } : { problem, text: clip(text) });
  }
  for (const warning of document.warnings) {
    if (TAG_TROUBLE.has(warning.code)) continue;
    findings.add('yaml-warning', placeOf(warning.pos[0]), { problem: problemName(warning.code) });
  }
  return document.errors.length > 0;
}

function problemsOf(document: Document.Parsed, tokens: readonly CST.Token[], source: string): SyntaxProblem[] {
  const errors = document.errors.filter(({ code }) => !TAG_TROUBLE.has(code));
  const last = errors.at(-1)?.pos[0] ?? -1;
  const hidden = last < 0 ? [] : hiddenValues(tokens).filter(({ inFlow, offset }) => inFlow && offset < last);
  const open = hidden[0]?.offset ?? Number.POSITIVE_INFINITY;
  const problems = hidden.map(({ offset, text }): SyntaxProblem => ({ problem: 'comment-for-value', offset, text }));
  // One open bracket makes the parser complain on every line that follows: of each kind the first is shown.
  const said = new Set<string>();
  let explained = 0;
  for (const { code, pos } of errors) {
    if (pos[0] < explained || (pos[0] > open && !OWN_TROUBLE.has(code))) continue;
    const problem = textProblem(code, pos[0], source) ?? { problem: problemName(code), offset: pos[0], text: null };
    if (problem.text === null && said.has(problem.problem)) continue;
    said.add(problem.problem);
    explained = problem.offset + (problem.text ?? '').length;
    problems.push(problem);
  }
  return problems;
}

const COMPARISON = /^[<>]=?[ \t]*[-+.]?[0-9][^\n\r,\]}#]{0,20}/;
/** More than any line of criteria needs; what stands further away is not looked at. */
const NEAR = 100;

/** What the parser says of a text without quotes, as such: a comparison, or one that begins with a character of YAML. */
function textProblem(code: string, offset: number, source: string): SyntaxProblem | null {
  if (code === 'UNEXPECTED_TOKEN') {
    const sign = /(?:^|[\s:])(>[ \t]*)$/.exec(source.slice(Math.max(0, offset - NEAR), offset))?.[1];
    const start = sign === undefined ? -1 : offset - sign.length;
    const text = start < 0 ? undefined : comparisonAt(source, start);
    return text === undefined ? null : { problem: 'unquoted-comparison', offset: start, text };
  }
  if (code !== 'BAD_SCALAR_START') return null;
  const comparison = comparisonAt(source, offset);
  if (comparison !== undefined) return { problem: 'unquoted-comparison', offset, text: comparison };
  // The rest of the text may be a secret.
  return { problem: 'bad-scalar-start', offset, text: source.slice(offset, offset + 1) };
}

function comparisonAt(source: string, offset: number): string | undefined {
  return COMPARISON.exec(source.slice(offset, offset + NEAR))?.[0].trimEnd();
}

function problemName(code: string): string {
  return code.toLowerCase().replaceAll('_', '-');
}

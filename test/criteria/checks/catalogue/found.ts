import { loadCriteria } from '../../../../src/criteria/load-criteria.ts';

/** Criteria with these metrics, one a line: the first stands on line 4, or on the line after those of `top`. */
export function withMetrics(lines: readonly string[], top: readonly string[] = []): string {
  return ['version: 1', 'feature: f', ...top, 'metrics:', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

/** Every finding of a code, as its metric (`-` for none), the key or value that it stands at, and its level. */
export async function foundOf(
  code: string,
  lines: readonly string[],
  top: readonly string[] = [],
): Promise<readonly string[]> {
  const text = withMetrics(lines, top);
  const { findings } = await loadCriteria(text, 'gate.yml');
  return findings
    .filter((finding) => finding.code === code)
    .map(({ metric, at, level }) => {
      const rest = text.split('\n')[(at.line ?? 0) - 1]?.slice((at.column ?? 0) - 1) ?? '';
      return `${metric ?? '-'} ${/^("[^"]*"|[^\s:,}]+)/.exec(rest)?.[0]} ${level}`;
    });
}

/** The arguments of the only finding of a code. */
export async function argsOf(code: string, lines: readonly string[], top: readonly string[] = []) {
  const { findings } = await loadCriteria(withMetrics(lines, top), 'gate.yml');
  const found = findings.filter((finding) => finding.code === code);
  if (found.length !== 1) throw new Error(`${found.length} findings ${code}`);
  return found[0]?.args;
}

/** One row of a table: the lines of the metrics, and where the lint is found. */
export type LintRow = readonly [lines: readonly string[], found: readonly string[], top?: readonly string[]];

import { loadCriteria } from '../../src/criteria/load-criteria.ts';

/** A text, and every finding of some levels that loading must give, as `code line:column` and the metric where there is one. */
export interface Row {
  readonly text: string;
  readonly found: readonly string[];
}

const HEAD = 'version: 1\nfeature: f\n';

/** A file with one metric `m` (layer task), whose further keys are given, one a line: the first stands on line 6. */
export function withMetric(keys: string, more = ''): string {
  const lines = keys.split('\n').map((line) => `    ${line}\n`);
  return `${HEAD}metrics:\n  m:\n    layer: task\n${lines.join('')}${more}`;
}

/** A file with further top-level lines, the first on line 3, and one sound metric after them. */
export function withTop(lines: string): string {
  return `${HEAD}${lines}\nmetrics:\n  m: { layer: task, target: ">= 1" }\n`;
}

/** Notes that hardly any short text is without: they are tried where they are the matter. */
const ALWAYS: ReadonlySet<string> = new Set(['not-in-catalogue', 'traffic-not-said']);

/** Findings of the given levels as the rows write them. */
export async function findingsOf(text: string, levels: readonly string[] = ['error']): Promise<string[]> {
  const { gate, findings } = await loadCriteria(text, 'gate.yml');
  if ((gate === null) !== findings.some((finding) => finding.level === 'error'))
    throw new Error('gate and findings disagree');
  return findings
    .filter(({ code, level }) => levels.includes(level) && !ALWAYS.has(code))
    .map(({ code, at, metric }) => `${code} ${at.line}:${at.column}${metric === null ? '' : ` ${metric}`}`);
}

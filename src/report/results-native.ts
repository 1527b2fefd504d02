import { code, own, type Prose, say } from './prose.ts';
import type { ResultsReport } from './results-report.ts';

/** How a file that no gate reads by itself becomes one that it reads. */
export interface NativeView {
  readonly title: string;
  readonly ways: readonly Prose[];
  /** The file as the native values format would have it; harmless on any terminal and in any Markdown. */
  readonly lines: readonly string[];
}

/** Lines of the native form that are shown at the most. */
const MOST_LINES = 20;
/** Its first lines and its last. */
const FRAME_LINES = 5;
/** Names that are shown in a block that nothing neutralises. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.@ -]{0,59}$/;

/** What to do about numbers by name; `null` for what is read by itself, or only by columns. */
export function nativeView({ holds, format, metrics, more, writes }: ResultsReport): NativeView | null {
  if (holds !== 'numbers' && holds !== 'named-rows') return null;
  const valued = metrics.flatMap(({ name, value }) =>
    value !== null && PLAIN_NAME.test(name) ? [{ name, value }] : [],
  );
  if (valued.length === 0) return null;
  const hidden = metrics.length + more - Math.min(valued.length, MOST_LINES - FRAME_LINES);
  const entries = valued
    .slice(0, MOST_LINES - FRAME_LINES)
    .map(({ name, value }) => `    ${JSON.stringify(name)}: ${String(value)}`);
  return {
    title: 'How to make it readable',
    ways: [
      writes
        ? declared(holds, format)
        : say`let criteria say how it is read: ${declared(holds, format)}; --write saves them so`,
      say`or let your script write the native values format, which is read as it is${own(hidden === 0 ? '' : ` (${hidden} more not shown here)`)}:`,
    ],
    lines: [
      '{',
      '  "observed_at": "<when it was measured, such as 2026-11-20T10:00:00Z>",',
      '  "metrics": {',
      ...entries.map((line, index) => (index === entries.length - 1 ? line : `${line},`)),
      '  }',
      '}',
    ],
  };
}

function declared(holds: 'numbers' | 'named-rows', format: string): Prose {
  const source = code(`format: ${format}`);
  return holds === 'numbers'
    ? say`${source} at the source, and the name of each number in from, such as ${code('value: faithfulness')}`
    : say`${source} at the source, and the row of each metric in from, such as ${code('where: { metric: faithfulness }, value: value')}`;
}

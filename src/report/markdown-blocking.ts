import { type BlockView, isOfJudge, withFixesOnce } from './block-view.ts';
import { changeLine } from './change-view.ts';
import type { Detail } from './fit.ts';
import { counted, joined, type Prose, sentences, toMarkdown } from './prose.ts';
import type { ReportView } from './report.ts';

/** Weakenings under what blocks; the list of all changes is below. */
const MOST_WEAKENINGS = 10;

/** What blocks: what the change does to its own judge as a list, then a table of everything else. */
export function blockingBlock(view: ReportView, detail: Detail): string {
  if (view.blocking.length === 0 || view.outcome.gate === null) return '';
  const kept = withFixesOnce(worstKept(view.blocking, detail.rows));
  const ofJudge = kept.filter(isOfJudge).flatMap((block) => judgeLines(block, detail));
  const rows = kept.filter((block) => !isOfJudge(block)).map((block) => blockingRow(block, detail));
  const table = ['| metric | layer | value | target | evidence | reason |', '| --- | --- | --- | --- | --- | --- |'];
  return [
    `### ${view.blockingTitle}`,
    ...(ofJudge.length === 0 ? [] : [ofJudge.join('\n')]),
    ...(rows.length === 0 ? [] : [[...table, ...rows].join('\n')]),
  ].join('\n\n');
}

function worstKept(blocking: readonly BlockView[], rows: number): readonly BlockView[] {
  if (rows >= blocking.length) return blocking;
  const kept = new Set(blocking.toSorted((a, b) => a.rank - b.rank).slice(0, rows));
  return blocking.filter((block) => kept.has(block));
}

/** What the change does to its own judge has no value and no target: a line, and one for each weakening. */
function judgeLines(block: BlockView, detail: Detail): readonly string[] {
  const most = detail.notes ? MOST_WEAKENINGS : 3;
  const more = block.changes.length - most;
  return [
    `- ${blockName(block)}: ${toMarkdown(sentences([block.says, adviceOf(block, detail)]))}`,
    ...block.changes.slice(0, most).map((change) => `  - ✗ ${toMarkdown(changeLine(change))}`),
    ...(more > 0 ? [`  - and ${counted(more, 'more weakening')}`] : []),
  ];
}

function blockingRow(block: BlockView, detail: Detail): string {
  const { metric } = block;
  const says = toMarkdown(sentences([block.says, adviceOf(block, detail)]));
  if (metric === null) return `| ${blockName(block)} | – | – | – | – | ${says} |`;
  const evidence = toMarkdown(joined(metric.evidence, ', '));
  const cells = [blockName(block), metric.layer, toMarkdown(metric.value), toMarkdown(metric.target)];
  return `| ${cells.join(' | ')} | ${evidence} | ${says} |`;
}

function adviceOf({ fix }: BlockView, detail: Detail): Prose {
  return detail.notes ? fix : [];
}

function blockName({ what, url }: BlockView): string {
  const name = toMarkdown(what);
  return url === null ? `**${name}**` : `**[${name}](${url})**`;
}

import type { Outcome } from '../core/outcome.ts';
import { type Detail, FULL_DETAIL, fitToBytes } from './fit.ts';
import { decisionIcon } from './icons.ts';
import { alertsBlock, findingsBlock, layersBlock, shownGroups } from './markdown-details.ts';
import { footerBlock } from './markdown-footer.ts';
import { markdownText } from './neutralise.ts';
import { counted, joined, sentences, toMarkdown } from './prose.ts';
import { type BlockView, type ReportView, reportView, withFixesOnce } from './report.ts';

/** Largest job summary that GitHub takes is 1 MiB; a margin is left for what others add. */
export const SUMMARY_MAX_BYTES = 1_000_000;

/**
 * The report for reviewers as GitHub's Markdown, at most `maxBytes` of UTF-8: shortened by whole rows, the worst kept,
 * saying what was left out. Below some 400 bytes only the decision is left.
 */
export function renderMarkdown(outcome: Outcome, options: { readonly maxBytes: number }): string {
  const view = reportView(outcome);
  const rows = Math.max(view.blocking.length, view.findingGroups.length);
  return fitToBytes((detail) => markdownAt(view, detail), rows, options.maxBytes, bareDecision(view));
}

function markdownAt(view: ReportView, detail: Detail): string {
  const blocks = [
    headingBlock(view),
    leadBlock(view),
    ...(detail.leadOnly ? [] : [diagnosisBlock(view, detail), blockingBlock(view, detail), launchBlock(view)]),
    ...(detail.leadOnly || !detail.tables ? [] : [layersBlock(view, detail)]),
    ...(detail.leadOnly || !detail.notes ? [] : [alertsBlock(view), moreBlock(view)]),
    ...(detail.leadOnly ? [] : [findingsBlock(view, detail)]),
    cutBlock(view, detail),
    footerBlock(view),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function headingBlock({ headline }: ReportView): string {
  const gist = toMarkdown(headline.gist);
  return `## ${decisionIcon(headline.tone)} ${headline.decision}: ${markdownText(headline.feature)} — ${gist}`;
}

/** What a fit to a few bytes leaves. */
function bareDecision({ headline }: ReportView): string {
  return `${headline.decision}\n`;
}

function leadBlock(view: ReportView): string {
  const { headline, outcome, firstStep } = view;
  const counts = headline.counts === '' ? '' : ` · ${headline.counts}`;
  const verdict = `Verdict **${outcome.verdict}**${counts}`;
  return firstStep === null ? verdict : `${verdict}\n\n**Fix first:** ${toMarkdown(firstStep)}`;
}

function diagnosisBlock({ diagnosis }: ReportView, detail: Detail): string {
  if (diagnosis === null) return '';
  const sentences = diagnosis.sentences.map(toMarkdown).join(' ');
  const leaning = diagnosis.leaning === null ? '' : `\n\n${toMarkdown(diagnosis.leaning)}`;
  const monday = detail.notes ? `\n\n**Next:** ${toMarkdown(diagnosis.monday)}` : '';
  return `### Diagnosis: ${toMarkdown(diagnosis.headline)}\n\n${sentences}${leaning}${monday}`;
}

const WORDS_OF_BLOCKING = { stopped: 'What blocks', clear: 'What blocks', 'let-through': 'What would have blocked' };

function blockingBlock(view: ReportView, detail: Detail): string {
  if (view.blocking.length === 0 || view.outcome.gate === null) return '';
  const kept = worstKept(view.blocking, detail.rows);
  return [
    `### ${WORDS_OF_BLOCKING[view.headline.tone]}`,
    '',
    '| metric | layer | value | target | evidence | reason |',
    '| --- | --- | --- | --- | --- | --- |',
    ...withFixesOnce(kept).map((block) => blockingRow(block, detail)),
  ].join('\n');
}

function worstKept(blocking: readonly BlockView[], rows: number): readonly BlockView[] {
  if (rows >= blocking.length) return blocking;
  const kept = new Set(blocking.toSorted((a, b) => a.rank - b.rank).slice(0, rows));
  return blocking.filter((block) => kept.has(block));
}

function blockingRow(block: BlockView, detail: Detail): string {
  const says = toMarkdown(sentences(detail.notes ? [block.says, block.fix] : [block.says]));
  const { metric } = block;
  if (metric === null) return `| **${toMarkdown(block.what)}** | – | – | – | – | ${says} |`;
  const evidence = toMarkdown(joined(metric.evidence, ', '));
  const cells = [`**${toMarkdown(block.what)}**`, metric.layer, toMarkdown(metric.value), toMarkdown(metric.target)];
  return `| ${cells.join(' | ')} | ${evidence} | ${says} |`;
}

function launchBlock(view: ReportView): string {
  const stage = `**Stage:** ${view.stage}`;
  if (view.launchParts.length === 0) return view.outcome.gate === null ? '' : stage;
  const parts = view.launchParts.map(({ name, met, remark }) => {
    const why = remark === '' ? '' : ` (${remark})`;
    return `${name} ${met ? '✓' : '✗'}${why}`;
  });
  const met = view.outcome.launchSet?.complete === true ? 'complete' : 'not met';
  return `**Launch set ${met}:** ${parts.join(' · ')}\n\n${stage}`;
}

function moreBlock({ diagnosis }: ReportView): string {
  if (diagnosis === null || diagnosis.extra.length === 0) return '';
  const lines = diagnosis.extra.map((line) => `- ${toMarkdown(line)}`);
  return `<details>\n<summary>More on the diagnosis</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

/** What was left out to fit, in one line; empty where nothing was. */
function cutBlock(view: ReportView, detail: Detail): string {
  if (detail === FULL_DETAIL) return '';
  const passing = view.metrics.filter((metric) => metric.status === 'pass').length;
  const rows = view.blocking.length - Math.min(detail.rows, view.blocking.length);
  const findings = view.findingGroups.length - (detail.leadOnly ? 0 : shownGroups(view, detail).length);
  const cut = [
    ...(passing > 0 ? [counted(passing, 'passing metric')] : []),
    ...(detail.notes ? [] : ['descriptions and notes']),
    ...(detail.tables ? [] : [`the table of all ${counted(view.metrics.length, 'metric')}`]),
    ...(detail.leadOnly ? ['the diagnosis', 'the launch set'] : []),
    ...(rows > 0 ? [`${rows} of ${view.blocking.length} rows of what blocks`] : []),
    ...(findings > 0 ? [`${findings} of ${counted(view.findingGroups.length, 'finding')}`] : []),
  ];
  return cut.length === 0 ? '' : `_Shortened to fit. Not shown: ${cut.join(', ')}. The JSON report has everything._`;
}

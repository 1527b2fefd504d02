import { formatInstant } from './durations.ts';
import { decisionIcon } from './icons.ts';
import { codeSpan } from './neutralise.ts';
import { own, type Prose, say, toMarkdown } from './prose.ts';
import type { NativeView } from './results-native.ts';
import type { ResultsReport } from './results-report.ts';
import { type LayerView, resultsView } from './results-view.ts';

/** What a result file holds, as GitHub's Markdown. */
export function renderResultsMarkdown(report: ResultsReport): string {
  const view = resultsView(report);
  const blocks = [
    `## ${decisionIcon('stopped')} NO-GO: ${codeSpan(report.file)} — ${toMarkdown(view.gist)}`,
    `**First:** ${toMarkdown(view.firstStep)}`,
    toMarkdown(say`Verdict ${own(report.verdict)} · ${view.counts}`),
    report.holds === 'rows' ? '' : layersTable(view.layers),
    list(view.unknownTitle, view.unknown),
    list(view.additionsTitle, view.additions),
    nativeBlock(view.native),
    list('Next', view.next),
    `<sub>results ${codeSpan(report.file)} · no criteria · evaluated ${formatInstant(report.outcome.context.evaluatedAtMs) ?? 'at an unknown time'}</sub>`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function layersTable(layers: readonly LayerView[]): string {
  const rows = layers.flatMap(({ layer, question, blind, metrics }) => {
    const name = `**${layer}**: ${question}`;
    const isBlind = blind ? [`| ${name} | ✗ blind | – | – |`] : [];
    return [
      ...isBlind,
      ...metrics.map(
        (metric) =>
          `| ${name} | ${toMarkdown(metric.name)} | ${toMarkdown(metric.facts)} | ${metric.remarks.map(toMarkdown).join('<br>')} |`,
      ),
    ];
  });
  return ['| layer | metric | value | how to read it |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function nativeBlock(native: NativeView | null): string {
  if (native === null) return '';
  return `${list(native.title, native.ways)}\n\n${['```json', ...native.lines, '```'].join('\n')}`;
}

function list(title: string, lines: readonly Prose[]): string {
  if (lines.length === 0) return '';
  return `### ${title}\n\n${lines.map((line) => `- ${toMarkdown(line)}`).join('\n')}`;
}

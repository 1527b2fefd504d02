import { formatInstant } from './durations.ts';
import { indented } from './layout.ts';
import { code, joined, own, type Prose, say } from './prose.ts';
import type { NativeView } from './results-native.ts';
import type { ResultsReport } from './results-report.ts';
import { type LayerView, resultsView } from './results-view.ts';
import { type Style, styleOf, type TextOptions } from './terminal-style.ts';

/** What a result file holds, for a terminal: plain lines of at most `width` columns, colour only where it is asked for. */
export function renderResultsText(report: ResultsReport, options: TextOptions): string {
  const style = styleOf(options);
  const view = resultsView(report);
  const sections = [
    [
      ...indented(style.text(say`✗ NO-GO: ${code(report.file)} — ${view.gist}`), style.width, 0, 2).map((line) =>
        style.paint(line, 'bold', 'red'),
      ),
      ...indented(style.text(say`Verdict ${own(report.verdict)} · ${view.counts}`), style.width, 2),
      ...indented(style.text(say`First: ${view.firstStep}`), style.width, 2, 2).map((line) =>
        style.paint(line, 'bold'),
      ),
    ],
    ...(report.holds === 'rows' ? [] : view.layers.map((layer) => layerLines(layer, style))),
    listLines(view.unknownTitle, view.unknown, style),
    listLines(view.additionsTitle, view.additions, style),
    nativeLines(view.native, style),
    listLines('Next', view.next, style),
    indented(style.text(footer(report)), style.width, 0).map((line) => style.paint(line, 'dim')),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function layerLines({ layer, question, blind, metrics }: LayerView, style: Style): readonly string[] {
  const title = indented(style.own(`${layer}: ${question}`), style.width, 0, 2);
  const nothing = metrics.length === 0 ? 'blind: no known metric of the file measures it' : 'blind: no usable value';
  return [
    ...title.map((line) => style.paint(line, 'bold')),
    ...(blind ? indented(style.own(`✗ ${nothing}`), style.width, 2).map((line) => style.paint(line, 'yellow')) : []),
    ...metrics.flatMap((metric) => [
      ...indented(style.text(say`${metric.name}  ${metric.facts}`), style.width, 2, 2),
      ...metric.remarks.flatMap((remark) =>
        indented(style.text(remark), style.width, 4, 2).map((line) => style.paint(line, 'dim')),
      ),
    ]),
  ];
}

function listLines(title: string, lines: readonly Prose[], style: Style): readonly string[] {
  if (lines.length === 0) return [];
  return [
    style.paint(style.own(title), 'bold'),
    ...lines.flatMap((line) => indented(style.text(say`- ${line}`), style.width, 0, 2)),
  ];
}

function nativeLines(native: NativeView | null, style: Style): readonly string[] {
  if (native === null) return [];
  return [...listLines(native.title, native.ways, style), ...native.lines.map((line) => `  ${line}`)];
}

function footer({ file, outcome }: ResultsReport): Prose {
  const { context } = outcome;
  return joined(
    [
      say`Results ${code(file)}`,
      own('no criteria'),
      ...(context.headSha === null ? [] : [say`head ${context.headSha.slice(0, 7)}`]),
      own(`evaluated ${formatInstant(context.evaluatedAtMs) ?? 'at an unknown time'}`),
    ],
    ', ',
  );
}

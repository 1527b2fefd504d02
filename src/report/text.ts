import { LAYERS } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import { formatInstant } from './durations.ts';
import { faultHeading } from './finding-groups.ts';
import { groupLines } from './findings-text.ts';
import { indented, tableLines } from './layout.ts';
import { shortSha } from './markdown-footer.ts';
import { code, joined, own, type Prose, say, sentences } from './prose.ts';
import { type BlockView, type MetricView, type ReportView, reportView, withFixesOnce } from './report.ts';
import { type Style, statusPaint, statusText, styleOf, type TextOptions } from './terminal-style.ts';

/** The report for a terminal: plain lines of at most `width` columns, colour only where it is asked for. */
export function renderText(outcome: Outcome, options: TextOptions): string {
  const style = styleOf(options);
  const view = reportView(outcome);
  const sections = [
    headSection(view, style),
    diagnosisSection(view, style),
    metricsSection(view, style),
    blockingSection(view, style),
    othersSection(view, style),
    launchSection(view, style),
    listSection('Alerts', view.alerts, style),
    listSection('More on the diagnosis', view.diagnosis?.extra ?? [], style),
    findingsSection(view, style),
    footerSection(view, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headSection({ headline, outcome, firstStep }: ReportView, style: Style): readonly string[] {
  const paint = headline.tone === 'clear' ? 'green' : headline.tone === 'stopped' ? 'red' : 'yellow';
  const sign = headline.tone === 'clear' ? '✓' : headline.tone === 'stopped' ? '✗' : '!';
  const title = style.text(
    say`${own(`${sign} ${headline.decision}: `)}${headline.feature}${own(' — ')}${headline.gist}`,
  );
  const counts = headline.counts === '' ? '' : ` · ${headline.counts}`;
  const step = firstStep === null ? [] : indented(style.text(say`Fix first: ${firstStep}`), style.width, 2, 2);
  return [
    ...indented(title, style.width, 0, 2).map((line) => style.paint(line, 'bold', paint)),
    ...indented(style.own(`Verdict ${outcome.verdict}${counts}`), style.width, 2),
    ...step.map((line) => style.paint(line, 'bold')),
  ];
}

function diagnosisSection({ diagnosis }: ReportView, style: Style): readonly string[] {
  if (diagnosis === null) return [];
  const paragraphs = [...diagnosis.sentences, ...(diagnosis.leaning === null ? [] : [diagnosis.leaning])];
  return [
    ...heading(say`Diagnosis: ${diagnosis.headline} (${own(diagnosis.code)})`, style),
    ...paragraphs.flatMap((text) => indented(style.text(text), style.width, 2)),
    ...indented(style.text(say`Next: ${diagnosis.monday}`), style.width, 2, 2),
  ];
}

function metricsSection({ metrics, outcome }: ReportView, style: Style): readonly string[] {
  if (metrics.length === 0) return [];
  const sorted = LAYERS.flatMap((layer) => metrics.filter((metric) => metric.layer === layer));
  const name = outcome.gate?.metrics.length === metrics.length ? 'Metrics' : 'Metrics judged';
  const [head = [], ...rows] = tableLines(
    [
      { heading: 'layer', align: 'left', most: 8 },
      { heading: 'metric', align: 'left', most: null },
      { heading: 'target', align: 'left', most: 18 },
      { heading: 'current', align: 'right', most: 18 },
      { heading: 'status', align: 'left', most: 14 },
    ],
    sorted.map((metric) => metricRow(metric, style)),
    style.width,
  );
  const painted = rows.map((lines, index) => paintedRow(lines, sorted[index], style));
  return [...heading(own(name), style), ...head.map((line) => style.paint(line, 'dim')), ...painted.flat()];
}

function metricRow(metric: MetricView, style: Style): readonly string[] {
  const advisory = metric.required ? [] : own(' (advisory)');
  return [
    metric.layer,
    style.text(say`${metric.name}${advisory}`),
    style.text(metric.target),
    style.text(metric.value),
    style.own(statusText(metric.status)),
  ];
}

/** The status, which ends the row's first line, in its colour. */
function paintedRow(lines: readonly string[], metric: MetricView | undefined, style: Style): readonly string[] {
  const [first = '', ...rest] = lines;
  if (metric === undefined) return lines;
  const status = style.own(statusText(metric.status));
  if (!first.endsWith(status)) return lines;
  return [`${first.slice(0, -status.length)}${style.paint(status, statusPaint(metric.status))}`, ...rest];
}

function blockingSection({ blocking, headline, outcome }: ReportView, style: Style): readonly string[] {
  if (blocking.length === 0 || outcome.gate === null) return [];
  const title = headline.tone === 'let-through' ? 'What would have blocked' : 'What blocks';
  return [
    ...heading(own(`${title} (${blocking.length})`), style),
    ...withFixesOnce(blocking).flatMap((block) => blockLines(block, style)),
  ];
}

function blockLines(block: BlockView, style: Style): readonly string[] {
  const { metric } = block;
  const evidence = metric === null ? [] : [say`Evidence: ${joined(metric.evidence, ', ')}`];
  const layer = metric === null ? [] : own(` (${metric.layer}, ${metric.status})`);
  return [
    ...indented(style.text(say`- ${block.what}${layer}`), style.width, 0, 2).map((line) => style.paint(line, 'bold')),
    ...[sentences([block.says]), sentences([block.fix]), ...evidence]
      .filter((text) => text.length > 0)
      .flatMap((text) => indented(style.text(text), style.width, 2)),
  ];
}

/** Metrics that neither pass nor block, each with its reason: what is pending or advisory. */
function othersSection({ metrics, blocking }: ReportView, style: Style): readonly string[] {
  const ids = new Set(blocking.map((block) => block.id));
  const others = metrics.filter((metric) => metric.status !== 'pass' && !ids.has(metric.id));
  return listSection(
    'Not passing, and not blocking',
    others.map((metric) => say`${metric.name} (${own(`${metric.layer}, ${metric.status}`)}): ${metric.says}`),
    style,
  );
}

function launchSection(view: ReportView, style: Style): readonly string[] {
  if (view.outcome.gate === null) return [];
  const parts = view.launchParts.map(
    ({ name, met, remark }) => `${name} ${met ? '✓' : '✗'}${remark === '' ? '' : ` (${remark})`}`,
  );
  const word = view.outcome.launchSet?.complete === true ? 'complete' : 'not met';
  const set =
    parts.length === 0 ? [] : indented(style.own(`Launch set ${word}: ${parts.join(', ')}`), style.width, 0, 2);
  return [...set, ...indented(style.own(`Stage: ${view.stage}`), style.width, 0, 2)];
}

function listSection(title: string, lines: readonly Prose[], style: Style): readonly string[] {
  if (lines.length === 0) return [];
  return [
    ...heading(own(title), style),
    ...lines.flatMap((line) => indented(style.text(say`- ${line}`), style.width, 0, 2)),
  ];
}

function findingsSection(view: ReportView, style: Style): readonly string[] {
  const { findings } = view.outcome;
  if (findings.length === 0) return [];
  const title = view.outcome.gate === null ? faultHeading(view.outcome) : 'Warnings';
  return [...heading(own(title), style), ...groupLines(findings, style)];
}

function footerSection({ outcome: { context } }: ReportView, style: Style): readonly string[] {
  const revision = context.criteriaSha === null ? context.criteriaDigest?.slice(0, 19) : shortSha(context.criteriaSha);
  const parts = [
    say`Criteria ${code(context.criteriaPath)} at ${revision ?? own('an unknown revision')}`,
    ...(context.headSha === null ? [] : [say`head ${shortSha(context.headSha)}`]),
    own(`evaluated ${formatInstant(context.evaluatedAtMs) ?? 'at an unknown time'}`),
  ];
  return indented(style.text(joined(parts, ', ')), style.width, 0).map((line) => style.paint(line, 'dim'));
}

function heading(text: Prose, style: Style): readonly string[] {
  return indented(style.text(text), style.width, 0, 2).map((line) => style.paint(line, 'bold'));
}

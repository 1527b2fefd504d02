import { METRIC_LAYERS } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import { type BlockView, withFixesOnce } from './block-view.ts';
import { changeCounts, changeLine } from './change-view.ts';
import { formatInstant } from './durations.ts';
import { faultHeading } from './finding-groups.ts';
import { groupLines } from './findings-text.ts';
import { indented, tableLines } from './layout.ts';
import { criteriaCommit } from './links.ts';
import { shortSha } from './markdown-footer.ts';
import type { MetricView } from './metric-view.ts';
import { code, joined, own, type Prose, say, sentences, toPlain } from './prose.ts';
import { type ReportView, reportView } from './report.ts';
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
    listSection('Read with care', view.cautions, style),
    othersSection(view, style),
    launchSection(view, style),
    alertsSection(view, style),
    listSection('Remarks of the sources', remarkLines(view), style),
    listSection('More on the diagnosis', view.diagnosis?.extra ?? [], style),
    overrideSection(view, style),
    findingsSection(view, style),
    changesSection(view, style),
    listSection('How to override', view.overrideGuide, style),
    footerSection(view, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const TONES = {
  clear: { paint: 'green', sign: '✓' },
  stopped: { paint: 'red', sign: '✗' },
  'let-through': { paint: 'yellow', sign: '!' },
  unaffected: { paint: 'dim', sign: '-' },
} as const;

function headSection(
  { headline, outcome, firstStep, override, unaffected }: ReportView,
  style: Style,
): readonly string[] {
  const { paint, sign } = TONES[headline.tone];
  const title = style.text(
    say`${own(`${sign} ${headline.decision}: `)}${headline.feature}${own(' — ')}${headline.gist}`,
  );
  const counts = headline.counts === '' ? '' : ` · ${headline.counts}`;
  const still = outcome.cause === 'override' ? 'Still to fix' : 'Fix first';
  const step = firstStep === null ? [] : indented(style.text(say`${own(still)}: ${firstStep}`), style.width, 2, 2);
  const label = override?.state === 'granted' ? 'Overridden, which is no pass, by ' : 'Override refused: ';
  const lead = override?.lead ?? [];
  const about = lead.length === 0 ? [] : indented(style.text(say`${own(label)}${lead}`), style.width, 2, 2);
  return [
    ...indented(title, style.width, 0, 2).map((line) => style.paint(line, 'bold', paint)),
    ...indented(style.own(`Verdict ${outcome.verdict}${counts}`), style.width, 2),
    ...(unaffected === null ? [] : indented(style.text(say`Not affected: ${unaffected}`), style.width, 2, 2)),
    ...about.map((line) => style.paint(line, 'bold')),
    ...step.map((line) => style.paint(line, 'bold')),
  ];
}

function diagnosisSection({ diagnosis }: ReportView, style: Style): readonly string[] {
  if (diagnosis === null) return [];
  const paragraphs = [...diagnosis.sentences, ...(diagnosis.leaning === null ? [] : [diagnosis.leaning])];
  return [
    ...heading(say`Diagnosis: ${diagnosis.headline} (${own(diagnosis.code)})`, style),
    ...paragraphs.flatMap((text) => indented(style.text(text), style.width, 2)),
    ...(diagnosis.monday.length === 0 ? [] : indented(style.text(say`Next: ${diagnosis.monday}`), style.width, 2, 2)),
  ];
}

function metricsSection({ metrics, outcome }: ReportView, style: Style): readonly string[] {
  if (metrics.length === 0) return [];
  const sorted = METRIC_LAYERS.flatMap((layer) => metrics.filter((metric) => metric.layer === layer));
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
  const marks = [...(metric.required ? [] : [own('advisory')]), ...metric.marks].map((mark) => say` (${mark})`);
  return [
    metric.layer,
    style.text(say`${metric.name}${joined(marks, '')}`),
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

function blockingSection({ blocking, blockingTitle, outcome }: ReportView, style: Style): readonly string[] {
  if (blocking.length === 0 || outcome.gate === null) return [];
  return [
    ...heading(own(`${blockingTitle} (${blocking.length})`), style),
    ...withFixesOnce(blocking).flatMap((block) => blockLines(block, style)),
  ];
}

function blockLines(block: BlockView, style: Style): readonly string[] {
  const { metric } = block;
  const evidence = metric === null ? [] : [say`Evidence: ${joined(metric.evidence, ', ')}`];
  const layer = metric === null ? [] : own(` (${metric.layer}, ${metric.status})`);
  return [
    ...indented(style.text(say`- ${block.what}${layer}`), style.width, 0, 2).map((line) => style.paint(line, 'bold')),
    ...[
      sentences([block.says]),
      ...block.changes.map((change) => say`✗ ${changeLine(change)}`),
      sentences([block.fix]),
      ...evidence,
    ]
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

/** What sources remarked beside values, each remark once with the metrics that it is about. */
function remarkLines({ metrics }: ReportView): readonly Prose[] {
  const about = new Map<string, { readonly remark: Prose; readonly names: Prose[] }>();
  for (const metric of metrics) {
    for (const remark of metric.remarks) {
      const key = toPlain(remark);
      const known = about.get(key) ?? { remark, names: [] };
      known.names.push(say`${metric.name}`);
      about.set(key, known);
    }
  }
  return [...about.values()].map(({ remark, names }) => say`${joined(names, ', ')}: ${remark}`);
}

function launchSection(view: ReportView, style: Style): readonly string[] {
  if (view.outcome.gate === null) return [];
  const parts = view.launchParts.map(
    ({ name, met, remark }) => `${name} ${met ? '✓' : '✗'}${remark === '' ? '' : ` (${remark})`}`,
  );
  const word = view.outcome.launchSet?.complete === true ? 'complete' : 'not met';
  const set =
    parts.length === 0 ? [] : indented(style.own(`Launch set ${word}: ${parts.join(', ')}`), style.width, 0, 2);
  const star =
    view.northStar === null ? [] : indented(style.text(say`North star: ${view.northStar}`), style.width, 0, 2);
  return [...set, ...indented(style.own(`${view.stageTitle}: ${view.stage}`), style.width, 0, 2), ...star];
}

function listSection(title: string, lines: readonly Prose[], style: Style): readonly string[] {
  if (lines.length === 0) return [];
  return [
    ...heading(own(title), style),
    ...lines.flatMap((line) => indented(style.text(say`- ${line}`), style.width, 0, 2)),
  ];
}

/** Alerts; beneath one that is not simply fine, what was answered. */
function alertsSection({ alerts }: ReportView, style: Style): readonly string[] {
  if (alerts.length === 0) return [];
  return [
    ...heading(own('Alerts'), style),
    ...alerts.flatMap(({ line, state, answers }) => [
      ...indented(style.text(say`- ${line}`), style.width, 0, 2),
      ...(state === 'verified' ? [] : answers.flatMap((one) => indented(style.text(say`- ${one}`), style.width, 2, 2))),
    ]),
  ];
}

function overrideSection({ override }: ReportView, style: Style): readonly string[] {
  if (override === null) return [];
  const covers = override.covers.map((covered) => say`Covers ${covered}`);
  const others = override.others.map((other) => say`Further label: ${other}`);
  return listSection(override.title, [...override.facts, ...covers, ...others], style);
}

function changesSection({ changes }: ReportView, style: Style): readonly string[] {
  const lines = changes.map((change) => say`${own(`${change.kind}: `)}${changeLine(change)}`);
  return listSection(`Criteria changes in this pull request (${changeCounts(changes)})`, lines, style);
}

function findingsSection({ findings, outcome }: ReportView, style: Style): readonly string[] {
  if (findings.length === 0) return [];
  const isFault = outcome.gate === null || findings.some(({ level }) => level === 'error');
  const title = isFault ? faultHeading(outcome) : own('Warnings');
  return [...heading(title, style), ...groupLines(findings, style)];
}

function footerSection({ outcome }: ReportView, style: Style): readonly string[] {
  const { context, introduced } = outcome;
  const sha = criteriaCommit(context, introduced);
  const revision = sha === null ? context.criteriaDigest?.slice(0, 19) : shortSha(sha);
  const branch = context.criteriaRef === null ? [] : say` of ${context.criteriaRef}`;
  const of = introduced ? own(' of this pull request') : branch;
  const parts = [
    say`Criteria ${code(context.criteriaPath)} at ${revision ?? own('an unknown revision')}${of}`,
    ...(context.headSha === null ? [] : [say`head ${shortSha(context.headSha)}`]),
    own(`evaluated ${formatInstant(context.evaluatedAtMs) ?? 'at an unknown time'}`),
  ];
  return indented(style.text(joined(parts, ', ')), style.width, 0).map((line) => style.paint(line, 'dim'));
}

function heading(text: Prose, style: Style): readonly string[] {
  return indented(style.text(text), style.width, 0, 2).map((line) => style.paint(line, 'bold'));
}

import { METRIC_LAYERS, type MetricLayer } from '../core/layer.ts';
import { type ChangeView, changeCounts, changeLine } from './change-view.ts';
import { type FindingGroup, faultHeading, levelNote, placeOf } from './finding-groups.ts';
import type { Detail } from './fit.ts';
import { statusWithIcon } from './icons.ts';
import type { MetricView } from './metric-view.ts';
import { codeSpan, markdownText } from './neutralise.ts';
import { code, counted, joined, type Prose, sentences, toMarkdown } from './prose.ts';
import type { ReportView } from './report.ts';
import { statusCounts } from './words.ts';

/** Every metric by layer, collapsed. */
export function layersBlock(view: ReportView, detail: Detail): string {
  if (view.metrics.length === 0) return '';
  const layers = METRIC_LAYERS.flatMap((layer) => layerTable(view, layer, detail));
  return details(`Every metric by layer (${counted(view.metrics.length, 'metric')})`, layers.join('\n\n'));
}

function layerTable(view: ReportView, layer: MetricLayer, detail: Detail): readonly string[] {
  const all = view.metrics.filter((metric) => metric.layer === layer);
  // Preconditions have no colour: what rests on them has, and their statuses stand in the tally.
  if (layer === 'evidence' && all.length === 0) return [];
  const colour = layer === 'evidence' ? [] : [view.outcome.colours?.[layer] ?? 'unknown'];
  const tally = statusCounts(all.map((metric) => metric.status)).map(([status, count]) => `${count} ${status}`);
  const heading = `#### ${layer[0]?.toUpperCase()}${layer.slice(1)}: ${[...colour, ...tally].join(', ')}`;
  if (all.length === 0) return [heading];
  const shown = detail.passingRows ? all : all.filter((metric) => metric.status !== 'pass');
  const hidden = all.length - shown.length;
  const note = hidden === 0 ? [] : [`${counted(hidden, 'passing metric')} not shown.`];
  const table = [
    '| metric | target | value | status | evidence | notes |',
    '| --- | --- | --- | --- | --- | --- |',
    ...shown.map((metric) => metricRow(metric, detail)),
  ].join('\n');
  return [heading, ...(shown.length === 0 ? [] : [table]), ...note];
}

function metricRow(metric: MetricView, detail: Detail): string {
  const id = metric.name === metric.id ? '' : `<br>${codeSpan(metric.id)}`;
  const marks = metric.marks.map((mark) => ` (${toMarkdown(mark)})`).join('');
  const name = `${markdownText(metric.name)}${marks}${detail.notes ? id : ''}`;
  const about = metric.status === 'pass' || metric.status === 'fail' ? [] : [metric.says];
  const warnings = metric.warnings.map((warning) => code(warning));
  const notes = detail.notes ? [...about, ...warnings, ...metric.notes] : [...about, ...warnings];
  const cells = [
    name,
    toMarkdown(metric.target),
    toMarkdown(metric.value),
    statusWithIcon(metric.status),
    toMarkdown(joined(metric.evidence, ', ')),
    notes.map(toMarkdown).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Alerts with their states and what was answered about each, collapsed. */
export function alertsBlock(view: ReportView): string {
  if (view.alerts.length === 0) return '';
  const lines = view.alerts.flatMap(({ line, answers }) => [
    `- ${toMarkdown(line)}`,
    ...answers.map((answer) => `  - ${toMarkdown(answer)}`),
  ]);
  return details(`Alerts (${view.alerts.length})`, lines.join('\n'));
}

/** What was found in the criteria: open where it stops the gate, else collapsed. */
export function findingsBlock(view: ReportView, detail: Detail): string {
  const groups = shownGroups(view, detail);
  const errors = groups.filter((group) => group.level === 'error');
  const others = groups.filter((group) => group.level !== 'error');
  const open = errors.length === 0 ? [] : [`### ${toMarkdown(faultHeading(view.outcome))}\n\n${list(errors)}`];
  const closed = others.length === 0 ? [] : [details(`Warnings (${others.length})`, list(others))];
  return [...open, ...closed].join('\n\n');
}

/** The groups of findings that are shown at this detail: without notes only errors. */
export function shownGroups(view: ReportView, detail: Detail): readonly FindingGroup[] {
  const groups = view.findingGroups;
  return (detail.notes ? groups : groups.filter((group) => group.level === 'error')).slice(0, detail.rows);
}

/** What the pull request changes in the criteria: good news with a check mark, all of it collapsed. */
export function changesBlock(view: ReportView, detail: Detail): string {
  const { shown } = shownChanges(view, detail);
  if (shown.length === 0) return '';
  const lines = shown.map((change) => `- ${CHANGE_SIGNS[change.kind]} ${toMarkdown(changeLine(change))}`);
  const note = 'This run used the criteria of the base branch; these changes take effect once merged.';
  const title = `Criteria changes in this pull request (${changeCounts(view.changes)})`;
  return details(title, `${lines.join('\n')}\n\n${note}`);
}

const CHANGE_SIGNS = { weakened: '✗ **weakened**', strengthened: '✓ strengthened', other: '· changed' } as const;

/** The changes that are shown at this detail: once tables go, only weakenings stay. */
export function shownChanges(
  { changes }: ReportView,
  detail: Detail,
): { readonly shown: readonly ChangeView[]; readonly complete: boolean } {
  const kept = detail.tables ? changes : changes.filter(({ kind }) => kind === 'weakened').slice(0, detail.rows);
  return { shown: kept, complete: kept.length === changes.length };
}

/** How what blocks could be overridden, collapsed. */
export function guideBlock({ overrideGuide }: ReportView): string {
  if (overrideGuide.length === 0) return '';
  const [only] = overrideGuide;
  const steps = overrideGuide.length === 1 && only !== undefined ? toMarkdown(only) : numbered(overrideGuide);
  return details('How to override', steps);
}

function numbered(steps: readonly Prose[]): string {
  return steps.map((step, index) => `${index + 1}. ${toMarkdown(step)}`).join('\n');
}

function list(groups: readonly FindingGroup[]): string {
  return groups.map(groupLine).join('\n');
}

function groupLine(group: FindingGroup): string {
  const where =
    group.metrics.length > 1 ? counted(group.findings.length, 'metric') : codeSpan(placeOf(group.first), 300);
  const others =
    group.metrics.length > 1
      ? ` (${group.metrics
          .slice(0, 12)
          .map((id) => codeSpan(id))
          .join(', ')}${more(group)})`
      : '';
  const note = levelNote(group.first);
  const level = note.length === 0 ? '' : ` ${toMarkdown(note)}`;
  return `- **${group.level}** ${where}${others}: ${toMarkdown(sentences([group.says, group.fix]))}${level} (${codeSpan(group.code)})`;
}

function more(group: FindingGroup): string {
  return group.metrics.length > 12 ? ` and ${group.metrics.length - 12} more` : '';
}

/** A folded part; the summary is our own or neutralised. */
export function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

import type { CatalogueEntry } from '../core/catalogue/entry.ts';
import { LAYERS, type Layer } from '../core/layer.ts';
import { formatDuration } from './durations.ts';
import { BETTER_WORDS, LAYER_QUESTIONS } from './messages/results-words.ts';
import { formatNumber } from './numbers.ts';
import { lowerFirst, pairWords } from './pair-words.ts';
import { code, counted, joined, own, type Prose, say, sentence } from './prose.ts';
import { type NativeView, nativeView } from './results-native.ts';
import type { Addition, ResultsReport, SeenMetric } from './results-report.ts';

/** A known metric in words. */
export interface SeenView {
  readonly name: Prose;
  readonly facts: Prose;
  /** How it misleads, and what to read it with. */
  readonly remarks: readonly Prose[];
}

/** A layer with the known metrics of the file that are of it. */
export interface LayerView {
  readonly layer: Layer;
  readonly question: string;
  readonly blind: boolean;
  readonly metrics: readonly SeenView[];
}

/** Results without criteria in the order and words of a report, before any renderer's markup. */
export interface ResultsView {
  readonly gist: Prose;
  readonly counts: Prose;
  readonly firstStep: Prose;
  readonly layers: readonly LayerView[];
  /** Names or columns that no layer is known of. */
  readonly unknown: readonly Prose[];
  readonly unknownTitle: string;
  readonly additions: readonly Prose[];
  readonly additionsTitle: string;
  /** How to make a file readable that no gate reads by itself; `null` for any other. */
  readonly native: NativeView | null;
  readonly next: readonly Prose[];
}

const MOST_KNOWN = 100;
const MOST_UNKNOWN = 20;

/** Puts what a result file holds into words. */
export function resultsView(report: ResultsReport): ResultsView {
  const { metrics, blind, additions, holds, outcome } = report;
  const known = metrics.filter(({ entry }) => entry !== null).slice(0, MOST_KNOWN);
  return {
    gist: own(report.verdict === 'error' ? 'no value that could be used' : 'no acceptance criteria to judge it by'),
    counts: countsOf(report),
    firstStep: firstStepOf(report),
    layers: LAYERS.map((layer) => ({
      layer,
      question: LAYER_QUESTIONS[layer],
      blind: blind.includes(layer),
      metrics: known.flatMap((metric) => (metric.entry?.layer === layer ? [seenView(metric, metric.entry)] : [])),
    })),
    unknown: unknownLines(report),
    unknownTitle: holds === 'rows' ? 'Columns' : 'Not known by name, so in no layer',
    additions: additions.map(additionLine),
    additionsTitle: `The least that is missing for a launch (stage ${outcome.stage.asked})`,
    native: nativeView(report),
    next: nextLines(report),
  };
}

function countsOf({ format, holds, metrics, more }: ResultsReport): Prose {
  const count = metrics.length + more;
  const known = metrics.filter(({ entry }) => entry !== null).length;
  const what = counted(count, holds === 'rows' ? 'column' : 'metric');
  const named = holds === 'numbers' || holds === 'named-rows';
  const how = named ? say`numbers by name (${format}), not in a format that a gate reads yet` : say`format ${format}`;
  return say`${how} · ${own(what)}, ${known} known by name`;
}

function firstStepOf({ verdict, hasCriteria, writes, file, format }: ResultsReport): Prose {
  if (verdict === 'error') return own('mend the file: none of its metrics has a value that could be judged');
  if (writes) return own('fill in what is marked in the criteria that are saved now');
  if (hasCriteria && format !== 'values')
    return say`name it as a source in the criteria that are there: ${sourceLine(file, format)}`;
  if (hasCriteria)
    return say`judge it by the criteria that are there: ${command('check', `--values ${shellName(file)}`)}`;
  return say`save criteria that follow from it: ${command('check', `${shellName(file)} --write`)}`;
}

function command(name: string, rest: string): Prose {
  return code(`launch-gate ${name} ${rest}`);
}

/** The source as criteria declare it: values alone are read without one. */
function sourceLine(file: string, format: string): Prose {
  const path = /^[\w./-]+$/.test(file) && !/^(?:\/|\.\.?\/|-)/.test(file) ? file : 'FILE';
  return code(`sources: { results: { type: file, path: ${path}, format: ${format} } }`);
}

/** A name that a shell takes as it is, or a place for it. */
function shellName(file: string): string {
  return /^[\w./@+-]+$/.test(file) && !file.startsWith('-') ? file : 'FILE';
}

function seenView(metric: SeenMetric, entry: CatalogueEntry): SeenView {
  const pairs = pairWords(entry).join('; ');
  return {
    name: code(metric.name),
    facts: joined([shownValue(metric), own(BETTER_WORDS[entry.better]), ageOf(metric)], ', '),
    remarks: [
      ...scaleRemark(metric, entry),
      own(`Misleads: ${lowerFirst(entry.pitfall)}`),
      ...(pairs === '' ? [] : [own(`Read with: ${pairs}`)]),
    ],
  };
}

function shownValue({ value, sampleSize, problem }: SeenMetric): Prose {
  if (value === null) return problem === null ? [] : say`no usable value: ${sentence(problem)}`;
  return own(`${formatNumber(value)}${sampleSize === null ? '' : `, n ${formatNumber(sampleSize, 17)}`}`);
}

function ageOf({ ageSeconds }: SeenMetric): Prose {
  if (ageSeconds === null) return own('age unknown');
  return own(ageSeconds < 0 ? 'dated in the future' : `${formatDuration(ageSeconds)} old`);
}

/** Said where the value is on none of the scales in which the metric is reported. */
function scaleRemark({ value }: SeenMetric, { scales }: CatalogueEntry): readonly Prose[] {
  const isOn = scales.some(({ low, high }) => value === null || ((low ?? value) <= value && value <= (high ?? value)));
  if (value === null || scales.length === 0 || isOn) return [];
  const words = scales.map(({ low, high }) => (high === null ? `${low ?? ''} or more` : `${low ?? ''} to ${high}`));
  return [own(`Look at its unit: it is usually ${words.join(', or ')}`)];
}

function unknownLines({ metrics, more, holds }: ResultsReport): readonly Prose[] {
  const unknown = metrics.filter(({ entry }) => entry === null);
  const left = Math.max(0, unknown.length - MOST_UNKNOWN) + more;
  return [
    ...unknown.slice(0, MOST_UNKNOWN).map((metric) => unknownLine(metric, holds)),
    ...(left === 0 ? [] : [own(`and ${left} more`)]),
  ];
}

function unknownLine(metric: SeenMetric, holds: ResultsReport['holds']): Prose {
  const near = metric.near.length === 0 ? [] : own(`did you mean ${metric.near.join(' or ')}?`);
  return joined([code(metric.name), ...(holds === 'rows' ? [] : [shownValue(metric)]), near], ', ');
}

function additionLine({ kind, metric, isThere }: Addition): Prose {
  if (kind !== 'alerted-leading') return say`${own(kind)}: ${code(metric)}, or another that says the same`;
  const on = isThere ? say`an alert on ${code(metric)}` : say`an alert, such as on ${code(metric)}`;
  return say`leading indicator: ${on}, which tells somebody within 48 hours`;
}

/** How criteria that are there come to judge the file. */
function judging(file: string, format: string): Prose {
  return format === 'values'
    ? say`${command('check', `--values ${shellName(file)}`)} judges it by the criteria that are there`
    : say`each metric names the source in its from, and ${code('launch-gate check')} judges it by the criteria that are there`;
}

function nextLines({
  file,
  format,
  verdict,
  hasCriteria,
  writes,
  additions,
  metrics,
}: ResultsReport): readonly Prose[] {
  const example = additions.find(({ isThere }) => !isThere)?.metric ?? metrics.find(({ entry }) => entry)?.entry?.id;
  return [
    ...(verdict === 'error' || writes || !hasCriteria ? [] : [judging(file, format)]),
    ...(verdict === 'error' || writes || hasCriteria
      ? []
      : [
          say`${command('check', `${shellName(file)} --write`)} saves criteria with these metrics in their layers, to fill in`,
        ]),
    ...(example === undefined
      ? []
      : [say`${command('explain', example)} says how a metric misleads and what to pair it with`]),
    say`${command('init', '--template rag')} starts from the criteria of a kind of feature instead`,
  ];
}

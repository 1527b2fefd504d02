import { catalogueEntry } from '../../core/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../core/catalogue/entry.ts';
import { LAYERS } from '../../core/layer.ts';
import { wrapText } from '../../report/layout.ts';
import { lowerFirst, pairWords } from '../../report/pair-words.ts';
import { examplesFor, isPaired, writableId } from './catalogue-block.ts';
import type { FoundMetric, FoundResults } from './found-results.ts';
import { yamlText } from './yaml-text.ts';

const MOST_LISTED = 40;
const NOTIFIES = '"<fill in: who is told, such as #on-call>"';

/** The metrics of a result file as YAML below `metrics:`, the known ones placed, everything else left to a person. */
export function foundMetrics(found: FoundResults): string {
  const known = LAYERS.flatMap((layer) => found.metrics.filter(({ entry }) => entry?.layer === layer));
  const listed = [...known, ...found.metrics.filter(({ entry }) => entry === null)].slice(0, MOST_LISTED);
  const entries = listed.flatMap(({ entry }) => entry ?? []);
  const left = found.more + found.metrics.length - listed.length;
  return [
    `  # Found in ${yamlText(found.path)}. Delete those that decide nothing.`,
    ...listed.map((metric) =>
      metric.entry === null ? openBlock(metric, found) : knownBlock(metric, metric.entry, listed),
    ),
    ...(left === 0
      ? []
      : [
          `  # ${left} further ${left === 1 ? 'name' : 'names'} of the file ${left === 1 ? 'is' : 'are'} not listed.\n`,
        ]),
    ...countersBlock(entries),
    ...(entries.some(isAlertable) ? [] : [ALERTED_BLOCK]),
  ].join('\n');
}

function openBlock(metric: FoundMetric, found: FoundResults): string {
  const near = metric.near.length === 0 ? '' : `  # no known name; did you mean ${metric.near.join(', ')}?\n`;
  return `${near}  ${metric.id}:
    layer: "<fill in: model, task, product or business>"
    target: "<fill in: the worst level that you would launch with, such as >= 0.90>"
    unit: "<fill in: ratio (0 to 1), percent (0 to 100), or any short text such as ms>"
    from: ${found.holds === 'rows' ? rowsFrom(metric.name) : fromOf(metric)}
`;
}

function knownBlock(metric: FoundMetric, entry: CatalogueEntry, listed: readonly FoundMetric[]): string {
  const { target, when } = examplesFor(entry, metric.value);
  const guards = listed.filter((one) => one.entry !== null && isGuardOf(entry, one.entry)).map(({ id }) => id);
  const pairs = pairWords(entry);
  const lines = [
    `It misleads: ${lowerFirst(entry.pitfall)}.`,
    ...(pairs.length === 0 ? [] : [`Read it with ${pairs.join(', and ')}.`]),
  ];
  return `${lines.map(comment).join('')}  ${metric.id}:
    layer: ${entry.layer}
    target: "<fill in: the worst level that you would launch with, such as ${target}>"
${unitLine(metric, entry)}    from: ${fromOf(metric)}
${entry.indicator === null ? '' : `    indicator: ${entry.indicator}\n`}${guards.length === 0 ? '' : `    guarded-by: [${guards.join(', ')}]\n`}${
  isAlertable(entry) ? `    # alert: { when: "<fill in: such as ${when}>", within: 24h, notifies: ${NOTIFIES} }\n` : ''
}`;
}

const COMMENT_WIDTH = 110;

function comment(line: string): string {
  return wrapText(line, COMMENT_WIDTH)
    .map((part, index) => `  # ${index === 0 ? '' : '  '}${part}\n`)
    .join('');
}

function isGuardOf(entry: CatalogueEntry, guard: CatalogueEntry): boolean {
  return entry.pairs.some(({ anyOf }) => anyOf.some((members) => members.includes(guard.id)));
}

/** An indicator that moves in hours and of which users or their tasks are the subject. */
function isAlertable({ layer, indicator }: CatalogueEntry): boolean {
  return indicator === 'leading' && (layer === 'task' || layer === 'product');
}

/** A share is one where its value is; what else a number counts stands in no file. */
function unitLine({ value }: FoundMetric, { unit }: CatalogueEntry): string {
  if (unit === null) return '';
  if (unit === 'ratio' && (value === null || (value >= 0 && value <= 1))) return '    unit: ratio\n';
  const hint = unit === 'ratio' ? 'percent, if the file holds 0 to 100' : `what the file counts it in, such as ${unit}`;
  return `    unit: "<fill in: ${hint}>"\n`;
}

function fromOf({ keys }: FoundMetric): string {
  const from = Object.entries(keys).map(([key, value]) => `, ${key}: ${yamlText(value)}`);
  return from.length === 0 ? 'results' : `{ source: results${from.join('')} }`;
}

/** Of a column it is not known whether each row is a verdict or the newest one is the value. */
function rowsFrom(column: string): string {
  const name = yamlText(column);
  const hint = `{ source: results, rate-of: ${name} } for the share of rows where it is true, or value: ${name} for the newest row`;
  return yamlText(`<fill in: ${hint}>`);
}

/** Counter-metrics that are needed and not there, to be uncommented. */
function countersBlock(entries: readonly CatalogueEntry[]): readonly string[] {
  const missing = new Map<string, CatalogueEntry>();
  for (const { pairs } of entries)
    for (const { strength, anyOf } of pairs)
      for (const member of strength === 'needed' && !isPaired(anyOf, entries) ? (anyOf[0] ?? []) : []) {
        const counter = typeof member === 'string' ? catalogueEntry(member) : null;
        if (counter !== null) missing.set(counter.id, counter);
      }
  if (missing.size === 0) return [];
  const blocks = [...missing.values()].map((entry) => commented(blockOf(entry)));
  return [`  # What would show the metrics above being gamed, and is not measured yet:\n${blocks.join('')}`];
}

function blockOf(entry: CatalogueEntry): string {
  return `${writableId(entry.id)}:
  layer: ${entry.layer}
  target: "<fill in: such as ${examplesFor(entry, null).target}>"
${entry.unit === null ? '' : `  unit: ${entry.unit}\n`}  from: results
`;
}

function commented(yaml: string): string {
  return yaml.replace(/^(?=.)/gm, '  # ');
}

const ALERTED_BLOCK = `  # A full launch also needs one product metric and one leading indicator with an alert, such as:
${commented(`repeat_query_rate:
  layer: product
  target: "<fill in: such as <= 0.10>"
  unit: ratio
  indicator: leading
  from: results
  alert: { when: "<fill in: such as > 0.15>", within: 24h, notifies: ${NOTIFIES} }
`)}`;

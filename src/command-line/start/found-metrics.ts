import { catalogueEntry } from '../../core/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../core/catalogue/entry.ts';
import { LAYERS } from '../../core/layer.ts';
import { wrapText } from '../../report/layout.ts';
import { lowerFirst, pairWords } from '../../report/pair-words.ts';
import { examplesFor, isPaired, writableId } from './catalogue-block.ts';
import type { FoundMetric, FoundResults } from './found-results.ts';
import { fromOfMissing, fromText } from './from-text.ts';
import { yamlText } from './yaml-text.ts';

const MOST_LISTED = 40;
/** Ninety-five of a hundred on a test set may be sixty on live traffic, so that nobody may leave it open. */
const TRAFFIC = '    traffic: "<fill in: live (what users ask) or curated (a test set)>"\n';
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
      metric.entry === null ? openBlock(metric, found) : knownBlock(metric, metric.entry, listed, found),
    ),
    ...(left === 0
      ? []
      : [
          `  # ${left} further ${left === 1 ? 'name' : 'names'} of the file ${left === 1 ? 'is' : 'are'} not listed.\n`,
        ]),
    ...additionsBlocks(entries, found),
  ].join('\n');
}

function openBlock(metric: FoundMetric, found: FoundResults): string {
  const near = metric.near.length === 0 ? '' : `  # no known name; did you mean ${metric.near.join(', ')}?\n`;
  return `${near}  ${metric.id}:
    layer: "<fill in: model, task, product or business>"
    target: "<fill in: the worst level that you would launch with, such as >= 0.90>"
    unit: "<fill in: ratio (0 to 1), percent (0 to 100), or any short text such as ms>"
    from: ${fromText(metric, found)}
`;
}

function knownBlock(
  metric: FoundMetric,
  entry: CatalogueEntry,
  listed: readonly FoundMetric[],
  found: FoundResults,
): string {
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
${unitLine(metric, entry)}${entry.layer === 'task' ? TRAFFIC : ''}    from: ${fromText(metric, found)}
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

/** What is not there and is needed, to be uncommented: counter-metrics, an alerted indicator, business evidence. */
function additionsBlocks(entries: readonly CatalogueEntry[], found: FoundResults): readonly string[] {
  const counters = missingCounters(entries);
  const all = [...entries, ...counters];
  const shown = counters.map((entry) => commented(blockOf(entry, found))).join('');
  return [
    ...(shown === '' ? [] : [`  # What would show the metrics above being gamed, and is not measured yet:\n${shown}`]),
    ...(entries.some(isAlertable) ? [] : [alertedBlock(found)]),
    ...(all.some(({ layer }) => layer === 'business') ? [] : [businessBlock(found)]),
  ];
}

function missingCounters(entries: readonly CatalogueEntry[]): readonly CatalogueEntry[] {
  const missing = new Map<string, CatalogueEntry>();
  for (const { pairs } of entries)
    for (const { strength, anyOf } of pairs)
      for (const member of strength === 'needed' && !isPaired(anyOf, entries) ? (anyOf[0] ?? []) : []) {
        const counter = typeof member === 'string' ? catalogueEntry(member) : null;
        if (counter !== null) missing.set(counter.id, counter);
      }
  return [...missing.values()];
}

function blockOf(entry: CatalogueEntry, found: FoundResults): string {
  const id = writableId(entry.id);
  return `${id}:
  layer: ${entry.layer}
  target: "<fill in: such as ${examplesFor(entry, null).target}>"
${entry.unit === null ? '' : `  unit: ${entry.unit}\n`}  from: ${fromOfMissing(id, found)}
`;
}

function commented(yaml: string): string {
  return yaml.replace(/^(?=.)/gm, '  # ');
}

function alertedBlock(found: FoundResults): string {
  return `  # A full launch also needs one product metric and one leading indicator with an alert, such as:
${commented(`repeat_query_rate:
  layer: product
  target: "<fill in: such as <= 0.10>"
  unit: ratio
  indicator: leading
  from: ${fromOfMissing('repeat_query_rate', found)}
  alert: { when: "<fill in: such as > 0.15>", within: 24h, notifies: ${NOTIFIES} }
`)}`;
}

function businessBlock(found: FoundResults): string {
  return `  # Business evidence may come after the launch; its target exists before. due needs the launch-date above.
${commented(`ticket_deflection_rate:
  layer: business
  target: "<fill in: such as >= 0.40>"
  unit: ratio
  indicator: lagging
  due: "<fill in: the day by which the value is there, YYYY-MM-DD, at most 31 days after the launch>"
  from: ${fromOfMissing('ticket_deflection_rate', found)}
`)}`;
}

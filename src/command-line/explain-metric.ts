import type { CatalogueEntry } from '../core/catalogue/entry.ts';
import { indented } from '../report/layout.ts';
import type { Style } from '../report/terminal-style.ts';
import * as words from './catalogue-words.ts';
import { examplesFor, writableId } from './start/catalogue-block.ts';

const PAIR_HEADINGS = { needed: 'Needed: ', advised: 'Advised: ' } as const;

/** What the catalogue knows of a metric, as lines for a terminal; `name` is how it was asked for, in the criteria's letters. */
export function metricLines(entry: CatalogueEntry, name: string, style: Style): readonly string[] {
  const heading = `${style.paint(style.own(entry.title), 'bold')}  ${style.paint(entry.id, 'dim')}`;
  return [
    heading,
    '',
    ...facts(entry).flatMap(([label, text]) => factLines(label, style.own(text), style)),
    '',
    style.paint('How it misleads', 'bold'),
    ...indented(style.own(`${entry.pitfall}.`), style.width, 2),
    ...pairLines(entry, style),
    '',
    style.paint('In the criteria', 'bold'),
    ...exampleLines(entry, name).map((line) => `  ${line}`),
    '',
    style.paint('More: docs/catalogue.md', 'dim'),
  ];
}

function facts(entry: CatalogueEntry): readonly (readonly [label: string, text: string])[] {
  return [
    ['layer', words.layerWords(entry)],
    ['better', words.betterWords(entry)],
    ['range', words.rangeWords(entry.scales)],
    ['unit', entry.unit ?? 'as it is measured'],
    ['kind', words.kindWords(entry)],
    ['signal', words.indicatorWords(entry)],
    ['measured', words.cadenceWords(entry)],
    ...(entry.judged ? [['judge', 'usually a model: measure how far it agrees with people'] as const] : []),
    ...(entry.activity ? [['activity', 'it grows without anybody being better off'] as const] : []),
    ...(entry.aliases.length === 0 ? [] : [['also named', entry.aliases.join(', ')] as const]),
    ['source', entry.reference],
  ];
}

const LABEL = 12;

function factLines(label: string, text: string, style: Style): readonly string[] {
  const [first = '', ...rest] = indented(text, style.width, LABEL);
  return [`${style.paint(label.padEnd(LABEL), 'dim')}${first.trimStart()}`, ...rest];
}

function pairLines(entry: CatalogueEntry, style: Style): readonly string[] {
  if (entry.pairs.length === 0) return [];
  const pairs = entry.pairs.map((pair) => `${PAIR_HEADINGS[pair.strength]}${words.pairWords(pair)}.`);
  return [
    '',
    style.paint('Read it together with', 'bold'),
    ...pairs.flatMap((line) => indented(style.own(line), style.width, 2, 2)),
  ];
}

/** An entry of the criteria that cannot go green before a person has set the target. */
function exampleLines(entry: CatalogueEntry, name: string): readonly string[] {
  const needed = entry.pairs.find((pair) => pair.strength === 'needed');
  const guards = (needed?.anyOf[0] ?? []).filter((member) => typeof member === 'string').map(writableId);
  const id = writableId(name);
  const head = (layer: string) => [
    `${id}:`,
    `  layer: ${layer}`,
    `  target: "<fill in: such as ${examplesFor(entry, null).target}>"`,
    ...(entry.unit === null ? [] : [`  unit: ${entry.unit}`]),
  ];
  if (entry.precondition)
    return [
      ...[...head('evidence'), `  ${words.freshnessLine(entry)}`],
      ...['# and at each metric that it licenses:', `#   valid-if: [${id}]`],
    ];
  return [
    ...head(entry.layer),
    ...(entry.indicator === 'leading' && entry.layer !== 'model' ? ['  indicator: leading'] : []),
    `  ${words.freshnessLine(entry)}`,
    ...(guards.length === 0 ? [] : [`  guarded-by: [${guards.join(', ')}]`]),
  ];
}

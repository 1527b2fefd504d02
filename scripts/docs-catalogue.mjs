// The page of the catalogue.
import { cell, page, table } from './docs-markdown.mjs';

const INTRO = [
  '# The catalogue of metrics',
  'Well-known metrics mislead in well-known ways. The gate knows {count} of them by name: on which layer they stand, which direction is good, which values are possible, how they mislead and what they are read together with. From that come the default of `layer` and `indicator`, and the [lints of the catalogue](findings/catalogue.md). `launch-gate explain NAME` shows one of them on the terminal.',
  'A metric is known by its id or one of its other names, exactly: small or capital letters, and `-`, `.`, `@` or `_` between words, are the same. In `…_at_k` the k stands for any whole number, `_p95` for any percentile, and `d14` for any day. A name that is not known is never guessed: write its `layer` then. A name that is known but means something else to you: choose another name, or set the level of the lint [with a reason](findings/lints.md).',
  'The target of a metric is yours to set; the catalogue has none. **Needed** counter-metrics are those without which the metric is known to be gamed, *advised* ones those with which it is read better. One of the alternatives is enough. Each has to be in the criteria with a target of its own.',
  'How often a metric is usually measured says which `max-age` is sensible: {ages}; what is measured at every deployment is bound to it with `bind: commit` or `bind: pins`.',
];

const LAYERS = [
  ['model', 'Model: does the output resemble the reference?'],
  ['task', 'Task: did the system do the task correctly?'],
  ['product', 'Product: did the user get what they needed?'],
  ['business', 'Business: did the organisation benefit?'],
];

const code = (text) => `\`${text}\``;
const HEAD = ['metric', 'layer', 'good is', 'signal', 'how it misleads', 'read together with', 'also named', 'source'];

function row(entry, words) {
  const pairs = entry.pairs.map((pair) => {
    const strength = pair.strength === 'needed' ? '**needed:**' : '*advised:*';
    return `${strength} ${words.pairWords(pair, code)}`;
  });
  const unit = entry.unit === null || entry.unit === 'ratio' ? '' : ` (${entry.unit})`;
  return [
    `${code(entry.id)}<br>${cell(entry.title)}`,
    entry.modelOnly ? 'model only' : cell(words.layerWords(entry)),
    cell(`${words.betterWords(entry)}; ${words.rangeWords(entry.scales)}${unit}`),
    cell(`${words.indicatorWords(entry)}; ${words.cadenceWords(entry)}`),
    cell(`${entry.pitfall}.`),
    pairs.join('<br>') || '',
    entry.aliases.map(code).join(', '),
    cell(entry.reference),
  ];
}

/** The page of the catalogue. */
export async function cataloguePages({ built }) {
  const { CATALOGUE, CADENCE_MAX_AGE } = await built('core/catalogue/catalogue.js');
  const words = await built('command-line/catalogue-words.js');
  const ages = Object.entries(CADENCE_MAX_AGE)
    .filter(([, age]) => age !== null)
    .map(([cadence, age]) => `${words.cadenceWords({ cadence })} \`${age}\``)
    .join(', ');
  const intro = INTRO.map((text) => text.replace('{count}', String(CATALOGUE.length)).replace('{ages}', ages));
  const tables = LAYERS.flatMap(([layer, heading]) => [
    `## ${heading}`,
    table(
      HEAD,
      CATALOGUE.filter((entry) => entry.layer === layer).map((entry) => row(entry, words)),
    ),
  ]);
  return [['docs/catalogue.md', page(...intro, ...tables)]];
}

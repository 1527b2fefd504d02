import { CADENCE_MAX_AGE } from '../core/catalogue/catalogue.ts';
import type { Cadence, CatalogueEntry, MetricKind, Pair, PairMember, Scale } from '../core/catalogue/entry.ts';

const KINDS: Readonly<Record<MetricKind, string>> = {
  proportion: 'a share of items',
  mean: 'a mean over items',
  quantile: 'a quantile',
  count: 'a count',
  currency: 'an amount of money',
  corpus: 'a score of the whole set, which needs a spread (stderr or an interval) to be judged with confidence',
  ratio: 'a ratio',
};

const CADENCES: Readonly<Record<Cadence, string>> = {
  'per-deploy': 'at every deployment',
  'real-time': 'all the time',
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
};

/** On which layers a metric may stand. */
export function layerWords(entry: CatalogueEntry): string {
  const { layer, alsoOn, modelOnly, precondition } = entry;
  if (precondition) return `usually evidence: a precondition, named in valid-if of what it licenses; else ${layer}`;
  if (modelOnly) return `${layer} only: it is no evidence of anything above`;
  return alsoOn.length === 0 ? layer : `${layer}, or ${alsoOn.join(' or ')}`;
}

/** Which values are better. */
export function betterWords({ better, bandToo }: CatalogueEntry): string {
  switch (better) {
    case 'inside':
      return 'within a band';
    case 'higher':
    case 'lower':
      return bandToo ? `${better}, or within a band` : better;
    default:
      return better satisfies never;
  }
}

/** Which values are possible, in each of the scales in use. */
export function rangeWords(scales: readonly Scale[]): string {
  if (scales.length === 0) return 'any number';
  return scales.map(scaleWords).join(', or ');
}

function scaleWords({ low, high }: Scale): string {
  if (low === null) return high === null ? 'any number' : `at most ${high}`;
  return high === null ? `at least ${low}` : `${low} to ${high}`;
}

/** How a value comes about. */
export function kindWords({ kind }: CatalogueEntry): string {
  return KINDS[kind];
}

/** Whether it moves in time for an alert. */
export function indicatorWords({ indicator }: CatalogueEntry): string {
  return indicator ?? 'leading or lagging, by how it is asked';
}

/** How often it is usually measured. */
export function cadenceWords({ cadence }: CatalogueEntry): string {
  return CADENCES[cadence];
}

/** The line of the criteria that keeps old evidence out. */
export function freshnessLine({ cadence }: CatalogueEntry): string {
  const maxAge = CADENCE_MAX_AGE[cadence];
  return maxAge === null ? 'bind: commit' : `max-age: ${maxAge}`;
}

/** A pair's alternatives: `precision with recall, or mcc`; ids are put into what `name` gives. */
export function pairWords({ anyOf }: Pair, name: (id: string) => string = (id) => id): string {
  const member = (one: PairMember) => (typeof one === 'string' ? name(one) : `any ${one.layer} metric`);
  return anyOf.map((members) => members.map(member).join(' with ')).join(', or ');
}

import type { CatalogueEntry, Pair, PairMember, Scale } from './entry.ts';

/** What entries of one family have in common; an entry says only where it differs. */
type Family = Omit<CatalogueEntry, 'id' | 'title' | 'aliases' | 'pitfall' | 'reference'>;

export const SHARE: Scale = { low: 0, high: 1 };
export const HUNDRED: Scale = { low: 0, high: 100 };
export const NOT_NEGATIVE: Scale = { low: 0, high: null };

/** A share of items that the model gets right, seen at every deployment. */
export const MODEL_SHARE: Family = {
  layer: 'model',
  alsoOn: [],
  modelOnly: false,
  better: 'higher',
  bandToo: false,
  scales: [SHARE],
  unit: 'ratio',
  kind: 'proportion',
  indicator: 'leading',
  pairs: [],
  cadence: 'per-deploy',
  judged: false,
  precondition: false,
  activity: false,
};

/** A score of a whole set between 0 and 1, which is no count of successes. */
export const MODEL_SCORE: Family = { ...MODEL_SHARE, kind: 'corpus' };

/** An error or an amount without an upper end, where less is better. */
export const MODEL_AMOUNT: Family = {
  ...MODEL_SHARE,
  better: 'lower',
  scales: [NOT_NEGATIVE],
  unit: null,
  kind: 'mean',
};

export const TASK_SHARE: Family = { ...MODEL_SHARE, layer: 'task', cadence: 'daily' };

export const PRODUCT_SHARE: Family = { ...MODEL_SHARE, layer: 'product', cadence: 'real-time' };

/** An outcome for the organisation, which shows weeks later. */
export const BUSINESS_SHARE: Family = {
  ...MODEL_SHARE,
  layer: 'business',
  indicator: 'lagging',
  cadence: 'monthly',
};

/** Counter-metrics without which the metric is known to mislead: one of the alternatives. */
export function needed(...anyOf: readonly (readonly PairMember[])[]): Pair {
  return { strength: 'needed', anyOf };
}

/** Counter-metrics with which the metric is read better: one of the alternatives. */
export function advised(...anyOf: readonly (readonly PairMember[])[]): Pair {
  return { strength: 'advised', anyOf };
}

/**
 * Task metrics that tell whether the answer was right. Faithfulness is none of them: an answer can be faithful to a
 * source that is out of date.
 */
export const TASK_CORRECTNESS: readonly (readonly PairMember[])[] = [
  ['answer_correctness'],
  ['resolved_without_followup'],
  ['end_to_end_success'],
  ['doc_freshness'],
  ['citation_accuracy'],
];

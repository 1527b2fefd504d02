import type { Layer } from '../layer.ts';

/** How a metric's value comes about, which says how it can be judged. */
export type MetricKind = 'proportion' | 'mean' | 'quantile' | 'count' | 'currency' | 'corpus' | 'ratio';

/** How often a metric is usually measured: what `max-age` follows from. */
export type Cadence = 'per-deploy' | 'real-time' | 'daily' | 'weekly' | 'monthly';

/** A metric of the catalogue by its id, or any metric with a target on a layer. */
export type PairMember = string | { readonly layer: Layer };

/** Counter-metrics that would show a metric being gamed: one of the alternatives, with all of its members. */
export interface Pair {
  /** `needed`: without it the metric is known to mislead. `advised`: it is read better with it. */
  readonly strength: 'needed' | 'advised';
  readonly anyOf: readonly (readonly PairMember[])[];
}

/** Values that are possible at all, in one of the scales in which the metric is reported; `null` where there is no end. */
export interface Scale {
  readonly low: number | null;
  readonly high: number | null;
}

/** What is known of a metric, whoever measures it. */
export interface CatalogueEntry {
  /** As in the criteria, such as `retrieval_recall_at_k`. */
  readonly id: string;
  /** In plain words, such as "Retrieval recall at k". */
  readonly title: string;
  /** Other names of exactly this metric. A final `_at_k` stands for any whole number, as in the id. */
  readonly aliases: readonly string[];
  readonly layer: Layer;
  /** Further layers on which it may stand. */
  readonly alsoOn: readonly Layer[];
  /** True for overlap and similarity scores, which are no evidence of anything above the model. */
  readonly modelOnly: boolean;
  /** Which values are better: `inside` where too much is as bad as too little. */
  readonly better: 'higher' | 'lower' | 'inside';
  /** True where a band is a sensible target too, although one direction is the usual one. */
  readonly bandToo: boolean;
  /** Every scale in which it is reported; empty where anything is possible. */
  readonly scales: readonly Scale[];
  /** The unit to write; `ratio`, `ms`, `days`; `null` where it depends. */
  readonly unit: string | null;
  readonly kind: MetricKind;
  /** `null` where it depends on how it is asked for. */
  readonly indicator: 'leading' | 'lagging' | null;
  /** What a reader is misled by, in one sentence without a full stop. */
  readonly pitfall: string;
  readonly pairs: readonly Pair[];
  readonly cadence: Cadence;
  /** True where a model usually gives the score. */
  readonly judged: boolean;
  /** True where it usually stands beside the layers, as a precondition of the metrics that name it in `valid-if`. */
  readonly precondition: boolean;
  /** True for activity, which grows without anybody being better off. */
  readonly activity: boolean;
  /** Where the entry is from: a short public reference. */
  readonly reference: string;
}

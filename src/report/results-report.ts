import type { CatalogueEntry } from '../core/catalogue/entry.ts';
import type { Layer } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';

/** A metric of a result file as far as it can be told without criteria. */
export interface SeenMetric {
  /** As the file calls it; foreign text. */
  readonly name: string;
  /** What the catalogue knows of exactly this name; `null` where it does not know it. */
  readonly entry: CatalogueEntry | null;
  /** Names of the catalogue that it may mean, to ask a person. */
  readonly near: readonly string[];
  readonly value: number | null;
  readonly sampleSize: number | null;
  readonly ageSeconds: number | null;
  /** Why it has no value that could be judged. Foreign text. */
  readonly problem: string | null;
}

/** A metric that is missing for a launch, or an alert on one. */
export interface Addition {
  readonly kind: Layer | 'alerted-leading';
  /** A metric to begin with: an id of the catalogue, or a name of the file where only its alert is missing. */
  readonly metric: string;
  /** True where the file has it, and only the alert is missing. */
  readonly isThere: boolean;
}

/** What a result file holds, where there are no criteria to judge it by. */
export interface ResultsReport {
  readonly decision: 'no-go';
  readonly verdict: 'incomplete' | 'error';
  readonly outcome: Outcome;
  /** As the user named it. */
  readonly file: string;
  readonly format: string;
  /**
   * `numbers` by name and `named-rows` of a name and a value are read only as criteria say; `rows`: its metrics are
   * columns, which have no value of their own.
   */
  readonly holds: 'metrics' | 'numbers' | 'named-rows' | 'rows';
  readonly metrics: readonly SeenMetric[];
  /** How many further names the file has that were not looked at. */
  readonly more: number;
  /** Layers that no known metric with a value is of. */
  readonly blind: readonly Layer[];
  /** The smallest set of metrics that a launch at the asked stage would still need. */
  readonly additions: readonly Addition[];
  /** True where criteria stand where the gate looks for them. */
  readonly hasCriteria: boolean;
  /** True where the run saves criteria, so that nobody needs to be told how to. */
  readonly writes: boolean;
}

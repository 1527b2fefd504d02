import type { MetricLayer } from '../../../core/layer.ts';

/** A metric of a template: every number that a person has to decide is an example only. */
export interface TemplateMetric {
  readonly id: string;
  /** What a reader learns of it, in one line. */
  readonly teaches: string;
  readonly layer: MetricLayer;
  /** What the target decides, in words, and how it may look. */
  readonly decides: string;
  readonly target: string;
  readonly title?: string;
  readonly unit?: string;
  readonly traffic?: 'live' | 'curated';
  readonly indicator?: 'leading' | 'lagging';
  readonly maxAge?: string;
  readonly validIf?: readonly string[];
  readonly drives?: readonly string[];
  readonly guardedBy?: readonly string[];
  /** `false`: reported, and never blocks. */
  readonly required?: false;
  /** `false`: a floor that no label overrides. */
  readonly waivable?: false;
  /** Of a floor: how many samples it takes at 95 %, and why, in one line. */
  readonly proof?: { readonly samples: number; readonly because: string };
  /** True where the value comes after the launch. */
  readonly due?: true;
  /** How the comparison that raises its alert may look. */
  readonly alertWhen?: string;
}

/** The metric that stands for the value to users, of a template. */
export interface TemplateNorthStar {
  readonly metric: string;
  /** How the answer to the question of value may read. */
  readonly value: string;
  readonly rewards: string;
  readonly represents: string;
  readonly couldGrow: readonly { readonly how: string; readonly guard: string }[];
  readonly counterMetrics: readonly string[];
}

/** Criteria of a kind of feature, complete but for what a person has to decide. */
export interface Template {
  readonly kind: string;
  /** How the feature's name may read. */
  readonly title: string;
  readonly metrics: readonly TemplateMetric[];
  readonly northStar: TemplateNorthStar;
}

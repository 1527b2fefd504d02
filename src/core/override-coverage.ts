import type { Criterion } from './criterion.ts';
import { LAYERS } from './layer.ts';
import type { GateLabel } from './override-labels.ts';

type Metric = Pick<Criterion, 'id' | 'layer' | 'waivable'>;

/** What blocks and is no metric: only the label of the whole gate overrides it. */
const WHOLE_GATE: ReadonlySet<string> = new Set(['launch-set', 'criteria', 'workflow']);

/** Whether a label is for the whole gate, a layer, one metric, or for nothing that the gate has. */
export function breadthOf({ isWhole, scopeText }: GateLabel, metrics: readonly Metric[]): Breadth {
  if (isWhole) return 'all';
  if (LAYERS.some((layer) => layer === scopeText)) return 'layer';
  return metrics.some(({ id }) => id === scopeText) ? 'metric' : 'nothing';
}

/** Broadest first. */
export const BREADTHS = ['all', 'layer', 'metric', 'nothing'] as const;
export type Breadth = (typeof BREADTHS)[number];

/** Whether a label covers something that blocks: a metric that cannot be waived, and what is unknown, never. */
export function covers(label: GateLabel, metrics: readonly Metric[], blocker: string): boolean {
  if (WHOLE_GATE.has(blocker)) return label.isWhole;
  const within = metrics.filter((metric) => isAbout(metric, blocker));
  return within.length > 0 && within.every((metric) => metric.waivable && isWithin(label, metric));
}

/** Whether something that blocks is a metric within a label's part of the gate that no label may waive. */
export function isForbidden(label: GateLabel, metrics: readonly Metric[], blocker: string): boolean {
  return metrics.some((metric) => isAbout(metric, blocker) && !metric.waivable && isWithin(label, metric));
}

/** A metric blocks by itself or by its alert. */
function isAbout({ id }: Metric, blocker: string): boolean {
  return blocker === id || blocker === `alert:${id}`;
}

function isWithin({ isWhole, scopeText }: GateLabel, { id, layer }: Metric): boolean {
  return isWhole || scopeText === layer || scopeText === id;
}

/** The four layers of the metrics stack, lowest first: the higher layer is the truth, the lower one a proxy. */
export const LAYERS = ['model', 'task', 'product', 'business'] as const;
export type Layer = (typeof LAYERS)[number];

/** Where a metric stands: on a layer of the stack, or beside it as a precondition of other metrics. */
export type MetricLayer = Layer | 'evidence';
/** All of them, as lists show them: the stack from the model up, then what its evidence rests on. */
export const METRIC_LAYERS = [...LAYERS, 'evidence'] as const satisfies readonly MetricLayer[];

/** True for a layer of the stack, which `evidence` is not. */
export function isOnStack(layer: MetricLayer): layer is Layer {
  return layer !== 'evidence';
}

/** Who sees the feature, fewest first. */
export const STAGES = ['shadow', 'limited', 'full'] as const;
export type Stage = (typeof STAGES)[number];

/** True where stage `a` shows the feature to at least as many people as stage `b`. */
export function reaches(a: Stage, b: Stage): boolean {
  return STAGES.indexOf(a) >= STAGES.indexOf(b);
}

/** The later of two stages. */
export function laterStage(a: Stage, b: Stage): Stage {
  return reaches(a, b) ? a : b;
}

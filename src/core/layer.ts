/** The four layers of the metrics stack, lowest first: the higher layer is the truth, the lower one a proxy. */
export const LAYERS = ['model', 'task', 'product', 'business'] as const;
export type Layer = (typeof LAYERS)[number];

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

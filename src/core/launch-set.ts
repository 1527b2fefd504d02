import type { Stage } from './layer.ts';

export type LaunchSetKind = 'model' | 'task' | 'product' | 'business' | 'alertedLeading';
export interface LaunchSetCount {
  readonly need: number;
  readonly have: number;
}
/** The minimum launch set at one stage: what it needs, what was judged, what is short. */
export interface LaunchSet {
  readonly stage: Stage;
  readonly complete: boolean;
  readonly missing: readonly LaunchSetKind[];
  readonly counts: Readonly<Record<LaunchSetKind, LaunchSetCount>>;
}

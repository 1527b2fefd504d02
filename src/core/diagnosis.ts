import type { Reason } from './finding.ts';
import type { Layer } from './layer.ts';

/** What a layer's required metrics say together. `pending` exists for business only. */
export type LayerColour = 'green' | 'red' | 'unknown' | 'unmeasured' | 'pending';
export type LayerColours = Readonly<Record<Layer, LayerColour>>;

export const DIAGNOSIS_CODES = [
  'healthy',
  'undetermined',
  'blind',
  'contained',
  'model-fault',
  'diverges-model-task',
  'diverges-task-product',
  'diverges-product-business',
  'unresolved',
] as const;
export type DiagnosisCode = (typeof DIAGNOSIS_CODES)[number];

/** A break between two layers: green `from` (or nothing known, `null`), red `to`. */
export interface Break {
  readonly code: DiagnosisCode;
  readonly from: Layer | null;
  readonly to: Layer | null;
}

/** What the graph of declared `drives` says of one red (or suspect) metric. Lists hold metric ids. */
export interface GraphNote {
  readonly metric: string;
  readonly kind: 'divergence' | 'root' | 'inherited' | 'unresolved' | 'suspect-proxy' | 'compensated';
  /** The drivers that the note is about: green ones of a divergence, red ones of an inheritance, undecided ones to measure. */
  readonly drivers: readonly string[];
  /** True where the edges were not declared but assumed between neighbouring layers. */
  readonly assumed: boolean;
}

/** Where the stack diverges. An override never changes it. */
export interface Diagnosis extends Break {
  /** Other red layers of the headline's run. */
  readonly inherited: readonly Layer[];
  /** Of `inherited`, those with an unmeasured, unknown or pending layer between: inherited, but not verified. */
  readonly unverified: readonly Layer[];
  readonly secondary: readonly Break[];
  readonly blind: readonly Layer[];
  readonly unknown: readonly Layer[];
  /** Layers to measure before the break can be placed (`unresolved`). */
  readonly measure: readonly Layer[];
  readonly graph: readonly GraphNote[];
  /** Lines added to any code, such as "business not affected yet". */
  readonly notes: readonly Reason[];
}

import type { CatalogueEntry } from '../core/catalogue/entry.ts';
import type { From, Target } from '../core/criterion.ts';
import type { FileKeys } from './file-schema.ts';
import type { MetricKeys } from './metric-schema.ts';
import type { Plain } from './plain-value.ts';
import type { Reading } from './read-map.ts';

/** A metric as far as it could be read: keys that were wrong are left out, and findings say so. */
export interface DraftMetric {
  readonly id: string;
  /** What the catalogue knows of it; `null` where it does not know the name. */
  readonly entry: CatalogueEntry | null;
  /** As written; `layer` and `indicator` by the catalogue where they are not. */
  readonly keys: Partial<MetricKeys>;
  readonly target: Target | null;
  readonly when: Target | null;
  readonly from: From | null;
}

export interface DraftSource {
  readonly id: string;
  /** `null` where the type is missing or unknown. */
  readonly type: string | null;
  readonly keys: Readonly<Record<string, unknown>>;
  /** As written, for looking at keys that are not acted on. */
  readonly written: Plain;
}

/** The whole file as far as it could be read: what the checks look at. */
export interface Draft {
  readonly file: Partial<FileKeys>;
  readonly sources: readonly DraftSource[];
  /** Ids of all metrics written, also of those that cannot be read, so that references to them are no further finding. */
  readonly metricIds: ReadonlySet<string>;
  readonly metrics: readonly DraftMetric[];
}

/** Looks at the whole draft and adds findings; changes nothing. */
export type Check = (draft: Draft, reading: Reading) => void;

import { BUSINESS_METRICS } from './business-metrics.ts';
import type { Cadence, CatalogueEntry } from './entry.ts';
import { MODEL_CLASSIFICATION } from './model-classification.ts';
import { MODEL_RETRIEVAL } from './model-retrieval.ts';
import { MODEL_SYSTEM } from './model-system.ts';
import { MODEL_TEXT } from './model-text.ts';
import { PRODUCT_OUTCOMES } from './product-outcomes.ts';
import { PRODUCT_USE } from './product-use.ts';
import { TASK_METRICS } from './task-metrics.ts';

/** Every entry, by layer from the model up, in the order of the docs. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...MODEL_CLASSIFICATION,
  ...MODEL_TEXT,
  ...MODEL_RETRIEVAL,
  ...MODEL_SYSTEM,
  ...TASK_METRICS,
  ...PRODUCT_OUTCOMES,
  ...PRODUCT_USE,
  ...BUSINESS_METRICS,
];

/** The `max-age` that follows from how often a metric is measured; `null` where it is bound to a deployment instead. */
export const CADENCE_MAX_AGE: Readonly<Record<Cadence, string | null>> = {
  'per-deploy': null,
  'real-time': '24h',
  daily: '48h',
  weekly: '14d',
  monthly: '62d',
};

/** Parts of a name in which a number stands for any other, and what the catalogue writes in their place. */
const FAMILIES: readonly (readonly [part: RegExp, written: string])[] = [
  [/_(at|hat|pow|power)_[1-9]\d{0,3}$/, '_$1_k'],
  [/(^|_)p(?:50|75|90|95|99|999)(?=_|$)/, '$1p95'],
  [/(^|_)(?:d|day_?)[1-9]\d{0,2}(?=_|$)/, '$1d14'],
  [/(^|_)[1-9]\d{0,2}_?day(?=_|$)/, '$1d14'],
];

let byName: ReadonlyMap<string, CatalogueEntry> | null = null;

/** Every name that is known, with its entry; made when it is first asked for. */
export function catalogueNames(): ReadonlyMap<string, CatalogueEntry> {
  byName ??= new Map(CATALOGUE.flatMap((entry) => [entry.id, ...entry.aliases].map((name) => [name, entry] as const)));
  return byName;
}

/** A metric's id as the catalogue writes names: small letters, words joined by `_`, `@` read as "at". */
export function catalogueName(id: string): string {
  return id.toLowerCase().replaceAll('@', '_at_').replaceAll(/[-.]/g, '_');
}

/** The entry that a metric's id names exactly (letter case, hyphens and dots aside), or `null`: never a guess. */
export function catalogueEntry(id: string): CatalogueEntry | null {
  const names = catalogueNames();
  const name = catalogueName(id);
  const exact = names.get(name);
  if (exact !== undefined) return exact;
  for (const [part, written] of FAMILIES) {
    const found = part.test(name) ? names.get(name.replace(part, written)) : undefined;
    if (found !== undefined) return found;
  }
  return null;
}

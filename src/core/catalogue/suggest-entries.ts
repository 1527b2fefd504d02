import { nearest } from '../nearest.ts';
import { catalogueEntry, catalogueName, catalogueNames } from './catalogue.ts';
import type { CatalogueEntry } from './entry.ts';

/** Shorter names begin many others by chance: `map_views` is no mean average precision. */
const WHOLE_NAME = 4;

/**
 * At most `most` entries that an unknown id may mean: those that the id ends with after an underscore (`my_accuracy`),
 * then those whose name goes on where it ends, or the other way round (`thumbs_up`, `csat_score`), then those whose name
 * is nearly it. Only ever shown as a question, never judged by.
 */
export function suggestEntries(id: string, most: number): readonly CatalogueEntry[] {
  const found = new Set<CatalogueEntry>();
  const words = catalogueName(id).slice(0, 80).split('_');
  for (let start = 1; start < words.length; start += 1) {
    const entry = catalogueEntry(words.slice(start).join('_'));
    if (entry !== null) found.add(entry);
  }
  const name = words.join('_');
  for (const [known, entry] of catalogueNames()) {
    const goesOn = name !== '' && known.startsWith(`${name}_`);
    if (goesOn || (known.length >= WHOLE_NAME && name.startsWith(`${known}_`))) found.add(entry);
  }
  let names = [...catalogueNames().keys()];
  while (found.size < most) {
    const near = nearest(id, names);
    const entry = near === null ? undefined : catalogueNames().get(near);
    if (entry === undefined) break;
    found.add(entry);
    names = names.filter((name) => catalogueNames().get(name) !== entry);
  }
  return [...found].slice(0, most);
}

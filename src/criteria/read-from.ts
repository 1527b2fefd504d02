import type { From } from '../core/criterion.ts';
import { SOURCE_SCHEMAS } from '../sources/schemas/index.ts';
import type { DraftSource } from './draft.ts';
import { checkFileKeys } from './file-keys.ts';
import { clip } from './findings.ts';
import { isPlainMap, type Plain } from './plain-value.ts';
import { type Reading, readMap, report, type ShapeSchema } from './read-map.ts';
import { wrongArgs } from './wrong-value.ts';

/** Reads one metric's `from`; `null` where the values files are meant, or where findings say what is wrong. */
export type FromReader = (written: Plain, path: readonly string[]) => From | null;

/** The id under which the values files given to the run act as a source. */
const VALUES = 'values';

/** A reader of `from` that knows the declared sources and builds each type's schema once. */
export function fromReader(sources: readonly DraftSource[], reading: Reading): FromReader {
  const schemas = new Map<string, ShapeSchema>();
  return (written, path) => {
    if (reading.document.isSpoilt(path)) return null;
    const id = typeof written === 'string' ? written : isPlainMap(written) ? written['source'] : null;
    const idPath = typeof written === 'string' ? path : [...path, 'source'];
    if (isPlainMap(written) && reading.document.isSpoilt(idPath)) return null;
    if (typeof id !== 'string') {
      reportShape(written, id, path, reading);
      return null;
    }
    const source = sources.find((candidate) => candidate.id === id);
    if (source === undefined) return readUndeclared(id, written, path, idPath, sources, reading);
    if (source.type === null) return null; // said where the source stands
    if (reading.support.isRefused(['sources', id])) return { source: id, keys: {}, scale: null };
    const schema = schemas.get(source.type) ?? SOURCE_SCHEMAS.get(source.type)?.from();
    if (schema === undefined) return null;
    schemas.set(source.type, schema);
    return readDeclared(source, written, schema, path, reading);
  };
}

function readDeclared(
  source: DraftSource,
  written: Plain,
  schema: ShapeSchema,
  path: readonly string[],
  reading: Reading,
): From | null {
  const map = typeof written === 'string' ? { source: written } : written;
  const { source: _, scale, ...read } = readMap(schema, map, path, reading);
  const order = isPlainMap(written) ? Object.keys(written) : [];
  const keys = Object.fromEntries(order.flatMap((key) => (Object.hasOwn(read, key) ? [[key, read[key]]] : [])));
  if (source.type === 'file') checkFileKeys(source, keys, path, reading);
  return { source: source.id, keys, scale: typeof scale === 'number' ? scale : null };
}

/** `values` needs no declaration: it stands for the files given to the run, as no `from` does. */
function readUndeclared(
  id: string,
  written: Plain,
  path: readonly string[],
  idPath: readonly string[],
  sources: readonly DraftSource[],
  reading: Reading,
): null {
  const bare = typeof written === 'string' || (isPlainMap(written) && Object.keys(written).length === 1);
  if (id === VALUES && bare) return null;
  if (id === VALUES) {
    for (const key of Object.keys(isPlainMap(written) ? written : {})) {
      if (key !== 'source') report(reading, 'format-key', [...path, key], { key, format: VALUES, allowed: [] }, 'key');
    }
    return null;
  }
  const known = sources.map((source) => source.id);
  report(reading, 'unknown-source', idPath, {
    id: clip(id),
    suggestion: reading.suggest(id, known),
    known: known.slice(0, 10),
  });
  return null;
}

function reportShape(written: Plain, id: Plain | undefined, path: readonly string[], reading: Reading): void {
  if (!isPlainMap(written)) report(reading, 'invalid-from', path, wrongArgs(written, path));
  else if (id === undefined) report(reading, 'missing-key', path, { key: 'source', parent: path.join('.') }, 'key');
  else report(reading, 'invalid-id', [...path, 'source'], wrongArgs(id, [...path, 'source']));
}

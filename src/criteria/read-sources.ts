import { SOURCE_SCHEMAS } from '../sources/schemas/index.ts';
import type { DraftSource } from './draft.ts';
import { isPlainMap, type Plain } from './plain-value.ts';
import { readEntries, SOURCES_LIMIT } from './read-entries.ts';
import { type Reading, readMap, report, type ShapeSchema } from './read-map.ts';
import { wrongArgs } from './wrong-value.ts';

/** The sources declared in the file. */
export function readSources(written: Plain | undefined, reading: Reading): DraftSource[] {
  if (written === undefined) return [];
  const schemas = new Map<string, ShapeSchema>();
  return readEntries(written, 'sources', { code: 'too-many-sources', most: SOURCES_LIMIT }, reading).map(
    ([id, value]) => readSource(id, value, schemas, reading),
  );
}

function readSource(id: string, value: Plain, schemas: Map<string, ShapeSchema>, reading: Reading): DraftSource {
  const path = ['sources', id];
  const type = isPlainMap(value) ? value['type'] : undefined;
  const known = typeof type === 'string' ? SOURCE_SCHEMAS.get(type) : undefined;
  const unread: DraftSource = { id, type: null, keys: {}, written: value };
  if (known === undefined || typeof type !== 'string') {
    if (!reading.document.isSpoilt([...path, 'type'])) reportType(value, type, path, reading);
    return unread;
  }
  const schema = schemas.get(type) ?? known.source();
  schemas.set(type, schema);
  return { id, type, keys: readMap(schema, value, path, reading), written: value };
}

function reportType(value: Plain, type: Plain | undefined, path: readonly string[], reading: Reading): void {
  if (!isPlainMap(value)) report(reading, 'invalid-map', path, wrongArgs(value, path));
  else if (type === undefined) report(reading, 'missing-key', path, { key: 'type', parent: path.join('.') }, 'key');
  else {
    const at = [...path, 'type'];
    const choices = reading.support.offered(at, [...SOURCE_SCHEMAS.keys()]);
    const suggestion = typeof type === 'string' ? reading.suggest(type, choices) : null;
    report(reading, 'invalid-choice', at, { ...wrongArgs(type, at), choices, suggestion });
  }
}

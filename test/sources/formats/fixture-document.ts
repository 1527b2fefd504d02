import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceDocument } from '../../../src/sources/formats/format.ts';
import { parseTolerantJson } from '../../../src/sources/tolerant-json.ts';

/** JSON text as the file source hands it to a format; bare NaN and Infinity are read. */
export function jsonDocument(text: string, path = 'results.json'): EvidenceDocument {
  const parsed = parseTolerantJson(text);
  if (!parsed.ok) throw new Error(`the test's JSON is broken: ${JSON.stringify(parsed)}`);
  return { path, kind: 'json', value: parsed.value };
}

/** Data as a document, as if it had been read from a JSON file. */
export function dataDocument(data: unknown): EvidenceDocument {
  return jsonDocument(JSON.stringify(data));
}

/** A file below `fixtures/formats`. */
export function fixtureText(path: string): string {
  return readFileSync(join(import.meta.dirname, '../../../fixtures/formats', path), 'utf8');
}

/** A JSON or XML file below `fixtures/formats` as a document. */
export function fixtureDocument(path: string): EvidenceDocument {
  const text = fixtureText(path);
  return path.endsWith('.xml') ? { path, kind: 'xml', value: text } : jsonDocument(text, path);
}

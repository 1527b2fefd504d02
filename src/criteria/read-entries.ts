import type { FindingCode } from '../core/finding-codes.ts';
import { clip } from './findings.ts';
import { isPlainMap, type Plain } from './plain-value.ts';
import { type Reading, report } from './read-map.ts';
import { wrongArgs } from './wrong-value.ts';

export const METRICS_LIMIT = 500;
export const SOURCES_LIMIT = 50;

const ID = /^[a-z0-9][a-z0-9_.-]{0,63}$/;
/** Names that mean something to JavaScript itself. */
export const RESERVED_IDS = ['__proto__', 'constructor', 'prototype'];
/** Names that outputs, labels and the report use beside ids of metrics. */
export const RESERVED_FOR_METRICS = [
  'model',
  'task',
  'product',
  'business',
  'evidence',
  'criteria',
  'workflow',
  'launch-set',
];

/** Reports an id that is not of the form that ids have, or that is reserved; true where it can be used. */
export function checkId(
  id: string,
  kind: 'feature' | 'sources' | 'metrics',
  path: readonly string[],
  reading: Reading,
): boolean {
  const at = kind === 'feature' ? 'value' : 'key';
  if (!ID.test(id)) {
    report(reading, 'invalid-id', path, { key: kind, found: 'text', value: clip(id) }, at);
    return false;
  }
  const reserved = kind === 'metrics' ? [...RESERVED_IDS, ...RESERVED_FOR_METRICS] : RESERVED_IDS;
  if (reserved.includes(id)) report(reading, 'reserved-id', path, { key: kind, value: id }, at);
  return !reserved.includes(id);
}

/** The entries of a map from ids, those with unusable ids left out; too many are a finding and none is read. */
export function readEntries(
  written: Plain,
  kind: 'sources' | 'metrics',
  limit: { readonly code: FindingCode; readonly most: number },
  reading: Reading,
): (readonly [string, Plain])[] {
  const path = [kind];
  if (!isPlainMap(written)) {
    if (!reading.document.isSpoilt(path)) report(reading, 'invalid-map', path, wrongArgs(written, path));
    return [];
  }
  const entries = Object.entries(written);
  if (entries.length > limit.most) {
    report(reading, limit.code, path, { count: entries.length, limit: limit.most }, 'key');
    return [];
  }
  return ownOrder(entries, reading, kind).filter(([id]) => checkId(id, kind, [kind, id], reading));
}

/** The file's order: objects list keys that look like numbers first. */
function ownOrder(entries: [string, Plain][], reading: Reading, kind: string): [string, Plain][] {
  if (!entries.some(([id]) => /^\d+$/.test(id))) return entries;
  const place = new Map(entries.map(([id]) => [id, reading.document.keyPlace([kind, id])]));
  return entries.sort(([a], [b]) => {
    const [first, second] = [place.get(a), place.get(b)];
    return (first?.line ?? 0) - (second?.line ?? 0) || (first?.column ?? 0) - (second?.column ?? 0);
  });
}

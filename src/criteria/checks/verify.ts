import type { Check, DraftSource } from '../draft.ts';
import type { Path } from '../findings.ts';
import { valueAt } from '../plain-paths.ts';
import { isPlainMap, keyText, type PlainMap } from '../plain-value.ts';
import { type Reading, report } from '../read-map.ts';
import { VERIFY_EXPRESSIONS, VERIFY_REQUEST } from '../verify-schema.ts';

/** What `alert.verify` may hold besides source and rule, by the type of its source: these can be asked about alerts. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  prometheus: ['labels'],
  http: [...VERIFY_REQUEST, ...VERIFY_EXPRESSIONS],
};

/** An alert can only be verified where its source can be asked about alerts, in the words of that source. */
export const checkVerify: Check = (draft, reading) => {
  for (const { id } of draft.metrics) {
    const path = ['metrics', id, 'alert', 'verify'];
    const written = valueAt(reading.document.root, path);
    const source = isPlainMap(written) ? draft.sources.find((one) => one.id === written['source']) : undefined;
    // A source that is not there, of an unknown type or not asked yet is said where it stands.
    if (!isPlainMap(written) || source === undefined || source.type === null) continue;
    if (!reading.support.isRefused(['sources', source.id])) checkKeys(source, written, path, reading);
  }
};

function checkKeys({ id, type }: DraftSource, written: PlainMap, path: Path, reading: Reading): void {
  const allowed = type !== null && Object.hasOwn(KEYS, type) ? KEYS[type] : undefined;
  if (allowed === undefined || type === null) {
    report(reading, 'cannot-verify', [...path, 'source'], { source: id, type, able: Object.keys(KEYS) });
    return;
  }
  const known = Object.values(KEYS).flat();
  for (const key of Object.keys(written)) {
    if (!known.includes(key) || allowed.includes(key)) continue;
    report(reading, 'verify-key', [...path, key], { key, type, allowed }, 'key');
  }
  if (type === 'http' && !Object.hasOwn(written, 'exists'))
    report(reading, 'missing-key', path, { key: 'exists', parent: keyText(path) }, 'key');
}

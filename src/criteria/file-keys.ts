import { FILE_FORMATS, type FileFormat, FORMAT_KEYS } from '../sources/schemas/file.ts';
import type { DraftSource } from './draft.ts';
import type { Plain } from './plain-value.ts';
import { type Reading, report } from './read-map.ts';
import { wrongArgs } from './wrong-value.ts';

/** The keys of a `from` that are JMESPath where the format is `json` or `yaml`. */
export const EXPRESSION_KEYS = ['value', 'sample-size', 'successes', 'observed-at'] as const;

/** The time of the last commit that touched the file, in place of a time inside it. */
export const COMMIT_TIME = 'commit';

type Keys = Readonly<Record<string, unknown>>;

/** The formats that a file source may turn out to have, given the keys that a metric asks of it. */
export function possibleFormats(source: DraftSource, keys: Keys): readonly FileFormat[] {
  const declared = source.keys['format'];
  const formats = FILE_FORMATS.filter((format) => declared === undefined || declared === 'auto' || declared === format);
  return formats.filter((format) => Object.keys(keys).every((key) => takes(format, key, keys[key])));
}

function takes(format: FileFormat, key: string, value: unknown): boolean {
  const known: readonly string[] = FORMAT_KEYS[format];
  if (key === 'observed-at' && value !== COMMIT_TIME) return known.includes('observed-at-format');
  return known.includes(key);
}

/** Holds the keys of a `from` to what the file's format reads, or where it is recognised, to what any one format reads. */
export function checkFileKeys(source: DraftSource, keys: Keys, path: readonly string[], reading: Reading): void {
  if (keys['value'] !== undefined && keys['rate-of'] !== undefined) {
    report(reading, 'conflicting-keys', [...path, 'rate-of'], { key: 'rate-of', other: 'value' }, 'key');
  }
  const format = FILE_FORMATS.find((name) => name === source.keys['format']);
  if (format === undefined) checkRecognised(source, keys, path, reading);
  else checkDeclared(format, keys, path, reading);
}

function checkDeclared(format: FileFormat, keys: Keys, path: readonly string[], reading: Reading): void {
  for (const key of Object.keys(keys)) {
    if (takes(format, key, keys[key])) continue;
    const args = { key, format, allowed: FORMAT_KEYS[format] };
    if (key === 'observed-at') report(reading, 'format-key', [...path, key], args);
    else report(reading, 'format-key', [...path, key], args, 'key');
  }
  const score = keys['score'];
  const choices = ['mean', 'pass-rate'];
  if (format === 'deepeval' && typeof score === 'string' && !choices.includes(score)) {
    const at = [...path, 'score'];
    report(reading, 'invalid-choice', at, {
      ...wrongArgs(score, at),
      choices,
      suggestion: reading.suggest(score, choices),
    });
  }
}

/** With `format: auto`, the first key that no format takes together with those before it is the one to point at. */
function checkRecognised(source: DraftSource, keys: Keys, path: readonly string[], reading: Reading): void {
  const soFar: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(keys)) {
    const before = possibleFormats(source, soFar);
    soFar[key] = value as Plain; // the schema of `from` read it from the file
    if (possibleFormats(source, soFar).length > 0) continue;
    report(reading, 'format-keys-conflict', [...path, key], { key, formats: before }, 'key');
    return;
  }
}

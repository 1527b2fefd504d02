import * as z from 'zod/mini';
import type { TextArgs } from '../core/finding.ts';
import { type FindingCode, isFindingCode } from '../core/finding-codes.ts';
import { nearest } from '../core/nearest.ts';
import { descriptions } from '../sources/schemas/leaves.ts';
import { clip, type Findings, type Path } from './findings.ts';
import { isPlainMap, keyText, metricOf, type Plain, type PlainMap, type YamlDocument } from './plain-value.ts';

/** What reading needs at every step: the file and the findings about it. */
export interface Reading {
  readonly document: YamlDocument;
  readonly findings: Findings;
}

/** Looking for the nearest known key costs too much to do for a file full of unknown ones. */
const UNKNOWN_KEYS_SHOWN = 100;

/** A map of known keys, as the schemas of this project build them. */
export type ShapeSchema = z.ZodMiniObject<z.core.$ZodLooseShape, z.core.$strict>;

/** Adds a finding at the value (default) or the key of a path, about the metric that the path is in. */
export function report(
  reading: Reading,
  code: FindingCode,
  path: Path,
  args: TextArgs,
  at: 'key' | 'value' = 'value',
): void {
  const place = at === 'key' ? reading.document.keyPlace(path) : reading.document.valuePlace(path);
  reading.findings.add(code, place, args, metricOf(path));
}

/**
 * Reads the map at `path` with a schema. What does not fit becomes findings and is left out, so that the rest can still
 * be judged: every key of the answer is as the schema wants it, or absent. Keys in `unless` may be missing.
 */
export function readMap<S extends ShapeSchema>(
  schema: S,
  value: Plain,
  path: Path,
  reading: Reading,
  unless: readonly string[] = [],
): Partial<z.infer<S>> {
  if (!isPlainMap(value)) {
    if (!reading.document.isSpoilt(path)) report(reading, 'invalid-map', path, wrongArgs(value, path));
    return {};
  }
  reportMissing(schema, value, path, reading, unless);
  let rest: Plain = value;
  for (let round = 0; round < 20; round += 1) {
    const result = schema.safeParse(rest, { jitless: true });
    if (result.success) return result.data as Partial<z.infer<S>>; // a partial view only narrows what is promised
    const { issues } = result.error;
    if (round === 0) reportIssues(schema, issues, value, path, reading);
    rest = without(
      rest,
      issues.flatMap((issue) => wrongPaths(issue)),
    );
  }
  return {};
}

/** What is wrong is said once, of the text as it stands; later rounds see only what leaving it out brings with it. */
function reportIssues(
  schema: ShapeSchema,
  issues: readonly z.core.$ZodIssue[],
  value: Plain,
  path: Path,
  reading: Reading,
): void {
  const said = new Set<string>();
  for (const issue of issues) {
    const where = JSON.stringify(steps(issue.path));
    if (!said.has(where) || issue.code === 'unrecognized_keys') reportIssue(schema, issue, value, path, reading);
    said.add(where);
  }
}

function reportMissing(
  schema: ShapeSchema,
  value: PlainMap,
  path: Path,
  reading: Reading,
  unless: readonly string[],
): void {
  const known = Object.keys(schema.def.shape);
  const meant = Object.keys(value)
    .slice(0, UNKNOWN_KEYS_SHOWN)
    .flatMap((key) => (known.includes(key) ? [] : [nearest(key, known)]));
  for (const [key, entry] of Object.entries(schema.def.shape)) {
    if (Object.hasOwn(value, key) || unless.includes(key) || meant.includes(key)) continue;
    if (descriptions.get(entry)?.needed) report(reading, 'missing-key', path, { key, parent: keyText(path) }, 'key');
  }
}

function reportIssue(schema: ShapeSchema, issue: z.core.$ZodIssue, value: Plain, base: Path, reading: Reading): void {
  const inner = steps(issue.path);
  const path = [...base, ...inner];
  if (reading.document.isSpoilt(path)) return;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys.slice(0, UNKNOWN_KEYS_SHOWN)) {
      const allowed = keysAt(schema, inner);
      const suggestion = nearest(key, allowed);
      if (reading.document.isSpoilt([...path, key])) continue;
      report(
        reading,
        'unknown-key',
        [...path, key],
        { key: clip(key), parent: keyText(path), suggestion, allowed },
        'key',
      );
    }
    return;
  }
  const found = valueAt(value, inner);
  if (found === undefined) {
    const parent = path.slice(0, -1);
    report(reading, 'missing-key', parent, { key: String(inner.at(-1) ?? ''), parent: keyText(parent) }, 'key');
    return;
  }
  const code: FindingCode = isFindingCode(issue.message) ? issue.message : 'invalid-text';
  report(reading, code, path, { ...wrongArgs(found, path), ...limits(issue, found) });
}

/** What a finding about a wrong value says: which key, what kind of value was found, and its text unless it may be a secret. */
export function wrongArgs(
  value: Plain | undefined,
  path: Path,
): Record<string, string | number | null | readonly string[]> {
  return { key: keyText(path), found: kindOf(value), value: mayBeSecret(path) ? null : shown(value) };
}

function kindOf(value: Plain | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'map' : typeof value === 'string' ? 'text' : typeof value;
}

function shown(value: Plain | undefined): string | null {
  return typeof value === 'object' || value === undefined ? null : clip(String(value));
}

/** Where a credential's name or an address is asked for, people paste the credential itself. */
function mayBeSecret(path: Path): boolean {
  return path.some(
    (step) => step === 'auth' || step === 'connection' || step === 'password' || step === 'url' || step === 'headers',
  );
}

function limits(issue: z.core.$ZodIssue, found: Plain): Record<string, string | number | null | readonly string[]> {
  switch (issue.code) {
    case 'invalid_value': {
      const choices = issue.values.map(String);
      return { choices, suggestion: typeof found === 'string' ? nearest(found, choices) : null };
    }
    case 'too_small':
      return { least: Number(issue.minimum), problem: 'too-small' };
    case 'too_big':
      return { most: Number(issue.maximum), problem: typeof found === 'string' ? 'too-long' : 'too-big' };
    default:
      return {};
  }
}

/** The paths to leave out so that an issue goes away. */
function wrongPaths(issue: z.core.$ZodIssue): Path[] {
  const path = steps(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  return [path];
}

function steps(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((step) => (typeof step === 'symbol' ? step.toString() : step));
}

/** The value at a path, own keys only; `undefined` where there is none. */
export function valueAt(value: Plain, path: Path): Plain | undefined {
  let found: Plain | undefined = value;
  for (const step of path) {
    if (isPlainMap(found)) found = Object.hasOwn(found, step) ? found[step] : undefined;
    else if (Array.isArray(found)) found = found[Number(step)];
    else return undefined;
  }
  return found;
}

/** A copy without the values at the paths; where a path names nothing, without the nearest that holds it. */
function without(value: Plain, paths: readonly Path[]): Plain {
  const named = paths.map((path) => existing(value, path)).filter((path) => path.length > 0);
  return copyWithout(value, new Set(named.map((path) => JSON.stringify(path))), []);
}

function existing(value: Plain, path: Path): Path {
  let length = path.length;
  while (length > 0 && valueAt(value, path.slice(0, length)) === undefined) length -= 1;
  return path.slice(0, length);
}

function copyWithout(value: Plain, dropped: ReadonlySet<string>, at: Path): Plain {
  const kept = (step: string | number) => !dropped.has(JSON.stringify([...at, step]));
  if (isPlainMap(value)) {
    const copy: Record<string, Plain> = Object.create(null);
    for (const [key, entry] of Object.entries(value)) {
      if (kept(key)) copy[key] = copyWithout(entry, dropped, [...at, key]);
    }
    return copy;
  }
  if (!Array.isArray(value)) return value;
  return value.flatMap((entry, index) => (kept(index) ? [copyWithout(entry, dropped, [...at, index])] : []));
}

/** The keys that the schema knows for the map at a path. */
function keysAt(schema: ShapeSchema, path: Path): readonly string[] {
  let current: unknown = schema;
  for (const step of path) {
    current = unwrap(current);
    if (current instanceof z.ZodMiniObject) current = current.def.shape[String(step)];
    else if (current instanceof z.ZodMiniArray) current = current.def.element;
    else if (current instanceof z.ZodMiniRecord) current = current.def.valueType;
    else return [];
  }
  const target = unwrap(current);
  return target instanceof z.ZodMiniObject ? Object.keys(target.def.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;
}

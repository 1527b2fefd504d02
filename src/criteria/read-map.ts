import * as z from 'zod/mini';
import type { FindingLevel, TextArgs } from '../core/finding.ts';
import { type FindingCode, isFindingCode } from '../core/finding-codes.ts';
import { nearest } from '../core/nearest.ts';
import { descriptions, namesOf } from '../sources/schemas/leaves.ts';
import { clip, type Findings, type Path } from './findings.ts';
import { valueAt, without } from './plain-paths.ts';
import { isPlainMap, keyText, metricOf, type Plain, type PlainMap, type YamlDocument } from './plain-value.ts';
import { targetSlip } from './target-slip.ts';
import { wrongArgs } from './wrong-value.ts';

/** What reading needs at every step: the file and the findings about it. */
export interface Reading {
  readonly document: YamlDocument;
  readonly findings: Findings;
  /** The known name that was most likely meant, or `null`. */
  readonly suggest: (name: string, known: readonly string[]) => string | null;
  readonly support: Support;
  /** When the file is read, in milliseconds since the epoch; `null` where dates are not held against a clock. */
  readonly nowMs: number | null;
  /** The level of what was right when it was written, and is wrong by the passing of time alone. */
  readonly lapsed: FindingLevel;
}

/** Which parts of the file this version acts on; what it refuses is found by a check of its own. */
export interface Support {
  /** True where the whole value at the path is refused, so that its form need not be mended. */
  isRefused(path: Path): boolean;
  /** Those of the values that may be chosen for the key at the path. */
  offered(path: Path, choices: readonly string[]): readonly string[];
}

/** Comparing names costs, and nobody reads a thousand suggestions: after so many, none is made for the rest of the file. */
const SUGGESTIONS_LIMIT = 300;

/** Starts reading a file. */
export function startReading(
  document: YamlDocument,
  findings: Findings,
  support: Support,
  nowMs: number | null,
  lapsed: FindingLevel,
): Reading {
  let left = SUGGESTIONS_LIMIT;
  const suggest: Reading['suggest'] = (name, known) => {
    left -= 1;
    return left >= 0 ? nearest(name, known) : null;
  };
  return { document, findings, suggest, support, nowMs, lapsed };
}

/** Looking for the nearest known key costs too much to do for a file full of unknown ones. */
const UNKNOWN_KEYS_SHOWN = 100;

/** A map of known keys, as the schemas of this project build them. */
export type ShapeSchema = z.ZodMiniObject<z.core.$ZodLooseShape, z.core.$strict>;

/** What only says that a value is not in the form of its key. */
const FORM: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'unknown-key',
  'missing-key',
  'invalid-map',
  'invalid-list',
  'invalid-text',
  'invalid-number',
  'invalid-whole-number',
  'invalid-boolean',
  'invalid-choice',
  'invalid-duration',
  'invalid-date',
  'invalid-percent',
  'invalid-id',
  'invalid-mode',
]);

/**
 * Adds a finding at the value (default) or the key of a path, about the metric that the path is in; `level` where this
 * instance of the code has another level than the code usually has.
 */
export function report(
  reading: Reading,
  code: FindingCode,
  path: Path,
  args: TextArgs,
  at: 'key' | 'value' = 'value',
  level?: FindingLevel,
): void {
  if (FORM.has(code) && reading.support.isRefused(path)) return;
  const place = at === 'key' ? reading.document.keyPlace(path) : reading.document.valuePlace(path);
  const comment = args['found'] === 'nothing' ? reading.document.hiddenText(path) : null;
  reading.findings.add(code, place, comment === null ? args : { ...args, comment }, metricOf(path), level);
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
  const known = Object.entries(schema.def.shape);
  const missing = known.filter(([key, entry]) => {
    return !Object.hasOwn(value, key) && !unless.includes(key) && descriptions.get(entry)?.needed === true;
  });
  if (missing.length === 0) return;
  const names = missing.map(([key]) => key);
  const unknown = Object.keys(value).filter((key) => !namesOf(schema).includes(key));
  const meant = unknown.slice(0, UNKNOWN_KEYS_SHOWN).map((key) => reading.suggest(key, names));
  for (const key of names) {
    if (!meant.includes(key)) report(reading, 'missing-key', path, { key, parent: keyText(path) }, 'key');
  }
}

function reportIssue(schema: ShapeSchema, issue: z.core.$ZodIssue, value: Plain, base: Path, reading: Reading): void {
  const inner = steps(issue.path);
  const path = [...base, ...inner];
  if (reading.document.isSpoilt(path)) return;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys.slice(0, UNKNOWN_KEYS_SHOWN)) {
      const allowed = keysAt(schema, inner);
      const suggestion = reading.suggest(key, allowed);
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
  const slip = typeof found === 'string' && isComparison(code) ? targetSlip(found, COMPARISONS[code]) : null;
  report(reading, code, path, { ...wrongArgs(found, path), ...limits(issue, found, path, reading), ...slip });
}

const COMPARISONS = { 'invalid-target': 'target', 'invalid-comparison': 'alert' } as const;

function isComparison(code: FindingCode): code is keyof typeof COMPARISONS {
  return Object.hasOwn(COMPARISONS, code);
}

function limits(
  issue: z.core.$ZodIssue,
  found: Plain,
  path: Path,
  reading: Reading,
): Record<string, string | number | null | readonly string[]> {
  switch (issue.code) {
    case 'invalid_value': {
      const choices = reading.support.offered(path, issue.values.map(String));
      return { choices, suggestion: typeof found === 'string' ? reading.suggest(found, choices) : null };
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
  return target instanceof z.ZodMiniObject ? namesOf(target) : [];
}

/** The schema itself; of several that a value may fit, the one of a map. */
function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodMiniOptional) return unwrap(schema.def.innerType);
  if (schema instanceof z.ZodMiniUnion) return schema.def.options.find((option) => option instanceof z.ZodMiniObject);
  return schema;
}

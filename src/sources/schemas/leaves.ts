import * as z from 'zod/mini';
import type { FindingCode } from '../../core/finding-codes.ts';

/**
 * What a key means to a reader (shown by editors), and whether its map is incomplete without it. Kept beside the
 * schemas rather than in them, so that a key that is missing and a value that is wrong are told apart when reading.
 */
export const descriptions = z.registry<{ description: string; needed?: true }>();

/** A schema's complaint is the code of the finding, so that the words stay in the table of messages. */
export function code(finding: FindingCode): { readonly error: FindingCode } {
  return { error: finding };
}

/** An optional key with its description. */
export function option<S extends z.core.SomeType>(schema: S, description: string): z.ZodMiniOptional<S> {
  return described(schema, { description });
}

/** A key that its map cannot do without, with its description; absence is found by whoever reads the map. */
export function needed<S extends z.core.SomeType>(schema: S, description: string): z.ZodMiniOptional<S> {
  return described(schema, { description, needed: true });
}

/** A key without which its (inner) map does not fit at all, with its description. */
export function must<S extends z.core.$ZodType>(schema: S, description: string): S {
  descriptions.add(schema, { description });
  return schema;
}

function described<S extends z.core.SomeType>(schema: S, meta: { description: string; needed?: true }) {
  const optional = z.optional(schema);
  descriptions.add(optional, meta);
  return optional;
}

/** A map of known keys only. */
export function map<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, code('invalid-map'));
}

/** A map's keys, each with the schema of its value, built when asked for. */
type KeySchemas = Readonly<Record<string, () => z.core.$ZodType>>;
type ShapeOf<K extends KeySchemas> = { [Name in keyof K]: ReturnType<K[Name]> };

/** All names that a map built by `mapOf` knows, also those whose schemas were not built. */
const allNames = new WeakMap<object, readonly string[]>();

/**
 * A map of known keys of which only those in `used` are built (all where it is absent), since most files use few keys and
 * building schemas is most of the cost of reading a small file. A key outside `used` must be one that no value has.
 */
export function mapOf<K extends KeySchemas>(keys: K, used?: ReadonlySet<string>) {
  const names = Object.keys(keys);
  const built = names.flatMap((name) => {
    const build = keys[name];
    return build !== undefined && (used === undefined || used.has(name)) ? [[name, build()] as const] : [];
  });
  // The type promises every key: each is optional, and those left out are in no value.
  const schema = map(Object.fromEntries(built) as unknown as ShapeOf<K>);
  allNames.set(schema, names);
  return schema;
}

/** The names that a map's schema knows. */
export function namesOf(schema: z.ZodMiniObject): readonly string[] {
  return allNames.get(schema) ?? Object.keys(schema.def.shape);
}

/** Text that shows as something, at most `limit` characters. */
export function text(limit = 2000, finding: FindingCode = 'invalid-text') {
  return z
    .string(code(finding))
    .check(z.regex(/\S/, code(finding)), z.maxLength(limit, code(finding)), z.refine(isVisible, code(finding)));
}

/** False where every character is a space or shows as nothing. Unicode classes are costly to load for plain texts. */
function isVisible(written: string): boolean {
  return /[!-~]/.test(written) || /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800\ufffc]/u.test(written);
}

/** An id of a feature, source or metric; reserved names are refused where ids are declared. */
export function id() {
  return z.string(code('invalid-id')).check(z.regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, code('invalid-id')));
}

/** A length of time such as `15m`, `24h`, `7d` or `2w`; zero only where `zero` is allowed. */
export function duration(zero = false) {
  const pattern = zero ? /^(0|[1-9][0-9]{0,5})[smhdw]$/ : /^[1-9][0-9]{0,5}[smhdw]$/;
  return z.string(code('invalid-duration')).check(z.regex(pattern, code('invalid-duration')));
}

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number) {
  const complaint = code('invalid-whole-number');
  return z.int(complaint).check(z.gte(least, complaint), z.lte(most, complaint));
}

/** A finite number above zero. */
export function positiveNumber() {
  return z.number(code('invalid-number')).check(z.gt(0, code('invalid-number')));
}

export function flag() {
  return z.boolean(code('invalid-boolean'));
}

export function choice<const C extends readonly string[]>(choices: C, finding: FindingCode = 'invalid-choice') {
  return z.enum(choices, code(finding));
}

/** A list with at least one entry and at most 500. */
export function list<S extends z.core.SomeType>(entry: S) {
  return z
    .array(entry, code('invalid-list'))
    .check(z.minLength(1, code('invalid-list')), z.maxLength(500, code('invalid-list')));
}

/** A map from free names to values of one kind. */
export function table<S extends z.core.SomeType>(value: S) {
  return z.record(z.string(), value, code('invalid-map'));
}

/** Text, number or boolean: what a column of a row may equal. */
export function scalar() {
  return z.union([z.string(), z.number(), z.boolean()], code('invalid-scalar'));
}

/**
 * The name of an environment variable of the step that holds a credential. Names through which the runner hands out its
 * own tokens and the action its inputs are refused, letter case aside since Windows ignores it.
 */
export function environmentName() {
  const complaint = code('credential-name');
  return z.string(complaint).check(
    z.regex(/^(?!(GITHUB_TOKEN$|ACTIONS_|RUNNER_|INPUT_))[A-Za-z_][A-Za-z0-9_]{0,127}$/, complaint),
    z.refine((name) => !/^(GITHUB_TOKEN$|ACTIONS_|RUNNER_|INPUT_)/i.test(name), complaint),
  );
}

/** An address of an http API without user information; whether the host may be asked is decided when it is. */
export function url() {
  const complaint = code('invalid-url');
  return z
    .string(complaint)
    .check(
      z.regex(/^https?:\/\/[^\s/@]+(\/[^\s]*)?$/, complaint),
      z.maxLength(2000, complaint),
      z.refine(isUrl, complaint),
    );
}

function isUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const parsed = new URL(address);
  return parsed.username === '' && parsed.password === '' && parsed.hash === '';
}

/** A path or glob inside the workspace, with forward slashes. */
export function workspacePath() {
  const complaint = code('invalid-path');
  return z.string(complaint).check(
    z.regex(/^(?!\/|[A-Za-z]:|~)[^\\]+$/, complaint),
    z.maxLength(1000, complaint),
    z.refine((path) => isInside(path), complaint),
  );
}

function isInside(path: string): boolean {
  if (path.trim() !== path || path.includes('\0')) return false;
  return !path.split(/[/{},]/).includes('..');
}

import fc from 'fast-check';
import { expect } from 'vitest';
import type { EvidenceDocument, Format, FormatResult } from '../../../src/sources/formats/format.ts';

type Path = readonly (string | number)[];
export interface Request {
  readonly keys: Readonly<Record<string, string>>;
  readonly metric: string;
}

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: readonly (string | number)[] = Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key]))];
}

/** A copy with the node at the path replaced, or left out where the replacement is `undefined`. */
function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.flatMap((inner, at) =>
      at !== key ? [inner] : rest.length === 0 && by === undefined ? [] : [replaced(inner, rest, by)],
    );
  }
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, inner]) =>
      name !== key ? [[name, inner]] : rest.length === 0 && by === undefined ? [] : [[name, replaced(inner, rest, by)]],
    ),
  );
}

const REPLACEMENTS = [
  undefined,
  null,
  Number.NaN,
  Infinity,
  -1,
  0,
  1e308,
  0.5,
  true,
  [],
  {},
  '',
  'x',
  '__proto__',
  [[]],
  [null],
  { a: [1] },
];

export function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string') return value.split(/\s+/).map(Number);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** What holds for every answer of every format, whatever the document. */
export function expectSound(result: FormatResult): void {
  if (result.kind !== 'reading') {
    expect(result.detail).not.toBe('');
    return;
  }
  expect(Number.isFinite(result.value)).toBe(true);
  const { sampleSize, successes, attempted, effectiveSize } = result;
  for (const count of [sampleSize, successes, attempted, effectiveSize]) {
    if (count !== undefined && count !== null) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
  }
  if (typeof sampleSize === 'number') expect(sampleSize).toBeGreaterThan(0);
  expect(successes ?? 0).toBeLessThanOrEqual(sampleSize ?? 0);
  if (typeof attempted === 'number') expect(attempted).toBeGreaterThanOrEqual(sampleSize ?? 0);
  if (typeof successes === 'number' && typeof sampleSize === 'number') {
    expect(successes / sampleSize).toBeCloseTo(result.value, 9);
  }
  for (const spread of [result.stddev, result.stderr]) {
    if (spread !== undefined && spread !== null) expect(Number.isFinite(spread) && spread > 0).toBe(true);
  }
  if (result.observedAtKind === 'none') expect(result.observedAtMs).toBeNull();
}

/** Breaks a document in one or two places at random, and asks everything of it: no throw, no unsound answer. */
export function expectSoundWhenBroken(
  format: Format,
  document: EvidenceDocument,
  requests: readonly Request[],
  more: (result: FormatResult, value: unknown, request: Request) => void = () => undefined,
): void {
  const paths = pathsOf(document.value);
  const change = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...REPLACEMENTS));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const known = (value: unknown): ReadonlySet<string> =>
        new Set(pathsOf(value).map((path) => JSON.stringify(path)));
      const value = changes.reduce(
        (broken: unknown, [path, by]) =>
          known(broken).has(JSON.stringify(path)) ? replaced(broken, path, by) : broken,
        document.value,
      );
      const broken = { ...document, value };
      format.recognises(broken);
      format.timeOf(broken);
      format.names(broken);
      for (const request of requests) {
        const result = format.read(broken, request.keys, request.metric);
        expectSound(result);
        more(result, value, request);
      }
    }),
    { numRuns: 400 },
  );
}

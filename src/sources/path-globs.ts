import { isGlob } from './local-find.ts';

/** Tells whether a path is one that a pattern names. */
export type PathMatcher = (path: string) => boolean;

// What one pattern may ask of the matcher, whose time grows with each of these; past it, no answer is better than a late one.
const MOST_STARS_PER_SEGMENT = 6;
const MOST_VARIANTS = 64;
const LONGEST_PATH = 1024;

/** A path as two places that mean the same file would both write it: without `./` and doubled slashes, in NFC. */
export function plainPath(path: string): string {
  return path
    .normalize('NFC')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

/**
 * A matcher for the globs, each for itself: `*` stays within a folder, `**` does not, names that begin with a dot are
 * names like others. Paths must be plain. Where the matcher cannot tell, it says `true`: a path too long to try, a
 * pattern too costly or that nobody can read.
 */
export async function globMatcher(patterns: readonly string[], nocase: boolean): Promise<PathMatcher> {
  return (await readableMatcher(patterns, nocase)) ?? (() => true);
}

/** The same, or `null` where a pattern is too costly or nobody can read it. */
export async function readableMatcher(patterns: readonly string[], nocase: boolean): Promise<PathMatcher | null> {
  const { default: picomatch } = await import(/* webpackChunkName: "globs" */ 'picomatch');
  // With `debug` a pattern that does not compile throws; without, it would match nothing.
  // Names may hold line ends, which `.` matches only with the flag `s`; flags given stand in for `nocase`.
  const flags = nocase ? 'is' : 's';
  const options = { dot: true, nocase, flags, noextglob: true, windows: false, debug: true };
  try {
    const matchers = patterns.map((pattern) => {
      if (isTooCostly(pattern)) throw new Error('this pattern is too costly to try');
      return picomatch(pattern, options);
    });
    return (path) => path.length > LONGEST_PATH || matchers.some((matches) => matches(path));
  } catch {
    return null;
  }
}

function isTooCostly(pattern: string): boolean {
  return pattern.split('/').some((segment) => segment.split('*').length - 1 > MOST_STARS_PER_SEGMENT);
}

/**
 * The globs that together match what path filters of GitHub's workflows match: `**` beside other characters crosses
 * folders, `x?` means one `x` or none. A plain name of a folder means what is below it. `null`: too many to try.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function filterGlobs(pattern: string): readonly string[] | null {
  const plain = plainPath(pattern);
  let variants = [plain];
  if (!isGlob(plain.slice(plain.lastIndexOf('/') + 1)) || pattern.endsWith('/')) variants.push(`${plain}/**`);
  for (const widen of [optionalCharacter, starsWithinName]) {
    variants = variants.flatMap(widen);
    if (variants.length > MOST_VARIANTS) return null;
  }
  return variants;
}

/** `x?` as any one character after `x`, as `x` and as nothing. */
function optionalCharacter(pattern: string): readonly string[] {
  const [start = '', ...rest] = pattern.split('?');
  if (rest.length > 3) return Array.from({ length: MOST_VARIANTS + 1 }, () => pattern);
  return rest.reduce<readonly string[]>(
    (starts, part) => starts.flatMap((one) => [`${one}?${part}`, `${one}${part}`, `${one.slice(0, -1)}${part}`]),
    [start],
  );
}

/** `**` that is not a whole part between slashes, as `*` and as `*` in two folders with any number between. */
function starsWithinName(pattern: string): readonly string[] {
  const parts = pattern.split(/(?<=[^/])\*{2,}|\*{2,}(?=[^/])/);
  const [start = '', ...rest] = parts;
  if (rest.length > 3) return Array.from({ length: MOST_VARIANTS + 1 }, () => pattern);
  return rest.reduce<readonly string[]>(
    (starts, part) => starts.flatMap((one) => [`${one}*${part}`, `${one}*/**/*${part}`]),
    [start],
  );
}

import { nearest } from '../core/nearest.ts';

/** The units that hold targets and values to a range. */
const RANGED = ['ratio', 'percent'] as const;
type Ranged = (typeof RANGED)[number];

/** Other words and signs for the same, as they are left by `folded`. */
const OTHER_WORDS: Readonly<Record<string, Ranged>> = {
  ratios: 'ratio',
  percents: 'percent',
  percentage: 'percent',
  percentages: 'percent',
  pct: 'percent',
  '%': 'percent',
  '\u066a': 'percent',
};

const PERCENT_SIGNS: ReadonlySet<string> = new Set(['%', '\u066a', '\uff05', '\ufe6a']);

/** Letters of other scripts that look like those of the two words. */
const TWINS: Readonly<Record<string, string>> = {
  '\u0430': 'a',
  '\u03b1': 'a',
  '\u0441': 'c',
  '\u0435': 'e',
  '\u0456': 'i',
  '\u03b9': 'i',
  '\u0131': 'i',
  '\u043e': 'o',
  '\u03bf': 'o',
  '\u0440': 'p',
  '\u03c1': 'p',
};

/**
 * The unit with a range that a reader would take this text for though it is not written so, or `null`: as free text it
 * would look like `ratio` or `percent` in review and hold nothing to their range.
 */
export function looksLikeUnit(unit: string): Ranged | null {
  if (unit === 'ratio' || unit === 'percent') return null;
  // One sign, such as that of a currency, is no word: Unicode classes are costly to load for it.
  if ([...unit].length === 1) return PERCENT_SIGNS.has(unit) ? 'percent' : null;
  const plain = folded(unit);
  const other = Object.hasOwn(OTHER_WORDS, plain) ? OTHER_WORDS[plain] : undefined;
  const near = nearest(plain, RANGED, 1);
  return other ?? RANGED.find((name) => name === near) ?? null;
}

/** Lower case without spaces and invisible characters, letters that look alike as one. */
function folded(unit: string): string {
  const plain = /^[ -~]*$/.test(unit)
    ? unit
    : unit.normalize('NFKC').replace(/[\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu, '');
  const letters = plain.replace(/[\s._-]/g, '').toLowerCase();
  return [...letters].map((letter) => TWINS[letter] ?? letter).join('');
}

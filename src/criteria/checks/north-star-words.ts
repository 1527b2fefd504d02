import { clip } from '../findings.ts';
import { type Reading, report } from '../read-map.ts';
import { NORTH_STAR, type NorthStarBlock, WAYS } from './north-star-block.ts';

const TEXT_MOST = 2000;
const VALUE_LEAST = 20;
const HOW_LEAST = 10;
/** Letters that an answer has besides the metric's name, and how many different ones. */
const OWN_LETTERS_LEAST = 12;
const DIFFERENT_LETTERS_LEAST = 5;

/** Why growth would leave users better off must be answered, in words that are not the metric's own. */
export function checkValue({ written, metric, id }: NorthStarBlock, reading: Reading): void {
  const question = written['value-question'];
  // What is missing, no text or too long is said where it stands.
  if (typeof question !== 'string' || question.length > TEXT_MOST) return;
  const names = [id ?? '', metric?.keys.title ?? '', metric?.entry?.title ?? ''];
  const problem = problemOfValue(question, names);
  if (problem === null) return;
  const args = { problem, least: VALUE_LEAST, metric: id };
  report(reading, 'ns-no-value', [NORTH_STAR, 'value-question'], args);
}

const PARTS = ['rewards-behaviour', 'represents-outcome'] as const;

/** What it rewards and what it stands for need not be said; what is said must say something. */
export function checkParts({ written, id }: NorthStarBlock, reading: Reading): void {
  for (const key of PARTS) {
    const answer = written[key];
    // Emptiness, no text and too much of it are said where they stand.
    if (typeof answer !== 'string' || answer.length > TEXT_MOST || visible(answer) === '') continue;
    if (problemOfWay(answer) === null) continue;
    report(reading, 'ns-no-value', [NORTH_STAR, key], { problem: 'part', key, least: HOW_LEAST, metric: id });
  }
}

function problemOfValue(question: string, names: readonly string[]): 'empty' | 'short' | 'restates' | null {
  const line = visible(question);
  if (line === '') return 'empty';
  if ([...line].length < VALUE_LEAST) return 'short';
  return isAsked(line) || isRestated(line, names) ? 'restates' : null;
}

/** The question itself, as the docs and editors ask it, is no answer. */
const QUESTIONS: ReadonlySet<string> = new Set([
  'if this grows are users better off and why',
  'if this grows are users better off',
  'if this grows are users genuinely better off',
  'if this grows are users genuinely better off and why',
]);

function isAsked(line: string): boolean {
  return QUESTIONS.has(wordsOf(line).join(' '));
}

/**
 * True where hardly anything is left of a text without the words of the names. It counts letters and knows no language:
 * words are akin where most of them begins alike, and names are also looked for whole, where words have no spaces.
 */
function isRestated(line: string, names: readonly string[]): boolean {
  const folded = names.map((name) => fold(visible(name))).filter((name) => name !== '');
  const without = folded.reduce((text, name) => text.replaceAll(name, ' '), fold(line));
  const known = folded.flatMap(wordsOf);
  const own = new Set(wordsOf(without).filter((word) => !isLink(word) && !known.some((other) => areAkin(word, other))));
  const letters = [...own].join('');
  return [...letters].length < OWN_LETTERS_LEAST || new Set(letters).size < DIFFERENT_LETTERS_LEAST;
}

/** Short words only link others, in scripts that have capitals; in others a few characters may say much. */
function isLink(word: string): boolean {
  return [...word].length <= 3 && word.toUpperCase() !== word;
}

const AKIN_LEAST = 4;
const AKIN_SHARE = 0.6;

/** `resolved` and `resolve`, `week` and `weekly`. */
function areAkin(one: string, other: string): boolean {
  if (one === other) return true;
  let alike = 0;
  while (alike < one.length && one[alike] === other[alike]) alike += 1;
  return alike >= AKIN_LEAST && alike >= AKIN_SHARE * Math.max(one.length, other.length);
}

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** What a reader sees of a text, on one line. */
function visible(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Z}\s]+/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
    .trim();
}

/** A north star that nobody can say how to game was not thought through; each way must say what happens. */
export function checkInflation({ wayList, ways }: NorthStarBlock, reading: Reading): void {
  if (wayList === 'missing' || wayList === 'empty') {
    const path = wayList === 'missing' ? [NORTH_STAR] : WAYS;
    report(reading, 'ns-no-inflation', path, { problem: 'none', how: null, least: HOW_LEAST }, 'key');
  }
  for (const { how, path } of ways) {
    const problem = how.length > TEXT_MOST ? null : problemOfWay(how);
    if (problem !== null) report(reading, 'ns-no-inflation', path, { problem, how: clip(how), least: HOW_LEAST });
  }
}

function problemOfWay(how: string): 'short' | 'uncertain' | null {
  const words = wordsOf(visible(how));
  if (isUncertain(words)) return 'uncertain';
  const letters = words.join('');
  const isShort = [...words.join(' ')].length < HOW_LEAST || new Set(letters).size < DIFFERENT_LETTERS_LEAST;
  return isShort ? 'short' : null;
}

const UNCERTAIN =
  /\b(?:uncertain|unsure|unknown|unclear|tbd|not sure|not known|no idea|to be (?:defined|decided|determined))\b/;

/** A few words that say that nobody knows; a longer sentence may use one of them. */
function isUncertain(words: readonly string[]): boolean {
  return words.length <= 5 && UNCERTAIN.test(words.join(' '));
}

import type { TextArgs } from '../../core/finding.ts';
import { markedCode, unmarkedText } from '../prose.ts';
import { arg } from './message.ts';

/** A text in the quotes in which it is to be typed, which a literal shows as they are; a key may stand before it. */
export function typed(text: string, key = ''): string {
  const plain = unmarkedText(text);
  const before = key === '' ? '' : `${unmarkedText(key)}: `;
  const quotes = plain.includes('"') || plain.includes('\\') ? `'${plain.replaceAll("'", "''")}'` : `"${plain}"`;
  // Bare words keep their quotes in any sentence; what is marked as foreign would lose them to its literal.
  return plain === text ? `${before}${quotes}` : markedCode(`${before}${quotes}`);
}

/** What was found in place of what was wanted: "the number 7", "a list", "nothing". */
export function found(args: TextArgs): string {
  const value = arg(args, 'value');
  switch (arg(args, 'found')) {
    case 'nothing':
      return arg(args, 'comment') === '' ? 'nothing' : 'nothing but a comment';
    case 'list':
      return 'a list';
    case 'map':
      return 'a map';
    case 'number':
      return value === '' ? 'a number' : `the number ${value}`;
    case 'boolean':
      return value === '' ? 'true or false' : value;
    default:
      return value === '' ? 'another text' : `"${value}"`;
  }
}

/** "; did you mean x?" where something near is known. */
export function didYouMean(args: TextArgs): string {
  const suggestion = arg(args, 'suggestion');
  return suggestion === '' ? '' : `; did you mean ${suggestion}?`;
}

/** The key in question, or "the file" for its top. */
export function keyOf(args: TextArgs): string {
  const key = arg(args, 'key');
  return key === '' ? 'the file' : key;
}

/** " in metrics.recall", or nothing for the top of the file. */
export function inParent(args: TextArgs): string {
  const parent = arg(args, 'parent');
  return parent === '' ? '' : ` in ${parent}`;
}

/** "x was found", or that it is too long or too large where that is what is wrong. */
export function foundOrLimit(args: TextArgs): string {
  const most = arg(args, 'most');
  const least = arg(args, 'least');
  if (arg(args, 'problem') === 'too-long') return `the text is longer than ${most} characters`;
  if (arg(args, 'problem') === 'too-big' && arg(args, 'found') !== 'list') return `${found(args)} is more than ${most}`;
  if (arg(args, 'problem') === 'too-small' && arg(args, 'found') === 'number')
    return `${found(args)} is too small (at least ${least})`;
  return `${found(args)} was found`;
}

/** What to do where the value was read as a comment, or what else there is to do. */
export function commentOr(args: TextArgs, otherwise: string): string {
  const comment = arg(args, 'comment');
  return comment === '' ? otherwise : `A # starts a comment: put the text in quotes, ${typed(comment)}.`;
}

/** The choices for a key, in words. */
export function oneOf(args: TextArgs): string {
  const choices = arg(args, 'choices');
  return choices.includes(',') ? `one of ${choices}` : choices;
}

/** True where a text was found of which nothing is left to show. */
export function isBlank({ problem, value }: TextArgs): boolean {
  return problem !== 'too-long' && typeof value === 'string' && value.trim() === '';
}

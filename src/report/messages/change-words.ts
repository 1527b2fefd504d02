import type { TextArgs } from '../../core/finding.ts';
import { arg, type Message } from './message.ts';

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** Seconds in the largest unit in which they are whole, so that two lengths that differ never look alike. */
function lengthText(seconds: number): string {
  const [name, size] = UNITS.find(([, unit]) => seconds >= unit && seconds % unit === 0) ?? ['s', 1];
  return `${seconds / size} ${name}`;
}

const PERCENT_KEYS = ['confidence', 'min-completed'];
const LENGTH_KEYS = ['max-age', 'within', 'expires', 'every', 'window', 'for', 'delay', 'routing'];

/** The value of the changed key before or after, as people write it. */
export function shownValue(args: TextArgs, name: 'before' | 'after'): string {
  const value = args[name];
  const key = arg(args, 'key') || arg(args, 'rule');
  if (value === null || value === undefined) return 'nothing';
  if (typeof value !== 'number') return arg(args, name) || 'nothing';
  if (PERCENT_KEYS.includes(key)) return `${Number((value * 100).toPrecision(9))}%`;
  return LENGTH_KEYS.includes(key) ? lengthText(value) : String(value);
}

/** `from x to y`. */
export function fromTo(args: TextArgs): string {
  return `from ${shownValue(args, 'before')} to ${shownValue(args, 'after')}`;
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function namesOf(args: TextArgs, name: string): string {
  const value = args[name];
  const names: readonly string[] = Array.isArray(value) ? value : [];
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

type Words = Pick<Message, 'title' | 'says' | 'why' | 'example'>;

/** A change that could let through what was stopped. */
export function weakening(words: Words): Message {
  return {
    ...words,
    fix: () => 'Take it back, or ask someone who may override to look at it and set the label of the override',
  };
}

/** A change that stops nothing: good news, or of no weight. */
export function harmless(words: Words): Message {
  return { ...words, fix: () => 'Nothing to do; it takes effect once it is merged' };
}

import type { RegexTest } from './anchored-regex.ts';
import { not, type TriState, triState } from './tri-state.ts';

/** A label's value of an alert; a label that it does not carry is empty text; `null` where nobody can know it before. */
export type Labels = (name: string) => string | null;

/** A condition on one label, as silences and routes write it. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** Whether a matcher holds for an alert's labels. */
export function matches(matcher: Matcher, labels: Labels, regex: RegexTest): TriState {
  const value = labels(matcher.name);
  if (value === null) return 'unknown';
  const same = matcher.isRegex ? regex(matcher.value, value) : triState(value === matcher.value);
  return matcher.isEqual ? same : not(same);
}

const OPERATORS = ['=~', '!~', '!=', '='] as const;
const NAME = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"{}!=~,]+))\s*/;
const QUOTED = /^\s*"((?:[^"\\]|\\.)*)"\s*/;
const BARE = /^\s*([^",{}]*)/;

/**
 * Reads matchers as Alertmanager's configuration writes them, such as `severity="page"` or `{a=~"x|y", b!="z"}`; `null`
 * where they cannot be read for certain (https://prometheus.io/docs/alerting/latest/configuration/#matcher).
 */
export function parseMatchers(text: string): readonly Matcher[] | null {
  if (text.length > 10_000) return null;
  const trimmed = text.trim();
  const braced = trimmed.startsWith('{') && trimmed.endsWith('}');
  let rest = braced ? trimmed.slice(1, -1) : trimmed;
  const matchers: Matcher[] = [];
  while (rest.trim() !== '') {
    const read = readMatcher(rest);
    if (read === null) return null;
    matchers.push(read.matcher);
    const after = read.rest.trimStart();
    if (after !== '' && !after.startsWith(',')) return null;
    rest = after.slice(1);
  }
  return matchers;
}

function readMatcher(text: string): { readonly matcher: Matcher; readonly rest: string } | null {
  const name = NAME.exec(text);
  if (name === null) return null;
  const afterName = text.slice(name[0].length);
  const operator = OPERATORS.find((written) => afterName.startsWith(written));
  if (operator === undefined) return null;
  const afterOperator = afterName.slice(operator.length);
  const quotedValue = QUOTED.exec(afterOperator);
  const bareValue = BARE.exec(afterOperator);
  const label = name[1] === undefined ? (name[2] ?? '') : unescaped(name[1]);
  const value = quotedValue === null ? (bareValue?.[1] ?? '').trim() : unescaped(quotedValue[1] ?? '');
  if (label === null || label === '' || value === null) return null;
  const matcher = {
    name: label,
    value,
    isRegex: operator === '=~' || operator === '!~',
    isEqual: operator === '=' || operator === '=~',
  };
  return { matcher, rest: afterOperator.slice((quotedValue ?? bareValue)?.[0].length ?? 0) };
}

/**
 * Backslashes are escapes before `"`, `\\` and `n`, and stand for themselves elsewhere; before letters that Alertmanager's
 * two ways of reading take differently the meaning is not certain.
 */
function unescaped(text: string): string | null {
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter !== '\\') {
      result += letter;
      continue;
    }
    at += 1;
    const escaped = text.charAt(at);
    if (/[abfrtvxuU'0-7]/.test(escaped)) return null;
    result += escaped === 'n' ? '\n' : escaped === '"' || escaped === '\\' ? escaped : `\\${escaped}`;
  }
  return result;
}

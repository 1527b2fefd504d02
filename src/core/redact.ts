import { finder } from './find-secrets.ts';
import { formsOf, SHORTEST_SECRET } from './secret-forms.ts';
import type { Form } from './secret-parts.ts';
import {
  BACKSLASHES,
  decodedView,
  NEUTRALISED,
  PERCENT_SIGNS,
  plainView,
  type Range,
  REFERENCES,
  type TextView,
  TILDES,
} from './text-view.ts';

export { redactDeep } from './redact-deep.ts';

/** What stands in place of a secret. */
const STARS = '***';

/**
 * A function that replaces every known form of the secrets in a text by stars: as it is, line by line, encoded in base64
 * or hexadecimal digits, escaped for JSON, URLs, HTML or Markdown (also twice), as part of a path in JSON, in other letter
 * case where it is long, as neutralising changes it, and cut off at the end of a text. Total, and linear in the text's length.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = formsOf(secrets);
  if (forms.length === 0) return (text) => text;
  const find = finder(forms);
  const findNeutral = finder(forms.map(neutralisedForm).filter(({ text }) => text.length >= SHORTEST_SECRET));
  return (text) => {
    const ranges: Range[] = [];
    for (const { view, mayBeNeutral } of viewsOf(text)) {
      find(view.text, ([from, to]) => ranges.push(view.range(from, to)));
      if (!mayBeNeutral) continue;
      const neutral = decodedView(view, NEUTRALISED) ?? view;
      findNeutral(neutral.text, ([from, to]) => ranges.push(neutral.range(from, to)));
    }
    return starred(text, ranges);
  };
}

function neutralisedForm({ text, openLength }: Form): Form {
  const neutralised = (part: string) => part.replace(NEUTRALISED.pattern, '');
  return { text: neutralised(text), openLength: neutralised(text.slice(0, openLength)).length };
}

/** How many of the secrets are too short to be looked for: they would star ordinary words. */
export function tooShort(secrets: readonly string[]): number {
  return secrets.map((secret) => secret.trim().length).filter((length) => length > 0 && length < SHORTEST_SECRET)
    .length;
}

interface Seen {
  readonly view: TextView;
  /** True where the gate's own reports may have neutralised it: they escape for Markdown and HTML afterwards. */
  readonly mayBeNeutral: boolean;
}

/** The text and what it is with escapes undone, each also with those of a path in JSON undone in it. */
function viewsOf(text: string): readonly Seen[] {
  return unescapedOf(text).flatMap((seen): readonly Seen[] => {
    const view = decodedView(seen.view, TILDES);
    return view === null ? [seen] : [seen, { ...seen, view }];
  });
}

/** The text, and what it is with each kind of escaping undone, and with backslashes undone below every other kind. */
function unescapedOf(text: string): readonly Seen[] {
  const plain = plainView(text);
  const views: Seen[] = [{ view: plain, mayBeNeutral: true }];
  for (const kind of [BACKSLASHES, PERCENT_SIGNS, REFERENCES]) {
    const once = decodedView(plain, kind);
    if (once === null) continue;
    views.push({ view: once, mayBeNeutral: kind !== PERCENT_SIGNS });
    for (const further of kind === PERCENT_SIGNS ? [PERCENT_SIGNS, BACKSLASHES] : [BACKSLASHES]) {
      const view = decodedView(once, further);
      if (view !== null) views.push({ view, mayBeNeutral: false });
    }
  }
  return views;
}

function starred(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  let result = '';
  let done = 0;
  for (const [from, to] of [...ranges].map((range) => wholeEscapes(text, range)).sort((a, b) => a[0] - b[0])) {
    if (to <= done) continue;
    // Places that touch are one.
    if (from > done || done === 0) result += text.slice(done, from) + STARS;
    done = to;
  }
  return result + text.slice(done);
}

/** The range with the backslash before it and the character behind it, where one of them would be left as half an escape. */
function wholeEscapes(text: string, [from, to]: Range): Range {
  return [from - (backslashesBefore(text, from) % 2), to + (backslashesBefore(text, to) % 2)];
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (text.charAt(at - 1 - count) === '\\') count += 1;
  return count;
}

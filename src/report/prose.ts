import type { TextArgs } from '../core/finding.ts';
import {
  codeSpan,
  forLog,
  isInert,
  isOrdinary,
  markdownSentence,
  markdownText,
  ownMarkdown,
  plainText,
} from './neutralise.ts';

/**
 * A piece of text that knows whose it is. `own` is worded here; `foreign` (a name), `code` (an id, a path) and
 * `sentence` come from files and sources and are neutralised whenever they are shown. A `link` is worded here and leads
 * to an address that `links.ts` has checked.
 */
export type Piece =
  | { readonly kind: 'own' | 'foreign' | 'code' | 'sentence'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string; readonly plain: string };
export type Prose = readonly Piece[];

/** Longest foreign sentence, such as what a source says of its failure, in code points. */
const SENTENCE_CAP = 300;
const LIST_CAP = 20;

/** A text of our own words; every string put into it is foreign, so that nothing gets in without being neutralised. */
export function say(words: TemplateStringsArray, ...values: readonly (string | number | Prose)[]): Prose {
  return words.flatMap((word, index): Prose => {
    const value = values[index];
    const own: Prose = word === '' ? [] : [{ kind: 'own', text: word }];
    if (value === undefined) return own;
    if (typeof value === 'number') return [...own, { kind: 'own', text: String(value) }];
    return typeof value === 'string' ? [...own, { kind: 'foreign', text: value }] : [...own, ...value];
  });
}

/** Our own words, computed. */
export function own(text: string): Prose {
  return text === '' ? [] : [{ kind: 'own', text }];
}
/** An id, a path or another literal. */
export function code(text: string): Prose {
  return [{ kind: 'code', text }];
}
/** A foreign remark of several words. */
export function sentence(text: string): Prose {
  return [{ kind: 'sentence', text }];
}

/** Our own words as a link, or only the words where there is no address; `plain` is what stands where nothing can be linked. */
export function link(text: string, url: string | null, plain: string = text): Prose {
  return url === null ? own(text) : [{ kind: 'link', text, url, plain }];
}

/** Texts with something between them; empty ones are left out. */
export function joined(parts: readonly Prose[], between: string): Prose {
  const filled = parts.filter((part) => part.length > 0);
  return filled.flatMap((part, index) => (index === 0 ? part : [{ kind: 'own' as const, text: between }, ...part]));
}

/** Texts as sentences one after the other, each with its full stop. */
export function sentences(parts: readonly Prose[]): Prose {
  const filled = parts.filter((part) => part.length > 0);
  return joined(
    filled.map((part) => (/[.!?…:]”?$/.test(tailOf(part)) ? part : [...part, ...own('.')])),
    ' ',
  );
}

/** The end of a text: a closing quotation mark may stand behind the full stop of what is quoted. */
function tailOf(text: Prose): string {
  return text
    .slice(-2)
    .map((piece) => piece.text)
    .join('');
}

/** A count with its noun: `1 metric`, `2 metrics`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

// Private-use characters, which `plainText` removes from everything foreign, so that only `marked` can set them.
const OPEN = '\ue000';
const CLOSE = '\ue001';
const SENTENCE = '\ue002';
const CODE = '\ue003';

/** Foreign text with its ends marked, for functions that put it into sentences; `unmarked` finds it again. */
export function marked(text: string): string {
  const line = plainText(text);
  return isBareWords(line) ? line : `${OPEN}${line}${CLOSE}`;
}

/** An id with its ends marked: shown as a literal whatever it reads like, without the quotes that stand around it. */
export function markedCode(text: string): string {
  return `${OPEN}${CODE}${plainText(text)}${CLOSE}`;
}

/** Text with what marks it as foreign taken off, to be looked at and not to be shown. */
export function unmarkedText(text: string): string {
  return text.replace(/[\ue000-\ue003]/g, '');
}

/** Digits of ours behind a text, within its marks where it has some, so that both are shown as one piece. */
export function withinMarks(text: string, digits: string): string {
  return text.endsWith(CLOSE) ? `${text.slice(0, -1)}${digits}${CLOSE}` : `${text}${digits}`;
}

/** Plain words stay unmarked, so that a message may compare them with the words it knows. */
function isBareWords(line: string): boolean {
  return /^[A-Za-z0-9 ,.-]*$/.test(line) && (line === '' || isInert(line));
}

/** Arguments of a text with everything foreign in them marked. */
export function markedArgs(args: TextArgs): TextArgs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      if (typeof value === 'string') return [name, markedAs(name, value)];
      if (value === null || typeof value === 'number') return [name, value];
      const more = value.length > LIST_CAP ? [`${value.length - LIST_CAP} more`] : [];
      return [name, [...value.slice(0, LIST_CAP).map(marked), ...more]];
    }),
  );
}

/** What a source says is a sentence; a login is always a literal, so that it never reads as one of our words. */
function markedAs(name: string, value: string): string {
  if (name === 'detail') return markedSentence(value);
  const line = plainText(value);
  return name === 'by' && line !== '' ? `${OPEN}${CODE}${line}${CLOSE}` : marked(value);
}

function markedSentence(text: string): string {
  const line = plainText(text, SENTENCE_CAP);
  return isBareWords(line) ? line : `${OPEN}${SENTENCE}${line}${CLOSE}`;
}

/** A sentence with marked foreign text as prose; where the marks do not match, all of it counts as foreign. */
export function unmarked(text: string): Prose {
  const parts = prettySigns(text).split(/(["'“`]?\ue000[^\ue000\ue001]*\ue001["'”`]?)/);
  return parts.flatMap((part, index): Prose => {
    if (part === '') return [];
    if (index % 2 === 0) return /[\ue000-\ue003]/.test(part) ? sentence(part) : own(part);
    return quoted(part);
  });
}

/** A marked text with the quotes around it, which a code span makes superfluous. */
function quoted(part: string): Prose {
  const [before = '', inside = '', after = ''] = part.split(/[\ue000\ue001]/);
  if (inside.startsWith(SENTENCE)) return sentence(inside.slice(1));
  if (inside.startsWith(CODE)) {
    const literal = code(inside.slice(1));
    return before === '“' && after === '”' ? literal : [...own(before), ...literal, ...own(after)];
  }
  if (isInert(inside)) return [...own(before), { kind: 'foreign', text: inside }, ...own(after)];
  return before !== '' && after !== '' ? code(inside) : [...own(before), ...code(inside), ...own(after)];
}

/** Signs as people read them, but for what is foreign and what stands in quotes, which is to be typed as it is. */
function prettySigns(text: string): string {
  return text.replace(/\ue000[^\ue001]*\ue001|"[^"]*"|>=|<=/g, (found) => {
    if (found === '>=') return '≥';
    return found === '<=' ? '≤' : found;
  });
}

/** What a table of messages says for these arguments, as prose in which the arguments are known to be foreign. */
export function fromMessage(says: (args: TextArgs) => string, args: TextArgs): Prose {
  return unmarked(says(markedArgs(args)));
}

/** Prose as Markdown within one line. */
export function toMarkdown(text: Prose): string {
  return text.map(pieceMarkdown).join('');
}

function pieceMarkdown(piece: Piece): string {
  switch (piece.kind) {
    case 'own':
      return ownMarkdown(piece.text);
    case 'foreign':
      return markdownText(piece.text);
    case 'code':
      return codeSpan(piece.text);
    case 'sentence':
      return markdownSentence(piece.text, SENTENCE_CAP);
    case 'link':
      return `[${ownMarkdown(piece.text)}](${piece.url})`;
    default:
      return piece satisfies never;
  }
}

/** Prose as one plain line, safe for terminals and logs. */
export function toPlain(text: Prose): string {
  return text.map(piecePlain).join('');
}

function piecePlain(piece: Piece): string {
  if (piece.kind === 'link') return forLog(piece.plain, SENTENCE_CAP);
  const isOurs = piece.kind === 'own';
  if (isOurs)
    return isOrdinary(piece.text) ? piece.text : piece.text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]+/gu, ' ');
  return forLog(piece.text, piece.kind === 'sentence' ? SENTENCE_CAP : undefined) || '(empty)';
}

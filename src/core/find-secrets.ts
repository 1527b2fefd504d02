import type { Form } from './secret-parts.ts';
import type { Range } from './text-view.ts';

/** Fewest leading characters of a form that show a secret which was cut off. */
const SHORTEST_HEAD = 8;
/** Fewest characters of a form that is also found in other letter case, as hosts are written: few words are as long. */
const SHORTEST_FOLDED = 12;
/** Characters that a form is looked up by. */
const LOOKED_AT = 4;
/** What stands behind a text that was cut to length: its mark, the quotation mark of what quotes it, or nothing. */
const AFTER_A_CUT = /^[…"'`“”]?$/;

/** Finds every place of a text where one of the forms stands, whole or cut off behind what is open; places may overlap. */
export type Finder = (text: string, found: (range: Range) => void) => void;

/** A finder for the forms, whose time does not grow with their number. */
export function finder(forms: readonly Form[]): Finder {
  const byHead = new Map<number, Sought[]>();
  const isHead = new Uint8Array(0x10000);
  for (const form of forms) {
    const folded = lowerCase(form.text);
    const head = headAt(folded, 0);
    isHead[head] = 1;
    byHead.set(head, [...(byHead.get(head) ?? []), { ...form, folded: isLong(form) ? folded : null }]);
  }
  return (text, found) => {
    const lower = lowerCase(text);
    for (let at = 0; at + LOOKED_AT <= text.length; at += 1) {
      const head = headAt(lower, at);
      if (isHead[head] === 0) continue;
      for (const form of byHead.get(head) ?? []) {
        const length = form.folded === null ? sharedLength(text, at, form.text) : sharedLength(lower, at, form.folded);
        const to = at + length;
        const shows = length >= SHORTEST_HEAD && length > form.openLength;
        if (length === form.text.length || (shows && AFTER_A_CUT.test(text.charAt(to)))) found([at, to]);
      }
    }
  };
}

/** A form, and the same in lower case where it is found in any. */
interface Sought extends Form {
  readonly folded: string | null;
}

function isLong({ text }: Form): boolean {
  return text.length >= SHORTEST_FOLDED;
}

/** In ASCII only: in other scripts a letter in other case may be of other length. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A number below 65,536 for the four characters: the same characters give the same number. */
function headAt(text: string, at: number): number {
  let hash = 0;
  for (let offset = 0; offset < LOOKED_AT; offset += 1) hash = (hash * 31 + text.charCodeAt(at + offset)) & 0xffff;
  return hash;
}

function sharedLength(text: string, at: number, form: string): number {
  let length = 0;
  while (length < form.length && text.charCodeAt(at + length) === form.charCodeAt(length)) length += 1;
  return length;
}

/** Most characters (code points) of one foreign text that a report shows. */
export const TEXT_CAP = 120;

/** True where the text holds only printable ASCII and common typographic signs, which no rule here removes. */
export function isOrdinary(text: string): boolean {
  return /^[ -~“”‘’–—…→≥≤₹€£]*$/.test(text);
}

/**
 * Foreign text as one plain line: NFC, without control, bidirectional, zero-width, private and unassigned characters,
 * at most `cap` code points. What it says stays readable; what it could do to a terminal or a page is gone.
 */
export function plainText(text: string, cap: number = TEXT_CAP): string {
  // Most texts hold nothing to remove; Unicode classes are costly to load for them.
  if (isOrdinary(text)) return capped(text.replace(/ {2,}/g, ' ').trim(), cap);
  const line = text
    .slice(0, cap * 8)
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u0085\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cc}\[[0-9;:?]*[ -/]*[@-~]/gu, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800\ufffc]/gu, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
  return capped(line, cap);
}

/** The text cut to `cap` code points, the last of which is then an ellipsis; never half a surrogate pair. */
function capped(text: string, cap: number): string {
  if (text.length <= cap) return text;
  const points = [...text];
  return points.length <= cap
    ? text
    : `${points
        .slice(0, cap - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * Foreign text for logs and terminals: one line in which nothing is left that a runner obeys as a workflow command
 * (`::name::` at the start of a line, `##[name]` anywhere).
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function forLog(text: string, cap: number = TEXT_CAP): string {
  return plainText(text, cap)
    .replace(/:(?=:)/g, ': ')
    .replace(/#(?=\[)/g, '# ');
}

/**
 * Foreign text as a Markdown code span: inside one, mentions, links, HTML, images, references and emoji codes are
 * inert. Backticks, pipes and backslashes are replaced because they are what could end the span or the table cell, and
 * comments are broken up, because a comment's marker is how a report finds its own earlier one.
 */
export function codeSpan(text: string, cap: number = TEXT_CAP): string {
  const inside = forLog(text, cap)
    .replace(/`/g, "'")
    .replace(/[|\\]/g, '/')
    .replace(/<!-/g, '<! -')
    .replace(/->/g, '- >')
    .trim();
  return inside === '' ? '(empty)' : `\`${inside}\``;
}

/** Foreign text for Markdown: as it is where it is provably inert there, else a code span. */
export function markdownText(text: string): string {
  const line = plainText(text);
  return isInert(line) ? line : codeSpan(line);
}

/** Words, numbers and the punctuation that means nothing to Markdown wherever it stands inside a line. */
const INERT_CHARACTERS =
  /^(?:[\p{Script=Latin}0-9 ,;()%?="'’–—…₹€£≥≤]|[/+](?=[ 0-9])|[.:](?=[ ),;]|$)|\.(?=[0-9])|-(?!-)|[<>] |(?<=\p{L})@(?=\d{1,3}(?:[ ),]|$)))+$/u;
/** The same for texts of ordinary characters, without Unicode classes, which are costly to load. */
const INERT_ORDINARY =
  /^(?:[A-Za-z0-9 ,;()%?="'’–—…₹€£≥≤]|[/+](?=[ 0-9])|[.:](?=[ ),;]|$)|\.(?=[0-9])|-(?!-)|[<>] |(?<=[A-Za-z])@(?=\d{1,3}(?:[ ),]|$)))+$/;
/** What GitHub links although its characters are plain: `www` names, commit SHAs, `GH-12`. */
const LINKED_BY_GITHUB = /www|\bgh-\d|[0-9a-f]{7}/i;

/** True where the text, which must be one `plainText` line, shows as itself within any line of GitHub's Markdown. */
export function isInert(text: string): boolean {
  if (LINKED_BY_GITHUB.test(text)) return false;
  if (isOrdinary(text)) return /^(?!\d+[.)])[A-Za-z0-9(₹€£]/.test(text) && INERT_ORDINARY.test(text);
  return /^(?!\d+[.)])[\p{L}0-9(₹€£]/u.test(text) && INERT_CHARACTERS.test(text);
}

/** A word in a code span, with the quotes, brackets and stops at its ends outside: those mean nothing to Markdown there. */
function wordSpan(word: string, cap: number, isLast: boolean): string {
  // A colon at the very end could meet what follows and become an emoji code.
  const [, before = '', inside = '', after = ''] = /^([("“‘']*)(.*?)([)"”’',.;]*:?)$/.exec(word) ?? ['', '', word];
  const isSplit = inside !== '' && !(isLast && after.endsWith(':'));
  return isSplit ? `${before}${codeSpan(inside, cap)}${after}` : codeSpan(word, cap);
}

/** A foreign sentence for Markdown, word by word: inert runs as they are, every other word in a code span. */
export function markdownSentence(text: string, cap: number): string {
  const line = plainText(text, cap);
  if (isInert(line)) return line;
  let run = '';
  const parts: string[] = [];
  const words = line.split(' ');
  for (const [index, word] of words.entries()) {
    const longer = run === '' ? word : `${run} ${word}`;
    if (isInert(longer)) {
      run = longer;
      continue;
    }
    if (run !== '') parts.push(run);
    run = isInert(word) ? word : '';
    if (run === '') parts.push(wordSpan(word, cap, index === words.length - 1));
  }
  return (run === '' ? parts : [...parts, run]).join(' ');
}

/**
 * Our own words for Markdown: what Markdown could read as markup is escaped, and a text with something that escaping
 * cannot stop (mentions, references, links, emoji codes) goes into a code span.
 */
export function ownMarkdown(text: string): string {
  const plain = text.replace(/`/g, "'").replace(/[|\\]/g, '/');
  const line = isOrdinary(plain) ? plain : plain.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  if (/@\w|www\.|:\/\/|#\d|\$.*\$|:[\w+-]+:/i.test(line)) return codeSpan(line, 1000);
  return line.replace(/[*_[\]<>#~!&$]/g, '\\$&');
}

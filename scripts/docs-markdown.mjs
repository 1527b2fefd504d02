// Pieces of Markdown for the generated pages.

/** The first line of a page that a generator writes. */
export const MADE = '<!-- Made by `npm run build` from the code; do not edit. -->\n\n';

/** Plain text as Markdown that shows just that text. */
export function plain(text) {
  return text
    .replace(/[\\*_<>|`[\]]/g, (sign) => `\\${sign}`)
    .replaceAll('\\<', '&lt;')
    .replaceAll('\\>', '&gt;');
}

/** Text in which backquotes already mark code, safe in a cell of a table. */
export function cell(text) {
  // Inside a code span an entity would show itself.
  const escaped = text.replace(/`[^`]*`|</g, (found) => (found === '<' ? '&lt;' : found));
  return escaped.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();
}

/** A table; cells are Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A fenced block that holds `text`. */
export function block(language, text) {
  return `\`\`\`${language}\n${text.replace(/\n+$/, '')}\n\`\`\``;
}

/** Parts of a page with an empty line between them, and the newline at the end. */
export function page(...parts) {
  return `${MADE}${parts.join('\n\n')}\n`;
}

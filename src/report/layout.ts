/** Characters that terminals draw two columns wide. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const WIDTHLESS = /^\p{M}$/u;

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  // Latin letters, typographic signs, arrows, mathematical signs, lines and check marks: one column each.
  if (/^[ -~\u00a1-\u02ff\u2010-\u2027\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff\u2500-\u257f\u2713\u2717]*$/.test(text))
    return text.length;
  let width = 0;
  for (const character of text) width += WIDTHLESS.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** A text broken at spaces into lines of at most `width` columns; a longer word is broken where it must be. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => breakWord(one, Math.max(width, 2)))) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (displayWidth(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** A text wrapped and indented, further lines by `hang` more. */
export function indented(text: string, width: number, indent: number, hang = 0): readonly string[] {
  return wrapText(text, width - indent - hang).map(
    (line, index) => `${' '.repeat(index === 0 ? indent : indent + hang)}${line}`,
  );
}

/** A column of a table on a terminal. */
export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
  /** Most columns it may take; `null` takes what the others leave. */
  readonly most: number | null;
}

const GAP = 2;

/** Rows of cells as aligned lines of at most `width` columns; long cells wrap inside their column. The first is the heading. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly (readonly string[])[] {
  const widths = columnWidths(columns, rows, width);
  return [columns.map((column) => column.heading), ...rows].map((row) => rowLines(row, columns, widths));
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] {
  const natural = columns.map((column, index) =>
    Math.max(displayWidth(column.heading), ...rows.map((row) => displayWidth(row[index] ?? ''))),
  );
  const limited = columns.map((column, index) => Math.min(natural[index] ?? 0, column.most ?? 0));
  const left = width - GAP * (columns.length - 1) - limited.reduce((sum, one) => sum + one, 0);
  return columns.map((column, index) =>
    column.most === null ? Math.min(natural[index] ?? 0, Math.max(left, 12)) : (limited[index] ?? 0),
  );
}

function rowLines(row: readonly string[], columns: readonly Column[], widths: readonly number[]): readonly string[] {
  const cells = columns.map((_, index) => wrapText(row[index] ?? '', widths[index] ?? 0));
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, index) => pad(cell[line] ?? '', widths[index] ?? 0, columns[index]?.align ?? 'left'))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blank = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? `${text}${blank}` : `${blank}${text}`;
}

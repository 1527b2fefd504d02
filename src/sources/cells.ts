/** A cell of a row: plain data of JSON, text of CSV, `undefined` where the row has no such column. */
export type Cell = unknown;

/** How cells of a kind of file are read as numbers. */
export interface CellReading {
  /** CSV knows only text, so that plain decimals are numbers there; in JSON text is text. */
  readonly textIsNumber: boolean;
}

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

/** True or false where the cell says so, `null` where it is empty, `broken` for anything else. */
export function verdictOf(cell: Cell, reading: CellReading): boolean | null | 'broken' {
  if (cell === null || cell === undefined || cell === '') return null;
  if (typeof cell === 'boolean') return cell;
  if (typeof cell === 'number') return cell === 1 ? true : cell === 0 ? false : 'broken';
  if (typeof cell !== 'string' || !reading.textIsNumber) return 'broken';
  const word = cell.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  return PLAIN_DECIMAL.test(word) ? verdictOf(Number(word), reading) : 'broken';
}

/** The cell as a number; no locale, percent sign or exponent is guessed at. */
export function numberOf(cell: Cell, reading: CellReading): number | 'empty' | 'nan' | 'broken' {
  if (cell === null || cell === undefined || cell === '') return 'empty';
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : 'nan';
  if (typeof cell !== 'string' || !reading.textIsNumber) return 'broken';
  if (/^[+-]?(nan|inf(inity)?)$/i.test(cell)) return 'nan';
  if (!PLAIN_DECIMAL.test(cell)) return 'broken';
  return Number.isFinite(Number(cell)) ? Number(cell) : 'nan';
}

/** Equality as text, so that `1` in YAML meets `"1"` in CSV; nothing equals an object, and only nothing equals null. */
export function equals(cell: Cell, expected: unknown): boolean {
  if (cell === null || cell === undefined || cell === '') return expected === null || expected === '';
  return typeof cell !== 'object' && expected !== null && String(cell) === String(expected);
}

/** True where two cells hold the same plain value. */
export function sameCell(a: Cell, b: Cell): boolean {
  return a === b && typeof a !== 'object';
}

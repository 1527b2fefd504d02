/** What holds no words of SQL: remarks, texts, quoted names; one after the other, since any may hold what begins another. */
const WORDLESS =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?\1/g;

/**
 * False where a query names nothing to read from, as in `SELECT 0.99 AS value`: that would be the author's word. Asked only
 * where the server shows no plan: `extract(epoch FROM now())` and `FROM generate_series(1, 1)` pass here.
 */
export function readsRows(sql: string): boolean {
  return /\b(?:from|table)\b/i.test(sql.replace(WORDLESS, ' '));
}

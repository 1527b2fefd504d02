/** How a file is to be read: as one document, or row by row. */
export type EvidenceKind = 'json' | 'yaml' | 'xml' | 'jsonl' | 'csv' | 'benchmark-script' | 'empty';

/** What github-action-benchmark writes before the JSON of its history. */
export const BENCHMARK_SCRIPT = /^\s*window\.BENCHMARK_DATA\s*=\s*/;

/** JSON as one text of JSON, which scripts write that dump what is JSON already. */
const WRITTEN_TWICE = /^"[{[](?:\\[n"]|\s|[{[\]}])/;

/**
 * Tells from a file's beginning how it is written. The structure decides; the ending decides only where the structure
 * fits several kinds (one line of JSON is also one row of JSON Lines; a line of plain text is CSV or YAML), and so do
 * keys that ask for rows.
 */
export function evidenceKind(
  path: string,
  start: readonly string[],
  complete: boolean,
  expectsRows: boolean,
): EvidenceKind {
  const lines = start.filter((line) => line.trim() !== '');
  const [first, second] = lines;
  if (first === undefined) return 'empty';
  const ending = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const text = first.trimStart();
  if (text.startsWith('<')) return 'xml';
  if (BENCHMARK_SCRIPT.test(text)) return 'benchmark-script';
  if (text.startsWith('{') || text.startsWith('[')) {
    const rows = text.startsWith('{') && isWholeObject(text);
    if (rows && second !== undefined) return 'jsonl';
    const named = ending === 'jsonl' || ending === 'ndjson' || expectsRows;
    // A first line so long that its end was not seen is a row where the name says so.
    if (named && (rows || (!complete && second === undefined))) return 'jsonl';
    return ending === 'yml' || ending === 'yaml' ? 'yaml' : 'json';
  }
  if (WRITTEN_TWICE.test(text)) return 'json';
  return isHeader(text, ending) ? 'csv' : 'yaml';
}

/** True where the line is one object from its first to its last character: braces outside texts balance only at the end. */
function isWholeObject(line: string): boolean {
  const text = line.trimEnd();
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 92) at += 1;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (depth === 0) return at === text.length - 1;
    }
  }
  return false;
}

function isHeader(line: string, ending: string): boolean {
  if (ending === 'csv' || ending === 'tsv') return true;
  const yaml = /^(---|#|- |%)/.test(line) || /^("[^"]*"|'[^']*'|[^,;\t"']*):(\s|$)/.test(line);
  return !yaml && /[,;\t]/.test(line);
}

import { recognisedDocument } from './read-file.ts';
import type { Row } from './rows.ts';
import { SourceProblem } from './source-problem.ts';
import type { Workspace } from './workspace.ts';

/** What a result file is and what it holds: metrics by name, or rows with columns; or why that cannot be told. */
export type Survey =
  | {
      readonly ok: true;
      readonly format: string;
      readonly holds: 'metrics' | 'rows';
      readonly names: readonly string[];
    }
  | { readonly ok: false; readonly text: string };

/** Recognises a result file by its structure and lists the names of its metrics. Never throws for the file's faults. */
export async function surveyResults(workspace: Workspace, path: string): Promise<Survey> {
  try {
    const recognised = await recognisedDocument(workspace, path);
    if (recognised.kind !== 'document') return await surveyRows(workspace, path, recognised.kind);
    const { format, document } = recognised;
    const names = format.names(document);
    if (names.length > 0) return { ok: true, format: format.name, holds: 'metrics', names };
    return { ok: false, text: `${path} is in the format ${format.name} and holds no metric` };
  } catch (error) {
    if (error instanceof SourceProblem) return { ok: false, text: error.message };
    throw error;
  }
}

async function surveyRows(workspace: Workspace, path: string, format: 'jsonl' | 'csv'): Promise<Survey> {
  const names = await columnsOf(workspace, path, format);
  if (names.length > 0) return { ok: true, format, holds: 'rows', names };
  return { ok: false, text: `${path} is in the format ${format} and holds no row with a column` };
}

/** The columns of the first row: the file may be of any size, and only its beginning is read. */
async function columnsOf(workspace: Workspace, path: string, format: 'jsonl' | 'csv'): Promise<readonly string[]> {
  const lines = await workspace.readLines(path);
  if (!lines.ok) throw new SourceProblem(lines.problem.code, lines.problem.text);
  let columns: readonly string[] | null = null;
  const show = (row: Row): void => {
    columns ??= row.columns();
  };
  try {
    if (format === 'jsonl') {
      const { eachJsonLine } = await import(/* webpackChunkName: "rows" */ './json-lines.ts');
      await eachJsonLine(path, beginning(lines.value), [], show);
    } else {
      const { eachCsvRow } = await import(/* webpackChunkName: "csv" */ './csv-rows.ts');
      await eachCsvRow(path, beginning(lines.value), show);
    }
  } catch (error) {
    // The beginning may end within a row; what was seen before stands.
    if (columns === null) throw error;
  }
  return columns ?? [];
}

const MOST_LINES = 50;

async function* beginning(batches: AsyncIterable<readonly string[]>): AsyncIterable<readonly string[]> {
  for await (const lines of batches) {
    yield lines.slice(0, MOST_LINES);
    // A batch of empty lines holds no row yet.
    if (lines.slice(0, MOST_LINES).some((line) => line.trim() !== '')) return;
  }
}

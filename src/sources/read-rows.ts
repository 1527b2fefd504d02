import { DuplicateKey } from './bare-object.ts';
import type { FormatResult } from './formats/format.ts';
import { required } from './load-document.ts';
import { type Row, type RowReader, rowReader } from './rows.ts';
import type { MetricRequest } from './source.ts';
import type { Workspace } from './workspace.ts';

/** Reads several metrics from a file of rows in one pass; throws `SourceProblem` where the file cannot be read. */
export async function readRows(
  workspace: Workspace,
  path: string,
  kind: 'jsonl' | 'csv',
  requests: readonly MetricRequest[],
): Promise<ReadonlyMap<string, FormatResult>> {
  const reading = { textIsNumber: kind === 'csv' };
  const readers = requests.map(
    (request) => [request.metric, rowReader(request.keys, request.metric, reading)] as const,
  );
  const results = new Map<string, FormatResult>();
  const show = (row: Row): void => {
    for (const [metric, reader] of readers) if (!results.has(metric)) showOne(row, metric, reader, results);
  };
  const lines = required(await workspace.readLines(path));
  if (kind === 'jsonl') {
    const { eachJsonLine } = await import(/* webpackMode: "eager" */ './json-lines.ts');
    await eachJsonLine(
      path,
      lines,
      readers.flatMap(([, reader]) => reader.columns),
      show,
    );
  } else {
    const { eachCsvRow } = await import(/* webpackChunkName: "csv" */ './csv-rows.ts');
    await eachCsvRow(path, lines, show);
  }
  for (const [metric, reader] of readers) if (!results.has(metric)) results.set(metric, reader.result());
  return results;
}

function showOne(row: Row, metric: string, reader: RowReader, results: Map<string, FormatResult>): void {
  try {
    reader.see(row);
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    results.set(metric, { kind: 'failed', code: 'ambiguous', detail: `line ${row.line}: ${error.message}` });
  }
}

import { DuplicateKey } from './bare-object.ts';
import { isObject } from './formats/document.ts';
import type { EvidenceDocument, Format } from './formats/format.ts';
import { recognisedDocument } from './read-file.ts';
import type { Row } from './rows.ts';
import { SourceProblem } from './source-problem.ts';
import type { Workspace } from './workspace.ts';

/** What a result file is and what it holds, or why that cannot be told. */
export type Survey =
  | {
      readonly ok: true;
      readonly format: string;
      /**
       * `metrics` of a format that is read by itself; `numbers` by name at the top of a document, and `named-rows` of a
       * name and a value each, which are read only as criteria say; `rows`, whose names are columns.
       */
      readonly holds: 'metrics' | 'numbers' | 'named-rows' | 'rows';
      readonly names: readonly string[];
      /** Of named rows: the columns of the name and of the value. */
      readonly columns?: NamedColumns;
      /** What in the file a score has to be chosen by, such as one provider of several. */
      readonly choices?: Choices;
    }
  | { readonly ok: false; readonly text: string };

/** The columns of a name and of its value. */
export interface NamedColumns {
  readonly name: string;
  readonly value: string;
}

/** What there is to choose from by key of `from`. Foreign text. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** Recognises a result file by its structure and lists the names of its metrics. Never throws for the file's faults. */
export async function surveyResults(workspace: Workspace, path: string): Promise<Survey> {
  try {
    const recognised = await recognisedDocument(workspace, path);
    switch (recognised.kind) {
      case 'document':
        return await surveyDocument(path, recognised.document, recognised.format);
      case 'unknown':
        return surveyNumbers(recognised.document) ?? { ok: false, text: recognised.problem.message };
      default:
        return await surveyRows(workspace, path, recognised.kind);
    }
  } catch (error) {
    if (error instanceof SourceProblem) return { ok: false, text: error.message };
    throw error;
  }
}

async function surveyDocument(path: string, document: EvidenceDocument, format: Format): Promise<Survey> {
  const names = format.names(document);
  if (names.length === 0) return { ok: false, text: `${path} is in the format ${format.name} and holds no metric` };
  const found = { ok: true, format: format.name, holds: 'metrics', names } as const;
  return format.name === 'promptfoo' ? { ...found, choices: await promptfooChoices(document) } : found;
}

/** Prompts and providers of an evaluation that has several of them. */
async function promptfooChoices({ value }: EvidenceDocument): Promise<Choices> {
  const { evaluationOf } = await import(/* webpackChunkName: "formats" */ './formats/promptfoo-eval.ts');
  const columns = evaluationOf(value)?.columns ?? [];
  const distinct = (names: readonly (readonly string[])[]) => [...new Set(names.flatMap(([first]) => first ?? []))];
  const all = {
    prompt: distinct(columns.map(({ prompts }) => prompts)),
    provider: distinct(columns.map(({ providers }) => providers)),
  };
  return Object.fromEntries(Object.entries(all).filter(([, names]) => names.length > 1));
}

/** Numbers by name at the top of a document that holds nothing deeper; `null` where it is anything else. */
function surveyNumbers({ kind, value }: EvidenceDocument): Survey | null {
  if ((kind !== 'json' && kind !== 'yaml') || !isObject(value)) return null;
  const entries = Object.keys(value).map((name) => [name, ownValue(value, name)] as const);
  if (entries.some(([, one]) => typeof one === 'object' && one !== null)) return null;
  if (!entries.some(([, one]) => typeof one === 'number')) return null;
  // A number that is not there is a name all the same: what is missing must be seen.
  const names = entries.flatMap(([name, one]) => (typeof one === 'number' || one === null ? [name] : []));
  return { ok: true, format: kind, holds: 'numbers', names };
}

/** A name that stands twice counts as a number: its reading says what is wrong. */
function ownValue(object: Readonly<Record<string, unknown>>, name: string): unknown {
  try {
    return object[name];
  } catch (error) {
    if (error instanceof DuplicateKey) return Number.NaN;
    throw error;
  }
}

async function surveyRows(workspace: Workspace, path: string, format: 'jsonl' | 'csv'): Promise<Survey> {
  const rows = await firstRows(workspace, path, format);
  const [first] = rows;
  if (first === undefined || first.columns.length === 0)
    return { ok: false, text: `${path} is in the format ${format} and holds no row with a column` };
  const columns = namedColumns(first.columns);
  const names = [...new Set(rows.flatMap(({ name }) => name ?? []))];
  // Of an event log the same name stands in many rows: what its value is, only criteria say.
  if (columns === null || names.length < rows.length) return { ok: true, format, holds: 'rows', names: first.columns };
  return { ok: true, format, holds: 'named-rows', names, columns };
}

/** The columns of rows such as `metric,value`; `null` where none or several may be meant. */
function namedColumns(columns: readonly string[]): NamedColumns | null {
  const only = (pattern: RegExp) => {
    const [found, ...others] = columns.filter((column) => pattern.test(column));
    return others.length === 0 ? found : undefined;
  };
  const [name, value] = [only(/^(?:metric|metric_name|name)$/i), only(/^(?:value|score)$/i)];
  return name === undefined || value === undefined ? null : { name, value };
}

/** What of a row is looked at: its columns, and its name where it is a row of a name and a value. */
interface SeenRow {
  readonly columns: readonly string[];
  readonly name: string | null;
}

function nameIn(row: Row, column: string | undefined): string | null {
  try {
    const name = column === undefined ? null : row.cell(column);
    return typeof name === 'string' && name !== '' ? name : null;
  } catch (error) {
    if (error instanceof DuplicateKey) return null;
    throw error;
  }
}

/** The rows at the beginning: the file may be of any size. */
async function firstRows(workspace: Workspace, path: string, format: 'jsonl' | 'csv'): Promise<readonly SeenRow[]> {
  const lines = await workspace.readLines(path);
  if (!lines.ok) throw new SourceProblem(lines.problem.code, lines.problem.text);
  const rows: SeenRow[] = [];
  const show = (row: Row): void => {
    const columns = rows[0]?.columns ?? row.columns();
    rows.push({ columns, name: nameIn(row, namedColumns(columns)?.name) });
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
    if (rows.length === 0) throw error;
  }
  return rows;
}

const MOST_LINES = 1000;

async function* beginning(batches: AsyncIterable<readonly string[]>): AsyncIterable<readonly string[]> {
  for await (const lines of batches) {
    yield lines.slice(0, MOST_LINES);
    // A batch of empty lines holds no row yet.
    if (lines.slice(0, MOST_LINES).some((line) => line.trim() !== '')) return;
  }
}

import { DuplicateKey } from './bare-object.ts';
import { type EvidenceKind, evidenceKind } from './evidence-kind.ts';
import { isObject } from './formats/document.ts';
import type { EvidenceDocument, Format, FormatResult } from './formats/format.ts';
import { candidates, loadFormat } from './formats/index.ts';
import { type LoadedDocument, loadDocument, loadRunDirectory, required } from './load-document.ts';
import type { MetricRequest } from './source.ts';
import { quoted, SourceProblem, someNames } from './source-problem.ts';
import type { Workspace } from './workspace.ts';

/** What one file says about the requests, with its own time for choosing the newest of several files. */
export interface FileAnswer {
  readonly path: string;
  /** Everything that was read, for what git knows of it. */
  readonly files: readonly string[];
  readonly results: ReadonlyMap<string, FormatResult>;
  /** The file's own time by metric, which only depends on the format that the metric is read by; `null` where it has none. */
  readonly times: ReadonlyMap<string, number | null>;
}

const POINTER_KEYS = ['value', 'sample-size', 'successes'];
const ROW_KEYS = ['where', 'rate-of'];
const FIXED_KINDS: ReadonlyMap<string, Exclude<EvidenceKind, 'empty'>> = new Map([
  ['jsonl', 'jsonl'],
  ['csv', 'csv'],
  ['json', 'json'],
  ['yaml', 'yaml'],
  ['junit', 'xml'],
]);

/** Reads one file or run directory for all requests; throws `SourceProblem` where it cannot be read at all. */
export async function readFile(
  workspace: Workspace,
  path: string,
  format: string,
  requests: readonly MetricRequest[],
): Promise<FileAnswer> {
  if (await workspace.isDirectory(path)) return answer(await loadRunDirectory(workspace, path), 'mlflow', requests);
  const kind = FIXED_KINDS.get(format) ?? kindFor(format, await sniff(workspace, path, requests), path);
  if (kind !== 'jsonl' && kind !== 'csv') return answer(await loadDocument(workspace, path, kind), format, requests);
  const { readRows } = await import(/* webpackChunkName: "rows" */ './read-rows.ts');
  const results = await readRows(workspace, path, kind, requests);
  return { path, files: [path], results, times: new Map() };
}

/** A file as its structure tells: one document of a format, one of none that is known, or rows, which have columns. */
export type Recognised =
  | { readonly kind: 'document'; readonly document: EvidenceDocument; readonly format: Format }
  | { readonly kind: 'unknown'; readonly document: EvidenceDocument; readonly problem: SourceProblem }
  | { readonly kind: 'jsonl' | 'csv' };

/** The document of a file with the one format that its structure has; throws `SourceProblem` where it cannot be read. */
export async function recognisedDocument(workspace: Workspace, path: string): Promise<Recognised> {
  if (await workspace.isDirectory(path)) {
    const { document } = await loadRunDirectory(workspace, path);
    return { kind: 'document', document, format: await loadFormat('mlflow') };
  }
  const kind = kindFor('auto', await sniff(workspace, path, []), path);
  if (kind === 'jsonl' || kind === 'csv') return { kind };
  const { document } = await loadDocument(workspace, path, kind);
  try {
    return { kind: 'document', document, format: await recognise(document) };
  } catch (error) {
    if (error instanceof SourceProblem && error.code === 'bad-response')
      return { kind: 'unknown', document, problem: error };
    throw error;
  }
}

/** Looks at the first chunk only: the file may be of any size. */
async function sniff(workspace: Workspace, path: string, requests: readonly MetricRequest[]): Promise<EvidenceKind> {
  const expectsRows = requests.some(({ keys }) => ROW_KEYS.some((key) => keys[key] !== undefined));
  const chunks: Uint8Array[] = [];
  for await (const chunk of required(await workspace.readChunks(path))) {
    chunks.push(chunk);
    if (chunks.length > 1) break;
  }
  const [first = new Uint8Array()] = chunks;
  const mark = first[0] === 0xef && first[1] === 0xbb ? 3 : 0;
  const start = Buffer.from(first.subarray(mark)).toString('latin1').split(/\r?\n/);
  return evidenceKind(path, start, chunks.length === 1, expectsRows);
}

/** How the file is read: as its structure says, and as far as a declared format allows. */
function kindFor(format: string, seen: EvidenceKind, path: string): Exclude<EvidenceKind, 'empty'> {
  if (seen === 'empty')
    throw new SourceProblem('bad-response', `${path}: it is empty; did the step that writes it fail?`);
  if (format === 'auto') return seen;
  if (format === 'benchmark') return seen === 'benchmark-script' ? seen : 'json';
  return seen === 'yaml' || seen === 'csv' ? 'yaml' : 'json';
}

async function answer(
  loaded: LoadedDocument,
  declared: string,
  requests: readonly MetricRequest[],
): Promise<FileAnswer> {
  const { document, files } = loaded;
  const results = new Map<string, FormatResult>();
  const times = new Map<string, number | null>();
  const ownTimes = new Map<Format, number | null>();
  const byStructure = declared === 'auto' && requests.some((request) => !byPointer(declared, request));
  const recognised = byStructure ? await recognise(document) : null;
  for (const request of requests) {
    const name = byPointer(declared, request) ? (document.kind === 'yaml' ? 'yaml' : 'json') : declared;
    const format = name === 'auto' ? recognised : await loadFormat(name);
    if (format === null) throw unrecognised(document);
    const result = guarded(() => read(format, document, request));
    results.set(request.metric, result);
    if (!ownTimes.has(format)) ownTimes.set(format, timeOf(format, document));
    times.set(request.metric, ownTimes.get(format) ?? null);
  }
  return { path: document.path, files, results, times };
}

function timeOf(format: Format, document: EvidenceDocument): number | null {
  const own = guarded(() => ({ kind: 'time' as const, ms: format.timeOf(document) }));
  return own.kind === 'time' ? own.ms : null;
}

/** A declared format whose structure the document does not have is a look-alike: refused with what was expected. */
function read(format: Format, document: EvidenceDocument, request: MetricRequest): FormatResult {
  // The native format says more precisely itself what is wrong with a document.
  if (format.name === 'values' || format.recognises(document))
    return format.read(document, request.keys, request.metric);
  return {
    kind: 'failed',
    code: 'bad-response',
    detail: `it is not in the format ${format.name}: expected ${format.expects}`,
  };
}

/** Keys that are expressions say themselves that the document is read by them. */
function byPointer(declared: string, request: MetricRequest): boolean {
  return declared === 'auto' && POINTER_KEYS.some((key) => request.keys[key] !== undefined);
}

/** The one format whose structure the document has. */
async function recognise(document: EvidenceDocument): Promise<Format> {
  const formats = await Promise.all(candidates(document).map(loadFormat));
  const fitting = formats.filter((format) => {
    const fits = guarded(() => ({ kind: 'fits' as const, fits: format.recognises(document) }));
    // A document whose recognition meets a duplicate key is that format's, and its readings say what is wrong.
    return fits.kind !== 'fits' || fits.fits;
  });
  const [format, other] = fitting;
  if (format === undefined) throw unrecognised(document, formats);
  if (other === undefined) return format;
  const names = fitting.map((one) => one.name).join(' and ');
  throw new SourceProblem('ambiguous', `${document.path}: its structure fits ${names}: say which with \`format\``);
}

function unrecognised(document: EvidenceDocument, formats: readonly Format[] = []): SourceProblem {
  const keys = isObject(document.value) ? Object.keys(document.value) : [];
  const alike = formats.filter((format) => keys.some((key) => format.expects.includes(`\`${key}`)));
  const has = Array.isArray(document.value)
    ? 'a list'
    : keys.length === 0
      ? 'no object with keys'
      : `the keys ${someNames(keys)}`;
  const expected = (alike.length > 0 ? alike : formats).map((format) => `${format.name}: ${format.expects}`).join('; ');
  return new SourceProblem(
    'bad-response',
    `${document.path}: its structure is none that is known (it has ${has}). Expected ${expected || 'a known format'}. ` +
      'For other JSON or YAML say where the value is, with a JMESPath expression under `value`.',
  );
}

/** Runs a format's reading: a duplicate key makes it ambiguous, and what a format throws fails this metric alone. */
function guarded<T>(reading: () => T): T | Extract<FormatResult, { readonly kind: 'failed' }> {
  try {
    return reading();
  } catch (error) {
    if (error instanceof DuplicateKey) return { kind: 'failed', code: 'ambiguous', detail: error.message };
    if (error instanceof SourceProblem) {
      const code = error.code === 'not-found' ? 'no-data' : error.code; // the file itself was found
      return { kind: 'failed', code, detail: error.message };
    }
    return {
      kind: 'failed',
      code: 'bad-response',
      detail: `the file could not be read as this format (${quoted('internal error')})`,
    };
  }
}

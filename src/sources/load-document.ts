import { posix } from 'node:path';
import { BENCHMARK_SCRIPT, type EvidenceKind } from './evidence-kind.ts';
import type { EvidenceDocument } from './formats/format.ts';
import { SourceProblem } from './source-problem.ts';
import { parseTolerantJson } from './tolerant-json.ts';
import type { FileProblem, FileResult, Workspace } from './workspace.ts';

const LARGEST_DOCUMENT_BYTES = 64 * 1024 * 1024;
// The YAML parser keeps a tree of about a hundred times the text: past this, memory ends before patience does.
const LARGEST_YAML_BYTES = 8 * 1024 * 1024;
const LARGEST_RUN_FILE_BYTES = 16 * 1024 * 1024;
const MOST_METRICS_OF_A_RUN = 5000;

// https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
const LARGE_FILE_POINTER = 'version https://git-lfs.github.com/spec/';

/** A document with the files that it was read from, for what git knows of them. */
export interface LoadedDocument {
  readonly document: EvidenceDocument;
  readonly files: readonly string[];
}

/** The value of a file result, or its problem thrown as `SourceProblem`. */
export function required<T>(result: FileResult<T>): T {
  if (!result.ok) throw problemOf(result.problem);
  return result.value;
}

function problemOf(problem: FileProblem): SourceProblem {
  return new SourceProblem(problem.code, problem.text);
}

/** Reads and parses a file as a document of the kind; throws `SourceProblem` where it cannot be. */
export async function loadDocument(
  workspace: Workspace,
  path: string,
  kind: Exclude<EvidenceKind, 'jsonl' | 'csv' | 'empty'>,
): Promise<LoadedDocument> {
  const limit = kind === 'yaml' ? LARGEST_YAML_BYTES : LARGEST_DOCUMENT_BYTES;
  const text = required(await workspace.readText(path, limit));
  if (text.startsWith(LARGE_FILE_POINTER))
    throw new SourceProblem(
      'bad-response',
      `${path}: it is a pointer of Git LFS, not the file that it stands for: check out with \`lfs: true\``,
    );
  if (text.trim() === '')
    throw new SourceProblem('bad-response', `${path}: it is empty; did the step that writes it fail?`);
  switch (kind) {
    case 'xml':
      return { document: { path, kind: 'xml', value: text }, files: [path] };
    case 'yaml':
      return { document: { path, kind: 'yaml', value: await parseYaml(path, text) }, files: [path] };
    case 'json':
      return { document: { path, kind: 'json', value: parseJson(path, text) }, files: [path] };
    case 'benchmark-script':
      return { document: { path, kind: 'json', value: parseJson(path, scriptData(text)) }, files: [path] };
    default:
      return kind satisfies never;
  }
}

/** The JSON of a history script; what stands before it is blanked, so that lines and columns stay right. */
function scriptData(text: string): string {
  const blanked = text.replace(BENCHMARK_SCRIPT, (start) => start.replace(/\S/g, ' '));
  return blanked.trimEnd().endsWith(';') ? blanked.trimEnd().slice(0, -1) : blanked;
}

function parseJson(path: string, text: string): unknown {
  const parsed = parseTolerantJson(text);
  if (parsed.ok) return writtenTwice(parsed.value) ?? parsed.value;
  const { line, column, text: problem } = parsed.problem;
  throw new SourceProblem('bad-response', `${path}:${line}:${column}: not JSON that can be read: ${problem}`);
}

/** The object or list that a document holds as text: scripts dump what is JSON already. `null` where it is no such text. */
function writtenTwice(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return null;
  const inner = parseTolerantJson(value);
  return inner.ok ? inner.value : null;
}

async function parseYaml(path: string, text: string): Promise<unknown> {
  const { parseYamlEvidence } = await import(/* webpackMode: "eager" */ './formats/yaml-document.ts');
  const parsed = parseYamlEvidence(text);
  if (parsed.ok) return parsed.value;
  const place = parsed.line === null ? path : `${path}:${parsed.line}:${parsed.column}`;
  throw new SourceProblem('bad-response', `${place}: ${parsed.text}`);
}

/** Reads a run directory of an MLflow file store: `meta.yaml`, one text per metric, and the tags. */
export async function loadRunDirectory(workspace: Workspace, path: string): Promise<LoadedDocument> {
  const names = required(await workspace.list(path));
  if (!names.includes('meta.yaml'))
    throw new SourceProblem(
      'bad-response',
      `${path}: it is a folder without meta.yaml; expected a run directory of an MLflow file store (meta.yaml and metrics/)`,
    );
  const metaPath = posix.join(path, 'meta.yaml');
  const meta = await parseYaml(metaPath, required(await workspace.readText(metaPath, LARGEST_YAML_BYTES)));
  const files = [metaPath];
  const metrics = await textsOf(workspace, posix.join(path, 'metrics'), files);
  const tags = await textsOf(workspace, posix.join(path, 'tags'), []);
  return { document: { path, kind: 'directory', value: { meta, metrics, tags } }, files };
}

/** The texts of the files below a folder by name; names may hold slashes, which MLflow writes as folders. */
async function textsOf(
  workspace: Workspace,
  folder: string,
  files: string[],
): Promise<Readonly<Record<string, string>>> {
  if (!(await workspace.isDirectory(folder))) return {};
  const texts = new Map<string, string>();
  const open = [folder];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const name of required(await workspace.list(next))) {
      // Files of the system that shows folders are no metrics.
      if (name.startsWith('.')) continue;
      const file = posix.join(next, name);
      if (await workspace.isDirectory(file)) open.push(file);
      else {
        const read = await workspace.readText(file, LARGEST_RUN_FILE_BYTES);
        // An empty file says nothing: a tag may well be empty, and a metric without a line has no value.
        if (!read.ok && read.problem.code !== 'bad-response') throw problemOf(read.problem);
        texts.set(posix.relative(folder, file), read.ok ? read.value : '');
        files.push(file);
      }
      if (texts.size > MOST_METRICS_OF_A_RUN)
        throw new SourceProblem('too-large', `${folder}: more than ${MOST_METRICS_OF_A_RUN} files`);
    }
  }
  return Object.fromEntries(texts);
}

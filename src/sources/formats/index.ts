import { field, isObject } from './document.ts';
import type { EvidenceDocument, Format } from './format.ts';

type Load = () => Promise<Format>;

/**
 * The formats that read one document, in a fixed order; each is loaded only when it is asked. Adding a format adds a
 * line. Rows (`jsonl`, `csv`) are streamed and stand in `rows-file.ts`.
 */
export const DOCUMENT_FORMATS: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['values', async () => (await import(/* webpackMode: "eager" */ './values.ts')).values],
  ['promptfoo', async () => (await import(/* webpackChunkName: "formats" */ './promptfoo.ts')).promptfoo],
  ['lm-eval', async () => (await import(/* webpackChunkName: "formats" */ './lm-eval.ts')).lmEval],
  ['deepeval', async () => (await import(/* webpackChunkName: "formats" */ './deepeval.ts')).deepeval],
  ['mlflow', async () => (await import(/* webpackChunkName: "formats" */ './mlflow.ts')).mlflow],
  ['benchmark', async () => (await import(/* webpackChunkName: "formats" */ './benchmark.ts')).benchmark],
  ['evidently', async () => (await import(/* webpackChunkName: "formats" */ './evidently.ts')).evidently],
  ['junit', async () => (await import(/* webpackChunkName: "formats" */ './junit.ts')).junit],
  ['json', async () => (await import(/* webpackChunkName: "expressions" */ './json.ts')).json],
  ['yaml', async () => (await import(/* webpackChunkName: "expressions" */ './json.ts')).yaml],
]);

/** The formats that a document of a kind can be recognised as; pointer formats are chosen by keys, never recognised. */
export const RECOGNISABLE: Readonly<Record<'json' | 'yaml' | 'xml' | 'text' | 'directory', readonly string[]>> = {
  json: ['values', 'promptfoo', 'lm-eval', 'deepeval', 'mlflow', 'benchmark', 'evidently'],
  yaml: ['values', 'promptfoo', 'mlflow'],
  xml: ['junit'],
  text: [],
  directory: ['mlflow'],
};

/** The keys at the top of a native values file, by which it is recognised without loading any other format. */
const VALUES_KEYS: ReadonlySet<string> = new Set(['$schema', 'observed_at', 'subject', 'metrics']);

/** The formats that a document may be recognised as: all of its kind, but for what only a values file can be. */
export function candidates(document: EvidenceDocument): readonly string[] {
  const { kind, value } = document;
  if (!isObject(value) || !isObject(field(value, 'metrics'))) return RECOGNISABLE[kind];
  return Object.keys(value).every((key) => VALUES_KEYS.has(key)) ? ['values'] : RECOGNISABLE[kind];
}

/** Loads a format by its name; throws for a name that the criteria's schema does not allow. */
export async function loadFormat(name: string): Promise<Format> {
  const load = DOCUMENT_FORMATS.get(name);
  if (load === undefined) throw new Error(`no such format: ${name}`);
  return load();
}

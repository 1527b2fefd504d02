import type { Format } from './format.ts';

type Load = () => Promise<Format>;

/**
 * The formats that read one document, in a fixed order; each is loaded only when it is asked. Adding a format adds a
 * line. Rows (`jsonl`, `csv`) are streamed and stand in `rows-file.ts`.
 */
export const DOCUMENT_FORMATS: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['values', async () => (await import(/* webpackMode: "eager" */ './values.ts')).values],
  ['promptfoo', async () => (await import(/* webpackMode: "eager" */ './promptfoo.ts')).promptfoo],
  ['lm-eval', async () => (await import(/* webpackMode: "eager" */ './lm-eval.ts')).lmEval],
  ['deepeval', async () => (await import(/* webpackMode: "eager" */ './deepeval.ts')).deepeval],
  ['mlflow', async () => (await import(/* webpackMode: "eager" */ './mlflow.ts')).mlflow],
  ['benchmark', async () => (await import(/* webpackMode: "eager" */ './benchmark.ts')).benchmark],
  ['evidently', async () => (await import(/* webpackMode: "eager" */ './evidently.ts')).evidently],
  ['junit', async () => (await import(/* webpackMode: "eager" */ './junit.ts')).junit],
  ['json', async () => (await import(/* webpackMode: "eager" */ './json.ts')).json],
  ['yaml', async () => (await import(/* webpackMode: "eager" */ './json.ts')).yaml],
]);

/** The formats that a document of a kind can be recognised as; pointer formats are chosen by keys, never recognised. */
export const RECOGNISABLE: Readonly<Record<'json' | 'yaml' | 'xml' | 'text' | 'directory', readonly string[]>> = {
  json: ['values', 'promptfoo', 'lm-eval', 'deepeval', 'mlflow', 'benchmark', 'evidently'],
  yaml: ['values', 'promptfoo', 'mlflow'],
  xml: ['junit'],
  text: [],
  directory: ['mlflow'],
};

/** Loads a format by its name; throws for a name that the criteria's schema does not allow. */
export async function loadFormat(name: string): Promise<Format> {
  const load = DOCUMENT_FORMATS.get(name);
  if (load === undefined) throw new Error(`no such format: ${name}`);
  return load();
}

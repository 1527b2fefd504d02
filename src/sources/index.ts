import type { SourceType } from './source.ts';

/** The source types, each loaded only when a criteria file uses it. Adding a type adds a line. */
export const SOURCE_TYPES: ReadonlyMap<string, () => Promise<SourceType>> = new Map([
  ['file', async () => (await import(/* webpackMode: "eager" */ './file-source.ts')).fileSource],
]);

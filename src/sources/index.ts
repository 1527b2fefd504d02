import type { SourceType } from './source.ts';

/** A source type: whether it asks other hosts, and how it is loaded, which is only when a criteria file uses it. */
export interface SourceEntry {
  readonly network: boolean;
  readonly load: () => Promise<SourceType>;
}

/** The source types. Adding a type adds an entry. */
export const SOURCE_TYPES: ReadonlyMap<string, SourceEntry> = new Map([
  [
    'file',
    { network: false, load: async () => (await import(/* webpackMode: "eager" */ './file-source.ts')).fileSource },
  ],
  [
    'http',
    { network: true, load: async () => (await import(/* webpackChunkName: "http" */ './http-source.ts')).httpSource },
  ],
  [
    'prometheus',
    {
      network: true,
      load: async () => (await import(/* webpackChunkName: "prometheus" */ './prometheus-source.ts')).prometheusSource,
    },
  ],
  [
    'postgres',
    {
      network: true,
      load: async () => (await import(/* webpackChunkName: "postgres" */ './postgres-source.ts')).postgresSource,
    },
  ],
  [
    'mlflow',
    {
      network: true,
      load: async () => (await import(/* webpackChunkName: "mlflow" */ './mlflow-source.ts')).mlflowSource,
    },
  ],
]);

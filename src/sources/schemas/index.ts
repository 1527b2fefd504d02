import { postgres, sql } from './databases.ts';
import { file } from './file.ts';
import { http } from './http.ts';
import type { SourceSchemas } from './shared.ts';
import { cloudwatch, datadog, grafana, langfuse, mlflow, prometheus } from './systems.ts';

/** What may be written for each source type. Adding a type adds a line. */
export const SOURCE_SCHEMAS: ReadonlyMap<string, SourceSchemas> = new Map([
  ['file', file],
  ['http', http],
  ['prometheus', prometheus],
  ['postgres', postgres],
  ['sql', sql],
  ['mlflow', mlflow],
  ['grafana', grafana],
  ['datadog', datadog],
  ['cloudwatch', cloudwatch],
  ['langfuse', langfuse],
]);

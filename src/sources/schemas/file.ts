import { choice, map, needed, option, scalar, table, text, workspacePath } from './leaves.ts';
import { OBSERVED_AT_FORMATS, type SourceSchemas, sharedFromKeys, sharedSourceKeys } from './shared.ts';

/** What a metric's `from` may hold per file format, besides `source` and `scale`. */
export const FORMAT_KEYS = {
  values: ['select', 'observed-at'],
  json: ['value', 'sample-size', 'successes', 'observed-at', 'observed-at-format'],
  yaml: ['value', 'sample-size', 'successes', 'observed-at', 'observed-at-format'],
  jsonl: ['where', 'value', 'rate-of', 'observed-at', 'observed-at-format'],
  csv: ['where', 'value', 'rate-of', 'observed-at', 'observed-at-format'],
  promptfoo: ['score', 'prompt', 'provider', 'observed-at'],
  'lm-eval': ['task', 'metric', 'filter', 'observed-at'],
  deepeval: ['metric', 'score', 'observed-at'],
  junit: ['suite', 'observed-at'],
  mlflow: ['metric', 'observed-at'],
  benchmark: ['name', 'suite', 'observed-at'],
  evidently: ['metric', 'column', 'test', 'observed-at'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FileFormat = keyof typeof FORMAT_KEYS;
export const FILE_FORMATS = Object.keys(FORMAT_KEYS) as readonly FileFormat[]; // the keys of a literal

export const file: SourceSchemas = {
  source: () =>
    map({
      ...sharedSourceKeys('file'),
      path: needed(
        workspacePath(),
        'Path inside the workspace, or a glob, which takes the newest file by the time inside it.',
      ),
      format: option(choice(['auto', ...FILE_FORMATS]), 'The format of the file; auto recognises it by its structure.'),
    }),
  from: () =>
    map({
      ...sharedFromKeys(),
      select: option(text(200), "values: another key than the metric's id."),
      value: option(text(), 'json, yaml: JMESPath of the value. jsonl, csv: column of the newest row.'),
      'sample-size': option(text(), 'json, yaml: JMESPath of the number of items judged.'),
      successes: option(text(), 'json, yaml: JMESPath of the number of items that met the condition.'),
      'observed-at': option(
        text(),
        'json, yaml: JMESPath of the time. jsonl, csv: column of the time. Any format: commit, the time of the last commit that touched the file.',
      ),
      'observed-at-format': option(
        choice(OBSERVED_AT_FORMATS),
        'How the time is written; rfc3339 unless said otherwise.',
      ),
      where: option(table(scalar()), 'jsonl, csv: only rows whose columns equal these values.'),
      'rate-of': option(text(200), 'jsonl, csv: the share of rows whose column is true.'),
      score: option(text(200), 'promptfoo: pass-rate or a named score. deepeval: mean or pass-rate.'),
      prompt: option(text(), 'promptfoo: the label of one prompt.'),
      provider: option(text(200), 'promptfoo: one provider.'),
      task: option(text(200), 'lm-eval: the task.'),
      metric: option(text(200), "lm-eval, deepeval, mlflow, evidently: the tool's name of the metric."),
      filter: option(text(200), 'lm-eval: the filter.'),
      suite: option(text(200), 'junit, benchmark: one suite.'),
      name: option(text(200), 'benchmark: the name of the benchmark.'),
      column: option(text(200), 'evidently: the column or label.'),
      test: option(text(200), "evidently: a test's name."),
    }),
};

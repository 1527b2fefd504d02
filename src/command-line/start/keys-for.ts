import type { Survey } from '../../sources/survey-results.ts';

/** Keys of `from`: a text each, or columns with what they must equal. */
export type FromKeys = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The keys of `from` that find a metric in a file, by what the file holds. */
export function keysFor(survey: Extract<Survey, { readonly ok: true }>, name: string, id: string): FromKeys {
  switch (survey.holds) {
    case 'metrics':
      return formatKeys(survey.format, name, id);
    case 'numbers':
      return { value: asExpression(name) };
    case 'named-rows':
      return survey.columns === undefined
        ? {}
        : { where: { [survey.columns.name]: name }, value: survey.columns.value };
    case 'rows':
      return {};
    default:
      return survey.holds satisfies never;
  }
}

/** The JMESPath of a key at the top: as it stands where that is an identifier, else in the double quotes of JSON. */
function asExpression(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^(?:let|in)$/.test(name) ? name : JSON.stringify(name);
}

/** The keys that name a metric, by format. */
function formatKeys(format: string, name: string, id: string): Record<string, string> {
  switch (format) {
    case 'values':
      return name === id ? {} : { select: name };
    case 'promptfoo':
      return { score: name };
    case 'benchmark':
      return { name };
    case 'junit':
      return { suite: name };
    case 'lm-eval':
      return lmEvalKeys(name);
    default:
      return name === id ? {} : { metric: name };
  }
}

/** The keys that a name of lm-eval's results holds, which reads `task metric,filter`. */
export function lmEvalKeys(name: string): Record<string, string> {
  const match = /^(.*) ([^ ,]+)(?:,(.+))?$/.exec(name);
  if (match === null) return { task: name };
  const [, task = '', metric = '', filter] = match;
  return filter === undefined ? { task, metric } : { task, metric, filter };
}

import type { FindingCode } from '../../core/finding-codes.ts';
import { INVALID_EXPRESSION } from './expression-message.ts';
import { commentOr, didYouMean, found, foundOrLimit, inParent, isBlank, keyOf, oneOf } from './found.ts';
import { arg, type Message } from './message.ts';

export const KEY_MESSAGES = {
  placeholder: {
    title: 'A placeholder is left',
    says: (args) => `${keyOf(args)} still holds the placeholder "${arg(args, 'text')}".`,
    fix: () => 'Decide with your team and write the value.',
    why: 'The starter file cannot turn green before a person has decided what counts.',
    example: 'target: ">= 0.80"',
  },
  'unknown-key': {
    title: 'Unknown key',
    says: (args) =>
      `The key ${arg(args, 'key')} is not known${inParent(args)}${didYouMean(args)}`.replace(/([^?])$/, '$1.'),
    fix: (args) => {
      const suggestion = arg(args, 'suggestion');
      if (suggestion !== '') return `Write ${suggestion}.`;
      const allowed = arg(args, 'allowed');
      return allowed === '' ? 'Remove it.' : `Remove it, or use one of: ${allowed}.`;
    },
    why: 'A key that is quietly ignored is a rule that nobody applies.',
    example: 'max-age: 7d   # not max_age',
  },
  'missing-key': {
    title: 'A key is missing',
    says: (args) => `The key ${arg(args, 'key')} is missing${inParent(args)}.`,
    fix: (args) => {
      const near = arg(args, 'near').replace(', ', ' or ');
      const known = near === '' ? '' : `; if you mean ${near}, name it so and its layer is known`;
      return `Add ${arg(args, 'key')}${MEANINGS[arg(args, 'key')] ?? ''}${known}.`;
    },
    why: 'Without it the gate would have to guess.',
    example: 'recall: { layer: model, target: ">= 0.90" }',
  },
  'unsupported-version': {
    title: 'Unknown version of the format',
    says: (args) => `The version must be the number 1; ${found(args)} was found.`,
    fix: () => 'Write version: 1.',
    why: 'A file of another version may mean other things by the same keys.',
    example: 'version: 1',
  },
  'invalid-map': {
    title: 'A map is wanted',
    says: (args) => `${keyOf(args)} must be a map of keys and values; ${foundOrLimit(args)}.`,
    fix: () => 'Write keys with their values, indented below or in braces.',
    why: 'The format gives this key named parts.',
    example: 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }',
  },
  'invalid-list': {
    title: 'A list is wanted',
    says: (args) =>
      `${keyOf(args)} must be a list with at least one entry; ${arg(args, 'found') === 'list' ? 'an empty or overlong list' : found(args)} was found.`,
    fix: () => 'Write the entries in brackets, or leave the key out.',
    why: 'One entry is a list of one, so that adding a second changes one line.',
    example: 'drives: [answer_resolves_query]',
  },
  'invalid-text': {
    title: 'Text is wanted',
    says: (args) =>
      isBlank(args)
        ? `${keyOf(args)} must be text; what is written there shows as nothing.`
        : `${keyOf(args)} must be text; ${foundOrLimit(args)}.`,
    fix: (args) => {
      if (isBlank(args)) return 'Write a text that can be read, or leave the key out.';
      return arg(args, 'problem') === 'too-long'
        ? `Shorten it to ${arg(args, 'most')} characters.`
        : commentOr(args, 'Write a text, in quotes where it looks like a number or like true.');
    },
    why: 'YAML reads unquoted numbers and booleans as such, not as text.',
    example: 'title: "2026"',
  },
  'invalid-number': {
    title: 'A number is wanted',
    says: (args) => `${keyOf(args)} must be a number above zero; ${found(args)} was found.`,
    fix: () => 'Write a plain decimal number without quotes.',
    why: 'Numbers are never guessed from text.',
    example: 'scale: 0.01',
  },
  'invalid-whole-number': {
    title: 'A whole number is wanted',
    says: (args) => `${keyOf(args)} must be a whole number; ${foundOrLimit(args)}.`,
    fix: () => 'Write a plain whole number without quotes.',
    why: 'Samples and metrics are counted one by one.',
    example: 'min-samples: 200',
  },
  'invalid-boolean': {
    title: 'Neither true nor false',
    says: (args) => `${keyOf(args)} must be true or false; ${found(args)} was found.`,
    fix: () => 'Write true or false, without quotes.',
    why: 'In YAML 1.2 yes, no, on and off are plain text.',
    example: 'required: false',
  },
  'invalid-choice': {
    title: 'Not one of the choices',
    says: (args) =>
      `${keyOf(args)} must be ${oneOf(args)}; ${found(args)} was found${didYouMean(args)}`.replace(/([^?])$/, '$1.'),
    fix: (args) => (arg(args, 'suggestion') === '' ? `Write ${oneOf(args)}.` : `Write ${arg(args, 'suggestion')}.`),
    why: 'Only these words have a meaning here.',
    example: 'layer: product',
  },
  'invalid-duration': {
    title: 'A length of time is wanted',
    says: (args) => `${keyOf(args)} must be a length of time; ${found(args)} was found.`,
    fix: (args) => {
      const value = arg(args, 'value');
      const example = /^[1-9][0-9]?$/.test(value) ? `${value}d or ${value}h` : '15m, 24h, 7d or 2w';
      return `Write a whole number above zero with its unit, such as ${example}.`;
    },
    why: 'A bare number does not say whether it means minutes or days.',
    example: 'max-age: 7d',
  },
  'invalid-date': {
    title: 'A date is wanted',
    says: (args) => `${keyOf(args)} must be a date of the calendar between 2000 and 2099; ${found(args)} was found.`,
    fix: () => 'Write YYYY-MM-DD (the end of that day, UTC), or a time with its offset such as 2026-12-15T12:00:00Z.',
    why: 'A date that does not exist, or a time without a zone, would be read differently on every machine.',
    example: 'due: 2026-12-15',
  },
  'invalid-percent': {
    title: 'A percentage is wanted',
    says: (args) => `${keyOf(args)} must be a percentage from 0% to 100%; ${found(args)} was found.`,
    fix: (args) => `Write it with the percent sign${asPercent(args, ', such as 95%')}.`,
    why: 'Written with its sign, 1% and 100% cannot be mixed up.',
    example: 'min-completed: 95%',
  },
  'invalid-share': {
    title: 'A share is wanted',
    says: (args) => `${keyOf(args)} must be a share of a whole; ${found(args)} was found.`,
    fix: () => 'Write a number from 0 to 1, or a percentage such as 92%.',
    why: 'The share enters the judgement of the value.',
    example: 'judge: { sensitivity: 0.92, specificity: 95% }',
  },
  'invalid-confidence': {
    title: 'Unknown confidence',
    says: (args) => `${keyOf(args)} must be 90%, 95%, 99% or none; ${found(args)} was found.`,
    fix: (args) => `Write one of these${asPercent(args, '')}.`,
    why: 'A fixed set keeps teams from choosing the level after they have seen the result.',
    example: 'confidence: 95%',
  },
  'invalid-id': {
    title: 'Not a usable id',
    says: (args) => `${found(args)} cannot be an id (${keyOf(args)}).`,
    fix: () => 'Use 1 to 64 of a-z, 0-9, dot, dash and underscore, beginning with a letter or a digit.',
    why: 'Ids stand in labels, outputs and reports, where other characters would need escaping.',
    example: 'feature: wiki-assistant',
  },
  'reserved-id': {
    title: 'A reserved id',
    says: (args) => `The id ${arg(args, 'value')} is reserved.`,
    fix: () => 'Choose another id, such as one that names what is measured.',
    why: 'Labels and outputs use the name for a layer or for the gate itself, so it would be ambiguous.',
    example: 'metrics:\n  task_success_rate: { layer: task, target: ">= 0.80" }',
  },
  'invalid-mode': {
    title: 'Unknown mode',
    says: (args) => `${keyOf(args)} must be enforce, report, or a map from events to these; ${found(args)} was found.`,
    fix: () => 'Write enforce or report.',
    why: 'The mode says whether a blocking verdict fails the run.',
    example: 'mode: report',
  },
  'invalid-from': {
    title: 'Not a source',
    says: (args) =>
      `${keyOf(args)} must be the id of a source, or a map with source and its keys; ${found(args)} was found.`,
    fix: () => 'Name a source, or leave from out to read the values files given to the run.',
    why: 'The gate never guesses where a value comes from.',
    example: 'from: { source: evals, value: "metrics.recall" }',
  },
  'invalid-regression': {
    title: 'No loss is given',
    says: (args) => `${keyOf(args)} needs absolute, relative or both.`,
    fix: () => 'Write the largest loss against the baseline that you accept.',
    why: 'Without a number nothing would be compared.',
    example: 'regression: { absolute: 0.02 }',
  },
  'invalid-url': {
    title: 'Not a usable address',
    says: (args) => `${keyOf(args)} must be an http or https address without user information or fragment.`,
    fix: () => 'Write the plain address; name credentials under auth.',
    why: 'Credentials in an address end up in logs.',
    example: 'url: https://prometheus.example.com',
  },
  'invalid-path': {
    title: 'Not a path inside the workspace',
    says: (args) => `${keyOf(args)} must be a path inside the workspace; ${foundOrLimit(args)}.`,
    fix: () => 'Write it relative to the workspace, with forward slashes and without "..".',
    why: 'A gate that reads outside the checkout could be fed, or made to show, any file of the runner.',
    example: 'path: evals/results.json',
  },
  'invalid-expression': INVALID_EXPRESSION,
  'invalid-scalar': {
    title: 'A plain value is wanted',
    says: (args) => `${keyOf(args)} must be a text, a number, true or false; ${found(args)} was found.`,
    fix: () => 'Write one plain value.',
    why: 'The column of a row is compared with one value.',
    example: 'where: { suite: policy, language: en }',
  },
  'credential-name': {
    title: 'Not an allowed name for a credential',
    says: (args) => `${keyOf(args)} must be the name of an environment variable that may hold a credential.`,
    fix: () =>
      'Write the name of a variable, not the secret itself; GITHUB_TOKEN and names that begin with ACTIONS_, RUNNER_ or INPUT_ are not allowed.',
    why: "The runner's own tokens must never be sent to another system, and secrets must never stand in a file.",
    example: 'auth: { bearer: PROM_TOKEN }',
  },
  'duplicate-entry': {
    title: 'An entry stands twice',
    says: (args) => `${arg(args, 'id')} stands twice in this list.`,
    fix: () => 'Keep one of them.',
    why: 'One of the two was most likely meant to be another.',
    example: 'drives: [answer_resolves_query, repeat_query_rate]',
  },
  'empty-metrics': {
    title: 'No metrics',
    says: () => 'The file declares no metrics.',
    fix: () => 'Declare at least one model, one task and one product metric.',
    why: 'A gate without criteria would wave everything through.',
    example: 'metrics:\n  recall: { layer: model, target: ">= 0.90" }',
  },
} satisfies Partial<Record<FindingCode, Message>>;

/** What a person who left a key out needs to know of it. */
const MEANINGS: Readonly<Record<string, string>> = {
  layer:
    ': model (does the output resemble the reference?), task (was the task done correctly?), product (did users get what they needed?) or business (did the organisation benefit?)',
  target: ', the worst level that you would launch with, such as ">= 0.90"',
  connection: ' (the environment variable that holds the connection URL), or host, database and user',
  experiment: ', the name or id of the experiment whose runs are read',
  exists: ', a JMESPath expression that is true where the rule exists',
};

/** A number that was given without its sign, with it. */
function asPercent(args: Parameters<Message['fix']>[0], otherwise: string): string {
  if (arg(args, 'found') !== 'number') return otherwise;
  const value = Number(arg(args, 'value'));
  const percent = value <= 1 ? Math.round(value * 1e8) / 1e6 : value;
  return percent > 0 && percent <= 100 ? `: ${percent}%` : otherwise;
}

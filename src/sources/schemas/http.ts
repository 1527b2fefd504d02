import * as z from 'zod/mini';
import { LONGEST_EXPRESSION } from './expression-tree.ts';
import { choice, map, needed, option, scalar, table, text, url } from './leaves.ts';
import { OBSERVED_AT_FORMATS, type SourceSchemas, sharedFromKeys, sharedSourceKeys } from './shared.ts';

function request() {
  return {
    query: option(table(scalar()), 'Query parameters of the address.'),
    json: option(z.unknown(), 'Body sent as JSON.'),
  };
}

function expression() {
  return text(LONGEST_EXPRESSION);
}

export const http: SourceSchemas = {
  source: () =>
    map({
      ...sharedSourceKeys('http'),
      url: needed(url(), 'Address of the API.'),
      method: option(choice(['GET', 'POST']), 'POST where there is a body, unless said otherwise.'),
      ...request(),
      headers: option(table(text()), 'Headers that are no secrets.'),
      form: option(table(scalar()), 'Body sent as a form.'),
      schema: option(
        table(z.unknown()),
        'JSON Schema that every response must fit: draft-07, or 2020-12 by its $schema.',
      ),
    }),
  from: () =>
    map({
      ...sharedFromKeys(),
      ...request(),
      value: option(expression(), 'JMESPath of the value.'),
      'sample-size': option(expression(), 'JMESPath of the number of items judged.'),
      successes: option(expression(), 'JMESPath of the number of items that met the condition.'),
      'observed-at': option(expression(), 'JMESPath of the time.'),
      'observed-at-format': option(
        choice(OBSERVED_AT_FORMATS),
        'How the time is written; rfc3339 unless said otherwise.',
      ),
      'observed-at-kind': option(
        choice(['sample', 'last-event', 'window-end', 'computed', 'query-time']),
        'What the time stands for; sample unless said otherwise.',
      ),
      'fail-if': option(expression(), 'JMESPath that is true where the response says it failed.'),
      'partial-if': option(expression(), 'JMESPath that is true where the response is incomplete.'),
      'ready-if': option(expression(), 'JMESPath that is true once the result is ready; asked again until then.'),
    }),
};

import * as z from 'zod/mini';
import { LONGEST_EXPRESSION } from '../sources/schemas/expression-tree.ts';
import { id, map, must, option, scalar, table, text } from '../sources/schemas/leaves.ts';

/** What may be asked of an answer over HTTP about an alert, each a JMESPath expression, with its description. */
const EXPRESSIONS = {
  exists: 'http: JMESPath that is true where the rule exists.',
  enabled: 'http: JMESPath that is true where the rule is switched on.',
  evaluating: 'http: JMESPath that is true where the rule is evaluated.',
  muted: 'http: JMESPath that is true where the rule is silenced.',
  notifies: 'http: JMESPath that is true where somebody is notified.',
  watches: 'http: JMESPath that is true where the rule watches what the metric reads.',
  firing: 'http: JMESPath that is true while the rule fires.',
  pending: 'http: JMESPath that is true while the rule is about to fire.',
  'delay-seconds': 'http: JMESPath of the worst-case seconds from the event to the notification.',
  'fail-if': 'http: JMESPath that is true where the response says that it failed.',
  'partial-if': 'http: JMESPath that is true where the response is incomplete.',
} as const;

/** The keys of `alert.verify` that are JMESPath expressions. */
export const VERIFY_EXPRESSIONS = Object.keys(EXPRESSIONS) as readonly (keyof typeof EXPRESSIONS)[]; // a literal's keys

/** Those that shape the request to an http source. */
export const VERIFY_REQUEST = ['query', 'json'] as const;

/** The schema of `alert.verify`. */
export function verifySchema() {
  const expression = (key: keyof typeof EXPRESSIONS) => option(text(LONGEST_EXPRESSION), EXPRESSIONS[key]);
  return map({
    source: must(id(), 'Id of the source that runs the alert.'),
    rule: must(text(500), 'Name of the rule.'),
    labels: option(table(text(500)), 'prometheus: labels that select among several rules of that name.'),
    query: option(table(scalar()), "http: query parameters, added to the source's."),
    json: option(z.unknown(), "http: body sent as JSON, merged over the source's."),
    exists: expression('exists'),
    enabled: expression('enabled'),
    evaluating: expression('evaluating'),
    muted: expression('muted'),
    notifies: expression('notifies'),
    watches: expression('watches'),
    firing: expression('firing'),
    pending: expression('pending'),
    'delay-seconds': expression('delay-seconds'),
    'fail-if': expression('fail-if'),
    'partial-if': expression('partial-if'),
  });
}

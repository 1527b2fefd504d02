import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { keyOf } from './found.ts';
import { arg, type Message } from './message.ts';

/** The words for findings about sources on other hosts, and about where alerts are verified. */
export const SOURCE_MESSAGES = {
  'invalid-query': {
    title: 'Not a query that can be judged',
    says: (args) =>
      args['problem'] === 'literal'
        ? `${keyOf(args)} may answer with a number that is written in it although nothing was measured: "${arg(args, 'value')}".`
        : `${keyOf(args)} is not PromQL${slipIn(args)}: "${arg(args, 'value')}".`,
    fix: (args) =>
      args['problem'] === 'literal'
        ? 'Take out what stands in for missing data, such as "or vector(0)": what is missing must stay missing.'
        : 'Correct it; try it in the expression browser of your Prometheus.',
    why: 'A query that cannot be read, or that answers without data, is found here rather than at launch.',
    example: 'query: sum(rate(answers_resolved_total[24h])) / sum(rate(answers_total[24h]))',
  },
  'invalid-header': {
    title: 'Not a header that may be sent',
    says: (args) => `${keyOf(args)} ${HEADER_PROBLEMS[arg(args, 'problem')] ?? 'cannot be sent'}.`,
    fix: (args) => {
      switch (args['problem']) {
        case 'credential':
          return 'Put the secret into an environment variable of the step and name it under auth.';
        case 'connection':
          return 'Remove it; the gate sets what the request needs.';
        case 'twice':
          return 'Keep one of them.';
        default:
          return 'Use letters, digits and dashes in the name, and a value of one line in plain characters.';
      }
    },
    why: 'Secrets must never stand in a file, and a header of the connection could change whose answer is read.',
    example: 'headers: { X-Team: search }\nauth: { header: { name: X-API-Key, value: EVAL_KEY } }',
  },
  'http-needs-private': {
    title: 'An address without encryption',
    says: (args) => `${keyOf(args)} begins with http:// and does not lead to this machine.`,
    fix: () => 'Write https://, or add private: true to the source where the host is inside your network.',
    why: 'Without encryption anybody on the way can read the credentials and write the values.',
    example: 'url: https://prometheus.example.com',
  },
  'tls-off-needs-private': {
    title: 'A database without encryption',
    says: () => 'tls: off sends the password and the values unencrypted to a host that is not said to be inside.',
    fix: () => 'Remove tls: off, or add private: true to the source where the host is inside your network.',
    why: 'Without encryption anybody on the way can read the credentials and write the values.',
    example: 'tls: verify',
  },
  'cannot-verify': {
    title: 'A source that knows no alerts',
    says: (args) =>
      `The source ${arg(args, 'source')} is of type ${arg(args, 'type')}, which cannot be asked about alerts.`,
    fix: (args) => `Name a source of type ${arg(args, 'able').replace(/, ([^,]*)$/, ' or $1')}, or remove verify.`,
    why: 'Whether an alert is wired can only be told by the system that runs it.',
    example: 'verify: { source: prom, rule: RepeatQueryRateHigh }',
  },
  'verify-key': {
    title: 'A key that this source is not asked by',
    says: (args) => `${arg(args, 'key')} is not used where the source is of type ${arg(args, 'type')}.`,
    fix: (args) => `Remove it; besides source and rule, verify takes ${arg(args, 'allowed')}.`,
    why: 'A key that is quietly ignored is a rule that nobody applies.',
    example: 'verify: { source: prom, rule: RepeatQueryRateHigh, labels: { team: search } }',
  },
  'invalid-schema': {
    title: 'Not a JSON Schema that can be used',
    says: (args) => `schema ${schemaProblem(args)}.`,
    fix: () =>
      'Correct it; draft-07 is read, and 2020-12 where $schema says so, without references to elsewhere, look-around and back references.',
    why: 'A schema that cannot be read checks nothing, so that every response would be refused at launch.',
    example: 'schema: { required: [answered, asked] }',
  },
} satisfies Partial<Record<FindingCode, Message>>;

/** Where in the query something is wrong, as far as that is known. */
function slipIn(args: TextArgs): string {
  if (arg(args, 'line') === '') return '';
  const place = ` at line ${arg(args, 'line')}, column ${arg(args, 'column')} of the query`;
  const name = arg(args, 'function');
  return name === '' ? place : `${place}, where it calls ${name}, which is no function`;
}

function schemaProblem(args: TextArgs): string {
  const name = `"${arg(args, 'value')}"`;
  switch (args['problem']) {
    case 'keyword':
      return `holds ${name}, which is no keyword of JSON Schema`;
    case 'place':
      return `holds a value at ${name} that its keyword cannot have`;
    case 'reference':
      return `refers to ${name}, which is not in it`;
    case 'recursion':
      return `comes back to itself by ${name} for the same value, so that checking would never end`;
    case 'pattern':
      return `has the pattern ${name}, which cannot be used`;
    case 'draft':
      return 'names a draft of JSON Schema that is not read';
    default:
      return 'is not a JSON Schema that can be used';
  }
}

const HEADER_PROBLEMS: Readonly<Record<string, string>> = {
  token: 'is no name that a header can have',
  value: 'has a value that no header can have',
  credential: 'looks like a credential, which must not stand in the file',
  connection: 'is set by the connection itself',
  twice: 'is there twice, in other letter case',
};

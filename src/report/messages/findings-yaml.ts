import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { keyOf, typed } from './found.ts';
import { arg, type Message } from './message.ts';

const QUOTES = '# starts a comment, and texts that begin with #, @, ">=" or "<=" need quotes.';

/** Plain words for what a YAML parser complains of; anything else is a place that cannot be read. */
const PROBLEMS: Readonly<Record<string, readonly [string, string]>> = {
  'control-character': [
    'There is a control character here, which YAML does not allow.',
    'Save the file as UTF-8 and remove the character.',
  ],
  'tab-as-indent': ['A tab is used to indent.', 'Indent with spaces.'],
  'missing-char': [
    'A closing bracket, quote, comma, colon or space is missing here or just before.',
    `Close what was opened, and put a space after each colon and comma; ${QUOTES}`,
  ],
  'bad-indent': [
    'The indentation does not fit the lines above.',
    `Line up keys of one map in the same column; ${QUOTES}`,
  ],
  'bad-scalar-start': [
    'A text begins with a character that YAML keeps for itself.',
    'Put the text in quotes; those that begin with # or @ and comparisons such as ">= 0.9" always need them.',
  ],
  'block-as-implicit-key': [
    'A map begins on a line that already holds a key.',
    'Start the inner map on a new line, indented.',
  ],
  'multiline-implicit-key': [
    'A key runs over several lines, or its colon is missing.',
    'Write each key on one line, followed by a colon.',
  ],
  'unexpected-token': [
    'Something stands here that does not belong.',
    'Put texts that hold brackets, braces, commas, colons or #, and comparisons such as ">= 0.9", in quotes.',
  ],
  'bad-dq-escape': [
    'A quoted text holds an escape that YAML does not know.',
    'Use single quotes, in which a backslash is a plain character.',
  ],
  'block-in-flow': [
    'An indented block stands inside brackets.',
    `Use either brackets or indentation for this part; ${QUOTES}`,
  ],
  'key-over-1024-chars': [
    'A key is longer than 1024 characters.',
    'Shorten the key, or close the quote or bracket before it.',
  ],
};

export const YAML_MESSAGES = {
  'file-too-large': {
    title: 'The file is too large',
    says: (args) => `The criteria file has ${arg(args, 'bytes')} bytes; at most ${arg(args, 'limit')} are read.`,
    fix: () => 'Split the criteria into one file per feature.',
    why: 'Criteria are reviewed by people; the limit also keeps a hostile file from exhausting the runner.',
    example: '.github/launch-gate.yml\n.github/launch-gate-search.yml',
  },
  'file-empty': {
    title: 'The file is empty',
    says: () => 'The criteria file holds nothing.',
    fix: () => 'Write version, feature and metrics, or let the init command write a starter file.',
    why: 'A gate without criteria would wave everything through.',
    example:
      'version: 1\nfeature: wiki-assistant\nmetrics:\n  answer_resolves_query: { layer: task, target: ">= 0.80" }',
  },
  'yaml-syntax': {
    title: 'Not valid YAML',
    says: (args) =>
      textProblem(args) ?? (PROBLEMS[arg(args, 'problem')] ?? ['The file cannot be read as YAML from here on.'])[0],
    fix: (args) =>
      textProblem(args) === null
        ? (PROBLEMS[arg(args, 'problem')]?.[1] ??
          'Check quotes, brackets and indentation on this line and the one before.')
        : `Write it in quotes${inQuotes(arg(args, 'text'))}.`,
    why: 'Text that is not YAML has no certain meaning, so nothing of the file is judged.',
    example: 'target: ">= 0.80"   # a comparison needs quotes',
  },
  'yaml-warning': {
    title: 'Doubtful YAML',
    says: () => 'The file can be read here in more than one way.',
    fix: () => 'Write the value plainly, in quotes where it holds special characters.',
    why: 'A gate must mean the same to every reader.',
    example: 'notifies: "#wiki-oncall"',
  },
  'yaml-several-documents': {
    title: 'Several documents in one file',
    says: () => 'A second YAML document begins here.',
    fix: () => 'Keep one document; give each feature a file of its own.',
    why: 'Only one document would be judged, and the other be silently left out.',
    example: '.github/launch-gate.yml',
  },
  'yaml-directive': {
    title: 'Directives are not allowed',
    says: (args) => `The directive "${arg(args, 'text')}" is not allowed.`,
    fix: () => 'Remove the line; the file is always read as YAML 1.2.',
    why: 'Under YAML 1.1 the words yes, no and on become booleans and some numbers change their value.',
    example: 'version: 1',
  },
  'yaml-tag': {
    title: 'Tags are not allowed',
    says: (args) => `The tag "${arg(args, 'text')}" is not allowed.`,
    fix: () => 'Remove the tag; put a value in quotes where it must be text.',
    why: 'Tags change what a value is without it being seen.',
    example: 'title: "2026"',
  },
  'yaml-anchor': {
    title: 'Anchors are not allowed',
    says: (args) => `The anchor "${arg(args, 'text')}" is not allowed.`,
    fix: () => 'Write the value out where it is needed; what all metrics share belongs under defaults.',
    why: 'With anchors a change in one place changes others that the reviewer does not see.',
    example: 'defaults: { max-age: 7d }',
  },
  'yaml-alias': {
    title: 'Aliases are not allowed',
    says: (args) => `The alias "*${arg(args, 'text').replace(/^\*/, '')}" is not allowed.`,
    fix: () => 'Write the value out; put it in quotes where it is a text that begins with an asterisk.',
    why: 'Nested aliases can grow a small file beyond any memory, and hide what is compared.',
    example: 'applies-to: ["*.md"]',
  },
  'yaml-merge-key': {
    title: 'Merge keys are not allowed',
    says: () => 'The merge key << is not allowed.',
    fix: () => 'Write the keys out; what all metrics share belongs under defaults.',
    why: 'YAML 1.2 has no merge keys: tools read them differently.',
    example: 'defaults: { confidence: 95% }',
  },
  'yaml-duplicate-key': {
    title: 'A key stands twice',
    says: (args) => `The key ${arg(args, 'key')} stands twice in the same map.`,
    fix: () => 'Keep one of them.',
    why: 'Which of two targets counts must not depend on the reader.',
    example: 'recall: { layer: model, target: ">= 0.9" }',
  },
  'yaml-too-deep': {
    title: 'Nested too deeply',
    says: (args) => `Lists and maps are nested deeper than ${arg(args, 'limit')} levels.`,
    fix: () => 'Flatten this part; no key of the format needs that many levels.',
    why: 'Endless nesting is a way to crash a program that reads it.',
    example: 'launch-set: { product: 2 }',
  },
  'yaml-key-not-text': {
    title: 'A key is not text',
    says: (args) =>
      arg(args, 'text') === '' ? 'A key is not plain text.' : `The key ${arg(args, 'text')} is not text.`,
    fix: () => 'Write a plain key; put it in quotes where it looks like a number or like true.',
    why: 'A key that is a number or a list has no place in the format.',
    example: 'where: { "2026": yes }',
  },
  'yaml-not-a-number': {
    title: 'Not a finite number',
    says: (args) => `${keyOf(args)} is ${arg(args, 'text')}, which is not a finite number.`,
    fix: () => 'Write a plain decimal number.',
    why: 'Every comparison with "not a number" is false, and everything is below infinity: such a target judges nothing.',
    example: 'min-samples: 200',
  },
  'reserved-key': {
    title: 'A reserved key',
    says: (args) => `The key ${arg(args, 'key')} is reserved.`,
    fix: () => 'Choose another name.',
    why: 'The name has a meaning of its own in JavaScript and could change what the gate reads.',
    example: 'feature: wiki-assistant',
  },
  'too-many-metrics': {
    title: 'Too many metrics',
    says: (args) => `The file has ${arg(args, 'count')} metrics; at most ${arg(args, 'limit')} are read.`,
    fix: () => 'Keep the metrics that decide the launch, or split the file by feature.',
    why: 'Nobody reviews that many criteria.',
    example: '.github/launch-gate-search.yml',
  },
  'too-many-sources': {
    title: 'Too many sources',
    says: (args) => `The file has ${arg(args, 'count')} sources; at most ${arg(args, 'limit')} are read.`,
    fix: () => 'Let metrics share a source: one file or server can give many values.',
    why: 'Every source is asked in each run.',
    example: 'sources:\n  evals: { type: file, path: "evals/*.json" }',
  },
} satisfies Partial<Record<FindingCode, Message>>;

/** What is wrong with a text that only lacks its quotes; `null` for any other problem. */
function textProblem(args: TextArgs): string | null {
  const text = arg(args, 'text');
  switch (arg(args, 'problem')) {
    case 'comment-for-value':
      return `${text || 'A text'} is read as a comment, which # starts, and hides the rest of the line.`;
    case 'unquoted-comparison':
      return `The comparison ${text} is not in quotes, and > has a meaning of its own in YAML.`;
    default:
      return null;
  }
}

/** The text in quotes; nothing where it may be a secret and is not known. */
function inQuotes(text: string): string {
  return text === '' ? '' : `: ${typed(text)}`;
}

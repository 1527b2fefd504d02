import { within } from './within.mjs';

/** Guards of results without criteria, and of what is written for a person to fill in. */
export const FIRST_MINUTE = [
  ...within(
    'command-line/start/results-report.ts',
    ['command-line/check-results'],
    [
      [
        'results without criteria are never a go',
        "    decision: 'no-go',\n    verdict: isBroken",
        "    decision: metrics.length === 0 ? 'no-go' : 'go',\n    verdict: isBroken",
      ],
      [
        'a value that is broken measures no layer',
        'entry === null || value === null ? [] : [entry]',
        'entry === null ? [] : [entry]',
      ],
      [
        'a file of which nothing can be used is an error',
        "verdict: isBroken ? 'error' : 'incomplete'",
        "verdict: 'incomplete'",
      ],
      ['layers that nobody measures are said', 'blind.length === 0\n', 'blind.length >= 0\n'],
      [
        'what has no target has no colour',
        "blind.includes(layer) ? 'unmeasured' : 'unknown'",
        "blind.includes(layer) ? 'unmeasured' : 'green'",
      ],
    ],
  ),
  ...within(
    'command-line/start/found-results.ts',
    ['command-line/check-results', 'command-line/start/found-metrics'],
    [['the name of a case is no name of a metric', "    case 'junit':\n      return null;\n", '']],
  ),
  ...within(
    'sources/survey-results.ts',
    ['sources/survey-results', 'command-line/check-results'],
    [
      [
        'a flat file holds nothing deeper',
        "if (entries.some(([, one]) => typeof one === 'object' && one !== null)) return null;",
        '',
      ],
      [
        'a number that is missing in a flat file is seen',
        "typeof one === 'number' || one === null ? [name] : []",
        "typeof one === 'number' ? [name] : []",
      ],
      ['of an event log no row is a value', 'columns === null || names.length < rows.length', 'columns === null'],
    ],
  ),
  ...within(
    'command-line/start/from-text.ts',
    ['command-line/check-results', 'command-line/start/found-metrics'],
    [['one of several is chosen by a person', '`<fill in: one of $', '`$']],
  ),
  ...within(
    'command-line/start/found-metrics.ts',
    ['command-line/check-results', 'command-line/start/found-metrics'],
    [
      [
        'criteria of results leave the target of a known metric open',
        'target: "<fill in: the worst level that you would launch with, such as $',
        'target: "$',
      ],
      [
        'criteria of results leave the traffic open',
        `traffic: "<fill in: live (what users ask) or curated (a test set)>"`,
        'traffic: live',
      ],
    ],
  ),
  ...within(
    'command-line/write-new.ts',
    ['command-line/check-results', 'command-line/init'],
    [['criteria that exist are never overwritten', "'wx'", "'w'"]],
  ),
  ...within(
    'command-line/start/templates/template-text.ts',
    ['command-line/init-templates', 'command-line/start/templates/template-text'],
    [
      ['a template leaves every target open', 'ask(metric.decides, metric.target)', 'JSON.stringify(metric.target)'],
      ['a template leaves its alerts open', "ask('the level at which somebody is told', when)", 'JSON.stringify(when)'],
      [
        'a template leaves the question of value open',
        "ask('if this grows, are users better off, and why', star.value)",
        'star.value',
      ],
      ['a template names its guards', "...list('guarded-by', metric.guardedBy),", ''],
      ['a template names its preconditions', "...list('valid-if', metric.validIf),", ''],
    ],
  ),
  ...within(
    'criteria/plain-value.ts',
    ['command-line/init-templates', 'criteria/any-text', 'criteria/slips'],
    [
      [
        'what nobody filled in is no value',
        'if (!isPlaceholder(value)) return value;',
        "if (!isPlaceholder(value) || path.at(-1) !== 'target') return value;",
      ],
    ],
  ),
];

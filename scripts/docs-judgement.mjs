// The pages of what judging says: statuses with their reasons, and diagnoses.
import { section, sentence } from './docs-findings.mjs';
import { ALERT_SAMPLES, DIAGNOSIS_SAMPLES, reasonSamples } from './docs-judgement-samples.mjs';
import { block, page, plain, table } from './docs-markdown.mjs';

/** The page of statuses and of every reason that a status may have. */
export async function statusPages({ built }) {
  const codes = await built('core/reason-codes.js');
  const { SOURCE_ERRORS } = await built('core/measurement.js');
  const { judge } = await built('core/judge.js');
  const { STATUS_WORDS } = await built('report/messages/statuses.js');
  const { REASON_MESSAGES } = await built('report/messages/reasons.js');
  const reasons = {
    ...{
      unmeasured: ['no-source', 'source-not-asked'],
      pending: ['not-due'],
      missing: ['not-in-source'],
      stale: codes.STALE_REASONS,
    },
    ...{
      error: [...codes.UNUSABLE_REASONS, 'evidence-in-change', ...SOURCE_ERRORS],
      inconclusive: codes.INCONCLUSIVE_REASONS,
    },
    ...{ fail: ['target-missed'], pass: ['target-met'] },
  };
  const all = Object.values(reasons).flat();
  const missing = codes.REASON_CODES.filter((code) => !all.includes(code));
  if (missing.length > 0) throw new Error(`reasons without a status: ${missing}`);
  const samples = reasonSamples(judge, all);
  const sections = Object.entries(STATUS_WORDS).flatMap(([status, { means }]) => [
    `# Status ${status}`,
    means,
    ...reasons[status].map((code) => {
      const message = REASON_MESSAGES[code];
      return section({
        ...{ code, title: message.title, lead: ` · status \`${status}\``, why: message.why },
        ...{ says: `> ${sentence(message.says(samples.get(code)))}`, todo: sentence(message.fix(samples.get(code))) },
        example: block('text', message.example),
      });
    }),
  ]);
  const rows = Object.entries(STATUS_WORDS).map(([status, { effect }], index) => [
    String(index + 1),
    `[\`${status}\`](#status-${status})`,
    effect,
    reasons[status].map((code) => `[\`${code}\`](#${code})`).join(', '),
  ]);
  const intro = [
    '# Statuses and reasons',
    'Every metric has exactly one of eight statuses, and a reason. The first that applies, in this order, is the status. What a *required* metric does to the verdict stands beside it; an advisory one (`required: false`) is reported and never blocks.',
    table(['', 'status', 'effect on the verdict', 'reasons'], rows),
    'The verdict is the worst of `error`, `fail`, `incomplete` and `pass`. What is said of alerts: [states of alerts](alert-states.md).',
  ];
  return [['docs/statuses.md', page(...intro, ...sections)]];
}

/** The states of an alert, what each does to the verdict, and which reasons lead to it. */
const ALERT_STATES = [
  [
    'declared',
    'The criteria declare the alert, and name no place to ask about it.',
    'does not block; with `verified-alerts: true` it does not count for the launch set',
    () => [],
  ],
  ['verified', 'Everything was asked, and every answer is good.', 'does not block', () => ['alert-verified']],
  [
    'partly-verified',
    'What could be asked is good, and the system has no means to tell the rest, or the rule fires at fewer values than `when` promises.',
    'does not block; the report says what is not known, or where the rule fires',
    () => ['alert-partly-verified'],
  ],
  [
    'refuted',
    'Something is known to be bad: the worst of it is the reason.',
    '`fail`, at every stage',
    ({ REFUTED_REASONS }) => REFUTED_REASONS,
  ],
  [
    'unknown',
    'Nobody answered, or an answer may be the bad one.',
    '`incomplete`, at every stage',
    ({ UNKNOWN_ALERT_REASONS }) => UNKNOWN_ALERT_REASONS,
  ],
];

/** The page of states of alerts and of every reason that a state may have. */
export async function alertPages({ built }) {
  const codes = await built('core/alert-reason-codes.js');
  const { ALERT_REASON_MESSAGES } = await built('report/messages/reasons-alert.js');
  const states = ALERT_STATES.map(([state, says, effect, of]) => ({ state, says, effect, reasons: of(codes) }));
  const all = states.flatMap(({ reasons }) => reasons);
  const missing = codes.ALERT_REASON_CODES.filter((code) => !all.includes(code) || ALERT_SAMPLES[code] === undefined);
  if (missing.length > 0) throw new Error(`reasons of alerts without a state or a sample: ${missing}`);
  const rows = states.map(({ state, says, effect, reasons }) => [
    `\`${state}\``,
    says,
    effect,
    reasons.map((code) => `[\`${code}\`](#${code})`).join(', '),
  ]);
  const sections = states.flatMap(({ state, reasons }) =>
    reasons.map((code) => {
      const message = ALERT_REASON_MESSAGES[code];
      const args = ALERT_SAMPLES[code];
      return section({
        ...{ code, title: message.title, lead: ` · state \`${state}\``, why: message.why },
        ...{ says: `> ${sentence(message.says(args))}`, todo: sentence(message.fix(args)) || 'Nothing.' },
        example: block('text', message.example),
      });
    }),
  );
  const intro = [
    '# States of alerts',
    'An alert has exactly one of five states. What a *required* metric’s alert does to the verdict stands beside it; that of an advisory metric is only reported. How alerts are asked about: [alerts](alerts.md). In the JSON report the state stands in `metrics[].alert`.',
    table(['state', 'what it means', 'effect on the verdict', 'reasons'], rows),
  ];
  return [['docs/alert-states.md', page(...intro, ...sections)]];
}

const DIAGNOSIS_INTRO = `The gate looks at four layers, lowest first. Each answers a question of its own, and the higher one is the truth of which the lower one is a proxy.

| layer | question |
| --- | --- |
| model | Does the output resemble the reference? |
| task | Did the system do the task correctly? |
| product | Did the user get what they needed? |
| business | Did the organisation benefit? |

A layer is **red** where a required metric fails, **green** where all pass (or pass and are pending), **unmeasured** where there is none or none has a value, **pending** (business only) where all wait for their date, and **unknown** otherwise. The diagnosis names the edge where green turns to red: below it the proxies hold, above it they no longer tell the truth. Red layers above the edge inherit the failure. An override or a mode never changes the diagnosis, and the diagnosis never changes the verdict.

What else it may say:

- **Further breaks.** Red layers apart from the headline are listed, such as a failure that a green layer above contains.
- **The declared graph.** Where metrics name what they \`drive\`, it says of a failing metric whether its drivers pass (a divergence), fail too (inherited), or are not known, and of a passing one whether what should drive it fails (a suspect proxy).
- **The leaning diagnosis.** Where layers are undecided, it adds what their point values would say, and that they prove nothing.`;

/** The page of diagnoses. */
export async function diagnosisPages({ built }) {
  const { DIAGNOSIS_CODES } = await built('core/diagnosis.js');
  const { DIAGNOSIS_MESSAGES } = await built('report/messages/diagnosis.js');
  const rows = DIAGNOSIS_CODES.map((code) => {
    const { title, example } = DIAGNOSIS_MESSAGES[code];
    return [`[\`${code}\`](#${code})`, plain(title), plain(example)];
  });
  const sections = DIAGNOSIS_CODES.map((code) => {
    const message = DIAGNOSIS_MESSAGES[code];
    const args = DIAGNOSIS_SAMPLES[code];
    return [
      `## ${code}`,
      `**${plain(message.title)}** · such as ${plain(message.example)}`,
      '### What it means',
      plain(message.why),
      '### What the report says',
      `> **${plain(message.headline(args))}.** ${sentence(message.says(args))}`,
      '### What to do',
      sentence(message.fix(args)),
      '### What to do on Monday',
      sentence(message.monday(args)),
    ].join('\n\n');
  });
  const index = table(['code', 'what it is', 'layers from model to business'], rows);
  return [
    [
      'docs/diagnosis.md',
      page(
        '# Diagnosis: where the stack diverges',
        DIAGNOSIS_INTRO,
        index,
        'The texts below are those of an example, an AI wiki assistant.',
        ...sections,
      ),
    ],
  ];
}

import { criteria, loading, of, values } from './texts.mjs';

const TASK = 'layer: task, target: ">= 0.80", unit: ratio';
const until = (date) => `provisional: { until: ${date}, reason: more conversations by then }`;
const judged = (says, keys, value, more = {}) => ({
  says,
  criteria: criteria({ answer_correctness: `${TASK}${keys}` }, more.top),
  values: values({ answer_correctness: value, ...more.metrics }, more.file),
});

/** Numbers that are too few, too old, of something else, or scored by somebody whom nobody checked. */
export const EVIDENCE_TRAPS = [
  {
    trap: 'Too few cases',
    looks:
      '41 of 50 for `>= 0.80`; 50 cases where 500 are needed; a target that not even a good system could be shown to meet',
    samples: [
      judged({ reason: ['interval-spans-target'] }, ', confidence: 95%', of(41, 50)),
      judged({ reason: ['too-few-samples'] }, ', min-samples: 500', of(45, 50)),
      loading(['hard-to-show'], { answer_correctness: `${TASK}, confidence: 95%, min-samples: 50` }),
    ],
  },
  {
    trap: 'Five of five',
    looks: '5 of 5 for `>= 0.80`, or 0 of 20 for `<= 0.10`, and no `confidence` is asked for',
    samples: [
      judged({ finding: ['thin-evidence'] }, '', of(5, 5)),
      {
        says: { finding: ['thin-evidence'] },
        criteria: criteria({ unsafe_answer_rate: 'layer: task, target: "<= 0.10", unit: ratio' }),
        values: values({ unsafe_answer_rate: of(0, 20) }),
      },
    ],
  },
  {
    trap: 'Nobody knows how many cases',
    looks: 'a bare `0.83`',
    samples: [
      judged({ finding: ['no-sample-size'] }, '', 0.83),
      judged({ reason: ['no-sample-size'] }, ', confidence: 95%', 0.83),
    ],
  },
  {
    trap: 'The wrong cases are counted',
    looks: '`precision` and `recall` both as shares of all 1,000 items',
    samples: [
      {
        says: { finding: ['wrong-n'] },
        criteria: criteria({
          precision: 'layer: model, target: ">= 0.80", unit: ratio',
          recall: 'layer: model, target: ">= 0.40", unit: ratio',
        }),
        values: values({ precision: of(800, 1000), recall: of(500, 1000) }),
      },
    ],
  },
  {
    trap: 'The hard cases got lost',
    looks: '200 tried, 100 judged',
    samples: [judged({ reason: ['items-lost'] }, '', { value: 0.95, sample_size: 100, attempted: 200 })],
  },
  {
    trap: 'A judge whom nobody compared with people',
    looks: '`faithfulness` without `valid-if`; or the agreement is low; or the judge is no better than dice',
    samples: [
      loading(['judge-unlicensed'], { faithfulness: 'layer: task, target: ">= 0.90"' }),
      {
        says: { reason: ['untrusted-evidence'] },
        criteria: criteria({
          faithfulness: 'layer: task, target: ">= 0.90", valid-if: [judge_human_agreement]',
          judge_human_agreement: 'layer: evidence, target: ">= 0.60"',
        }),
        values: values({ faithfulness: 0.95, judge_human_agreement: 0.2 }),
      },
      loading(['judge-uninformative'], {
        answer_correctness: `${TASK}, judge: { sensitivity: 0.60, specificity: 0.40 }`,
      }),
    ],
  },
  {
    trap: 'An exception that never ends',
    looks: '`provisional` until next year, or until a day that is over; `due` months after the launch',
    samples: [
      loading(['provisional-too-far'], { answer_correctness: `${TASK}, ${until('2027-03-01')}` }),
      loading(['provisional-over'], { answer_correctness: `${TASK}, ${until('2026-10-15')}` }),
      loading(
        ['due-too-late'],
        { ticket_deflection_rate: 'layer: business, target: ">= 0.40", unit: ratio, due: 2027-03-31' },
        'launch-date: 2026-12-01\n',
      ),
    ],
  },
  {
    trap: 'A warning is switched off',
    looks: '`lints` lowers a level without a reason that reviewers could read',
    samples: [
      loading(
        ['lint-needs-reason'],
        { ticket_deflection_rate: 'layer: business, target: ">= 0.40", unit: ratio' },
        'lints: { missing-pair: { level: info } }\n',
      ),
    ],
  },
  {
    trap: 'Drift',
    looks: 'model metrics decide, and nothing would notice that they decay: no alert, no `input_drift`, no age limit',
    note: 'Drift itself shows only over time: measure it (`input_drift`, `model_age`), limit the age of the evidence, and alert on a leading indicator.',
    samples: [loading(['no-drift-watch', 'no-max-age'], { recall: 'layer: model, target: ">= 0.90"' })],
  },
  {
    trap: 'Evidence of last spring',
    looks:
      '`max-age: 7d`, and the value is 30 days old, or has no date; or no `max-age` at all, and it is of last spring',
    samples: [
      judged({ reason: ['too-old'] }, ', max-age: 7d', of(900, 1000), {
        file: { observed_at: '2026-10-23T00:00:00Z' },
      }),
      judged({ reason: ['no-timestamp'] }, ', max-age: 7d', of(900, 1000), { file: { observed_at: undefined } }),
      judged({ finding: ['old-evidence'] }, '', of(900, 1000), { file: { observed_at: '2026-04-20T00:00:00Z' } }),
    ],
  },
  {
    trap: 'Evidence of another version',
    looks: '`bind: commit` or `bind: pins`, and the evidence is of another commit, or of another prompt',
    samples: [
      judged({ reason: ['other-commit'] }, ', bind: commit', of(900, 1000), {
        file: { subject: { commit: 'a'.repeat(40) } },
      }),
      judged({ reason: ['other-pins'] }, ', bind: pins', of(900, 1000), {
        top: 'subject: { pins: ["evals/**"] }\n',
        file: { subject: { pins: `sha256:${'0'.repeat(64)}` } },
      }),
    ],
  },
];

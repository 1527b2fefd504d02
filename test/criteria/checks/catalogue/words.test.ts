import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../../../src/criteria/load-criteria.ts';
import { FINDING_MESSAGES } from '../../../../src/report/messages/findings.ts';
import { CATALOGUE_MESSAGES } from '../../../../src/report/messages/findings-catalogue.ts';
import { toPlain } from '../../../../src/report/prose.ts';
import { findingSays } from '../../../../src/report/texts.ts';
import { argsOf, withMetrics } from './found.ts';

const OTHER = 'answer_resolves_query: { layer: task, target: ">= 0.8" }';

/** What gives a finding, and what is said of it and to do about it. */
const ROWS: readonly (readonly [
  code: keyof typeof CATALOGUE_MESSAGES,
  lines: readonly string[],
  says: string,
  fix: string,
])[] = [
  [
    'layer-misplaced',
    ['answer_bleu: { layer: task, target: ">= 0.8" }'],
    '"BLEU" compares outputs with something like them, which shows nothing of task.',
    'Write layer: model, and add a task metric that shows what users get.',
  ],
  [
    'layer-misplaced',
    ['escalation_rate: { layer: business, target: "0.1 .. 0.2" }'],
    '"Handed over to a person" answers the question of the layer task or product, not of business.',
    'Write layer: task or product.',
  ],
  [
    'wrong-direction',
    ['recall: { layer: model, target: "<= 0.9" }'],
    '"Recall" is better the higher it is, and <= 0.9 asks for the opposite.',
    'Write the least that you would launch with: a lower bound.',
  ],
  [
    'wrong-direction',
    ['hallucination_rate: { layer: task, target: ">= 0.9" }'],
    '"Hallucination rate" is better the lower it is, and >= 0.9 asks for the opposite.',
    'Write the most that you would launch with: an upper bound.',
  ],
  [
    'unit-mismatch',
    ['accuracy: { layer: model, target: ">= 90" }'],
    '"Accuracy" is 0 to 1, and the target >= 90 is beyond that.',
    'Write unit: percent, or the target as a number from 0 to 1.',
  ],
  [
    'unit-mismatch',
    ['accuracy: { layer: model, target: ">= 0.90", unit: percent }'],
    'With unit: percent, the target >= 0.90 of "Accuracy" asks for no more than one in a hundred.',
    'Write target: ">= 90" or ">= 90%", or ">= 0.9%" if so little is meant.',
  ],
  [
    'unit-mismatch',
    ['recall: { layer: model, target: "0.55 .. 0.57", unit: percent }'],
    'With unit: percent, the target 0.55 .. 0.57 of "Recall" asks for no more than one in a hundred.',
    'Write target: "55 .. 57" or "55 .. 57%", or "0.55% .. 0.57%" if so little is meant.',
  ],
  [
    'unit-mismatch',
    ['perplexity: { layer: model, target: "<= 0.5" }'],
    '"Perplexity" is 1 or more, and the target <= 0.5 is beyond that.',
    'Write the target on the scale on which the values are measured.',
  ],
  [
    'unit-mismatch',
    ['repeat_query_rate: { layer: product, target: "<= 0.1", alert: { when: "> 15" } }'],
    '"Repeat-query rate" is 0 to 1, and the alert > 15 is beyond that.',
    'Write the alert on the scale on which the values are measured.',
  ],
  [
    'unit-mismatch',
    ['accuracy: { layer: model, target: ">= 0.9", unit: ms }'],
    '"Accuracy" is not measured in ms.',
    "Write unit: ratio, or correct the metric's name.",
  ],
  [
    'unit-mismatch',
    ['cost_per_request: { layer: model, target: "<= 2", unit: s }'],
    '"Cost per request" is not measured in s.',
    'Write the unit in which its values are measured.',
  ],
  [
    'trivial-target',
    ['accuracy: { layer: model, target: ">= 0.98", prevalence: 99% }'],
    'The target >= 0.98 asks for no more than 0.99, which a system that always gives one answer scores at a prevalence of 99%.',
    'Set a target that is clearly better than that, or correct prevalence.',
  ],
  [
    'trivial-target',
    ['auc: { layer: model, target: ">= 0.5" }'],
    'The target >= 0.5 asks for no more than 0.5, which chance alone scores.',
    'Set a target that is clearly better than that.',
  ],
  [
    'trivial-target',
    ['csat: { layer: product, target: ">= 1" }'],
    'On the scale 1 to 5 even the worst value meets the target >= 1.',
    'Write the worst level that you would launch with, and unit: ratio or unit: percent where a share is meant.',
  ],
  [
    'trivial-target',
    ['nps: { layer: business, target: ">= -100" }'],
    'On the scale -100 to 100 even the worst value meets the target >= -100.',
    'Write the worst level that you would launch with.',
  ],
  [
    'lagging-as-leading',
    ['retention: { layer: product, target: ">= 0.7", indicator: leading }'],
    '"Retention of users" moves long after users were let down, so that it cannot warn in time.',
    'Write indicator: lagging, and put the alert on a metric that moves within hours, such as repeat_query_rate.',
  ],
  [
    'missing-pair',
    ['recall: { layer: model, target: ">= 0.9" }'],
    '"Recall" is judged without a counter-metric: it rises when everything is flagged; its sample size is the number of actual positives.',
    'Add precision or false_positive_rate with a target, or name what guards it in guarded-by.',
  ],
  [
    'missing-pair',
    ['schema_validity: { layer: task, target: ">= 1" }'],
    '"Outputs that fit the schema" is judged without a counter-metric: valid JSON may hold the wrong content.',
    'Add answer_correctness with a target, or name what guards it in guarded-by.',
  ],
  [
    'missing-pair',
    [
      'ctr: { layer: product, target: ">= 0.04", guarded-by: [messages_per_user] }',
      'messages_per_user: { layer: product, target: ">= 5", required: false }',
    ],
    '"Click-through rate" is judged without a counter-metric (messages_per_user is activity itself): what stands first or promises most is clicked, whether it helps or not.',
    'Add csat, or trust_proxy, or dau_retention, or dwell_time with a target, or name another metric that guards it in guarded-by.',
  ],
  [
    'traffic-not-said',
    ['x: { layer: task, target: ">= 1" }', 'y: { layer: task, target: ">= 1" }'],
    'Nothing says whether the task metrics come from live traffic or from a test set.',
    'Add traffic: live or traffic: curated to x, y.',
  ],
  [
    'not-in-catalogue',
    ['thumbs_up: { layer: product, target: ">= 0.8" }', 'x: { layer: task, target: ">= 1" }'],
    'Not known by name, so that none of the known traps is looked for: thumbs_up (thumbs_up_rate?), x.',
    'Rename what is a known metric under another name; for what is your own, nothing is to be done.',
  ],
  [
    'unmapped-proxy',
    ['x: { layer: model, target: ">= 1" }', OTHER],
    'Nothing says what x should move for users.',
    'Name in drives the metric that it should move, such as drives: [answer_resolves_query].',
  ],
  [
    'unmapped-proxy',
    ['x: { layer: model, target: ">= 1" }'],
    'Nothing says what x should move for users.',
    'Add the task metric that it should move, and name it in drives.',
  ],
  [
    'no-proxy',
    ['x: { layer: product, target: ">= 1" }', 'y: { layer: business, target: ">= 1" }'],
    'No metric says what it drives, so nothing leads to x, y.',
    'Name it in drives of the model, task or product metric that should move it.',
  ],
  [
    'no-proxy',
    ['x: { layer: product, target: ">= 1", drives: [y] }', 'y: { layer: business, target: ">= 1" }'],
    'No metric of a lower layer says that it drives x.',
    'Name it in drives of the model, task or product metric that should move it.',
  ],
  [
    'single-proxy',
    ['x: { layer: task, target: ">= 1" }'],
    'x alone decides about the launch.',
    'Add a required metric with a target on another layer, such as product.',
  ],
  [
    'single-proxy',
    ['x: { layer: model, target: ">= 1" }', 'y: { layer: model, target: ">= 1" }'],
    'All 2 metrics that decide about the launch are on the layer model.',
    'Add a required metric with a target on another layer, such as task.',
  ],
  [
    'testset-only',
    ['x: { layer: task, target: ">= 1", traffic: curated }', 'y: { layer: task, target: ">= 1", traffic: curated }'],
    'Every task metric is measured on a curated set: x, y.',
    'Add a task metric with traffic: live, measured on a sample of real requests.',
  ],
  [
    'judge-unlicensed',
    ['faithfulness: { layer: task, target: ">= 0.9" }'],
    '"Faithfulness" is usually judged by a model, and it counts whether that agrees with people or not.',
    'Add a metric judge_human_agreement of layer: evidence with a target, and valid-if: [judge_human_agreement] here.',
  ],
  [
    'judge-unlicensed',
    [
      'x: { layer: task, target: ">= 0.9", judge: { sensitivity: 0.9, specificity: 0.9 } }',
      'kappa: { layer: evidence, target: ">= 0.6" }',
    ],
    'A model judges the values, and they count whether it agrees with people or not.',
    'Add valid-if: [kappa] here.',
  ],
  [
    'feedback-loop',
    ['ctr: { layer: product, target: ">= 0.04" }', 'ndcg: { layer: model, target: ">= 0.4" }'],
    'Neither coverage nor diversity is measured beside ctr, ndcg, which can rise while users see less and less.',
    'Add a metric coverage or diversity with a target.',
  ],
  [
    'no-drift-watch',
    ['x: { layer: model, target: ">= 1" }'],
    'Model metrics decide (x), and nothing would tell that the model decays later.',
    'Add an alert to a task or product metric, a metric input_drift or model_age with a target, or max-age to a model metric.',
  ],
];

describe('what is said, and what to do', () => {
  it.each(ROWS)('%s: %j', async (code, lines, says, fix) => {
    const args = await argsOf(code, lines);
    expect(CATALOGUE_MESSAGES[code].says(args ?? {})).toBe(says);
    expect(CATALOGUE_MESSAGES[code].fix(args ?? {})).toBe(fix);
  });

  it('has a row for every code of the family', () => {
    expect([...new Set(ROWS.map(([code]) => code))].sort()).toEqual(Object.keys(CATALOGUE_MESSAGES).sort());
  });

  it('joins several alternatives so that they can be told apart', async () => {
    const fix = async (line: string) =>
      CATALOGUE_MESSAGES['missing-pair'].fix((await argsOf('missing-pair', [line])) ?? {});
    expect(await fix('accuracy: { layer: model, target: ">= 0.9" }')).toBe(
      'Add precision and recall, or balanced_accuracy, or mcc with a target, or name what guards it in guarded-by.',
    );
    expect(await fix('perplexity: { layer: model, target: "<= 20" }')).toContain('Add any task metric with a target');
    expect(await fix('rouge: { layer: model, target: ">= 0.4" }')).toContain(' and answer_length with a target');
  });

  it('of how a metric misleads, every word, and each guard with why it does not count', async () => {
    const { findings } = await loadCriteria(
      withMetrics([
        'accuracy: { layer: model, target: ">= 0.9" }',
        'bleu: { layer: model, target: ">= 0.9" }',
        'deflection: { layer: business, target: ">= 0.4", guarded-by: [messages_per_user, ctr, deflection_rate, x] }',
        'deflection_rate: { layer: business, target: ">= 0.4", required: false }',
        ...['messages_per_user', 'ctr'].map((id) => `${id}: { layer: product, target: ">= 0.1", required: false }`),
        'x: { layer: model, target: ">= 1", required: false }',
      ]),
      'gate.yml',
    );
    const says = findings.filter(({ code }) => code === 'missing-pair').map((finding) => toPlain(findingSays(finding)));
    expect(says).toEqual([
      expect.stringMatching(/counter-metric: where one class is rare, .* 99 % on mail of which 99 % is no spam\.$/),
      expect.stringMatching(/counter-metric: it rewards .*; values of different tokenizers do not compare\.$/),
      expect.stringContaining(
        '(messages_per_user and ctr are activity themselves; deflection_rate is the same metric; x stands below, on the layer model): it rises',
      ),
    ]);
  });

  it('of a layer that is missing, the names that may be meant', async () => {
    const args = await argsOf('missing-key', ['my_accuracy: { target: ">= 0.9" }']);
    expect(FINDING_MESSAGES['missing-key'].fix(args ?? {})).toMatch(
      /^Add layer: .*; if you mean accuracy, name it so and its layer is known\.$/,
    );
  });

  it('of a prevalence, and of a due date, for which metric', async () => {
    const prevalence = await argsOf('not-supported-yet', ['recall: { target: ">= 0.9", prevalence: 0.9 }']);
    expect(FINDING_MESSAGES['not-supported-yet'].says(prevalence ?? {})).toBe(
      'prevalence is part of the file format, but this version does not act on it yet for the metric "Recall".',
    );
    const due = await argsOf(
      'due-on-leading',
      ['recall: { target: ">= 0.9", due: 2026-12-15 }'],
      ['launch-date: 2026-12-01'],
    );
    expect(FINDING_MESSAGES['due-on-leading'].says(due ?? {})).toBe(
      'A leading metric such as "Recall" cannot have a due date.',
    );
  });
});

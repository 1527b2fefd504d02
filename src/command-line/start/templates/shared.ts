import type { TemplateMetric } from './template.ts';

/** Metrics that several templates have; each adds what it drives. */
export const INPUT_DRIFT = {
  id: 'input_drift',
  teaches: 'What users ask changes, and a model does not notice: limits of 0.1 and 0.25 are usual, not proven.',
  layer: 'model',
  decides: 'the most that the inputs may have moved from those that it was evaluated on',
  target: '<= 0.20',
  indicator: 'leading',
} as const satisfies TemplateMetric;

export const JUDGE_AGREEMENT = {
  id: 'judge_human_agreement',
  teaches: 'A model that judges is a measuring device: while it does not agree with people, its scores prove nothing.',
  layer: 'evidence',
  decides: 'the least agreement with people at which you believe the judge',
  target: '>= 0.60',
  maxAge: '31d',
} as const satisfies TemplateMetric;

export const ANSWER_CORRECTNESS = {
  id: 'answer_correctness',
  teaches: 'On live traffic: 95 % on a curated set may be 60 % on the long tail.',
  layer: 'task',
  decides: 'the least share of right answers that you would launch with',
  target: '>= 0.85',
  unit: 'ratio',
  traffic: 'live',
  validIf: [JUDGE_AGREEMENT.id],
} as const satisfies TemplateMetric;

export const HALLUCINATION_RATE = {
  id: 'hallucination_rate',
  teaches: 'Never answering is free of hallucinations, so read it beside correctness.',
  layer: 'task',
  decides: 'the largest share of answers with something made up that you would launch with',
  target: '<= 0.02',
  unit: 'ratio',
  traffic: 'live',
  validIf: [JUDGE_AGREEMENT.id],
  guardedBy: [ANSWER_CORRECTNESS.id],
} as const satisfies TemplateMetric;

export const UNSAFE_OUTPUT_RATE = {
  id: 'unsafe_output_rate',
  teaches: 'A floor that no label overrides. None in 100 proves only that it is at most 3 %.',
  layer: 'model',
  decides: 'the largest share of unsafe outputs that anybody may ever see',
  target: '<= 0.001',
  unit: 'ratio',
  waivable: false,
  proof: { samples: 3000, because: 'none unsafe in 3000 shows at most 0.1 %; a lower target takes more' },
  validIf: [JUDGE_AGREEMENT.id],
  guardedBy: ['refusal_rate'],
} as const satisfies TemplateMetric;

export const REFUSAL_RATE = {
  id: 'refusal_rate',
  teaches: 'Refusing everything is safe and useless: this shows it.',
  layer: 'model',
  decides: 'the largest share of rightful requests that may be refused',
  target: '<= 0.05',
  unit: 'ratio',
  guardedBy: [UNSAFE_OUTPUT_RATE.id],
} as const satisfies TemplateMetric;

export const REPEAT_QUERY_RATE = {
  id: 'repeat_query_rate',
  teaches:
    'The leading indicator: who asks again within ten minutes was not helped. It moves in hours, so it has the alert.',
  layer: 'product',
  decides: 'the largest share of users who ask again that you would launch with',
  target: '<= 0.10',
  unit: 'ratio',
  indicator: 'leading',
  maxAge: '24h',
  alertWhen: '> 0.15',
  guardedBy: ['task_completion_rate'],
} as const satisfies TemplateMetric;

export const TASK_COMPLETION_RATE = {
  id: 'task_completion_rate',
  teaches: 'A prompt that is completed is not a problem that is solved: count users whose problem was.',
  layer: 'product',
  decides: 'the least share of users who get what they came for',
  target: '>= 0.70',
  unit: 'ratio',
  required: false,
} as const satisfies TemplateMetric;

export const RECONTACT_48H = {
  id: 'recontact_48h',
  teaches: 'The counter-metric of deflection and containment: who was only turned away comes back within two days.',
  layer: 'product',
  decides: 'the largest share of users who come back with the same issue',
  target: '<= 0.12',
  unit: 'ratio',
} as const satisfies TemplateMetric;

export const TICKET_DEFLECTION_RATE = {
  id: 'ticket_deflection_rate',
  teaches:
    'What it is for. The value comes after the launch, its target before; it rises too when tickets are discouraged.',
  layer: 'business',
  decides: 'the least share of tickets that must no longer be needed',
  target: '>= 0.30',
  unit: 'ratio',
  indicator: 'lagging',
  maxAge: '14d',
  due: true,
  guardedBy: [RECONTACT_48H.id],
} as const satisfies TemplateMetric;

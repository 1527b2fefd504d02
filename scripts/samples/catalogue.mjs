import { metrics } from './texts.mjs';

/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {
  'layer-misplaced': metrics('  answer_bleu: { layer: task, target: ">= 0.80" }'),
  'wrong-direction': metrics('  hallucination_rate: { layer: task, target: ">= 0.9", unit: ratio }'),
  'unit-mismatch': metrics('  accuracy: { layer: model, target: ">= 90" }'),
  'trivial-target': metrics('  accuracy: { layer: model, target: ">= 0.98", unit: ratio, prevalence: 99% }'),
  'lagging-as-leading': metrics('  day_14_retention: { layer: product, target: ">= 0.70", indicator: leading }'),
  'missing-pair': metrics('  ticket_deflection_rate: { layer: business, target: ">= 0.40", unit: ratio }'),
  'unmapped-proxy': metrics(
    '  retrieval_recall_at_5: { layer: model, target: ">= 0.90" }\n  answer_resolves_query: { layer: task, target: ">= 0.80" }',
  ),
  'no-proxy': metrics(
    [
      '  retrieval_recall_at_5: { layer: model, target: ">= 0.90", drives: [answer_resolves_query] }',
      '  answer_resolves_query: { layer: task, target: ">= 0.80" }',
      '  repeat_query_rate: { layer: product, target: "<= 0.10" }',
    ].join('\n'),
  ),
  'single-proxy': metrics('  retrieval_recall_at_5: { layer: model, target: ">= 0.90" }'),
  'testset-only': metrics('  answer_correctness: { layer: task, target: ">= 0.80", traffic: curated }'),
  'traffic-not-said': metrics('  answer_correctness: { layer: task, target: ">= 0.80" }'),
  'judge-unlicensed': metrics('  faithfulness: { layer: task, target: ">= 0.90" }'),
  'feedback-loop': metrics('  ctr: { layer: product, target: ">= 0.04" }'),
  'no-drift-watch': metrics('  recall: { layer: model, target: ">= 0.90" }'),
  'not-in-catalogue': metrics('  thumbs_up: { layer: product, target: ">= 0.80", unit: ratio }'),
};

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {};

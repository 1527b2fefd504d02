import type { FindingCode } from '../../src/core/finding-codes.ts';

/**
 * Where the one finding stands in the sample from which the docs show it, as `line:column` and the metric where there is
 * one; for the codes that no table of rows gives.
 */
export const SAMPLE_PLACES: Partial<Readonly<Record<FindingCode, string>>> = {
  // What is declared of an alert
  'alert-parts-too-slow': '8:5 m',
  'rule-interval-gap': '8:71 m',
  'for-over-48h': '8:69 m',
  'events-per-hour-unusable': '9:80 m',
  // What the catalogue knows of a metric
  'layer-misplaced': '4:25 answer_bleu',
  'wrong-direction': '4:46 hallucination_rate',
  'unit-mismatch': '4:37 accuracy',
  'trivial-target': '4:37 accuracy',
  'lagging-as-leading': '4:69 day_14_retention',
  'missing-pair': '4:3 ticket_deflection_rate',
  'unmapped-proxy': '4:3 retrieval_recall_at_5',
  'no-proxy': '6:3 repeat_query_rate',
  'testset-only': '4:57 answer_correctness',
  'judge-unlicensed': '4:3 faithfulness',
  'feedback-loop': '4:3 ctr',
  'no-drift-watch': '3:1',
  'not-in-catalogue': '3:1',
  'traffic-not-said': '3:1',
  // Levels of lints
  'unknown-lint': '3:10',
  'lint-level-fixed': '3:10',
  'lint-needs-reason': '3:10',
  // Pinned files
  'pins-missing': '7:5 m',
  'pins-unused': '3:12',
};

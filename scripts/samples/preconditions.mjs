import { metric, metrics, TARGET } from './texts.mjs';

const AGREEMENT = '  agreement: { layer: evidence, target: ">= 0.6"';

/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {
  'valid-if-itself': metric(`${TARGET}\nvalid-if: [m]`),
  'valid-if-cycle': metrics(
    `  m: { layer: task, target: ">= 0.8", valid-if: [agreement] }\n${AGREEMENT}, valid-if: [m] }`,
  ),
  'evidence-unused': metrics(`  m: { layer: task, target: ">= 0.8" }\n${AGREEMENT} }`),
  'evidence-layer-key': metrics(
    `  m: { layer: task, target: ">= 0.8", valid-if: [agreement] }\n${AGREEMENT}, drives: [m] }`,
  ),
  'provisional-too-far': {
    args: { until: '2027-03-01', days: 30, last: '2026-12-22' },
    shown: `${TARGET}\nprovisional: { until: 2027-03-01, reason: "more conversations by then" }`,
  },
  'provisional-over': {
    args: { until: '2026-10-15' },
    shown: `${TARGET}\nprovisional: { until: 2026-10-15, reason: "more conversations by then" }`,
  },
  'judge-uninformative': metric(`${TARGET}\nunit: ratio\njudge: { sensitivity: 0.60, specificity: 0.40 }`),
  'judge-needs-share': metric('target: ">= 4"\nunit: points\njudge: { sensitivity: 0.90, specificity: 0.95 }'),
};

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {};

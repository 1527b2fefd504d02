// Criteria and values for samples, as short as they can be.

/** Criteria with these metrics, and what else stands at the top of the file. */
export function criteria(metrics, more = '') {
  const lines = Object.entries(metrics).map(([id, keys]) => `  ${id}: { ${keys} }\n`);
  return `version: 1\nfeature: f\n${more}metrics:\n${lines.join('')}`;
}

/** A values file, of half a day ago. */
export function values(metrics, more = {}) {
  return JSON.stringify({ observed_at: '2026-11-22T00:00:00Z', ...more, metrics });
}

/** `hits` of `cases`. */
export const of = (hits, cases) => ({ successes: hits, sample_size: cases });

/** What is found when the criteria are loaded. */
export const loading = (codes, metrics, more) => ({ says: { finding: codes }, criteria: criteria(metrics, more) });

/** One metric on each layer, lowest first, which drive each other. */
export const STACK = {
  retrieval_recall_at_5: 'layer: model, target: ">= 0.90", unit: ratio, drives: [answer_correctness]',
  answer_correctness: 'layer: task, target: ">= 0.80", unit: ratio, drives: [repeat_query_rate]',
  repeat_query_rate: 'layer: product, target: "<= 0.10", unit: ratio, drives: [ticket_deflection_rate]',
  ticket_deflection_rate: 'layer: business, target: ">= 0.40", unit: ratio',
};

/** Values of that stack, by whether each layer is good. */
export function stackValues(model, task, product, business) {
  return values({
    retrieval_recall_at_5: model ? 0.93 : 0.7,
    answer_correctness: task ? 0.9 : 0.6,
    repeat_query_rate: product ? 0.05 : 0.41,
    ticket_deflection_rate: business ? 0.5 : 0.12,
  });
}

/** A sample of a run over the stack. */
export const stack = (diagnosis, ...good) => ({
  says: { diagnosis: [diagnosis] },
  criteria: criteria(STACK),
  values: stackValues(...good),
});

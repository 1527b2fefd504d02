// Made from fixtures/wiki-assistant by `npm run build`; do not edit.
/** The demo's files: path and content. */
export const DEMO_FILES: Readonly<Record<string, string>> = {
  'fixtures/wiki-assistant/launch-gate.yml': `# yaml-language-server: $schema=../../schema/launch-gate.schema.json
# The acceptance criteria of a bank's wiki assistant: an AI feature that answers employees' questions from policy pages.
version: 1
feature: wiki-assistant
title: Wiki assistant
owner: "@acme/search"

sources:
  evals: { type: file, path: fixtures/wiki-assistant/results.json }

defaults:
  max-age: 7d

metrics:
  # Model: does the output resemble the reference?
  retrieval_recall_at_5:
    layer: model
    title: retrieval recall@5
    target: ">= 0.90"
    unit: ratio
    from: evals
    drives: [answer_cites_current_policy, answer_resolves_query]

  answer_bleu:
    layer: model
    title: answer BLEU against gold
    target: ">= 0.80"
    unit: ratio
    from: evals
    drives: [answer_resolves_query]

  query_chunk_cosine:
    layer: model
    title: cosine similarity, query to chunk
    target: ">= 0.88"
    unit: ratio
    from: evals
    drives: [answer_cites_current_policy]

  # Task: did the system do the task correctly?
  answer_cites_current_policy:
    layer: task
    title: answer cites current policy (< 6 months old)
    target: ">= 0.95"
    unit: ratio
    traffic: live
    from: evals
    drives: [repeat_query_rate, helpdesk_fallback_rate]

  answer_resolves_query:
    layer: task
    title: answer resolves query without follow-up
    target: ">= 0.80"
    unit: ratio
    traffic: live
    from: evals
    drives: [repeat_query_rate, helpdesk_fallback_rate, dau_retention_d14]

  # Product: did the user get what they needed?
  repeat_query_rate:
    layer: product
    title: repeat-query rate (same user, < 10 min)
    target: "<= 0.10"
    unit: ratio
    indicator: leading
    from: evals
    drives: [ticket_deflection_rate, cost_per_resolution]
    alert: { when: "> 0.15", within: 24h, notifies: "#wiki-oncall" }

  helpdesk_fallback_rate:
    layer: product
    title: helpdesk fallback rate
    target: "<= 0.15"
    unit: ratio
    from: evals
    drives: [ticket_deflection_rate, cost_per_resolution]

  dau_retention_d14:
    layer: product
    title: DAU retention (day 14 / day 1)
    target: ">= 0.70"
    unit: ratio
    from: evals

  # Business: did the organisation benefit?
  ticket_deflection_rate:
    layer: business
    title: ticket deflection rate
    target: ">= 0.40"
    unit: ratio
    from: evals

  cost_per_resolution:
    layer: business
    title: cost per resolution
    target: "<= 45"
    unit: ₹
    from: evals
`,
  'fixtures/wiki-assistant/results.json': `{
  "observed_at": "2026-11-20T10:00:00Z",
  "metrics": {
    "retrieval_recall_at_5": { "value": 0.91, "sample_size": 200 },
    "answer_bleu": { "value": 0.87, "sample_size": 200 },
    "query_chunk_cosine": { "value": 0.93, "sample_size": 200 },
    "answer_cites_current_policy": { "successes": 122, "sample_size": 200 },
    "answer_resolves_query": { "successes": 118, "sample_size": 200 },
    "repeat_query_rate": { "value": 0.41, "sample_size": 5200 },
    "helpdesk_fallback_rate": { "value": 0.28, "sample_size": 5200 },
    "dau_retention_d14": { "value": 0.46, "sample_size": 850 },
    "ticket_deflection_rate": 0.12,
    "cost_per_resolution": 112
  }
}
`,
};

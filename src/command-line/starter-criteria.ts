import { foundMetrics } from './start/found-metrics.ts';
import type { FoundResults } from './start/found-results.ts';
import { yamlText } from './start/yaml-text.ts';

const TEMPLATES = `# Complete criteria of a kind of feature: launch-gate init --template rag
# (or support-bot, agent, classifier, recommender)
`;

const LAYERS = `# The four layers, and the question that each answers:
#   model     does the output resemble the reference?      recall@k, F1, BLEU, latency
#   task      did the system do the task correctly?        answer correctness, tool-call success
#   product   did the user get what they needed?           repeat-query rate, task completion
#   business  did the organisation benefit?                ticket deflection, cost per resolution
# The higher layer is the truth; the lower one is a proxy.`;

/** A commented starter criteria file; every open place is marked `<fill in: …>`, which the gate refuses to judge. */
export function starterCriteria(feature: string, found: FoundResults | null): string {
  const metrics = found === null ? EXAMPLE_METRICS : foundMetrics(found);
  return `# The acceptance criteria of one AI feature, judged by launch-gate and reviewed like code.
# Fill in every <fill in: …>; until then the gate says no-go. Check your edits with: launch-gate lint
${found === null ? TEMPLATES : ''}version: 1
feature: ${feature}
title: "<fill in: the feature's name, as reviewers know it>"

# Who sees the feature: shadow (no user), limited (some users) or full. Each asks for more evidence:
#   shadow   one model and one task metric
#   limited  and one leading indicator with an alert
#   full     and one product metric
stage: full

sources:
  results: ${found === null ? `{ type: file, path: "<fill in: the file that your evaluation writes, such as evals/results.json>" }` : `{ type: file, path: ${yamlText(found.path)}, format: ${found.format} }`}

defaults:
  max-age: 7d          # older evidence is stale, and stale evidence does not pass
  # confidence: 95%    # judge by the interval instead of the point: needs sample sizes
  # min-samples: 100   # fewer samples are inconclusive

${LAYERS}
# A target is the worst level that you would launch with: ">= 0.90", "<= 250", or a band "1 .. 3".
metrics:
${metrics}`;
}

const EXAMPLE_METRICS = `  retrieval_recall_at_5:
    layer: model
    target: "<fill in: such as >= 0.90>"
    unit: ratio        # 0 to 1; or percent, or any short text such as ms
    from: results

  answer_resolves_query:
    layer: task
    target: "<fill in: such as >= 0.80>"
    unit: ratio
    traffic: live      # or curated: a test set
    from: results
    drives: [repeat_query_rate]

  # A leading indicator moves within hours and has an alert that fires within 48 hours.
  repeat_query_rate:
    layer: product
    target: "<fill in: such as <= 0.10>"
    unit: ratio
    indicator: leading
    from: results
    alert:
      when: "<fill in: such as > 0.15>"
      within: 24h      # the longest that a regression stays unseen
      notifies: "<fill in: who is told, such as #on-call>"

  # Business evidence may come after the launch; its target exists before. For that, set launch-date above and due here.
  ticket_deflection_rate:
    layer: business
    target: "<fill in: such as >= 0.40>"
    unit: ratio
    from: results
`;

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
# launch-date: "<fill in: the day of the launch, YYYY-MM-DD>"   # needed where a metric is due after it

# Who sees the feature: shadow (no user), limited (some users) or full. Each asks for more evidence:
#   shadow   one model and one task metric
#   limited  and one leading indicator with an alert
#   full     and one product metric
stage: full

sources:
${sourceLines(found)}
defaults:
  max-age: 7d          # older evidence is stale, and stale evidence does not pass
${CONFIDENCE_LINES}
${LAYERS}
# A target is the worst level that you would launch with: ">= 0.90", "<= 250", or a band "1 .. 3".
metrics:
${metrics}`;
}

/** Shown beside max-age in every starter: what a metric is judged by where nobody decides. */
export const CONFIDENCE_LINES = `  # Decide: as it stands a metric passes by its point, and 5 of 5 may be luck. With confidence its interval has to meet
  # the target, and with min-samples fewer samples are inconclusive; both need the sample size in the results.
  # confidence: 95%
  # min-samples: 100
`;

function sourceLines(found: FoundResults | null): string {
  if (found === null)
    return `  results: { type: file, path: "<fill in: the file that your evaluation writes, such as evals/results.json>" }\n`;
  const source = `  results: { type: file, path: ${yamlText(found.path)}, format: ${found.format} }\n`;
  return hasNoTime(found) ? `${source}${NO_TIME}` : source;
}

/** Numbers by name have no time of their own: nobody but their author knows which key or column may be one. */
function hasNoTime({ holds }: FoundResults): boolean {
  return holds === 'numbers' || holds === 'named-rows';
}

const NO_TIME = `  # Nothing says how old these numbers are, so that with max-age they are stale. Write the time of the data beside
  # them, such as observed_at: 2026-11-20T10:00:00Z, and name it in each from: observed-at: observed_at
  # (observed-at: commit takes the time of the commit that brought the file, where it is committed).
`;

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

  # Business evidence may come after the launch; its target exists before. due needs the launch-date above.
  ticket_deflection_rate:
    layer: business
    target: "<fill in: such as >= 0.40>"
    unit: ratio
    # due: "<fill in: the day by which the value is there, YYYY-MM-DD, at most 31 days after the launch>"
    from: results
`;

import type { MetricLayer } from '../../../core/layer.ts';
import { CONFIDENCE_LINES } from '../../starter-criteria.ts';
import type { Template, TemplateMetric, TemplateNorthStar } from './template.ts';

const DAY_MS = 86_400_000;

/** A day in so many days from a time, as criteria write it. */
function dayAfter(nowMs: number, days: number): string {
  return new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);
}

/** An open place: what is to be decided, and how it may look. */
function ask(what: string, example: string): string {
  return `"<fill in: ${what}, such as ${example}>"`;
}

interface Dates {
  readonly launch: string;
  readonly due: string;
  readonly review: string;
}

/** A template as a criteria file with an open place wherever a person has to decide. */
export function templateText(name: string, template: Template, feature: string, nowMs: number): string {
  const dates = { launch: dayAfter(nowMs, 14), due: dayAfter(nowMs, 28), review: dayAfter(nowMs, 104) };
  return `# The acceptance criteria of ${template.kind}, judged by launch-gate and reviewed like code.
# From the template ${name}. Fill in every <fill in: …>, with the people who answer for the launch; until then the
# gate says no-go. The examples show the form and are no advice. Delete what your feature does not have.
#   launch-gate lint             finds what is still open, line by line
#   launch-gate explain METRIC   says how a metric misleads, and what to pair it with
version: 1
feature: ${feature}
title: ${ask("the feature's name as reviewers know it", template.title)}
owner: ${ask('who answers for it', '@acme/search')}
launch-date: ${ask('the day of the launch', dates.launch)}
stage: full            # who sees it: shadow (no user), limited (some users) or full (all)

sources:
  # One file for a start. Users' numbers are better read live: sources of type prometheus, postgres, mlflow or http.
  results: { type: file, path: ${ask('the file that your evaluation writes', 'evals/results.json')} }

defaults:
  max-age: 7d          # older evidence is stale, and stale evidence does not pass
${CONFIDENCE_LINES}
# A target is the worst level that you would launch with. drives: what it should move; guarded-by: what would show it
# being gamed; valid-if: what must hold for it to mean anything.
metrics:
${SECTIONS.map(([layer, says]) =>
  section(
    says,
    template.metrics.filter((metric) => metric.layer === layer),
    dates,
  ),
).join('')}
${northStarText(template.northStar, dates)}`;
}

const SECTIONS: readonly (readonly [MetricLayer, string])[] = [
  ['model', 'Model: does the output resemble the reference? Only a proxy of the layers above.'],
  ['task', 'Task: did the system do the task correctly? On live traffic, not only on a test set.'],
  ['product', 'Product: did the user get what they needed? The truth about the layers below.'],
  ['business', 'Business: did the organisation benefit? Its target exists before the launch, its value comes after.'],
  ['evidence', 'Evidence: what must hold for the metrics above to prove anything.'],
];

function section(says: string, metrics: readonly TemplateMetric[], dates: Dates): string {
  return metrics.length === 0 ? '' : `\n  # ${says}\n${metrics.map((metric) => metricText(metric, dates)).join('\n')}`;
}

function metricText(metric: TemplateMetric, { due }: Dates): string {
  const list = (key: string, ids: readonly string[] | undefined) =>
    ids === undefined ? [] : [`${key}: [${ids.join(', ')}]`];
  const plain = (key: string, value: string | undefined) => (value === undefined ? [] : [`${key}: ${value}`]);
  const lines = [
    `# ${metric.teaches}`,
    `layer: ${metric.layer}`,
    `target: ${ask(metric.decides, metric.target)}`,
    ...plain('unit', metric.unit),
    ...plain('traffic', metric.traffic),
    ...plain('indicator', metric.indicator),
    ...plain('max-age', metric.maxAge),
    ...(metric.proof === undefined ? [] : proofLines(metric.proof)),
    ...(metric.due === undefined
      ? []
      : [`due: ${ask('when the value is there, at most 31 days after the launch', due)}`]),
    'from: results',
    ...list('valid-if', metric.validIf),
    ...list('drives', metric.drives),
    ...list('guarded-by', metric.guardedBy),
    ...(metric.required === undefined
      ? []
      : ['required: false   # the north star: its counter-metrics block in its place']),
    ...(metric.waivable === undefined ? [] : ['waivable: false   # no label overrides it']),
    ...(metric.alertWhen === undefined ? [] : alertLines(metric.alertWhen)),
  ];
  return `  ${metric.id}:\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** A floor is proven by its interval or not at all; how many samples that takes follows from its target. */
function proofLines({ samples, because }: NonNullable<TemplateMetric['proof']>): readonly string[] {
  return ['confidence: 95%', `min-samples: ${samples}   # ${because}`];
}

function alertLines(when: string): readonly string[] {
  return [
    'alert:',
    `  when: ${ask('the level at which somebody is told', when)}`,
    `  within: ${ask('the longest that a regression stays unseen, at most 48h', '24h')}`,
    `  notifies: ${ask('who is told', '#on-call')}`,
  ];
}

function northStarText(star: TemplateNorthStar, { review }: Dates): string {
  return `# The one metric that stands for the value to users. It is reported and never gated; its counter-metrics are gated.
north-star:
  metric: ${star.metric}
  value-question: ${ask('if this grows, are users better off, and why', star.value)}
  rewards-behaviour: ${star.rewards}
  represents-outcome: ${star.represents}
  could-grow-while-value-declines:
${star.couldGrow.map(({ how, guard }) => `    - how: ${how}\n      guard: ${guard}\n`).join('')}  counter-metrics: [${star.counterMetrics.join(', ')}]
  review-by: ${ask('when you look at this choice again', review)}
`;
}

import * as z from 'zod/mini';
import { STAGES } from '../core/layer.ts';
import {
  choice,
  code,
  duration,
  flag,
  id,
  list,
  map,
  mapOf,
  must,
  needed,
  option,
  positiveNumber,
  text,
  wholeNumber,
} from '../sources/schemas/leaves.ts';
import { DATE_SHAPE, dateMs } from './times.ts';
import { verifySchema } from './verify-schema.ts';

const CONFIDENCES = ['90%', '95%', '99%', 'none'] as const;
const METHODS = ['exact', 'wilson', 'point', 't'] as const;

/** A date or an RFC 3339 time with offset that exists in the calendar. */
export function date() {
  const complaint = code('invalid-date');
  return z.string(complaint).check(
    z.regex(DATE_SHAPE, complaint),
    z.refine((written) => dateMs(written) !== null, complaint),
  );
}

/** Percent text from `0%` to `100%`. */
function percent(finding: 'invalid-percent' | 'invalid-share' = 'invalid-percent') {
  const pattern = /^(100(\.0{1,6})?|[0-9]{1,2}(\.[0-9]{1,6})?)%$/;
  return z.string(code(finding)).check(z.regex(pattern, code(finding)));
}

/** A share of a whole: a number from 0 to 1, or percent text. */
function share() {
  const complaint = code('invalid-share');
  const number = z.number(complaint).check(z.gte(0, complaint), z.lte(1, complaint));
  return z.union([number, percent('invalid-share')], complaint);
}

/** One comparison; its meaning is read by the core, which knows the unit. */
function comparison(finding: 'invalid-target' | 'invalid-comparison', pattern: RegExp) {
  return z.string(code(finding)).check(z.regex(pattern, code(finding)), z.maxLength(64, code(finding)));
}

const NUMBER = '-?(0|[1-9][0-9]*)(\\.[0-9]+)?[ \\t]*%?';
const COMPARISON = `[<>]=?[ \\t]*${NUMBER}`;
/** What a target looks like: a comparison or a band. The core reads it again, with the unit. */
const TARGET_SHAPE = new RegExp(`^\\s*(${COMPARISON}|${NUMBER}[ \\t]*\\.\\.[ \\t]*${NUMBER})\\s*$`);
const COMPARISON_SHAPE = new RegExp(`^\\s*${COMPARISON}\\s*$`);

/** The keys that `defaults` takes, which stand for every metric that does not say otherwise. */
const DEFAULTABLE = {
  'max-age': () => option(duration(), 'Older evidence is stale.'),
  confidence: () =>
    option(
      choice(CONFIDENCES, 'invalid-confidence'),
      'Judge by the interval at this confidence rather than by the point; none compares the point.',
    ),
  'min-samples': () => option(wholeNumber(1, 1_000_000_000_000), 'Fewer samples are inconclusive.'),
  'min-completed': () =>
    option(percent(), 'The least share of the attempted items that must have been judged; 95% unless said otherwise.'),
  method: () =>
    option(choice(METHODS), 'Forces the method of the interval; chosen by the evidence unless said otherwise.'),
} as const;

function alert() {
  return map({
    when: option(comparison('invalid-comparison', COMPARISON_SHAPE), 'The comparison that raises the alert.'),
    within: option(duration(), 'Worst-case time until the alert is raised; over 48h it does not count.'),
    notifies: option(text(200), 'Who is notified.'),
    every: option(duration(), 'How often the rule is evaluated.'),
    window: option(duration(), 'How far back the query looks.'),
    for: option(duration(true), 'How long the rule must hold before it fires.'),
    delay: option(duration(true), 'Time from the event to the store.'),
    routing: option(duration(true), 'Longest time until a notification reaches someone.'),
    'events-per-hour': option(positiveNumber(), 'Traffic, from which the window that can tell is computed.'),
    verify: option(verifySchema(), 'Where to ask whether the alert is really wired.'),
  });
}

function regression() {
  return map({
    absolute: option(positiveNumber(), "Largest loss in the metric's unit."),
    relative: option(percent(), 'Largest loss as a share of the baseline.'),
  }).check(z.refine((loss) => loss.absolute !== undefined || loss.relative !== undefined, code('invalid-regression')));
}

/** Everything that may be written under `metrics.<id>`; `from` is read by the schema of its source's type. */
const METRIC = {
  layer: () =>
    needed(
      choice(['model', 'task', 'product', 'business', 'evidence']),
      'Where the metric stands: model, task, product or business; evidence for preconditions named by valid-if.',
    ),
  target: () =>
    needed(
      comparison('invalid-target', TARGET_SHAPE),
      'The worst level that the team would launch with: ">= 0.90", "> 1", "<= 300", "< 5" or a band "0.2 .. 0.4".',
    ),
  unit: () =>
    option(text(32), 'ratio (0 to 1, enforced), percent (0 to 100, enforced), or a short text shown beside the value.'),
  from: () =>
    option(
      z.unknown(),
      'Where the value comes from: a source id, or a map with source and keys of its type. Absent: the values files given to the run.',
    ),
  required: () => option(flag(), 'false: advisory, reported, never blocks.'),
  waivable: () => option(flag(), 'false: no label overrides it.'),
  ...DEFAULTABLE,
  'from-stage': () => option(choice(STAGES), 'The stage from which absence of evidence blocks.'),
  traffic: () => option(choice(['live', 'curated']), 'live or live-like traffic, or a curated test set.'),
  indicator: () => option(choice(['leading', 'lagging']), 'Whether the metric moves before or after the outcome.'),
  alert: () => option(alert(), 'The alert on a leading indicator.'),
  judge: () =>
    option(
      map({
        sensitivity: must(share(), 'Share of the good answers that the judge calls good.'),
        specificity: must(share(), 'Share of the bad answers that the judge calls bad.'),
      }),
      'For values scored by a model: how that judge does against people.',
    ),
  prevalence: () => option(share(), 'Share of the majority class, for accuracy.'),
  drives: () => option(list(id()), 'Ids of the metrics, on the same or a higher layer, that this one should move.'),
  'guarded-by': () => option(list(id()), 'Ids of counter-metrics that would show this one being gamed.'),
  due: () => option(date(), 'Until then absence of a value is pending; at most 31 days after launch-date.'),
  regression: () => option(regression(), 'Largest allowed loss against the baseline.'),
  bind: () =>
    option(
      choice(['commit', 'pins']),
      'commit: the evidence must name the commit under test; pins: carry the digest of the pinned files.',
    ),
  'valid-if': () => option(list(id()), 'Ids of preconditions; while one does not pass, this metric is inconclusive.'),
  provisional: () =>
    option(
      map({
        until: must(date(), 'The last day, at most 30 days ahead.'),
        reason: must(text(500), 'Why, and what will have settled it by then.'),
      }),
      'Until then an inconclusive result does not block.',
    ),
  title: () => option(text(200), 'Shown to reviewers in place of the id.'),
  description: () => option(text(), 'Shown to reviewers.'),
  owner: () => option(text(200), 'Shown to reviewers.'),
  runbook: () => option(text(500), 'Shown to reviewers.'),
} as const;

/** The schema of a metric; where `used` is given, of those of its keys only. */
export function metricSchema(used?: ReadonlySet<string>) {
  return mapOf(METRIC, used);
}

/** The schema of `defaults`. */
export function defaultsSchema() {
  return mapOf(DEFAULTABLE);
}

export type MetricKeys = z.infer<ReturnType<typeof metricSchema>>;
export type DefaultKeys = Pick<MetricKeys, 'max-age' | 'confidence' | 'min-samples' | 'min-completed' | 'method'>;

import * as z from 'zod/mini';
import { STAGES } from '../core/layer.ts';
import {
  choice,
  code,
  flag,
  id,
  list,
  map,
  mapOf,
  must,
  needed,
  option,
  table,
  text,
} from '../sources/schemas/leaves.ts';
import { date, defaultsSchema } from './metric-schema.ts';
import { changedFilesGlob, overrideSchema } from './override-schema.ts';

const MODES = ['enforce', 'report'] as const;

/** The least number of judged metrics per kind that a full launch needs, which `launch-set` may only raise. */
export const LAUNCH_SET_MINIMUM = { model: 1, task: 1, product: 1, business: 0, 'alerted-leading': 1 } as const;

function mode() {
  const under = (event: string) => option(z.enum(MODES), `Mode under the event ${event}.`);
  const byEvent = z.strictObject({
    pull_request: under('pull_request'),
    pull_request_target: under('pull_request_target'),
    merge_group: under('merge_group'),
    push: under('push'),
    release: under('release'),
    workflow_dispatch: under('workflow_dispatch'),
    workflow_run: under('workflow_run'),
    schedule: under('schedule'),
    default: option(z.enum(MODES), 'Mode under every other event.'),
  });
  return z.union([z.enum(MODES), byEvent], code('invalid-mode'));
}

function launchSet() {
  const count = (kind: keyof typeof LAUNCH_SET_MINIMUM) => {
    const complaint = code('launch-set-below-minimum');
    const whole = z.int(code('invalid-whole-number')).check(z.lte(500, code('invalid-whole-number')));
    return option(
      whole.check(z.gte(LAUNCH_SET_MINIMUM[kind], complaint)),
      `Least number of judged ${kind} metrics; at least ${LAUNCH_SET_MINIMUM[kind]}.`,
    );
  };
  return map({
    model: count('model'),
    task: count('task'),
    product: count('product'),
    business: count('business'),
    'alerted-leading': count('alerted-leading'),
    'external-evidence': option(flag(), 'true: product and business values written during this run do not count.'),
    'verified-alerts': option(flag(), 'true: an alert that is only declared does not count.'),
  });
}

function northStar() {
  return map({
    metric: must(id(), 'Id of the metric.'),
    'value-question': must(textOrNone(), 'If this grows, are users better off, and why?'),
    'rewards-behaviour': option(text(), 'Which behaviour it rewards.'),
    'represents-outcome': option(text(), 'Which outcome of users it represents.'),
    'could-grow-while-value-declines': option(
      listOrNone(
        map({ how: must(textOrNone(), 'How it grows.'), guard: must(id(), 'The metric that would show it.') }),
      ),
      'How it could grow while value declines, each with the guard that would show it.',
    ),
    'counter-metrics': option(listOrNone(id()), 'Metrics that are gated in its place.'),
    detour: option(
      map({
        until: must(date(), 'The last day.'),
        reason: must(text(), 'Why the dip is worth it.'),
        expected: must(text(), 'How deep it is expected to be.'),
      }),
      'A dip that is expected, and until when.',
    ),
    'review-by': option(date(), 'When the choice is looked at again.'),
  });
}

/** Emptiness has findings of its own here, which say what is missing. */
function textOrNone() {
  return z.string(code('invalid-text')).check(z.maxLength(2000, code('invalid-text')));
}

function listOrNone<S extends z.core.SomeType>(entry: S) {
  return z.array(entry, code('invalid-list')).check(z.maxLength(500, code('invalid-list')));
}

function lints() {
  return table(
    map({
      level: must(choice(['error', 'warning', 'info']), 'The level.'),
      reason: option(text(500), 'Why it is lowered.'),
    }),
  );
}

/** The top level of the file; `sources` and `metrics` are read entry by entry. */
const FILE = {
  version: () => needed(z.literal(1, code('unsupported-version')), 'Version of this format: 1.'),
  feature: () => needed(id(), 'Id of the feature; also the key of the pull request comment.'),
  title: () => option(text(200), 'Name of the feature, shown to reviewers.'),
  owner: () => option(text(200), 'Who owns the criteria, free text.'),
  'launch-date': () => option(date(), 'When the feature is to be launched.'),
  mode: () =>
    option(mode(), 'enforce (default), report (never fails, shows what would have blocked), or a map by event.'),
  'applies-to': () =>
    option(list(changedFilesGlob()), 'Globs; a pull request that touches none of these is not affected.'),
  stage: () => option(choice(STAGES), 'Who sees the feature: shadow, limited or full (default).'),
  subject: () =>
    option(
      map({ pins: must(list(changedFilesGlob()), 'Globs of the files, from the top of the repository.') }),
      'Files whose digest the evidence must carry where bind is pins.',
    ),
  'launch-set': () => option(launchSet(), 'Raises the minimum of judged metrics for a launch.'),
  sources: () => option(z.unknown(), 'Where values come from, by id.'),
  defaults: () => option(defaultsSchema(), 'Stand for every metric that does not say otherwise.'),
  metrics: () => needed(z.unknown(), 'The metrics with their targets, by id.'),
  override: () => option(overrideSchema(), 'Who may override the gate by a label, and how.'),
  'north-star': () => option(northStar(), 'The metric that stands for the value to users; reported, never gated.'),
  lints: () => option(lints(), 'Levels of lints; lowering one needs a reason.'),
} as const;

/** The schema of the top level; where `used` is given, of those of its keys only. */
export function fileSchema(used?: ReadonlySet<string>) {
  return mapOf(FILE, used);
}

export type FileKeys = z.infer<ReturnType<typeof fileSchema>>;

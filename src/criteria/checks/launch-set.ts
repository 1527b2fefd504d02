import { reaches, STAGES, type Stage } from '../../core/layer.ts';
import { exceededLimit } from '../alert-parts.ts';
import { ALERT_LIMIT_SECONDS, countsAsAlerted } from '../alerted-leading.ts';
import type { Check, Draft, DraftMetric } from '../draft.ts';
import { LAUNCH_SET_MINIMUM } from '../file-schema.ts';
import { valueAt } from '../plain-paths.ts';
import { isPlainMap } from '../plain-value.ts';
import { type Reading, report } from '../read-map.ts';
import { durationSeconds } from '../times.ts';
import { isWritten } from '../written.ts';

type Kind = keyof typeof LAUNCH_SET_MINIMUM;

/** The stage from which the launch asks for a kind of metric. */
const ASKED_FROM: Readonly<Record<Kind, Stage>> = {
  model: 'shadow',
  task: 'shadow',
  'alerted-leading': 'limited',
  product: 'full',
  business: 'full',
};

/** Says beforehand where the declared metrics can never make the launch set complete. */
export const checkLaunchSet: Check = (draft, reading) => {
  if (
    draft.metrics.some(
      ({ keys, target }) => keys.layer === undefined || (target === null && keys.regression === undefined),
    )
  )
    return;
  const asked = draft.file.stage ?? 'full';
  const missing = missingAt(asked, draft, reading);
  const path = draft.file['launch-set'] === undefined ? ['metrics'] : ['launch-set'];
  if (missing.length > 0) report(reading, 'launch-set-unreachable', path, gapArgs(asked, missing, draft), 'key');
  const later = STAGES.indexOf(asked) < STAGES.indexOf('full') ? missingAt('full', draft, reading) : [];
  if (missing.length === 0 && later.length > 0) {
    report(reading, 'full-launch-unreachable', path, gapArgs(asked, later, draft), 'key');
  }
};

/** Every launch needs a business target, though its value may come after the launch. */
export const checkBusinessTarget: Check = (draft, reading) => {
  const unread = draft.metrics.length === 0 || draft.metrics.some((metric) => metric.keys.layer === undefined);
  const targets = draft.metrics.filter((metric) => metric.keys.layer === 'business' && metric.keys.required !== false);
  if (!unread && targets.length === 0) report(reading, 'no-business-target', ['metrics'], {}, 'key');
};

interface Gap {
  readonly kind: Kind;
  readonly have: number;
  readonly need: number;
}

function missingAt(stage: Stage, draft: Draft, reading: Reading): Gap[] {
  const kinds: readonly Kind[] = ['model', 'task', 'product', 'business', 'alerted-leading'];
  return kinds.flatMap((kind) => {
    const need = draft.file['launch-set']?.[kind] ?? LAUNCH_SET_MINIMUM[kind];
    const metrics = draft.metrics.filter(isCounted);
    const have = metrics.filter((metric) => isOf(kind, metric, draft)).length;
    // What is written wrongly has a finding of its own, and may count once it is mended.
    const open = kind === 'alerted-leading' ? metrics.filter((metric) => isUnread(metric, reading)).length : 0;
    return reaches(stage, ASKED_FROM[kind]) && have + open < need ? [{ kind, have, need }] : [];
  });
}

function isCounted({ keys }: DraftMetric): boolean {
  return keys.required !== false && keys.target !== undefined && keys.provisional === undefined;
}

function isOf(kind: Kind, metric: DraftMetric, draft: Draft): boolean {
  const verified = draft.file['launch-set']?.['verified-alerts'] === true;
  if (kind !== 'alerted-leading') return metric.keys.layer === kind;
  return countsAsAlerted(metric.keys, verified) && exceededLimit(metric) === null;
}

const ALERT_PARTS = ['when', 'within', 'notifies'] as const;

/** True where a task or product metric says something of its indicator or alert that could not be read. */
function isUnread({ id, keys }: DraftMetric, { document }: Reading): boolean {
  const metric = valueAt(document.root, ['metrics', id]);
  if (!isPlainMap(metric) || (keys.layer !== 'task' && keys.layer !== 'product')) return false;
  if (keys.indicator === undefined && isWritten(metric, 'indicator')) return true;
  if (keys.alert === undefined) return isWritten(metric, 'alert');
  const alert = metric['alert'];
  return isPlainMap(alert) && ALERT_PARTS.some((part) => keys.alert?.[part] === undefined && isWritten(alert, part));
}

/** What is missing, and of an alerted leading indicator the metric that is nearest to being one, with what it lacks. */
function gapArgs(stage: Stage, gaps: readonly Gap[], draft: Draft) {
  const missing = gaps
    .filter(({ kind }) => kind !== 'alerted-leading')
    .map(({ kind, have, need }) => `${kind} ${have}/${need}`);
  const alerted = gaps.find(({ kind }) => kind === 'alerted-leading');
  if (alerted === undefined) return { stage, missing };
  const near = draft.metrics
    .filter((metric) => isCounted(metric) && (metric.keys.layer === 'task' || metric.keys.layer === 'product'))
    .map((metric) => ({ id: metric.id, lacks: lacksOf(metric, draft), begun: metric.keys.alert !== undefined }))
    .filter(({ lacks, begun }) => begun && lacks.length > 0)
    .sort((a, b) => a.lacks.length - b.lacks.length)[0];
  const { have, need } = alerted;
  const elsewhere = near === undefined && have === 0 ? alertedElsewhere(draft) : [];
  return { stage, missing, have, need, metric: near?.id ?? null, lacks: near?.lacks ?? [], elsewhere };
}

/** Metrics of other layers that have an alert: what a model alone notices is not what users meet. */
function alertedElsewhere({ metrics }: Draft): string[] {
  const others = metrics.filter(({ keys }) => keys.layer !== 'task' && keys.layer !== 'product');
  return others
    .filter(({ keys }) => keys.alert !== undefined)
    .slice(0, 10)
    .map(({ id }) => id);
}

function lacksOf(metric: DraftMetric, draft: Draft): string[] {
  const { indicator, alert } = metric.keys;
  const exceeded = exceededLimit(metric);
  const seconds = alert?.within === undefined ? null : durationSeconds(alert.within);
  const isSlow = seconds !== null && seconds > ALERT_LIMIT_SECONDS;
  const wantsVerify = draft.file['launch-set']?.['verified-alerts'] === true && alert?.verify === undefined;
  return [
    ...(indicator === 'leading' ? [] : ['indicator: leading']),
    ...ALERT_PARTS.filter((part) => alert?.[part] === undefined).map((part) => `alert.${part}`),
    ...(isSlow ? ['alert.within of at most 48h'] : []),
    ...(exceeded === null ? [] : [`alert parts that add up to at most ${exceeded}`]),
    ...(wantsVerify ? ['alert.verify'] : []),
  ];
}

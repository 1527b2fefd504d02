import { reaches, STAGES, type Stage } from '../../core/layer.ts';
import { countsAsAlerted } from '../alerted-leading.ts';
import type { Check, Draft } from '../draft.ts';
import { LAUNCH_SET_MINIMUM } from '../file-schema.ts';
import { report } from '../read-map.ts';

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
  const missing = missingAt(asked, draft);
  const path = draft.file['launch-set'] === undefined ? ['metrics'] : ['launch-set'];
  if (missing.length > 0) report(reading, 'launch-set-unreachable', path, { stage: asked, missing }, 'key');
  const later = STAGES.indexOf(asked) < STAGES.indexOf('full') ? missingAt('full', draft) : [];
  if (missing.length === 0 && later.length > 0) {
    report(reading, 'full-launch-unreachable', path, { stage: asked, missing: later }, 'key');
  }
};

/** Every launch needs a business target, though its value may come after the launch. */
export const checkBusinessTarget: Check = (draft, reading) => {
  const unread = draft.metrics.length === 0 || draft.metrics.some((metric) => metric.keys.layer === undefined);
  const targets = draft.metrics.filter((metric) => metric.keys.layer === 'business' && metric.keys.required !== false);
  if (!unread && targets.length === 0) report(reading, 'no-business-target', ['metrics'], {}, 'key');
};

function missingAt(stage: Stage, draft: Draft): string[] {
  const kinds: readonly Kind[] = ['model', 'task', 'product', 'business', 'alerted-leading'];
  return kinds.flatMap((kind) => {
    const need = draft.file['launch-set']?.[kind] ?? LAUNCH_SET_MINIMUM[kind];
    const have = declared(kind, draft);
    return reaches(stage, ASKED_FROM[kind]) && have < need ? [`${kind} ${have}/${need}`] : [];
  });
}

function declared(kind: Kind, draft: Draft): number {
  const verified = draft.file['launch-set']?.['verified-alerts'] === true;
  return draft.metrics.filter(({ keys }) => {
    if (keys.required === false || keys.target === undefined || keys.provisional !== undefined) return false;
    return kind === 'alerted-leading' ? countsAsAlerted(keys, verified) : keys.layer === kind;
  }).length;
}

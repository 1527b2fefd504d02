import type { Gate, LaunchSetNeeds, ModeRules } from '../../core/criterion.ts';
import { modeUnder } from '../../core/decision.ts';
import { reaches, STAGES } from '../../core/layer.ts';
import { setStrictness } from '../../core/lint-levels.ts';
import type { NorthStar } from '../../core/north-star.ts';
import {
  byStrictness,
  type Compare,
  type Comparisons,
  compareFields,
  type Difference,
  difference,
  isSame,
} from './difference.ts';
import { metricDifferences } from './metric-changes.ts';
import { overrideDifferences } from './override-changes.ts';
import { sourceDifferences } from './source-changes.ts';

interface Both {
  readonly before: Gate;
  readonly after: Gate;
}

/** Every difference in meaning between two gates, of the file as a whole first, then by metric. */
export function gateDifferences(before: Gate, after: Gate): readonly Difference[] {
  return compareFields(GATE, before, after, { before, after });
}

/** A text that only people read. */
function text(key: string): Compare<string | null, Both> {
  return (before, after) => difference(before === after ? null : 'other', 'text-changed', [key], { key });
}

/** The mode under every event that either copy names, and under all others. */
function modeDifferences(before: ModeRules, after: ModeRules): readonly Difference[] {
  const events = [...new Set([...Object.keys(before.byEvent), ...Object.keys(after.byEvent)])].sort();
  return [null, ...events].flatMap((event) => {
    const [was, is] = [modeUnder(before, event), modeUnder(after, event)];
    const kind = was === is ? null : is === 'enforce' ? 'strengthened' : 'weakened';
    const isNamed = event !== null && Object.hasOwn(after.byEvent, event);
    const path = isNamed ? ['mode', event] : ['mode'];
    return difference(kind, { weakened: 'mode-lowered', strengthened: 'mode-raised' }, path, {
      event,
      before: was,
      after: is,
    });
  });
}

/**
 * Globs are compared by how they are written: one that is not there any more may have covered what no other does. A list
 * of nothing limits nothing.
 */
function appliesToDifferences(was: readonly string[] | null, is: readonly string[] | null): readonly Difference[] {
  const before = was?.length === 0 ? null : was;
  const after = is?.length === 0 ? null : is;
  const codes = { weakened: 'applies-to-narrowed', strengthened: 'applies-to-widened' } as const;
  const added = after?.filter((glob) => before?.includes(glob) !== true) ?? [];
  const removed = before?.filter((glob) => after?.includes(glob) !== true) ?? [];
  const path = ['applies-to'];
  if (before === null || after === null) {
    const kind = before === after ? null : after === null ? 'strengthened' : 'weakened';
    return difference(kind, codes, path, { all: before === null ? 'before' : 'after', globs: after ?? before ?? [] });
  }
  return [
    ...difference(removed.length > 0 ? 'weakened' : null, codes, path, { all: null, globs: removed }),
    ...difference(added.length > 0 ? 'strengthened' : null, codes, path, { all: null, globs: added }),
  ];
}

/** A part of what a launch needs, of which more is stricter. */
function need<Value extends number | boolean>(key: string): Compare<Value, null> {
  return (before, after) => {
    const kind = byStrictness(Number(before), Number(after));
    const shown = (value: Value) => (typeof value === 'number' ? value : String(value));
    const args = { key, before: shown(before), after: shown(after) };
    const codes = { weakened: 'launch-set-lowered', strengthened: 'launch-set-raised' } as const;
    return difference(kind, codes, ['launch-set', key], args);
  };
}

const LAUNCH_SET: Comparisons<LaunchSetNeeds, null> = {
  model: need('model'),
  task: need('task'),
  product: need('product'),
  business: need('business'),
  alertedLeading: need('alerted-leading'),
  externalEvidence: need('external-evidence'),
  verifiedAlerts: need('verified-alerts'),
};

/** Stale evidence does not block before the stage of its metric, where a failure did. */
function addedPins(globs: readonly string[], gate: Gate): readonly Difference[] {
  const early = gate.metrics.some(({ bind, fromStage }) => bind === 'pins' && !reaches(gate.stage, fromStage));
  return difference(
    early ? 'weakened' : 'strengthened',
    early ? 'pins-widened-early' : 'pins-widened',
    ['subject', 'pins'],
    { globs },
  );
}

/** Files whose change makes evidence stale: a glob less, and a change of what it covered goes unnoticed. */
function pinsDifferences(
  was: readonly string[] | null,
  is: readonly string[] | null,
  { after: gate }: Both,
): readonly Difference[] {
  const [before, after] = [was ?? [], is ?? []];
  const codes = { weakened: 'pins-narrowed', strengthened: 'pins-widened' } as const;
  const removed = before.filter((glob) => !after.includes(glob));
  const added = after.filter((glob) => !before.includes(glob));
  const path = ['subject', 'pins'];
  return [
    ...difference(removed.length > 0 ? 'weakened' : null, codes, path, { globs: removed }),
    ...(added.length === 0 ? [] : addedPins(added, gate)),
  ];
}

/** The level of every lint that either copy sets. */
function lintDifferences(before: Gate['lints'], after: Gate['lints']): readonly Difference[] {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return codes.flatMap((code) => {
    const kind = byStrictness(setStrictness(code, before), setStrictness(code, after));
    const shown = (lints: Gate['lints']) => lints[code]?.level ?? null;
    const args = { lint: code, before: shown(before), after: shown(after) };
    const reasons = [before, after].map((lints) => lints[code]?.reason ?? null);
    if (kind === null && reasons[0] !== reasons[1])
      return difference('other', 'text-changed', ['lints', code], { key: `lints.${code}` });
    return difference(kind, { weakened: 'lint-lowered', strengthened: 'lint-raised' }, ['lints', code], args);
  });
}

/** It gates nothing, but what is found of it may: a later end, another metric or fewer counter-metrics silence that. */
function northStarDifferences(before: Gate['northStar'], after: Gate['northStar']): readonly Difference[] {
  const path = ['north-star'];
  const bare = (star: Gate['northStar']) => (star === null ? null : { ...star, line: 0 });
  if (isSame(bare(before), bare(after))) return [];
  const loosened = before === null ? [] : loosenedParts(before, after);
  if (loosened.length > 0) return difference('weakened', 'north-star-loosened', path, { parts: loosened });
  return difference('other', 'north-star-changed', path);
}

function loosenedParts(before: NorthStar, after: NorthStar | null): readonly string[] {
  if (after === null) return ['north-star'];
  const detours = [before, after].map(({ detour }) => detour?.untilMs ?? Number.NEGATIVE_INFINITY);
  const reviews = [before, after].map(({ reviewBy }) => reviewBy?.ms ?? Number.POSITIVE_INFINITY);
  const guards = (star: NorthStar) => star.couldGrow.map(({ guard }) => guard);
  return [
    ...(before.metric === after.metric ? [] : ['metric']),
    ...(before.counterMetrics.every((id) => after.counterMetrics.includes(id)) ? [] : ['counter-metrics']),
    ...(guards(before).every((id) => guards(after).includes(id)) ? [] : ['could-grow-while-value-declines']),
    ...(Number(detours[1]) > Number(detours[0]) ? ['detour'] : []),
    ...(Number(reviews[1]) > Number(reviews[0]) ? ['review-by'] : []),
  ];
}

/** How the change of each part of the criteria counts. */
const GATE: Comparisons<Gate, Both> = {
  feature: (before, after) =>
    difference(before === after ? null : 'weakened', 'feature-changed', ['feature'], { before, after }),
  title: text('title'),
  owner: text('owner'),
  mode: (before, after) => modeDifferences(before, after),
  appliesTo: (before, after) => appliesToDifferences(before, after),
  stage: (before, after) => {
    const kind = byStrictness(STAGES.indexOf(before), STAGES.indexOf(after));
    return difference(kind, { weakened: 'stage-lowered', strengthened: 'stage-raised' }, ['stage'], { before, after });
  },
  // It bounds the due dates, and each of those is compared.
  launchDate: (before, after) =>
    difference(before === after ? null : 'other', 'launch-date-changed', ['launch-date'], { before, after }),
  launchSet: (before, after) => compareFields(LAUNCH_SET, before, after, null),
  sources: (_, __, { before, after }) => sourceDifferences(before, after),
  override: (before, after) => overrideDifferences(before, after),
  pins: pinsDifferences,
  lints: lintDifferences,
  northStar: northStarDifferences,
  metrics: (_, __, { before, after }) => metricDifferences(before, after),
};

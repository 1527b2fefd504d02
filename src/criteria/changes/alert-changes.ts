import type { CriteriaChange } from '../../core/criteria-change.ts';
import type { Alert, AlertParts, AlertVerification } from '../../core/criterion.ts';
import type { TextArgs } from '../../core/finding.ts';
import {
  byStrictness,
  type Comparisons,
  changedKeys,
  compareFields,
  type Difference,
  difference,
  isSame,
} from './difference.ts';
import { relateTargets } from './target-relation.ts';

/** How often a rule is taken to be evaluated where the criteria declare other parts of its delay. */
const USUAL_EVERY_SECONDS = 60;

/** What changes about a metric's alert; paths are relative to the metric. */
export function alertDifferences(before: Alert | null, after: Alert | null): readonly Difference[] {
  if (before === null || after === null) {
    if (before === after) return [];
    return difference(
      after === null ? 'weakened' : 'strengthened',
      { weakened: 'alert-removed', strengthened: 'alert-added' },
      ['alert'],
    );
  }
  return compareFields(ALERT, before, after, null);
}

function part(kind: CriteriaChange['kind'] | null, key: string, args: TextArgs): readonly Difference[] {
  const codes = { weakened: 'alert-loosened', strengthened: 'alert-tightened' } as const;
  return difference(kind, codes, ['alert', key], { key, ...args });
}

/** An alert that fires on fewer values, later, or to someone else is looser. */
const ALERT: Comparisons<Alert, null> = {
  when: (before, after) => {
    const args = { before: before?.text ?? null, after: after?.text ?? null };
    if (before === null || after === null)
      return part(before === after ? null : after === null ? 'weakened' : 'strengthened', 'when', args);
    const relation = relateTargets(before, after);
    if (relation === 'same') return [];
    return part(relation === 'wider' ? 'strengthened' : 'weakened', 'when', args);
  },
  withinSeconds: (before, after) => {
    const strictness = (seconds: number | null) => (seconds === null ? Number.NEGATIVE_INFINITY : -seconds);
    return part(byStrictness(strictness(before), strictness(after)), 'within', { before, after });
  },
  notifies: (before, after) =>
    part(before === after ? null : before === null ? 'strengthened' : 'weakened', 'notifies', { before, after }),
  parts: partsDifferences,
  verify: verifyDifferences,
};

/** What an undeclared part counts as, and whether more of it makes the computed delay longer. */
const PARTS: Readonly<Record<keyof AlertParts, readonly [key: string, usual: number, more: 'longer' | 'shorter']>> = {
  everySeconds: ['every', USUAL_EVERY_SECONDS, 'longer'],
  windowSeconds: ['window', 0, 'longer'],
  forSeconds: ['for', 0, 'longer'],
  delaySeconds: ['delay', 0, 'longer'],
  routingSeconds: ['routing', 0, 'longer'],
  eventsPerHour: ['events-per-hour', Number.POSITIVE_INFINITY, 'shorter'],
};

/** A delay that is claimed to be shorter may count where the longer one did not; without parts, `within` is believed. */
function partsDifferences(before: AlertParts | null, after: AlertParts | null): readonly Difference[] {
  const names = Object.keys(PARTS) as (keyof AlertParts)[]; // a table has the fields of its type and no others
  if (before === null || after === null) {
    if (before === after) return [];
    const declared = names.filter((name) => (before ?? after)?.[name] !== null).map((name) => PARTS[name][0]);
    const kind = after === null ? 'weakened' : 'strengthened';
    return part(kind, declared[0] ?? 'every', { before: null, after: null, parts: declared });
  }
  return names.flatMap((name) => {
    const [key, usual, more] = PARTS[name];
    const [was, is] = [before[name], after[name]];
    const sign = more === 'longer' ? 1 : -1;
    return part(byStrictness(sign * (was ?? usual), sign * (is ?? usual)), key, { before: was, after: is });
  });
}

/** Another place, rule or way of asking is other evidence, of which nobody knows whether it is as good. */
function verifyDifferences(before: AlertVerification | null, after: AlertVerification | null): readonly Difference[] {
  const path = ['alert', 'verify'];
  if (before === null || after === null) {
    const kind = before === after ? null : after === null ? 'weakened' : 'strengthened';
    const asked = after ?? before;
    const args = { rule: asked?.rule ?? null, source: asked?.source ?? null };
    return difference(kind, { weakened: 'verify-removed', strengthened: 'verify-added' }, path, args);
  }
  if (isSame(before, after)) return [];
  const keys = changedKeys(flat(before), flat(after));
  return difference('weakened', 'verify-changed', path, { keys });
}

/** As it is written: the keys of the request beside the others. */
function flat({ keys, ...rest }: AlertVerification): Readonly<Record<string, unknown>> {
  return { ...keys, ...rest };
}

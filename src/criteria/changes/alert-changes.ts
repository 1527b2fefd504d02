import type { CriteriaChange } from '../../core/criteria-change.ts';
import type { Alert, AlertVerification } from '../../core/criterion.ts';
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
  verify: verifyDifferences,
};

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

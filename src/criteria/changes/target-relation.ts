import type { Target } from '../../core/criterion.ts';
import { betterDirection } from '../../core/target.ts';

/** How the values that meet one comparison relate to those that meet another: `narrower` has fewer of them. */
export type TargetRelation = 'same' | 'narrower' | 'wider' | 'incomparable';

/** How `after` relates to `before`; comparisons that look in different directions are never ordered. */
export function relateTargets(before: Target, after: Target): TargetRelation {
  if (before.kind === 'band' && after.kind === 'band') return relateBands(before, after);
  if (before.kind === 'band' || after.kind === 'band') return 'incomparable';
  const direction = betterDirection(before);
  if (direction !== betterDirection(after)) return 'incomparable';
  if (before.bound === after.bound && before.operator === after.operator) return 'same';
  if (isWithin(before, after, direction)) return 'narrower';
  return isWithin(after, before, direction) ? 'wider' : 'incomparable';
}

function relateBands(before: Target & { kind: 'band' }, after: Target & { kind: 'band' }): TargetRelation {
  if (before.low === after.low && before.high === after.high) return 'same';
  if (after.low >= before.low && after.high <= before.high) return 'narrower';
  return after.low <= before.low && after.high >= before.high ? 'wider' : 'incomparable';
}

type Bound = Target & { kind: 'bound' };

/** Twice the tolerance of comparing, for both bounds: `>=` reaches that far below its bound, and `>` begins so far above. */
const REACH = 4e-12;

/** True where every value that meets `inner` meets `outer` too. */
function isWithin(outer: Bound, inner: Bound, direction: 'higher' | 'lower' | 'inside'): boolean {
  const ahead = direction === 'higher' ? inner.bound - outer.bound : outer.bound - inner.bound;
  if (!(ahead >= 0)) return false;
  const isStrict = ({ operator }: Bound) => operator === '>' || operator === '<';
  if (!isStrict(outer) || isStrict(inner)) return true;
  return ahead > REACH * Math.max(Math.abs(outer.bound), Math.abs(inner.bound));
}

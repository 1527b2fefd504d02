import type { Criterion } from './criterion.ts';
import type { TextArgs } from './finding.ts';

/** The target as arguments of a text: `target` as written, and the numbers compared with, for rewriting it. */
export function targetArgs(criterion: Criterion): TextArgs {
  const { target, unit } = criterion;
  if (target.kind === 'band') {
    return { target: target.text, comparison: 'between', bound: target.low, end: target.high, unit };
  }
  const words = { '>=': 'at least', '>': 'above', '<=': 'at most', '<': 'below' } as const;
  return { target: target.text, comparison: words[target.operator], bound: target.bound, end: null, unit };
}

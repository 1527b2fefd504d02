import type { Reason } from './finding.ts';

/**
 * One difference between the criteria that a pull request started from and its own copy. `weakened`: it could turn a
 * no-go into a go; `strengthened`: only a go into a no-go; `other`: neither.
 */
export interface CriteriaChange extends Reason {
  /** The metric that it is about; `null` for the file as a whole. */
  readonly metric: string | null;
  readonly kind: 'weakened' | 'strengthened' | 'other';
  /** Line in the pull request's copy, from 1; `null` where that has none. */
  readonly line: number | null;
}

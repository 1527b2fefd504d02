import type { Outcome } from '../core/outcome.ts';

/** 0 whenever the decision is go; else 2 where it could not judge (verdict `error`), otherwise 1. */
export function exitCode(outcome: Pick<Outcome, 'decision' | 'verdict'>): 0 | 1 | 2 {
  if (outcome.decision === 'go') return 0;
  return outcome.verdict === 'error' ? 2 : 1;
}

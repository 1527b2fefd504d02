import type { Cause, Verdict } from './outcome.ts';

/** What a decision rests on. */
export interface DecisionFacts {
  readonly verdict: Verdict;
  readonly mode: 'enforce' | 'report';
  /** `unusable` where the criteria could not be read or are invalid: their mode is then not known. */
  readonly criteria: 'usable' | 'unusable';
}

export interface Decision {
  readonly decision: 'go' | 'no-go';
  readonly cause: Cause;
}

/** What the gate does, and why. Go is only ever the answer to a fact that is known; anything else is no-go. */
export function decide({ verdict, mode, criteria }: DecisionFacts): Decision {
  const noGo: Decision = { decision: 'no-go', cause: 'verdict' };
  if (criteria !== 'usable') return noGo;
  switch (verdict) {
    case 'pass':
      return { decision: 'go', cause: 'verdict' };
    case 'incomplete':
    case 'fail':
    case 'error':
      return mode === 'report' ? { decision: 'go', cause: 'report-mode' } : noGo;
    default:
      verdict satisfies never;
      return noGo;
  }
}

import type { Mode, ModeRules } from './criterion.ts';
import type { Cause, Verdict } from './outcome.ts';

/** What a decision rests on. */
export interface DecisionFacts {
  readonly verdict: Verdict;
  readonly mode: Mode;
  /** `unusable` where the criteria could not be read or are invalid: their mode is then not known. */
  readonly criteria: 'usable' | 'unusable';
  /** What keeps the verdict from `pass`. */
  readonly blocking: readonly string[];
  /** False only where the criteria name the files that they apply to and the pull request changes none of them. */
  readonly affected: boolean;
  /** What granted overrides cover. */
  readonly covered: readonly string[];
}

export interface Decision {
  readonly decision: 'go' | 'no-go';
  readonly cause: Cause;
  /** What blocks, or in report mode would have; an override takes nothing away. */
  readonly blocking: readonly string[];
}

/** What blocks also where the pull request does not affect the feature: it changes the judge itself. */
const BLOCKS_REGARDLESS: ReadonlySet<string> = new Set(['criteria', 'workflow']);

/** What the gate does, and why. Go is only ever the answer to a fact that is known; anything else is no-go. */
export function decide(facts: DecisionFacts): Decision {
  const { verdict, affected } = facts;
  const blocking = affected ? facts.blocking : facts.blocking.filter((id) => BLOCKS_REGARDLESS.has(id));
  const noGo: Decision = { decision: 'no-go', cause: 'verdict', blocking };
  if (facts.criteria !== 'usable') return { ...noGo, blocking: facts.blocking };
  if (!affected && blocking.length === 0) return { decision: 'go', cause: 'not-affected', blocking };
  switch (verdict) {
    case 'pass':
      return blocking.length === 0 ? { decision: 'go', cause: 'verdict', blocking } : noGo;
    case 'incomplete':
    case 'fail':
    case 'error':
      if (facts.mode === 'report') return { decision: 'go', cause: 'report-mode', blocking };
      return isCovered(blocking, facts.covered) ? { decision: 'go', cause: 'override', blocking } : noGo;
    default:
      verdict satisfies never;
      return noGo;
  }
}

/** True where something blocks and all of it is covered: an override of nothing decides nothing. */
function isCovered(blocking: readonly string[], covered: readonly string[]): boolean {
  return blocking.length > 0 && blocking.every((id) => covered.includes(id));
}

/** The mode under an event; `null` is a run outside GitHub. */
export function modeUnder(rules: ModeRules, event: string | null): Mode {
  if (event === null || !Object.hasOwn(rules.byEvent, event)) return rules.otherwise;
  return rules.byEvent[event] ?? rules.otherwise;
}

import type { Budget } from '../evaluate.ts';
import type { Network } from '../network.ts';

/** The steps that all expressions of one source may take in a run, for its values and its alerts together. */
const MOST_STEPS = 30_000_000;

const budgets = new WeakMap<Network, Map<string, Budget>>();

/** What is left of the steps of a source, by its id, in the run of a network. */
export function stepBudget(network: Network, source: string): Budget {
  const ofRun = budgets.get(network) ?? new Map<string, Budget>();
  budgets.set(network, ofRun);
  const budget = ofRun.get(source) ?? { left: MOST_STEPS };
  ofRun.set(source, budget);
  return budget;
}

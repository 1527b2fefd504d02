import type { Check } from '../draft.ts';
import { checkActivity, checkLayer } from './north-star-activity.ts';
import { northStarBlock } from './north-star-block.ts';
import { checkDates } from './north-star-dates.ts';
import { checkOrphans, checkSoleGate } from './north-star-gating.ts';
import { checkCounters, checkGuards } from './north-star-guards.ts';
import { checkInflation, checkParts, checkValue } from './north-star-words.ts';

/** One metric stands for value, and cannot grow unseen while value declines. */
export const checkNorthStar: Check = (draft, reading) => {
  const block = northStarBlock(draft, reading);
  if (block === null) return;
  checkLayer(block, reading);
  checkActivity(block, reading);
  checkValue(block, reading);
  checkParts(block, reading);
  checkCounters(block, reading);
  checkGuards(block, reading);
  checkInflation(block, reading);
  checkSoleGate(block, draft, reading);
  checkOrphans(block, draft, reading);
  checkDates(block, reading);
};

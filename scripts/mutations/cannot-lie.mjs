import { CATALOGUE, LINT_LEVELS } from './cannot-lie/catalogue.mjs';
import { CATALOGUE_LINTS } from './cannot-lie/catalogue-lints.mjs';
import { CHANGES } from './cannot-lie/changes.mjs';
import { DELAY, PINS } from './cannot-lie/delay.mjs';
import { EVIDENCE, EVIDENCE_LAYER } from './cannot-lie/evidence.mjs';
import { FIRST_MINUTE } from './cannot-lie/first-minute.mjs';
import { NORTH_STAR } from './cannot-lie/north-star.mjs';
import { ODDS } from './cannot-lie/odds.mjs';
import { JUDGE, PRECONDITIONS } from './cannot-lie/preconditions.mjs';

/** Guards of criteria that cannot lie: what is found when they are written, and what is found when they are judged. */
export const CANNOT_LIE = [
  ...CATALOGUE,
  ...LINT_LEVELS,
  ...CATALOGUE_LINTS,
  ...EVIDENCE,
  ...EVIDENCE_LAYER,
  ...PRECONDITIONS,
  ...JUDGE,
  ...DELAY,
  ...PINS,
  ...NORTH_STAR,
  ...ODDS,
  ...FIRST_MINUTE,
  ...CHANGES,
];

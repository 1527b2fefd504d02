import { metric } from './texts.mjs';

/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {
  'hard-to-show': metric('target: ">= 0.80"\nunit: ratio\nconfidence: 95%\nmin-samples: 50'),
};

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {};

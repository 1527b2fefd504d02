import { top } from './texts.mjs';

/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {
  'unknown-lint': top('lints: { missing-pairs: { level: error } }'),
  'lint-level-fixed': top('lints: { yaml-syntax: { level: warning, reason: "ours is fine" } }'),
  'lint-needs-reason': top('lints: { wrong-direction: { level: warning } }'),
};

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {};

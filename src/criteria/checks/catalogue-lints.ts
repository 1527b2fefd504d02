import type { Check } from '../draft.ts';
import { checkFeedbackLoop } from './catalogue/feedback-loop.ts';
import { checkJudgeUnlicensed } from './catalogue/judge-unlicensed.ts';
import { checkLaggingAsLeading } from './catalogue/lagging-as-leading.ts';
import { checkLayerMisplaced } from './catalogue/layer-misplaced.ts';
import { checkMissingPair } from './catalogue/missing-pair.ts';
import { checkNoDriftWatch } from './catalogue/no-drift-watch.ts';
import { checkNoProxy } from './catalogue/no-proxy.ts';
import { checkNotInCatalogue } from './catalogue/not-in-catalogue.ts';
import { checkPrevalence } from './catalogue/prevalence.ts';
import { checkSingleProxy } from './catalogue/single-proxy.ts';
import { checkTestsetOnly } from './catalogue/testset-only.ts';
import { checkTrafficNotSaid } from './catalogue/traffic-not-said.ts';
import { checkTrivialTarget } from './catalogue/trivial-target.ts';
import { checkUnitMismatch } from './catalogue/unit-mismatch.ts';
import { checkUnmappedProxy } from './catalogue/unmapped-proxy.ts';
import { checkWrongDirection } from './catalogue/wrong-direction.ts';

/** Adding a lint is a file in `catalogue` and a line here. */
const LINTS: readonly Check[] = [
  checkLayerMisplaced,
  checkWrongDirection,
  checkUnitMismatch,
  checkTrivialTarget,
  checkPrevalence,
  checkLaggingAsLeading,
  checkMissingPair,
  checkUnmappedProxy,
  checkNoProxy,
  checkSingleProxy,
  checkTestsetOnly,
  checkTrafficNotSaid,
  checkJudgeUnlicensed,
  checkFeedbackLoop,
  checkNoDriftWatch,
  checkNotInCatalogue,
];

/** What the catalogue knows of the declared metrics. */
export const checkCatalogue: Check = (draft, reading) => {
  for (const lint of LINTS) lint(draft, reading);
};

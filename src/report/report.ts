import type { Finding } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import { type AlertView, alertViews } from './alert-view.ts';
import { type BlockView, blockingOf, withoutFirstStep } from './block-view.ts';
import { cautionsOf } from './cautions.ts';
import { type ChangeView, changesOf } from './change-view.ts';
import { type DiagnosisView, diagnosisOf } from './diagnosis-view.ts';
import { type FindingGroup, findingGroups, listedFindings } from './finding-groups.ts';
import { firstStep } from './first-step.ts';
import { blockingTitle, type Headline, headlineOf } from './headline.ts';
import { type LaunchPart, launchParts, stageLine, stageTitle } from './launch-line.ts';
import { type MetricView, metricView } from './metric-view.ts';
import { northStarLine } from './north-star-view.ts';
import { overrideGuide } from './override-guide.ts';
import { type OverrideView, overrideOf } from './override-view.ts';
import { code, joined, own, type Prose, say } from './prose.ts';

/** An outcome in the order and words of a report, before any renderer's markup. */
export interface ReportView {
  readonly outcome: Outcome;
  readonly headline: Headline;
  readonly firstStep: Prose | null;
  /** Why nothing blocks although something fails; `null` where the change is judged. */
  readonly unaffected: Prose | null;
  readonly diagnosis: DiagnosisView | null;
  readonly metrics: readonly MetricView[];
  readonly blocking: readonly BlockView[];
  readonly blockingTitle: string;
  /** What must not be overlooked although it does not block. */
  readonly cautions: readonly Prose[];
  readonly launchParts: readonly LaunchPart[];
  readonly stage: string;
  /** How the line of the stage is called. */
  readonly stageTitle: string;
  /** The north star on one line; `null` where none is declared. */
  readonly northStar: Prose | null;
  readonly alerts: readonly AlertView[];
  /** Findings that no other part of the report says already. */
  readonly findings: readonly Finding[];
  readonly findingGroups: readonly FindingGroup[];
  readonly override: OverrideView | null;
  /** How what blocks could be overridden; empty where it cannot or need not be. */
  readonly overrideGuide: readonly Prose[];
  /** What the pull request changes in the criteria, weakenings first. */
  readonly changes: readonly ChangeView[];
}

/** Puts an outcome into the words of a report. */
export function reportView(outcome: Outcome): ReportView {
  const metrics = outcome.results.map((result) => metricView(result, outcome));
  const changes = changesOf(outcome);
  const step = firstStep(outcome, changes);
  const blocking = withoutFirstStep(blockingOf(outcome, metrics, changes), step);
  const findings = listedFindings(outcome);
  return {
    outcome,
    headline: headlineOf(outcome),
    firstStep: step,
    unaffected: unaffectedOf(outcome),
    diagnosis: diagnosisOf(outcome),
    metrics,
    blocking,
    blockingTitle: blockingTitle(outcome),
    cautions: cautionsOf(outcome),
    launchParts: launchParts(outcome),
    stage: stageLine(outcome),
    stageTitle: stageTitle(outcome),
    northStar: northStarLine(outcome),
    alerts: alertViews(outcome),
    findings,
    findingGroups: findingGroups(findings),
    override: overrideOf(outcome, blocking),
    overrideGuide: overrideGuide(outcome),
    changes,
  };
}

const MOST_GLOBS = 8;

/** The files that the gate applies to, none of which the pull request changes. */
function unaffectedOf({ cause, gate }: Outcome): Prose | null {
  if (cause !== 'not-affected') return null;
  const globs = gate?.appliesTo ?? [];
  const more = globs.length > MOST_GLOBS ? own(` and ${globs.length - MOST_GLOBS} more`) : [];
  const shown = joined(
    globs.slice(0, MOST_GLOBS).map((glob) => code(glob)),
    ', ',
  );
  return say`this pull request changes none of the files that the gate applies to (${shown}${more}), so nothing of this blocks; it is judged for information.`;
}

import { alertStates, askAboutAlerts } from './alert-states.ts';
import { contextOf, contextWithout } from './context.ts';
import { changeFindings } from './core/change-findings.ts';
import type { CriteriaChange } from './core/criteria-change.ts';
import { COMPLETING_CHANGES } from './core/criteria-change-codes.ts';
import type { Gate, Mode } from './core/criterion.ts';
import { decide, modeUnder } from './core/decision.ts';
import { diagnose, diagnoseLeaning } from './core/diagnose.ts';
import { evidenceFindings } from './core/evidence-findings.ts';
import type { Finding } from './core/finding.ts';
import { judgeAll } from './core/judge-all.ts';
import type { JudgedOverrides } from './core/judge-overrides.ts';
import { laterStage, reaches, type Stage } from './core/layer.ts';
import { colourLayers } from './core/layer-colours.ts';
import { atSetLevel } from './core/lint-levels.ts';
import { northStarFindings } from './core/north-star-findings.ts';
import type { Outcome } from './core/outcome.ts';
import { DEFAULT_OVERRIDE_RULES, type OverrideRules } from './core/override.ts';
import { hasLabelOf } from './core/override-labels.ts';
import { withoutSettled } from './core/settled-findings.ts';
import type { PullRequest, Subject } from './core/subject.ts';
import { type ChangeBlocks, highestStage, judgeStage, stateOfCriteria } from './core/verdict.ts';
import { credentialFindings } from './credential-findings.ts';
import { readGate } from './criteria/read-gate.ts';
import type { Inputs } from './inputs.ts';
import { pinsUnderTest } from './pins-under-test.ts';
import { measureAll } from './sources/measure.ts';
import type { Network } from './sources/network.ts';
import { unjudged } from './unjudged.ts';
import type { World } from './world.ts';

/**
 * The gate as one straight line: subject, criteria, measurements, results, verdict, diagnosis, override, decision. It
 * never publishes; what it returns is plain data, the same for the same inputs, files, clock and answers of GitHub.
 */
export async function run(inputs: Inputs, world: World): Promise<Outcome> {
  return (await runOnSubject(inputs, world)).outcome;
}

/** An outcome, and the open pull request that it can be shown on; `null` where there is none. */
export interface RunOnSubject {
  readonly outcome: Outcome;
  readonly commentOn: PullRequest | null;
}

/** The same, with the pull request to comment on. */
export async function runOnSubject(inputs: Inputs, world: World): Promise<RunOnSubject> {
  const read = await world.readSubject(inputs);
  if (!read.ok) {
    const context = contextWithout(inputs, world, read.pullRequest);
    return { outcome: unjudged(inputs, context, null, [read.finding]), commentOn: null };
  }
  const { subject } = read;
  const { pullRequest } = subject;
  // A merge group is no head of its pull request, whatever event hands it on.
  const isOfHead = subject.commit === pullRequest?.headSha;
  const isShown = pullRequest?.state === 'open' && world.facts.event !== 'merge_group' && isOfHead;
  const commentOn = isShown ? pullRequest : null;
  const judged = await judgeSubject(inputs, world, subject);
  const first = await decided(judged, subject.labelled, world);

  const still = await world.confirm(subject, judged.rules);
  switch (still.kind) {
    case 'same':
      return { outcome: first, commentOn };
    case 'labels-changed':
      return { outcome: await decided(judged, still.labelled, world), commentOn };
    case 'superseded': {
      // What was judged is not what stands there now: nothing is said of it on the pull request.
      const outcome = unjudged(inputs, first.context, first.feature, [still.finding]);
      return { outcome, commentOn: null };
    }
    default:
      still satisfies never;
      return { outcome: unjudged(inputs, first.context, first.feature, []), commentOn: null };
  }
}

/** Everything but the decision: what it rests on, and the outcome as far as it is known before. */
interface Judged {
  readonly outcome: Outcome;
  readonly rules: OverrideRules;
  readonly mode: Mode;
  readonly criteria: 'usable' | 'unusable';
  readonly affected: boolean;
}

async function judgeSubject(inputs: Inputs, world: World, subject: Subject): Promise<Judged> {
  const { criteria, pullRequest } = subject;
  // What time alone made wrong must not stop the pull request that mends it: nobody could override that.
  const lapsed = pullRequest !== null && !criteria.introduced ? 'warning' : 'error';
  const read = await readGate(criteria.text, inputs.criteriaPath, world.nowMs, lapsed);
  const { gate } = read;
  if (gate === null) {
    const context = contextOf(inputs, world, subject, subject.commit ?? (await world.head()));
    const findings = [...subject.notes, ...read.findings];
    const rules = DEFAULT_OVERRIDE_RULES;
    const outcome = { ...unjudged(inputs, context, read.feature, findings), introduced: criteria.introduced };
    return { outcome, rules, mode: 'enforce', criteria: 'unusable', affected: true };
  }
  const changes = await changesOf(subject, inputs.criteriaPath, gate, world.nowMs);
  const network = networkFor(inputs, world, subject);
  const [measurements, reports] = await Promise.all([
    measureAll(gate, inputs.values, {
      workspace: world.workspace,
      changed: pullRequest?.changed ?? null,
      network,
      onSource: world.onSource,
    }),
    askAboutAlerts(gate, { network, nowMs: world.nowMs, onSource: world.onSource }),
  ]);
  const commit = subject.commit ?? (await world.head());
  const context = contextOf(inputs, world, subject, commit);
  const pins = await pinsUnderTest(gate, commit, inputs.criteriaPath, world);
  const results = judgeAll(gate.metrics, measurements, { nowMs: world.nowMs, commit, pins: pins.digest });
  const said = [
    ...pins.findings,
    ...evidenceFindings(gate, results, inputs.criteriaPath),
    ...northStarFindings(gate, results, inputs.criteriaPath, world.nowMs),
  ].map((finding) => atSetLevel(finding, gate.lints));
  const judgedFindings = [...withoutSettled(read.findings, results), ...said];

  const usable = stateOfCriteria(gate, read.findings);
  const alerts = alertStates(gate, reports);
  const asked = askedStage(gate, inputs.stage);
  const blocks = changeBlocks(subject, changes);
  const { verdict, blocking, launchSet } = judgeStage(gate, results, alerts, judgedFindings, asked, blocks);
  const diagnosis = diagnose(results);
  // Where the workflow existed and the criteria are new, a workflow may have been pointed at a fresh file: its mode opens nothing.
  const trustsMode = !criteria.introduced || subject.workflow.kind === 'new';
  const mode = trustsMode ? modeUnder(gate.mode, context.event) : 'enforce';
  const outcome: Outcome = {
    decision: 'no-go',
    cause: 'verdict',
    verdict,
    mode,
    context,
    gate,
    feature: gate.feature,
    findings: [
      ...subject.notes,
      ...changeFindings(subject, changes, results, inputs.criteriaPath),
      ...judgedFindings,
      ...(network === null ? [] : credentialFindings(gate, inputs.criteriaPath, world.isSet)),
      ...stageFindings(gate, inputs),
    ],
    results,
    alerts,
    stage: { asked, reached: highestStage(gate, results, alerts, judgedFindings, blocks) },
    launchSet,
    colours: colourLayers(results),
    diagnosis,
    leaning: diagnoseLeaning(results, diagnosis),
    blocking,
    override: null,
    otherOverrides: [],
    changes,
    introduced: criteria.introduced,
  };
  const rules = criteria.introduced ? DEFAULT_OVERRIDE_RULES : gate.override;
  // Whoever changes what is judged is judged: one more metric may complete what a launch needs.
  // What fills a launch set that is short must not come in by a pull request that nothing is asked of.
  const fills = blocking.includes('launch-set') && changes.some(({ code }) => COMPLETING_CHANGES.has(code));
  const affected = fills || (await isAffectedBy(pullRequest, gate));
  return { outcome, rules, mode, criteria: usable, affected };
}

/** Whether the pull request touches what the criteria are about; without one, and without globs, everything is affected. */
async function isAffectedBy(pullRequest: PullRequest | null, { appliesTo }: Gate): Promise<boolean> {
  if (pullRequest === null || appliesTo === null) return true;
  const { isAffected } = await import('./sources/changed-paths.ts');
  return isAffected(appliesTo, pullRequest.changed);
}

/** What the pull request changes in the criteria; loaded only where there is a copy to compare. */
async function changesOf(
  { criteria }: Subject,
  path: string,
  gate: Gate,
  nowMs: number,
): Promise<readonly CriteriaChange[]> {
  if (criteria.proposed === null) return [];
  const { criteriaChanges } = await import('./criteria/criteria-changes.ts');
  return criteriaChanges(criteria.proposed, path, gate, nowMs);
}

/** The decision by the labels that are on the pull request: what they prove changes the decision and nothing else. */
async function decided(judged: Judged, labelled: PullRequest | null, world: World): Promise<Outcome> {
  const { outcome, mode, criteria, affected } = judged;
  const facts = { verdict: outcome.verdict, mode, criteria, blocking: outcome.blocking, affected };
  const bare = decide({ ...facts, covered: [] });
  const overrides = await overridesOf(judged, bare.blocking, labelled, world);
  const decision = decide({ ...facts, covered: overrides.covered });
  return { ...outcome, ...decision, override: overrides.override, otherOverrides: overrides.others };
}

async function overridesOf(
  { rules, outcome, criteria }: Judged,
  blocking: readonly string[],
  labelled: PullRequest | null,
  world: World,
): Promise<JudgedOverrides> {
  if (labelled === null || outcome.gate === null || criteria !== 'usable' || !hasLabelOf(rules, labelled.labels))
    return { override: null, others: [], covered: [] };
  const { judgeOverrides } = await import('./core/judge-overrides.ts');
  const facts = await world.overrideFacts(labelled, rules);
  return judgeOverrides(rules, facts, { blocking, metrics: outcome.gate.metrics, nowMs: world.nowMs });
}

function changeBlocks({ criteria, workflow }: Subject, changes: readonly CriteriaChange[]): ChangeBlocks {
  const weakened = changes.some(({ kind }) => kind === 'weakened');
  const added = workflow.kind === 'new' && !criteria.introduced;
  return {
    criteria: weakened ? 'weakened' : criteria.introduced ? 'introduced' : 'none',
    workflow: added || workflow.kind === 'changed' || workflow.kind === 'unknown',
  };
}

/** The stage to judge at: the input may raise that of the criteria, never lower it. */
function askedStage(gate: Gate, input: Stage | null): Stage {
  return input === null ? gate.stage : laterStage(gate.stage, input);
}

function stageFindings(gate: Gate, inputs: Inputs): readonly Finding[] {
  if (inputs.stage === null || reaches(inputs.stage, gate.stage)) return [];
  const at = { path: inputs.criteriaPath, line: null, column: null };
  const args = { input: inputs.stage, criteria: gate.stage };
  return [{ code: 'stage-not-lowered', args, level: 'warning', at, metric: null }];
}

/**
 * The way to other hosts, opened when first asked for; `null` where the pull request itself brings the criteria: nobody
 * has agreed yet to what they would ask, and of whom.
 */
function networkFor(inputs: Inputs, world: World, subject: Subject): (() => Promise<Network>) | null {
  if (subject.criteria.introduced) return null;
  let opened: Promise<Network> | null = null;
  return () => {
    opened ??= world.network({
      underPullRequest: subject.pullRequest !== null,
      allowedHosts: inputs.allowedHosts,
    });
    return opened;
  };
}

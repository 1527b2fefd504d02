import type { Criterion, Gate } from './core/criterion.ts';
import { decide } from './core/decision.ts';
import { diagnose, diagnoseLeaning } from './core/diagnose.ts';
import type { Finding } from './core/finding.ts';
import { judge } from './core/judge.ts';
import { laterStage, reaches, type Stage } from './core/layer.ts';
import { colourLayers } from './core/layer-colours.ts';
import type { Measurement } from './core/measurement.ts';
import type { Context, Outcome } from './core/outcome.ts';
import type { AlertState } from './core/result.ts';
import { highestStage, judgeStage, stateOfCriteria } from './core/verdict.ts';
import type { CriteriaText } from './criteria/criteria-text.ts';
import { readGate } from './criteria/read-gate.ts';
import type { Inputs } from './inputs.ts';
import { measureAll } from './sources/measure.ts';
import type { World } from './world.ts';

/**
 * The gate as one straight line: criteria, measurements, results, verdict, diagnosis, decision. It never publishes;
 * what it returns is plain data, the same for the same inputs, files and clock.
 */
export async function run(inputs: Inputs, world: World): Promise<Outcome> {
  const text = await world.readCriteria(inputs.criteriaFile);
  const read = await readGate(text, inputs.criteriaPath);
  const gate = read.gate;
  const measurements = gate === null ? null : await measureAll(gate, inputs.values, { workspace: world.workspace });
  const commit = await world.commit();
  const context = contextOf(inputs, world, text, commit);
  if (gate === null || measurements === null) return unjudged(inputs, context, read.feature, read.findings);

  const results = gate.metrics.map((criterion) =>
    judge(criterion, measurements.get(criterion.id) ?? unanswered(criterion), { nowMs: world.nowMs, commit }),
  );

  const findings = [...read.findings, ...stageFindings(gate, inputs)];
  const alerts = declaredAlerts(gate);
  const asked = askedStage(gate, inputs.stage);
  const { verdict, blocking, launchSet } = judgeStage(gate, results, alerts, findings, asked);
  const diagnosis = diagnose(results);
  const { decision, cause } = decide({ verdict, mode: gate.mode, criteria: stateOfCriteria(gate, findings) });

  return {
    decision,
    cause,
    verdict,
    mode: gate.mode,
    context,
    gate,
    feature: gate.feature,
    findings,
    results,
    alerts,
    stage: { asked, reached: highestStage(gate, results, alerts, findings) },
    launchSet,
    colours: colourLayers(results),
    diagnosis,
    leaning: diagnoseLeaning(results, diagnosis),
    blocking,
  };
}

/** The outcome where there was nothing to judge by: verdict `error`, no-go, and the findings that say why. */
export function unjudged(
  inputs: Pick<Inputs, 'stage'>,
  context: Context,
  feature: string | null,
  findings: readonly Finding[],
): Outcome {
  return {
    decision: 'no-go',
    cause: 'verdict',
    verdict: 'error',
    mode: 'enforce',
    context,
    gate: null,
    feature,
    findings,
    results: [],
    alerts: {},
    stage: { asked: inputs.stage ?? 'full', reached: null },
    launchSet: null,
    colours: null,
    diagnosis: null,
    leaning: null,
    blocking: ['criteria'],
  };
}

/** A metric that no source answered for is an error, whatever the reason: silence is not the absence of a question. */
function unanswered(criterion: Criterion): Measurement {
  const provenance = { source: criterion.from?.source ?? 'values', where: '', kind: 'this-run' } as const;
  return { kind: 'failed', code: 'bad-response', detail: 'the source gave no answer for this metric', provenance };
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

/** Alerts as the criteria declare them: nothing was asked of an alerting system. */
function declaredAlerts(gate: Gate): Readonly<Record<string, AlertState>> {
  const declared = gate.metrics.flatMap(({ id, alert }): [string, AlertState][] =>
    alert === null
      ? []
      : [[id, { state: 'declared', rule: null, where: null, detectsWithinSeconds: alert.withinSeconds, reason: null }]],
  );
  return Object.fromEntries(declared);
}

function contextOf(inputs: Inputs, world: World, text: CriteriaText, commit: string | null): Context {
  return {
    evaluatedAtMs: world.nowMs,
    criteriaPath: inputs.criteriaPath,
    criteriaRef: null,
    criteriaSha: null,
    criteriaDigest: text.ok ? text.digest : null,
    headSha: commit,
    baseSha: null,
    ...world.facts,
  };
}

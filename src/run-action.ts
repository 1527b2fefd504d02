import type { Finding } from './core/finding.ts';
import type { Context, Outcome } from './core/outcome.ts';
import { type InputProblem, readActionInputs } from './inputs.ts';
import { run, unjudged } from './run.ts';
import { realWorld, type World } from './world.ts';

/** Judges with the action's inputs in the workspace that GitHub checked out; wrong inputs end as verdict `error`. */
export async function runAction(
  getInput: (name: string) => string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Outcome> {
  const workspaceRoot = env['GITHUB_WORKSPACE'] || process.cwd();
  const commit = /^[0-9a-f]{40}$/.exec(env['GITHUB_SHA']?.toLowerCase() ?? '')?.[0] ?? null;
  const world = realWorld({ workspaceRoot, nowMs: Date.now(), commit, env, criteriaInside: true });
  const read = readActionInputs(getInput);
  if (read.ok) return run(read.inputs, world);
  const criteriaPath = getInput('criteria') || '.github/launch-gate.yml';
  return unjudged({ stage: null }, inputContext(world, criteriaPath, commit), null, read.problems.map(inputFinding));
}

function inputFinding({ name, text }: InputProblem): Finding {
  const at = { path: 'inputs of the action', line: null, column: null };
  return { code: 'input-refused', args: { name, text }, level: 'error', at, metric: null };
}

function inputContext(world: World, criteriaPath: string, commit: string | null): Context {
  return {
    evaluatedAtMs: world.nowMs,
    criteriaPath,
    criteriaRef: null,
    criteriaSha: null,
    criteriaDigest: null,
    headSha: commit,
    baseSha: null,
    ...world.facts,
  };
}

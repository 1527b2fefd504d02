import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Stage } from '../../src/core/layer.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { Inputs } from '../../src/inputs.ts';
import { type RunOnSubject, runOnSubject } from '../../src/run.ts';
import { localWorld, NO_FACTS, type World } from '../../src/world.ts';
import { HEAD, type StatedPullRequest, statedPlatform } from './pull-request.ts';

export const SCENARIOS = path.resolve(import.meta.dirname, '../../fixtures/scenarios');

/** How a scenario is run, where it differs from a plain `check launch-gate.yml`. */
interface RunOptions {
  readonly values?: readonly string[];
  readonly stage?: Stage;
  readonly commit?: string;
  /** The pull request that is judged; its copy of the criteria is `proposed.yml`, where it changes them. */
  readonly pullRequest?: StatedPullRequest;
}

export const NOW_MS = Date.UTC(2026, 10, 21, 12);

export function scenarioNames(): readonly string[] {
  return readdirSync(SCENARIOS).sort();
}

/** The scenario's folder as a world: its files, a fixed clock, and a git in which all of them are committed. */
function scenarioWorld(folder: string, commit: string | null): World {
  const world = localWorld({ workspaceRoot: folder, nowMs: NOW_MS, commit, env: {} });
  const committed = { tracked: true, committedAtMs: Date.UTC(2026, 10, 19, 9) };
  const git = async (paths: readonly string[]) => new Map(paths.map((file) => [file, committed]));
  return { ...world, facts: NO_FACTS, workspace: { ...world.workspace, git }, head: async () => commit };
}

/** The same world as a run of GitHub Actions for the pull request that the scenario states. */
function pullRequestWorld(folder: string, stated: StatedPullRequest): World {
  const proposed = path.join(folder, 'proposed.yml');
  const files = {
    trusted: path.join(folder, 'launch-gate.yml'),
    proposed: existsSync(proposed) ? proposed : null,
  };
  const facts = {
    repository: 'acme/support',
    event: 'pull_request',
    pullRequest: 12,
    serverUrl: 'https://github.com',
    runUrl: 'https://github.com/acme/support/actions/runs/99',
    runAttempt: 1,
  };
  return { ...scenarioWorld(folder, HEAD), facts, ...statedPlatform(stated, files) };
}

export async function runScenario(name: string): Promise<Outcome> {
  return (await runScenarioOn(name)).outcome;
}

/** The same with the pull request to comment on, where the world or the inputs differ from what the scenario states. */
export async function runScenarioOn(
  name: string,
  otherwise: (world: World) => Partial<World> = () => ({}),
  given: Partial<Inputs> = {},
): Promise<RunOnSubject> {
  const folder = path.join(SCENARIOS, name);
  const optionsFile = path.join(folder, 'run.json');
  const options: RunOptions = existsSync(optionsFile) ? JSON.parse(readFileSync(optionsFile, 'utf8')) : {};
  const inputs = {
    criteriaPath: 'launch-gate.yml',
    criteriaFile: path.join(folder, 'launch-gate.yml'),
    values: options.values ?? [],
    stage: options.stage ?? null,
    pullRequest: null,
    allowedHosts: null,
    ...given,
  };
  const { pullRequest, commit = null } = options;
  const world = pullRequest === undefined ? scenarioWorld(folder, commit) : pullRequestWorld(folder, pullRequest);
  return runOnSubject(inputs, { ...world, ...otherwise(world) });
}

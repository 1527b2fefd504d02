import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Stage } from '../../src/core/layer.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { run } from '../../src/run.ts';
import { NO_FACTS, realWorld, type World } from '../../src/world.ts';

export const SCENARIOS = path.resolve(import.meta.dirname, '../../fixtures/scenarios');

/** How a scenario is run, where it differs from a plain `check launch-gate.yml`. */
interface RunOptions {
  readonly values?: readonly string[];
  readonly stage?: Stage;
  readonly commit?: string;
}

export const NOW_MS = Date.UTC(2026, 10, 21, 12);

export function scenarioNames(): readonly string[] {
  return readdirSync(SCENARIOS).sort();
}

/** The scenario's folder as a world: its files, a fixed clock, and a git in which all of them are committed. */
function scenarioWorld(folder: string, commit: string | null): World {
  const world = realWorld({ workspaceRoot: folder, nowMs: NOW_MS, commit, env: {} });
  const committed = { tracked: true, committedAtMs: Date.UTC(2026, 10, 19, 9) };
  const git = async (paths: readonly string[]) => new Map(paths.map((file) => [file, committed]));
  return { ...world, facts: NO_FACTS, workspace: { ...world.workspace, git }, commit: async () => commit };
}

export async function runScenario(name: string): Promise<Outcome> {
  const folder = path.join(SCENARIOS, name);
  const optionsFile = path.join(folder, 'run.json');
  const options: RunOptions = existsSync(optionsFile) ? JSON.parse(readFileSync(optionsFile, 'utf8')) : {};
  const inputs = {
    criteriaPath: 'launch-gate.yml',
    criteriaFile: path.join(folder, 'launch-gate.yml'),
    values: options.values ?? [],
    stage: options.stage ?? null,
  };
  return run(inputs, scenarioWorld(folder, options.commit ?? null));
}

// A run of the gate over files of an example, in a folder of their own that is gone afterwards.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const CRITERIA = '.github/launch-gate.yml';
export const RESULTS = 'evals/results.json';

/** What comes of a run over `files`, name to text, at a time in milliseconds since the epoch. */
export async function runFiles(files, nowMs, { built }) {
  const { run } = await built('run.js');
  const { localWorld } = await built('world.js');
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-example-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const inputs = {
      ...{ criteriaPath: CRITERIA, criteriaFile: path.join(folder, CRITERIA) },
      ...{ values: Object.hasOwn(files, RESULTS) ? [RESULTS] : [] },
      ...{ stage: null, pullRequest: null, allowedHosts: null },
    };
    return await run(inputs, localWorld({ workspaceRoot: folder, nowMs, commit: null, env: {} }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

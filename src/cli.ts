#!/usr/bin/env node
import { main } from './command-line/main.ts';
import { guardProcess } from './guard-process.ts';

const decided = guardProcess((text) => process.stderr.write(`launch-gate: ${text}\n`));
process.exitCode = await main({
  words: process.argv.slice(2),
  env: process.env,
  folder: currentFolder(),
  streams: process,
});
decided();

/** The current folder; a deleted one has no path, and is then named as it is. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/nonexistent';
  }
}

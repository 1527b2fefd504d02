#!/usr/bin/env node
import { main } from './command-line/main.ts';
import { guardProcess } from './guard-process.ts';

guardProcess((text) => process.stderr.write(`launch-gate: ${text}\n`));
process.exitCode = await main({
  words: process.argv.slice(2),
  env: process.env,
  folder: process.cwd(),
  streams: process,
});

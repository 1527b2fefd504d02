#!/usr/bin/env node
// The pictures of docs/images: what the gate says in four scenarios, as GitHub would show it. Needs Chromium; run it
// after a change of the report: node scripts/pictures.mjs
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Picture, scenario, height. Comment and job summary are one text, so that one picture shows both. */
const PICTURES = [
  ['go', '45-pull-request-go', 560],
  ['no-go', '46-pull-request-no-go', 1100],
  ['overridden', '38-override-granted', 1390],
  ['override-refused', '39-override-without-reason', 1320],
];

mkdirSync(path.join(root, 'docs/images'), { recursive: true });
for (const [name, scenario, height] of PICTURES) {
  const from = path.join(root, 'fixtures/scenarios', scenario, 'expected/summary.md');
  const to = path.join(root, 'docs/images', `${name}.png`);
  const env = { ...process.env, HEIGHT: String(height), FOLDED: '1' };
  execFileSync(process.execPath, [path.join(root, 'scripts/render.mjs'), from, to], { stdio: 'inherit', env });
  console.log(`wrote docs/images/${name}.png`);
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { main } from '../../src/command-line/main.ts';
import { startGitHub } from '../github-server/github-server.ts';
import { json, status } from '../hostile-server/answers.ts';
import { startServer } from '../hostile-server/start-server.ts';
import { blocksOf } from './pages.ts';

const PAGE = 'docs/doctor.md';
const EVALS = { resolved: 0.87, recall: 0.93, cases: 350, finished: '2026-11-21T09:00:00Z' };
const WORKFLOW = `on: [pull_request, merge_group]
jobs: { gate: { runs-on: ubuntu-latest, steps: [{ uses: launch-gate/launch-gate@v0, env: { PROM_TOKEN: x } }] } }
`;

/** What doctor prints of the criteria on its page, its hosts named as there. */
async function printed(criteria: string): Promise<readonly [number, string]> {
  const [evals, prometheus] = [await startServer(json(EVALS)), await startServer(status(403))];
  const github = await startGitHub({ labels: ['launch-gate/override'] });
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-doctor-'));
  try {
    mkdirSync(path.join(folder, '.github/workflows'), { recursive: true });
    const here = criteria
      .replace('https://evals.example.com', evals.url)
      .replace('https://prometheus.example.com', prometheus.url);
    writeFileSync(path.join(folder, '.github/launch-gate.yml'), here);
    writeFileSync(path.join(folder, '.github/workflows/launch-gate.yml'), WORKFLOW);
    let out = '';
    const code = await main({
      words: ['doctor'],
      folder,
      env: { PROM_TOKEN: 'p', GITHUB_REPOSITORY: 'acme/assistant', GITHUB_TOKEN: 't', GITHUB_API_URL: github.url },
      streams: { stdout: { write: (text: string) => (out += text) }, stderr: { write: () => true } },
    });
    return [code, out.replaceAll(new URL(prometheus.url).host, 'prometheus.example.com:443')];
  } finally {
    rmSync(folder, { recursive: true });
    for (const server of [evals, prometheus, github]) await server.close();
  }
}

/** Lines may break elsewhere where a host's name is longer. */
const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

it('the page of doctor shows what it prints', async () => {
  const blocks = blocksOf(PAGE);
  const [criteria, example] = ['yaml', 'text'].map(
    (kind) => blocks.find(({ language }) => language === kind)?.text ?? '',
  );
  const [code, out] = await printed(criteria ?? '');
  expect(words(example ?? '')).toEqual(words(out));
  expect(code).toBe(1);
});

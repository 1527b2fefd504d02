import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import type { GivenModel } from '../github-server/given-model.ts';
import { json, text } from '../hostile-server/answers.ts';
import { type LocalServer, startServer } from '../hostile-server/start-server.ts';
import { launchGateBeside } from './run-dist.ts';

const PATIENT = { timeout: 60_000 };
const TOKEN = 'scores-token-5f1c09';
const WORKFLOW = `on:
  pull_request:
    types: [opened, reopened, synchronize, ready_for_review, edited, labeled, unlabeled]
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: launch-gate/launch-gate@v0
        env:
          SCORES_TOKEN: \${{ secrets.SCORES_TOKEN }}
`;
const criteria = (url: string, more = '') => `version: 1
feature: bot
sources:
  scores: { type: http, url: "${url}/scores", auth: { bearer: SCORES_TOKEN } }
defaults: { max-age: 7d }
metrics:
  resolves:
    layer: task
    target: ">= 0.8"
    unit: ratio
    from: { source: scores, value: value, sample-size: n, observed-at: at${more} }
`;

let open: (GitHubServer | LocalServer)[] = [];
afterEach(async () => {
  const closing = open;
  open = [];
  for (const server of closing) await server.close();
});

interface Check {
  readonly about: string;
  readonly subject: string;
  readonly state: string;
  readonly code: string;
  readonly says: string;
  readonly fix: string;
}

async function doctor(
  given: {
    readonly workflow?: string;
    readonly github?: GivenModel;
    readonly answer?: Parameters<typeof startServer>[0];
  },
  env: Record<string, string> = { SCORES_TOKEN: TOKEN },
) {
  const answer = given.answer ?? json({ value: 0.9, n: 400, at: new Date().toISOString() });
  const scores = await startServer(answer);
  const github = await startGitHub(given.github ?? {});
  open.push(scores, github);
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-doctor-'));
  mkdirSync(path.join(folder, '.github/workflows'), { recursive: true });
  writeFileSync(path.join(folder, '.github/launch-gate.yml'), criteria(scores.url));
  writeFileSync(path.join(folder, '.github/workflows/gate.yml'), given.workflow ?? WORKFLOW);
  const toGitHub = {
    GITHUB_REPOSITORY: 'acme/assistant',
    GITHUB_TOKEN: 'token-of-the-job-77aa',
    GITHUB_API_URL: github.url,
  };
  const ended = await launchGateBeside(['doctor', '--format', 'json'], folder, { ...toGitHub, ...env });
  const checks: readonly Check[] = JSON.parse(ended.out === '' ? '{"checks":[]}' : ended.out).checks;
  return { ...ended, checks, codes: checks.map(({ state, code }) => `${state} ${code}`), scores };
}

const READY: GivenModel = { labels: ['launch-gate/override'], requiredChecks: { rules: ['gate'], protection: [] } };

describe('doctor', PATIENT, () => {
  it('finds nothing to mend where all is ready', async () => {
    const { code, codes, err } = await doctor({ github: READY });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(codes).toEqual([
      'well source-answers',
      'well metric-answers',
      'well workflow-runs-gate',
      'well label-exists',
      'well check-required',
    ]);
  });

  it('takes a check that the branch itself requires, and one of a reusable workflow', async () => {
    const ofBranch = { ...READY, requiredChecks: { rules: [], protection: ['release / gate'] } };
    expect((await doctor({ github: ofBranch })).codes).toContain('well check-required');
  });

  it('says of each thing what to mend', async () => {
    const { code, codes, checks } = await doctor({
      github: { requiredChecks: { rules: ['tests'], protection: ['lint'] } },
      workflow: WORKFLOW.replace(', labeled, unlabeled', ''),
      answer: json({ value: 0.9 }),
    });
    expect(code).toBe(1);
    expect(codes).toEqual([
      'well source-answers',
      'mend metric-undated',
      'note metric-unsized',
      'note remark',
      'mend workflow-not-labeled',
      'mend label-missing',
      'mend check-not-required',
    ]);
    for (const { state, fix } of checks) if (state === 'mend') expect(fix).not.toBe('');
  });

  it('names what is not set here and what the workflow does not hand on', async () => {
    const { code, codes, checks } = await doctor(
      { github: READY, workflow: WORKFLOW.replace('SCORES_TOKEN:', 'X:') },
      {},
    );
    expect(code).toBe(1);
    expect(codes.slice(0, 3)).toEqual([
      'mend credentials-missing',
      'note as-its-source',
      'mend workflow-without-credentials',
    ]);
    expect(checks[0]?.says).toContain('SCORES_TOKEN');
  });

  it('says which rights are missing, and shows no credential', async () => {
    const { code, out, checks } = await doctor({ github: READY, answer: text(TOKEN, {}, 403) });
    expect(code).toBe(1);
    expect(checks[0]).toMatchObject({ code: 'source-fails', state: 'mend' });
    expect(checks[0]?.says).toContain('forbidden');
    expect(out).not.toContain(TOKEN);
  });

  it('asks each source once', async () => {
    const { scores } = await doctor({ github: READY });
    expect(scores.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/scores', `Bearer ${TOKEN}`],
    ]);
  });

  it('says that the repository was not looked at where no token is given', async () => {
    const { code, codes } = await doctor({ github: READY }, { SCORES_TOKEN: TOKEN, GITHUB_TOKEN: '' });
    expect(code).toBe(0);
    expect(codes.at(-1)).toBe('note repository-not-asked');
  });

  it('says what the token may not read', async () => {
    const github = {
      ...READY,
      requiredChecks: { rules: [], protection: [] },
      permissions: { contents: 'none' },
    } as const;
    const { code, codes } = await doctor({ github });
    expect(code).toBe(1);
    expect(codes).toContain('unknown token-too-weak');
  });

  it('does not begin with criteria that are wrong', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-doctor-'));
    writeFileSync(path.join(folder, 'gate.yml'), 'version: 1\nfeature: a\n');
    const { code, out, err } = await launchGateBeside(['doctor', 'gate.yml'], folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('missing-key');
  });
});

import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { digest } from '../src/command-line/digest.ts';
import type { Outcome } from '../src/core/outcome.ts';
import { run } from '../src/run.ts';
import { localWorld, type World } from '../src/world.ts';
import { commitAll, repositoryWith } from './sources/git-repository.ts';
import { ENVIRONMENT } from './sources/temporary-workspace.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const CRITERIA = `version: 1
feature: wiki-assistant
stage: shadow
subject: { pins: ["prompts/**", model.yml] }
defaults: { max-age: 7d }
metrics:
  recall: { layer: model, target: ">= 0.85", unit: ratio }
  correct: { layer: task, target: ">= 0.75", unit: ratio, bind: pins }
`;
const FILES = {
  'launch-gate.yml': CRITERIA,
  'README.md': 'Read me.\n',
  'model.yml': 'name: gpt-x\n',
  'prompts/answer.md': 'Answer well.\n',
  '.gitignore': 'results.json\n',
};

interface Repository {
  readonly folder: string;
  readonly commit: string;
  readonly write: (name: string, content: string) => void;
}

/** What `launch-gate digest` prints here. */
async function digestIn(folder: string): Promise<string> {
  let out = '';
  const sink = { write: (text: string) => (out += text) };
  const args = {
    ...{ command: 'digest' as const, topic: null, positional: ['launch-gate.yml'], values: [] },
    flags: {},
  };
  const terminal = {
    ...{ out: sink.write, err: sink.write, colour: false, unicode: true, width: 80, watched: false, errWidth: 80 },
  };
  const streams = { stdout: sink, stderr: sink };
  expect(await digest(args, { words: [], env: ENVIRONMENT, folder, streams }, terminal)).toBe(0);
  return out.trim();
}

async function judge(
  { folder, write }: Repository,
  subject: unknown,
  {
    commit = null,
    otherwise = () => ({}),
  }: { commit?: string | null; otherwise?: (world: World) => Partial<World> } = {},
): Promise<Outcome> {
  const metrics = { recall: 0.9, correct: { value: 0.8, sample_size: 200 } };
  write('results.json', JSON.stringify({ observed_at: '2026-11-21T08:00:00Z', subject, metrics }));
  const world = localWorld({ workspaceRoot: folder, nowMs: NOW_MS, commit, env: ENVIRONMENT });
  const inputs = {
    ...{ criteriaPath: 'launch-gate.yml', criteriaFile: path.join(folder, 'launch-gate.yml') },
    ...{ values: ['results.json'], stage: null, pullRequest: null, allowedHosts: null },
  };
  return run(inputs, { ...world, ...otherwise(world) });
}

const correct = (outcome: Outcome) => outcome.results.find(({ criterion }) => criterion.id === 'correct');
const unknowns = (outcome: Outcome) => outcome.findings.filter(({ code }) => code === 'pins-unknown');

function expectStale(outcome: Outcome): void {
  expect(correct(outcome)).toMatchObject({ status: 'stale', reason: { code: 'other-pins' }, compared: false });
  expect(outcome).toMatchObject({ decision: 'no-go', blocking: expect.arrayContaining(['correct']) });
}

describe('evidence of pinned files', () => {
  let pins = '';
  beforeAll(async () => {
    pins = await digestIn(repositoryWith(FILES).folder);
    expect(pins).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('counts with the digest that the command prints', async () => {
    const outcome = await judge(repositoryWith(FILES), { pins });
    expect(correct(outcome)?.status).toBe('pass');
    expect(outcome).toMatchObject({ decision: 'go', verdict: 'pass' });
    expect(unknowns(outcome)).toEqual([]);
  });

  it('lives through a change of the README', async () => {
    const repository = repositoryWith(FILES);
    repository.write('README.md', 'Read this.\n');
    commitAll(repository.folder);
    expect(await judge(repository, { pins })).toMatchObject({ decision: 'go' });
  });

  it.each<[string, (repository: Repository) => void]>([
    ['changed', ({ write }) => write('prompts/answer.md', 'Answer better.\n')],
    ['added', ({ write }) => write('prompts/deep/tone.md', 'Be kind.\n')],
    ['changed beside a prompt', ({ write }) => write('model.yml', 'name: gpt-y\n')],
  ])('is stale once a pinned file is %s', async (_, change) => {
    const repository = repositoryWith(FILES);
    change(repository);
    commitAll(repository.folder);
    const outcome = await judge(repository, { pins });
    expectStale(outcome);
    const tested = await digestIn(repository.folder);
    expect(tested).not.toBe(pins);
    expect(correct(outcome)?.reason.args).toEqual({ evidence: pins, tested });
    expect(await judge(repository, { pins: tested })).toMatchObject({ decision: 'go' });
  });

  it('is of the commit under test, not of what lies in the folder', async () => {
    const repository = repositoryWith(FILES);
    repository.write('prompts/answer.md', 'Answer better.\n');
    expect(await judge(repository, { pins })).toMatchObject({ decision: 'go' });
    expectStale(await judge(repository, { pins: await digestIn(repository.folder) }));
    const later = commitAll(repository.folder);
    expectStale(await judge(repository, { pins }));
    expect(await judge(repository, { pins }, { commit: repository.commit })).toMatchObject({ decision: 'go' });
    expectStale(await judge(repository, { pins }, { commit: later }));
  });

  it.each<[string, unknown]>([
    ['carries none', undefined],
    ['names the right commit instead', { commit: 'head' }],
    ['carries half of it', { pins: 'half' }],
  ])('is stale where it %s', async (_, subject) => {
    const repository = repositoryWith(FILES);
    const [given] = [
      JSON.stringify(subject ?? null)
        .replace('head', repository.commit)
        .replace('half', pins.slice(0, 40)),
    ];
    expectStale(await judge(repository, JSON.parse(given)));
  });

  it('is stale, and that is said, where the files at the commit are not known', async () => {
    const repository = repositoryWith(FILES);
    const missing = await judge(repository, { pins }, { commit: 'f'.repeat(40) });
    expectStale(missing);
    expect(unknowns(missing)).toMatchObject([
      { level: 'warning', metric: null, at: { path: 'launch-gate.yml' }, args: { metrics: ['correct'] } },
    ]);
    const pinsNothing = CRITERIA.replace('"prompts/**", model.yml', 'promts/**');
    repository.write('launch-gate.yml', pinsNothing);
    const nothing = await judge(repository, { pins });
    expectStale(nothing);
    expect(unknowns(nothing)).toHaveLength(1);
  });

  it('counts where some globs name nothing, which is said', async () => {
    const repository = repositoryWith(FILES);
    repository.write('launch-gate.yml', CRITERIA.replace('model.yml', 'model.yml, rag/**'));
    const outcome = await judge(repository, { pins });
    expect(outcome).toMatchObject({ decision: 'go' });
    expect(unknowns(outcome)).toMatchObject([{ level: 'warning', args: { unmatched: ['rag/**'] } }]);
  });

  it('is judged with one question, and with none where nothing is bound', async () => {
    const repository = repositoryWith(FILES);
    let questions = 0;
    const otherwise = (world: World): Partial<World> => ({
      pinnedFiles: (...given) => {
        questions += 1;
        return world.pinnedFiles(...given);
      },
    });
    expect(await judge(repository, { pins }, { otherwise })).toMatchObject({ decision: 'go' });
    expect(questions).toBe(1);
    repository.write('launch-gate.yml', CRITERIA.replace(', bind: pins', ''));
    const unbound = await judge(repository, { pins: 'sha256:none' }, { otherwise });
    expect(questions).toBe(1);
    expect(unbound.decision).toBe('go');
  });
});

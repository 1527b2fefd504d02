import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../dist/run-dist.ts';
import { MERGE_SHA, pullRequestEvent, pushEvent, type RunnerEvent } from '../github-server/events.ts';
import { startGitHub } from '../github-server/github-server.ts';
import { BASE_SHA, HEAD_SHA } from '../github-server/given-model.ts';
import type { Model } from '../github-server/model.ts';
import { machine } from './machine.ts';
import { runWorkflow } from './run-workflow.ts';
import { parsedWorkflow } from './workflow.ts';

const WORKFLOW = '.github/workflows/ci.yml';
const FIXTURES = ['go.yml', 'go.json', 'no-go.yml', 'no-go.json'].map((file) => `fixtures/self-test/${file}`);

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Runs the self-test of the project's own CI, the other jobs left out. */
async function selfTest(
  event: (model: Model) => RunnerEvent,
  given: { readonly changedFiles?: readonly string[]; readonly change?: (file: string, text: string) => string } = {},
) {
  const { changedFiles = [], change = (_: string, text: string) => text } = given;
  const committed = Object.fromEntries([WORKFLOW, 'action.yml', ...FIXTURES].map((file) => [file, read(file)]));
  const github = await startGitHub({
    pullRequests: [{ changedFiles }],
    commits: Object.fromEntries([BASE_SHA, HEAD_SHA, MERGE_SHA].map((sha) => [sha, { files: committed }])),
  });
  const files = Object.fromEntries(FIXTURES.map((file) => [file, change(file, read(file))]));
  const made = machine({ github, event: event(github.model), workflow: WORKFLOW, files, results: null });
  const workflow = await parsedWorkflow(WORKFLOW, read(WORKFLOW));
  const jobs = workflow.jobs.filter(({ id }) => id === 'self-test');
  const { 'self-test': result } = await runWorkflow({ ...workflow, jobs }, made.given, made);
  await github.close();
  return { result: result?.result, gates: made.gates.map(({ outputs }) => outputs), model: github.model };
}

describe('the self-test of CI', () => {
  it.each([
    ['push', pushEvent],
    ['pull_request', pullRequestEvent],
  ] as const)('passes on %s', async (_, event) => {
    const { result, gates } = await selfTest(event);
    expect(gates.map(({ decision, blocking }) => [decision, blocking])).toEqual([
      ['go', '[]'],
      ['no-go', expect.stringContaining('answer_correct')],
    ]);
    expect(result).toBe('success');
  });

  it('passes on a pull request that changes the action, which blocks itself and comments nothing', async () => {
    const { result, gates, model } = await selfTest(pullRequestEvent, { changedFiles: ['dist/index.js'] });
    expect(gates[0]).toMatchObject({ decision: 'no-go', blocking: '["workflow"]' });
    expect(result).toBe('success');
    expect(model.pullRequests[0]?.comments).toEqual([]);
  });

  it.each([
    ['the go is none', 'go.json', '"value": 0.8,', '"value": 0.5,'],
    ['the no-go is none', 'no-go.json', '"value": 0.5,', '"value": 0.8,'],
    ['there is no evidence', 'go.json', '"metrics"', '"metric"'],
  ])('fails where %s', async (_, name, from, to) => {
    const change = (file: string, text: string) => (file.endsWith(`/${name}`) ? text.replace(from, to) : text);
    expect((await selfTest(pushEvent, { change })).result).toBe('failure');
  });
});

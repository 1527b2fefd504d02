import { describe, expect, it } from 'vitest';
import {
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  type RunnerEvent,
  workflowRunEvent,
} from '../github-server/events.ts';
import type { GitHubServer } from '../github-server/github-server.ts';
import { BASE_SHA, type GivenPullRequest, HEAD_SHA, person } from '../github-server/given-model.ts';
import type { Model } from '../github-server/model.ts';
import { acme, BAD, GOOD, LABEL, LABELLED, pathOf } from './acme.ts';
import { type Machine, machine } from './machine.ts';
import { type JobResult, runWorkflow } from './run-workflow.ts';
import { sample } from './samples.ts';
import { parsedWorkflow } from './workflow.ts';

interface Run {
  readonly jobs: Readonly<Record<string, JobResult>>;
  readonly machine: Machine;
  readonly github: GitHubServer;
}

/** Runs a sample for an event, from its first job to its last, with GitHub's parser and evaluator and the real gate. */
async function run(
  file: string,
  given: {
    readonly event: (model: Model) => RunnerEvent;
    readonly results?: string | null;
    readonly pullRequest?: GivenPullRequest;
    readonly github?: GitHubServer;
    readonly artifacts?: ReadonlyMap<string, string>;
  },
): Promise<Run> {
  const { path, text } = sample(file);
  const github = given.github ?? (await acme(file, given.pullRequest));
  const event = given.event(github.model);
  const files = { 'README.md': 'an assistant' };
  const results = given.results === undefined ? GOOD : given.results;
  const made = machine({ github, event, workflow: pathOf(file), files, results });
  for (const [name, artifact] of given.artifacts ?? []) (made.artifacts as Map<string, string>).set(name, artifact);
  const jobs = await runWorkflow(await parsedWorkflow(path, text), made.given, made);
  if (given.github === undefined) await github.close();
  return { jobs, machine: made, github };
}

const results = (jobs: Run['jobs']) => Object.fromEntries(Object.entries(jobs).map(([id, { result }]) => [id, result]));
const outputs = ({ jobs }: Run, job = 'gate') => jobs[job]?.steps['gate']?.outputs;
const comments = ({ github }: Run) => github.model.pullRequests[0]?.comments.map(({ body }) => body) ?? [];
const labelled = (model: Model) =>
  pullRequestEvent(model, { action: 'labeled', label: LABEL, sender: person('grace') });

describe('pull-request.yml', () => {
  it('passes on good evidence, and says nothing', async () => {
    const done = await run('pull-request.yml', { event: pullRequestEvent });
    expect(results(done.jobs)).toEqual({ evaluate: 'success', gate: 'success' });
    expect(outputs(done)).toMatchObject({ decision: 'go', verdict: 'pass', cause: 'verdict', 'comment-url': '' });
    expect(comments(done)).toEqual([]);
    expect(done.machine.artifacts.get('launch-gate-report')).toBe(outputs(done)?.['report']);
  });

  it('fails on bad evidence, comments, and keeps the report all the same', async () => {
    const done = await run('pull-request.yml', { event: pullRequestEvent, results: BAD });
    expect(results(done.jobs)).toEqual({ evaluate: 'success', gate: 'failure' });
    expect(outputs(done)).toMatchObject({ decision: 'no-go', blocking: '["answer_resolves_query"]' });
    expect(comments(done)).toHaveLength(1);
    expect(comments(done)[0]).toContain('NO-GO');
    expect(done.machine.artifacts.get('launch-gate-report')).toBe(outputs(done)?.['report']);
  });

  it('runs the gate on the event of the label, which overrides', async () => {
    const done = await run('pull-request.yml', { event: labelled, results: BAD, pullRequest: LABELLED });
    expect(results(done.jobs)).toEqual({ evaluate: 'success', gate: 'success' });
    expect(outputs(done)).toMatchObject({ decision: 'go', verdict: 'fail', cause: 'override' });
    expect(comments(done).at(-1)).toContain('override');
  });

  it.each(['labeled', 'unlabeled', 'edited', 'opened'])(
    'runs the gate on %s without the label, which blocks',
    async (action) => {
      const event = (model: Model) => pullRequestEvent(model, { action, label: 'bug' });
      const done = await run('pull-request.yml', {
        event,
        results: BAD,
        pullRequest: { ...LABELLED, labels: ['bug'] },
      });
      expect(outputs(done)).toMatchObject({ decision: 'no-go', cause: 'verdict' });
    },
  );

  it('judges in the merge queue, without a comment', async () => {
    const done = await run('pull-request.yml', { event: mergeGroupEvent, results: BAD });
    expect(results(done.jobs)).toEqual({ evaluate: 'success', gate: 'failure' });
    expect(outputs(done)).toMatchObject({ decision: 'no-go', verdict: 'fail' });
    expect(comments(done)).toEqual([]);
    expect(results((await run('pull-request.yml', { event: mergeGroupEvent })).jobs)['gate']).toBe('success');
  });

  it('blocks on a change of itself', async () => {
    const pullRequest = { changedFiles: [pathOf('pull-request.yml')] };
    const done = await run('pull-request.yml', { event: pullRequestEvent, pullRequest });
    expect(outputs(done)).toMatchObject({ decision: 'no-go', blocking: '["workflow"]' });
  });

  it('has a failed check where the evaluation fails, though the gate is skipped', async () => {
    const done = await run('pull-request.yml', { event: pullRequestEvent, results: null });
    expect(results(done.jobs)).toEqual({ evaluate: 'failure', gate: 'skipped' });
  });
});

describe('pull-request-target.yml', () => {
  const target = (model: Model) => pullRequestEvent(model, { name: 'pull_request_target' });

  it('judges what the nightly evaluation measured, without a checkout', async () => {
    const done = await run('pull-request-target.yml', { event: target });
    expect(results(done.jobs)).toEqual({ gate: 'success' });
    expect(done.machine.calls()[0]).toContain('--event schedule');
  });

  it('fails, and comments', async () => {
    const done = await run('pull-request-target.yml', { event: target, results: BAD });
    expect(results(done.jobs)).toEqual({ gate: 'failure' });
    expect(comments(done)).toHaveLength(1);
  });

  it('fails where there is nothing to fetch', async () => {
    const done = await run('pull-request-target.yml', { event: target, results: null });
    expect(results(done.jobs)).toEqual({ gate: 'failure' });
    expect(done.machine.gates).toEqual([]);
  });

  it('overrides on the event of the label', async () => {
    const event = (model: Model) =>
      pullRequestEvent(model, {
        name: 'pull_request_target',
        action: 'labeled',
        label: LABEL,
        sender: person('grace'),
      });
    const done = await run('pull-request-target.yml', { event, results: BAD, pullRequest: LABELLED });
    expect(outputs(done)).toMatchObject({ decision: 'go', cause: 'override' });
  });
});

describe('forks in two workflows', () => {
  const FORK = { owner: 'mona', name: 'assistant' };
  const fromFork = { head: { repo: FORK } };

  /** Evaluates the fork's pull request, then judges what the first workflow left behind. */
  async function both(
    evidence: string | null,
    pullRequest: GivenPullRequest = fromFork,
    event = 'pull_request',
  ): Promise<Run> {
    const github = await acme('forks-judge.yml', { ...pullRequest, ...fromFork });
    const evaluated = await run('forks-evaluate.yml', { event: pullRequestEvent, results: evidence, github });
    github.model.workflowRuns.push({
      ...{ id: 4242, event, headBranch: 'feature', headSha: HEAD_SHA, headRepository: FORK },
      ...{ path: pathOf('forks-evaluate.yml'), conclusion: 'success', runAttempt: 1, pullRequests: [] },
    });
    const { artifacts } = evaluated.machine;
    const judged = await run('forks-judge.yml', { event: workflowRunEvent, results: evidence, github, artifacts });
    await github.close();
    return judged;
  }
  const status = ({ machine: { calls } }: Run) => calls().filter((call) => call.includes('/statuses/'));

  it('posts success on the head commit, from GitHub', async () => {
    const done = await both(GOOD);
    expect(results(done.jobs)).toEqual({ judge: 'success' });
    expect(outputs(done, 'judge')).toMatchObject({ decision: 'go' });
    expect(status(done)).toHaveLength(1);
    expect(status(done)[0]).toContain(`repos/acme/assistant/statuses/${HEAD_SHA} -f context=gate -f state=success`);
  });

  it('posts failure, and comments', async () => {
    const done = await both(BAD);
    expect(results(done.jobs)).toEqual({ judge: 'failure' });
    expect(status(done)[0]).toContain('-f state=failure');
    expect(comments(done)).toHaveLength(1);
  });

  it('posts failure where there are no results to judge', async () => {
    const done = await both(null);
    expect(done.machine.gates).toEqual([]);
    expect(status(done)[0]).toContain('-f state=failure');
    expect(status(done)[0]).toContain('could not judge');
  });

  it("overrides by the fork's own record of pushes", async () => {
    const done = await both(BAD, LABELLED);
    expect(outputs(done, 'judge')).toMatchObject({ decision: 'go', cause: 'override' });
    expect(status(done)[0]).toContain('-f state=success');
  });

  it('says nothing of the commit for a run that was started by something else than the pull request', async () => {
    const done = await both(GOOD, fromFork, 'push');
    expect(done.machine.gates).toHaveLength(1);
    expect(status(done)).toEqual([]);
  });

  it('judges in the merge queue', async () => {
    expect(results((await run('forks-merge-queue.yml', { event: mergeGroupEvent })).jobs)['gate']).toBe('success');
    const done = await run('forks-merge-queue.yml', { event: mergeGroupEvent, results: BAD });
    expect(results(done.jobs)).toEqual({ evaluate: 'success', gate: 'failure' });
  });
});

describe('release.yml', () => {
  const merged = { state: 'closed', merged: true, mergeCommitSha: BASE_SHA } as const;

  it('deploys after a go', async () => {
    const { jobs } = await run('release.yml', { event: pushEvent });
    expect(results(jobs)).toEqual({ 'release-gate': 'success', deploy: 'success' });
    expect(Object.values(jobs['deploy']?.steps ?? {})[0]?.outputs['out']).toContain('let it pass by verdict');
  });

  it('does not deploy after a no-go', async () => {
    const { jobs } = await run('release.yml', { event: pushEvent, results: BAD });
    expect(results(jobs)).toEqual({ 'release-gate': 'failure', deploy: 'skipped' });
  });

  it('deploys what was overridden to merge', async () => {
    const done = await run('release.yml', { event: pushEvent, results: BAD, pullRequest: { ...LABELLED, ...merged } });
    expect(results(done.jobs)).toEqual({ 'release-gate': 'success', deploy: 'success' });
    expect(Object.values(done.jobs['deploy']?.steps ?? {})[0]?.outputs['out']).toContain('let it pass by override');
  });
});

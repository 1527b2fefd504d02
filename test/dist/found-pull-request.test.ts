import { describe, expect, it } from 'vitest';
import {
  MERGE_SHA,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  type RunnerEvent,
  releaseEvent,
  workflowDispatchEvent,
} from '../github-server/events.ts';
import { BASE_SHA, type GivenModel, type GivenPullRequest } from '../github-server/given-model.ts';
import type { Model } from '../github-server/model.ts';
import {
  BAD,
  type Given,
  GO,
  GOOD,
  judge,
  judgeOn,
  LOWERED,
  onRepository,
  PATIENT,
  type RunGiven,
  withCriteria,
} from './gate-run.ts';
import { labelled } from './labelled.ts';

const FORK = { owner: 'mona', name: 'assistant' };
const fromFork: GivenPullRequest = { head: { repo: FORK } };
const tagged: GivenModel = { tags: { 'v1.0.0': BASE_SHA } };

describe.concurrent('the pull request of an event', PATIENT, () => {
  it('is judged by the tip of its own base branch', async () => {
    const branches = { 'release/1.x': MERGE_SHA };
    const model: GivenModel = { branches, commits: { [MERGE_SHA]: { files: withCriteria(LOWERED) } } };
    const given: Given = { pullRequest: { base: { ref: 'release/1.x' } }, model };
    const events: readonly RunGiven[] = [
      { event: (now) => pullRequestEvent(now) },
      { event: (now) => mergeGroupEvent(now) },
      { event: (now) => workflowDispatchEvent(now), inputs: { 'pull-request': '12' } },
    ];
    for (const run of await Promise.all(events.map((of) => judge(given, { ...of, evidence: BAD })))) {
      expect(run).toMatchObject({ code: 0, outputs: GO });
      expect(run.report.criteria).toMatchObject({ ref: 'release/1.x', sha: MERGE_SHA });
    }
  });

  it.each<[string, GivenPullRequest]>([
    ['closed', { state: 'closed' }],
    ['merged', { state: 'closed', merged: true, mergeCommitSha: BASE_SHA }],
  ])('gets no comment once it is %s', async (_state, pullRequest) => {
    const run = await judge({ pullRequest }, { inputs: { comment: 'always' }, evidence: BAD });
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', 'comment-url': '' }, writes: [] });
    expect(run.summary).toContain('NO-GO');
  });

  it('is judged as a draft too', async () => {
    expect(await judge({ pullRequest: { draft: true } }, { evidence: BAD })).toMatchObject({ code: 1 });
  });

  it('from a fork with a read-only token: no comment, one warning, the verdict stands', async () => {
    const permissions = { 'pull-requests': 'read', issues: 'read', contents: 'read' } as const;
    const run = await judge({ pullRequest: fromFork, model: { permissions } }, { evidence: BAD });
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', 'comment-url': '' }, comments: [] });
    expect(run.annotations.filter((line) => line.startsWith('::warning') && line.includes('comment'))).toHaveLength(1);
  });

  it('has its weakenings and its workflow judged in the merge queue', async () => {
    const run = await judge({ head: withCriteria(LOWERED) }, { event: (model) => mergeGroupEvent(model) });
    expect(run).toMatchObject({ code: 1, report: { verdict: 'fail', blocking: ['criteria'] }, writes: [] });
  });

  it('is found on GitHub Enterprise Server', async () => {
    await onRepository({}, async (github) => {
      const env = { GITHUB_API_URL: `${github.url}/api/v3`, GITHUB_SERVER_URL: 'https://github.acme.dev' };
      const run = await judgeOn(github, { env, evidence: BAD });
      expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
      expect(run.report.subject.run_url).toBe('https://github.acme.dev/acme/assistant/actions/runs/42');
      expect(run.comments[0]).not.toContain('https://github.com/');
    });
  });
});

describe.concurrent('the label of the merged pull request', PATIENT, () => {
  const merged: GivenPullRequest = { ...labelled(), state: 'closed', merged: true, mergeCommitSha: BASE_SHA };
  const bad = { evidence: BAD };

  it.each<[string, (model: Model) => RunnerEvent]>([
    ['push', (model) => pushEvent(model)],
    ['release', (model) => releaseEvent(model)],
  ])('counts on %s', async (_name, event) => {
    const run = await judge({ pullRequest: merged, model: tagged }, { ...bad, event });
    expect(run).toMatchObject({ code: 0, outputs: { decision: 'go', cause: 'override', verdict: 'fail' }, writes: [] });
    expect(run.report).toMatchObject({
      subject: { pull_request: 12, head_sha: BASE_SHA },
      override: { state: 'granted' },
    });
  });

  it('counts for a release that names its tag only', async () => {
    const env = { GITHUB_SHA: '' };
    const given = { pullRequest: merged, model: tagged };
    const run = await judge(given, { ...bad, env, event: (model) => releaseEvent(model) });
    expect(run).toMatchObject({ code: 0, outputs: { cause: 'override' } });
  });

  it('counts by the same proof', async () => {
    const given = { pullRequest: merged, model: { collaborators: { grace: 'write' } } };
    const run = await judge(given, { ...bad, event: (model) => pushEvent(model) });
    expect(run).toMatchObject({ code: 1, refusal: 'role-too-low', writes: [] });
  });

  it.each<[string, Given]>([
    ['two have that merge commit', { pullRequest: merged, model: { pullRequests: [{ ...merged, number: 13 }] } }],
    ['it was merged as another commit', { pullRequest: { ...merged, mergeCommitSha: MERGE_SHA, commits: [BASE_SHA] } }],
    ['it is not merged', { pullRequest: { ...merged, merged: false } }],
    ['it has no label', { pullRequest: { ...merged, labels: [] } }],
  ])('does not count where %s', async (_why, given) => {
    const run = await judge(given, { ...bad, event: (model) => pushEvent(model) });
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail' }, report: { override: null } });
  });

  it('does not count where GitHub does not tell: the verdict decides, with a warning', async () => {
    for (const evidence of [BAD, GOOD]) {
      await onRepository({ pullRequest: merged }, async (github) => {
        github.script({ path: /\/commits\/[^/]*\/pulls/, answer: { status: 403, body: { message: 'No' } } });
        const run = await judgeOn(github, { evidence, event: pushEvent });
        expect(run).toMatchObject(
          evidence === GOOD ? { code: 0, outputs: GO } : { code: 1, report: { verdict: 'fail' } },
        );
        expect(run.report.override).toBe(null);
        expect(run.serious).toMatchObject([{ code: 'github-unavailable', level: 'warning' }]);
      });
    }
  });

  it('does not count twice: an open pull request of the same head stays as it is', async () => {
    const given = { pullRequest: { ...labelled(), commits: [BASE_SHA] } };
    const run = await judge(given, { ...bad, event: (model) => pushEvent(model) });
    expect(run).toMatchObject({ code: 1, report: { override: null, subject: { pull_request: null } } });
  });
});

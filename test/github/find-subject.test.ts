import { describe, expect, it } from 'vitest';
import {
  MERGE_SHA,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  releaseEvent,
  scheduleEvent,
  workflowDispatchEvent,
  workflowRunEvent,
} from '../github-server/events.ts';
import { BASE_SHA, type GivenPullRequest, HEAD_SHA, person } from '../github-server/given-model.ts';
import type { Model } from '../github-server/model.ts';
import {
  asked,
  CRITERIA,
  closeServersAfterEach,
  OTHER_SHA,
  RULES,
  readingOn,
  startRepository,
  WORKFLOW,
} from './reading.ts';

closeServersAfterEach();

const FORK = { owner: 'someone', name: 'assistant-fork' };
const problem = (code: string, args: object = {}) => ({
  ok: false,
  finding: { code, level: 'error', metric: null, args },
});

describe('a pull request', () => {
  it.each([['pull_request'], ['pull_request_target']] as const)(
    'of %s is read live, with base and files',
    async (name) => {
      const server = await startRepository({
        pullRequests: [
          {
            labels: ['a', 'b'],
            changedFiles: ['src/a.ts', { filename: 'b', status: 'renamed', previous_filename: 'c' }],
          },
        ],
      });
      expect(await readingOn(server, (model) => pullRequestEvent(model, { name })).subject()).toEqual({
        commit: HEAD_SHA,
        baseSha: BASE_SHA,
        pullRequest: {
          number: 12,
          state: 'open',
          authorId: person('mona').id,
          headSha: HEAD_SHA,
          headRepository: 'acme/assistant',
          headBranch: 'feature',
          baseBranch: 'main',
          labels: ['a', 'b'],
          changed: {
            complete: true,
            files: [
              { path: 'src/a.ts', previousPath: null, status: 'modified' },
              { path: 'b', previousPath: 'c', status: 'renamed' },
            ],
          },
        },
        labelled: expect.objectContaining({ number: 12, labels: ['a', 'b'] }),
        criteria: {
          text: expect.objectContaining({ ok: true, text: 'base', bytes: 4 }),
          ref: 'main',
          sha: BASE_SHA,
          introduced: false,
          proposed: null,
        },
        workflow: { kind: name === 'pull_request' ? 'unchanged' : 'trusted' },
        notes: [],
        listing: {
          updatedAt: '2026-11-21T09:30:00Z',
          changed: { complete: true, files: [expect.anything(), expect.anything()] },
        },
      });
    },
  );

  it('takes few calls: five, and one more to confirm', async () => {
    const server = await startRepository({
      pullRequests: [{ changedFiles: ['src/a.ts'] }],
      commits: { [MERGE_SHA]: { files: { [WORKFLOW]: 'jobs: {}' } } },
    });
    const { platform, subject } = readingOn(server, pullRequestEvent);
    expect(await platform.confirm(await subject(), RULES)).toEqual({ kind: 'same' });
    expect([...asked(server)].sort()).toEqual([
      'GET branches/main',
      `GET contents/${CRITERIA}`,
      `GET contents/${WORKFLOW}`,
      'GET pulls/12',
      'GET pulls/12',
      'GET pulls/12/files',
    ]);
  });

  it.each([
    ['a fork', { head: { repo: FORK } }, { headRepository: 'someone/assistant-fork' }],
    ['a fork that is gone', { head: { repo: null } }, { headRepository: null }],
    ['an account that is gone', { author: null }, { authorId: null }],
    ['someone who merged it', { state: 'closed', merged: true }, { state: 'merged' }],
    ['someone who closed it', { state: 'closed' }, { state: 'closed' }],
    ['a draft', { draft: true }, { state: 'open' }],
    ['a branch with slashes', { head: { ref: 'a/b/c' } }, { headBranch: 'a/b/c' }],
  ] as const)('of %s is read too', async (_, given, expected) => {
    const server = await startRepository({ pullRequests: [given] });
    expect((await readingOn(server, pullRequestEvent).subject()).pullRequest).toMatchObject(expected);
  });

  it('is judged by its own base branch, at the tip it has now', async () => {
    const server = await startRepository({
      branches: { 'release/1': OTHER_SHA },
      pullRequests: [{ base: { ref: 'release/1', sha: BASE_SHA } }],
      commits: { [OTHER_SHA]: { files: { [CRITERIA]: 'release' } } },
    });
    const { criteria, baseSha } = await readingOn(server, pullRequestEvent).subject();
    expect({ baseSha, ...criteria }).toMatchObject({
      baseSha: OTHER_SHA,
      ref: 'release/1',
      sha: OTHER_SHA,
      text: { text: 'release' },
    });
  });

  it('is read at one state of the base branch, though that moves meanwhile', async () => {
    const server = await startRepository({ commits: { [OTHER_SHA]: { files: { [CRITERIA]: 'moved' } } } });
    server.script({
      path: /contents/,
      times: 1,
      answer: (_, model) => void Object.assign(model.branches, { main: OTHER_SHA }),
    });
    const { criteria, baseSha } = await readingOn(server, pullRequestEvent).subject();
    expect({ baseSha, sha: criteria.sha, text: criteria.text }).toMatchObject({
      baseSha: BASE_SHA,
      sha: BASE_SHA,
      text: { text: 'base' },
    });
    expect(server.requests.filter(({ path }) => path.includes('/branches/'))).toHaveLength(1);
  });

  it('with another head than the payload is superseded, and nothing more is asked', async () => {
    const server = await startRepository();
    const reading = readingOn(server, (model) => pullRequestEvent(model, { headSha: OTHER_SHA }));
    expect(await reading.read()).toMatchObject({
      ...problem('superseded', { number: 12, judged: OTHER_SHA.slice(0, 7), live: HEAD_SHA.slice(0, 7) }),
      pullRequest: 12,
    });
    expect(asked(server)).toEqual(['GET pulls/12']);
  });

  it.each([
    [12, true],
    [13, false],
  ])('named %i by the user: found is %s', async (number, isFound) => {
    const server = await startRepository();
    const read = await readingOn(server, pullRequestEvent).read(number);
    if (isFound) expect(read.ok).toBe(true);
    else
      expect(read).toMatchObject(problem('pull-request-unsuitable', { number: 13, detail: 'the event is about 12' }));
  });

  it('that says it is another, or of another repository, is refused', async () => {
    const server = await startRepository();
    const elsewhere = { full_name: 'acme/other' };
    for (const change of [
      { number: 13 },
      { base: { ref: 'main', sha: BASE_SHA, repo: elsewhere } },
      { base: { ref: 'main', sha: BASE_SHA, repo: null } },
    ]) {
      const usual = {
        number: 12,
        state: 'open',
        merged: false,
        user: { id: 1 },
        labels: [],
        changed_files: 0,
        head: { ref: 'feature', sha: HEAD_SHA, repo: null },
        base: { ref: 'main', sha: BASE_SHA, repo: { full_name: 'ACME/Assistant' } },
      };
      const { read } = readingOn(server, pullRequestEvent);
      server.script({ path: /pulls\/12$/, times: 1, answer: { status: 200, body: usual } });
      expect((await read()).ok).toBe(true);
      server.script({ path: /pulls\/12$/, times: 1, answer: { status: 200, body: { ...usual, ...change } } });
      expect(await read()).toMatchObject(problem('pull-request-unsuitable'));
    }
  });
});

describe('files that a pull request changes', () => {
  const files = (count: number) => Array.from({ length: count }, (_, index) => `src/${index}.ts`);

  it.each([
    [0, null, true],
    [1, null, true],
    [100, null, true],
    [101, null, true],
    [3000, null, true],
    [3001, null, false],
    [5, 6, false],
    [5, 4, false],
    [1, 0, false],
  ])('are %i of %s: complete is %s', async (count, reported, complete) => {
    const server = await startRepository({
      pullRequests: [{ changedFiles: files(count), reportedChangedFiles: reported }],
    });
    const { pullRequest } = await readingOn(server, (model) =>
      pullRequestEvent(model, { name: 'pull_request_target' }),
    ).subject();
    expect(pullRequest?.changed.complete).toBe(complete);
    expect(pullRequest?.changed.files).toHaveLength(Math.min(count, 3000));
  });

  it('are incomplete where a page repeats one, as a push between two pages makes it', async () => {
    const server = await startRepository({ pullRequests: [{ changedFiles: ['a', 'a'] }] });
    expect((await readingOn(server, pullRequestEvent).subject()).pullRequest?.changed.complete).toBe(false);
  });

  it('may have a status that GitHub adds later', async () => {
    const server = await startRepository({ pullRequests: [{ changedFiles: ['a'] }] });
    server.script({ path: /files/, answer: { status: 200, body: [{ filename: 'a', status: 'teleported' }] } });
    const { pullRequest } = await readingOn(server, pullRequestEvent).subject();
    expect(pullRequest?.changed).toEqual({
      complete: true,
      files: [{ path: 'a', previousPath: null, status: 'changed' }],
    });
  });
});

describe('a merge group', () => {
  it('is judged as its pull request, at the group’s commit', async () => {
    const server = await startRepository({ pullRequests: [{ labels: ['x'], changedFiles: ['a'] }] });
    const subject = await readingOn(server, mergeGroupEvent).subject();
    expect(subject).toMatchObject({
      commit: MERGE_SHA,
      baseSha: BASE_SHA,
      pullRequest: { number: 12, changed: { complete: true, files: [{ path: 'a' }] } },
      labelled: { labels: ['x'] },
    });
    expect(subject.criteria).toMatchObject({ ref: 'main', sha: BASE_SHA });
  });

  it('takes the criteria from the branch, not from the group before it', async () => {
    const server = await startRepository({ commits: { [OTHER_SHA]: { files: { [CRITERIA]: 'group before' } } } });
    const event = mergeGroupEvent(server.model);
    Object.assign(event.payload['merge_group'] as object, { base_sha: OTHER_SHA });
    expect((await readingOn(server, event).subject()).criteria).toMatchObject({
      sha: BASE_SHA,
      text: { text: 'base' },
    });
  });

  it('changes what lands, also where the branch has other names for it by now', async () => {
    const server = await startRepository({
      pullRequests: [{ changedFiles: ['old/criteria.yml', 'b'], mergeBaseSha: OTHER_SHA }],
      commits: { [MERGE_SHA]: { files: { [CRITERIA]: 'landed', b: 'b' } } },
    });
    const { criteria, pullRequest, listing } = await readingOn(server, mergeGroupEvent).subject();
    expect(pullRequest?.changed).toEqual({
      complete: true,
      files: [
        { path: 'old/criteria.yml', previousPath: null, status: 'modified' },
        { path: 'b', previousPath: null, status: 'modified' },
        { path: CRITERIA, previousPath: null, status: 'modified' },
        { path: 'b', previousPath: null, status: 'added' },
      ],
    });
    expect(criteria.proposed).toMatchObject({ before: { text: 'base' }, after: { text: 'landed' }, movedTo: null });
    expect(listing?.changed.files).toHaveLength(2);
    expect(asked(server).filter((call) => call.includes('compare'))).toEqual([
      `GET compare/${BASE_SHA}...${MERGE_SHA}`,
    ]);
  });

  const file = (index: number) => ({ filename: `f${index}`, status: 'modified' });
  const comparison = (count: number, base = BASE_SHA) => ({
    status: 200,
    body: { merge_base_commit: { sha: base }, files: Array.from({ length: count }, (_, index) => file(index)) },
  });
  it.each([
    ['299 files', comparison(299), true],
    ['300 files', comparison(300), false],
    ['no list of files', { status: 200, body: { merge_base_commit: { sha: BASE_SHA } } }, false],
    ['another start', comparison(0, OTHER_SHA), false],
    ['404', { status: 404 }, false],
    ['403', { status: 403 }, false],
  ])('whose comparison has %s: the list of files is complete is %s', async (_, answer, complete) => {
    const server = await startRepository({ pullRequests: [{ changedFiles: ['a'] }] });
    server.script({ path: /compare/, times: 1, answer });
    const { pullRequest, criteria } = await readingOn(server, mergeGroupEvent).subject();
    expect(pullRequest?.changed.complete).toBe(complete);
    expect(criteria.proposed === null).toBe(complete);
  });

  it('is not held against the head of its own pull request', async () => {
    const server = await startRepository();
    const event = mergeGroupEvent(server.model);
    Object.assign(event.payload['merge_group'] as object, { base_sha: HEAD_SHA });
    expect((await readingOn(server, event).subject()).pullRequest?.changed.complete).toBe(false);
  });

  it.each([
    ['two numbers', { headRef: `refs/heads/gh-readonly-queue/main/pr-1-${BASE_SHA}/pr-12-${BASE_SHA}` }],
    ['no number', { headRef: 'refs/heads/gh-readonly-queue/main/12' }],
    ['another branch', { headRef: `refs/heads/gh-readonly-queue/other/pr-12-${BASE_SHA}` }],
  ])('with a ref of %s is an error, and nothing is asked', async (_, given) => {
    const server = await startRepository();
    const read = await readingOn(server, (model) => mergeGroupEvent(model, given)).read();
    expect(read).toMatchObject({ ...problem('queue-ref-unreadable', { ref: given.headRef }), pullRequest: null });
    expect(asked(server)).toEqual([]);
  });

  it('of a pull request that is not there, or is for another branch, is an error', async () => {
    const server = await startRepository({
      branches: { other: OTHER_SHA },
      pullRequests: [{}, { number: 13, base: { ref: 'other' } }],
    });
    const group = (number: number) =>
      readingOn(
        server,
        mergeGroupEvent(server.model, { headRef: `refs/heads/gh-readonly-queue/main/pr-${number}-${BASE_SHA}` }),
      );
    expect(await group(14).read()).toMatchObject(problem('github-unavailable', { status: 404 }));
    expect(await group(13).read()).toMatchObject(problem('pull-request-unsuitable', { number: 13 }));
    expect(await group(12).read(13)).toMatchObject(problem('pull-request-unsuitable', { number: 13 }));
    expect((await group(12).read(12)).ok).toBe(true);
  });
});

/** The pull request that the commit under test was merged from. */
const merged: GivenPullRequest = {
  state: 'closed',
  merged: true,
  mergeCommitSha: BASE_SHA,
  labels: ['launch-gate/override'],
};

describe('a push', () => {
  it('is judged by the default branch, with the labels of the one pull request merged as its commit', async () => {
    const server = await startRepository({
      repository: { defaultBranch: 'trunk' },
      pullRequests: [
        { ...merged, base: { ref: 'trunk' }, changedFiles: ['a'] },
        { number: 13, mergeCommitSha: BASE_SHA, base: { ref: 'trunk' }, commits: [BASE_SHA] },
        { number: 14, ...merged, mergeCommitSha: OTHER_SHA, base: { ref: 'trunk' }, commits: [BASE_SHA] },
      ],
    });
    const subject = await readingOn(server, pushEvent).subject();
    expect(subject).toMatchObject({
      commit: BASE_SHA,
      baseSha: BASE_SHA,
      pullRequest: null,
      labelled: { number: 12, state: 'merged', labels: ['launch-gate/override'], changed: { complete: false } },
      criteria: { ref: 'trunk', sha: BASE_SHA, introduced: false, proposed: null },
      workflow: { kind: 'trusted' },
    });
    expect([...asked(server)].sort()).toEqual(
      [
        `GET commits/${BASE_SHA}/pulls`,
        'GET pulls/12',
        'GET ',
        'GET branches/trunk',
        `GET contents/${CRITERIA}`,
      ].sort(),
    );
  });

  it.each<[string, GivenPullRequest[]]>([
    ['none', []],
    ['two', [merged, { ...merged, number: 13 }]],
    ['one that is not merged', [{ ...merged, state: 'open', merged: false, commits: [BASE_SHA] }]],
    ['one merged as another commit', [{ ...merged, mergeCommitSha: OTHER_SHA, commits: [BASE_SHA] }]],
  ])('with %s for its commit has no labels, which is no error', async (_, pullRequests) => {
    const server = await startRepository({ pullRequests });
    expect(await readingOn(server, pushEvent).subject()).toMatchObject({
      commit: BASE_SHA,
      pullRequest: null,
      labelled: null,
    });
  });

  it.each([
    ['push', pushEvent],
    ['release', (model: Model) => releaseEvent(model)],
  ])('(%s) of a pull request that was merged to another branch has no labels', async (_, event) => {
    const server = await startRepository({
      branches: { weak: BASE_SHA },
      tags: { 'v1.0.0': BASE_SHA },
      pullRequests: [{ ...merged, base: { ref: 'weak' } }],
    });
    expect(await readingOn(server, event).subject()).toMatchObject({ commit: BASE_SHA, labelled: null });
  });

  it('of a pull request into another repository has no labels', async () => {
    const server = await startRepository({ pullRequests: [merged] });
    const answer = {
      number: 12,
      merged_at: '2026-11-21T11:00:00Z',
      merge_commit_sha: BASE_SHA,
      head: { ref: 'f', sha: HEAD_SHA, repo: null },
    };
    const base = { ref: 'main', sha: BASE_SHA, repo: { full_name: 'upstream/assistant' } };
    server.script({ path: /commits\/\w+\/pulls/, answer: { status: 200, body: [{ ...answer, base }] } });
    expect((await readingOn(server, pushEvent).subject()).labelled).toBeNull();
  });

  it('without a commit, or named another pull request than its own, is refused', async () => {
    const server = await startRepository({ pullRequests: [merged, { number: 13 }] });
    expect(await readingOn(server, pushEvent, { GITHUB_SHA: '' }).read()).toMatchObject(problem('event-unreadable'));
    expect(await readingOn(server, pushEvent).read(13)).toMatchObject(
      problem('pull-request-unsuitable', { number: 13 }),
    );
    expect((await readingOn(server, pushEvent).read(12)).ok).toBe(true);
  });

  it('reads a commit in upper case as the same', async () => {
    const server = await startRepository({ pullRequests: [merged] });
    const reading = readingOn(server, pushEvent, { GITHUB_SHA: BASE_SHA.toUpperCase() });
    expect(await reading.subject()).toMatchObject({ commit: BASE_SHA, labelled: { number: 12 } });
  });
});

describe('a release', () => {
  const merged = { state: 'closed', merged: true, mergeCommitSha: OTHER_SHA } as const;

  it.each([
    ['', 2],
    [OTHER_SHA, 1],
  ])('with GITHUB_SHA "%s" is of its tag’s commit', async (sha, commits) => {
    const server = await startRepository({
      // A branch of the same name must not stand in for the tag.
      branches: { 'v1/x': HEAD_SHA },
      tags: { 'v1/x': OTHER_SHA },
      pullRequests: [merged],
    });
    const reading = readingOn(server, (model) => releaseEvent(model, { tag: 'v1/x' }), { GITHUB_SHA: sha });
    expect(await reading.subject()).toMatchObject({
      commit: OTHER_SHA,
      pullRequest: null,
      labelled: { number: 12 },
      criteria: { ref: 'main' },
    });
    expect(asked(server).filter((call) => call.includes('commits/'))).toHaveLength(commits);
  });

  it('of a tag that is not there is an error', async () => {
    const server = await startRepository();
    const reading = readingOn(server, (model) => releaseEvent(model, { tag: 'gone' }), { GITHUB_SHA: '' });
    expect(await reading.read()).toMatchObject(problem('github-unavailable', { what: 'the tag gone' }));
  });
});

describe('a run by hand or by the clock', () => {
  it.each([
    ['workflow_dispatch', workflowDispatchEvent],
    ['schedule', scheduleEvent],
  ])(
    '%s judges the branch, or the open pull request that is named',
    async (_, event: (model: Model) => ReturnType<typeof scheduleEvent>) => {
      const server = await startRepository({
        pullRequests: [{ changedFiles: [WORKFLOW] }, { number: 13, state: 'closed' }],
      });
      expect(await readingOn(server, event).subject()).toMatchObject({
        commit: BASE_SHA,
        pullRequest: null,
        labelled: null,
      });
      expect(await readingOn(server, event).subject(12)).toMatchObject({
        commit: HEAD_SHA,
        pullRequest: { number: 12 },
        labelled: { number: 12 },
        workflow: { kind: 'trusted' },
      });
      expect(await readingOn(server, event).read(13)).toMatchObject({
        ...problem('pull-request-unsuitable', { number: 13, detail: 'it is not open' }),
        pullRequest: 13,
      });
      expect(await readingOn(server, event).read(99)).toMatchObject({
        ...problem('github-unavailable', { status: 404 }),
        pullRequest: 99,
      });
      expect(await readingOn(server, event, { GITHUB_SHA: 'main' }).read()).toMatchObject(problem('event-unreadable'));
    },
  );
});

describe('the end of another run', () => {
  it('is of the pull request that GitHub ties to it', async () => {
    const server = await startRepository({ workflowRuns: [{ pullRequests: [12] }] });
    expect(await readingOn(server, workflowRunEvent).subject()).toMatchObject({
      commit: HEAD_SHA,
      pullRequest: { number: 12 },
      criteria: { ref: 'main' },
      workflow: { kind: 'trusted' },
    });
  });

  it('of a fork is found by repository, branch and commit', async () => {
    const head = { repo: FORK, ref: 'patch' };
    const server = await startRepository({
      pullRequests: [
        { head },
        { number: 13, head: { repo: FORK, ref: 'other' } },
        { number: 14, head: { ...head, repo: { owner: 'someone', name: 'second' } } },
      ],
      workflowRuns: [{ headRepository: FORK, headBranch: 'patch' }],
    });
    expect(await readingOn(server, workflowRunEvent).subject()).toMatchObject({
      commit: HEAD_SHA,
      pullRequest: { number: 12 },
    });
    const search = server.requests.find(({ path }) => path.endsWith('/pulls'));
    expect(search?.query).toMatchObject({ state: 'open', head: 'someone:patch' });
  });

  it.each([
    ['nobody has its branch', { pullRequests: [] }, 'pull-request-not-found'],
    [
      'the pull request is closed',
      { pullRequests: [{ state: 'closed', head: { repo: FORK } }] },
      'pull-request-not-found',
    ],
    [
      'two have its branch and commit',
      {
        pullRequests: [{ head: { repo: FORK } }, { number: 13, head: { repo: FORK }, base: { ref: 'other' } }],
        branches: { other: OTHER_SHA },
      },
      'pull-request-not-found',
    ],
    ['its branch moved on', { pullRequests: [{ head: { repo: FORK, sha: OTHER_SHA } }] }, 'superseded'],
  ] as const)('stops the run where %s', async (_, given, code) => {
    const server = await startRepository({ ...given, workflowRuns: [{ headRepository: FORK }] });
    expect(await readingOn(server, workflowRunEvent).read()).toMatchObject(problem(code));
  });

  it.each([
    ['two pull requests are tied to it', { pullRequests: [12, 13] }, 'pull-request-not-found'],
    ['its repository is gone', { headRepository: null }, 'pull-request-not-found'],
    ['its branch is gone', { headBranch: null }, 'pull-request-not-found'],
    ['the head moved on', { pullRequests: [12], headSha: OTHER_SHA }, 'superseded'],
  ] as const)('stops the run where %s', async (_, run, code) => {
    const server = await startRepository({ pullRequests: [{}, { number: 13 }], workflowRuns: [run] });
    expect(await readingOn(server, workflowRunEvent).read()).toMatchObject(problem(code));
  });

  it('is not of the pull request that a fork’s run has into the repository above it', async () => {
    const server = await startRepository({ workflowRuns: [{ pullRequests: [12] }], pullRequests: [{}] });
    const event = workflowRunEvent(server.model);
    const run = event.payload['workflow_run'] as { pull_requests: { base: { repo: { id: number } } }[] };
    for (const tied of run.pull_requests) tied.base.repo.id = 99;
    const { pullRequest } = await readingOn(server, event).subject();
    expect(pullRequest?.number).toBe(12);
    expect(server.requests.some(({ path }) => path.endsWith('/pulls'))).toBe(true);
  });

  it.each([
    ['a push', { event: 'push', headBranch: 'main' }],
    ['a tag', { event: 'push', headBranch: 'v1' }],
    ['a release', { event: 'release', headBranch: 'v1' }],
    ['the clock', { event: 'schedule', headBranch: 'main' }],
    ['a run by hand', { event: 'workflow_dispatch', headBranch: 'main' }],
  ])('of %s on the default branch has no pull request, and takes none by name', async (_, run) => {
    for (const headSha of [BASE_SHA, OTHER_SHA]) {
      const server = await startRepository({
        commits: { [BASE_SHA]: { files: { [CRITERIA]: 'base' }, parents: [OTHER_SHA] } },
        workflowRuns: [{ ...run, headSha }],
      });
      expect(await readingOn(server, workflowRunEvent).subject()).toMatchObject({
        commit: headSha,
        baseSha: BASE_SHA,
        pullRequest: null,
        labelled: null,
      });
      const named = problem('pull-request-unsuitable', { number: 12, detail: 'the event is about none' });
      expect(await readingOn(server, workflowRunEvent).read(12)).toMatchObject(named);
    }
  });

  it.each(['push', 'workflow_dispatch', 'pull_request_review', 'issue_comment'])(
    'of %s on a branch is of its pull request, tied to it or found',
    async (event) => {
      for (const pullRequests of [[], [12]]) {
        const run = { event, pullRequests };
        const server = await startRepository({ pullRequests: [{ changedFiles: [CRITERIA] }], workflowRuns: [run] });
        const subject = await readingOn(server, workflowRunEvent).subject();
        expect(subject).toMatchObject({ commit: HEAD_SHA, pullRequest: { number: 12 }, labelled: { number: 12 } });
        expect(subject.criteria.proposed).not.toBeNull();
      }
    },
  );

  it.each([
    ['a push to a branch without one', { event: 'push', headBranch: 'other' }, 'pull-request-not-found'],
    ['a push that its pull request has left behind', { event: 'push' }, 'superseded'],
    ['a tag beside the default branch', { event: 'push', headBranch: 'v1' }, 'pull-request-not-found'],
    ['a tag that is called like the branch', { event: 'push', headBranch: 'main' }, 'pull-request-not-found'],
    ['a fork’s default branch', { event: 'push', headBranch: 'main', headRepository: FORK }, 'pull-request-not-found'],
    ['two pull requests', { event: 'push', pullRequests: [12, 13] }, 'pull-request-not-found'],
    ['a branch that is gone', { event: 'push', headBranch: null }, 'pull-request-not-found'],
    [
      'a pull request’s event at a commit of the default branch',
      { event: 'pull_request', headBranch: 'main', headSha: BASE_SHA },
      'pull-request-not-found',
    ],
    [
      'a review at a commit of the default branch',
      { event: 'pull_request_review', headBranch: 'main', headSha: BASE_SHA },
      'pull-request-not-found',
    ],
    [
      'a fork at a commit of the default branch',
      { event: 'push', headBranch: 'main', headSha: BASE_SHA, headRepository: FORK },
      'pull-request-not-found',
    ],
  ])('is not without a pull request for %s', async (_, run, code) => {
    const server = await startRepository({ workflowRuns: [{ headSha: OTHER_SHA, ...run }] });
    expect(await readingOn(server, workflowRunEvent).read()).toMatchObject(problem(code));
  });

  it('stops where two open pull requests have the commit of a push, or GitHub does not say what has landed', async () => {
    const branches = { other: OTHER_SHA };
    const pullRequests = [{}, { number: 13, base: { ref: 'other' } }];
    const two = await startRepository({ branches, pullRequests, workflowRuns: [{ event: 'push' }] });
    expect(await readingOn(two, workflowRunEvent).read()).toMatchObject(problem('pull-request-not-found'));
    const server = await startRepository({ workflowRuns: [{ event: 'push', headBranch: 'main', headSha: BASE_SHA }] });
    server.script({ path: /compare/, times: 1, answer: { status: 403 } });
    expect(await readingOn(server, workflowRunEvent).read()).toMatchObject(problem('github-unavailable'));
    server.script({ path: /compare/, times: 1, answer: { status: 404 } });
    expect(await readingOn(server, workflowRunEvent).read()).toMatchObject(problem('pull-request-not-found'));
  });
});

describe('the end of a merge group’s run', () => {
  const run = { event: 'merge_group', headBranch: `gh-readonly-queue/main/pr-12-${BASE_SHA}`, headSha: MERGE_SHA };
  const landed = { [MERGE_SHA]: { files: { [CRITERIA]: 'landed' } } };

  it('is of the pull request that its branch names, at the group’s commit, with what lands', async () => {
    const server = await startRepository({ workflowRuns: [run], commits: landed });
    const subject = await readingOn(server, workflowRunEvent).subject();
    expect(subject).toMatchObject({
      commit: MERGE_SHA,
      pullRequest: { number: 12, changed: { complete: true, files: [{ path: CRITERIA }] } },
      labelled: { number: 12 },
      workflow: { kind: 'trusted' },
    });
    expect(subject.criteria.proposed).toMatchObject({ before: { text: 'base' }, after: { text: 'landed' } });
  });

  it.each([
    ['a branch that is none of a queue', { headBranch: 'main' }, 'queue-ref-unreadable'],
    [
      'two numbers',
      { headBranch: `gh-readonly-queue/main/pr-1-${BASE_SHA}/pr-12-${BASE_SHA}` },
      'queue-ref-unreadable',
    ],
    ['no branch', { headBranch: null }, 'queue-ref-unreadable'],
    ['another branch', { headBranch: `gh-readonly-queue/other/pr-12-${BASE_SHA}` }, 'pull-request-unsuitable'],
    ['a fork', { headRepository: FORK }, 'pull-request-not-found'],
    ['a repository that is gone', { headRepository: null }, 'pull-request-not-found'],
  ])('stops the run for %s', async (_, over, code) => {
    const server = await startRepository({ workflowRuns: [{ ...run, pullRequests: [12], ...over }] });
    expect(await readingOn(server, workflowRunEvent).read()).toMatchObject(problem(code));
  });

  it('takes no other pull request by name', async () => {
    const server = await startRepository({ workflowRuns: [run], commits: landed });
    expect((await readingOn(server, workflowRunEvent).read(12)).ok).toBe(true);
    expect(await readingOn(server, workflowRunEvent).read(13)).toMatchObject(problem('pull-request-unsuitable'));
  });
});

describe('GitHub that does not answer', () => {
  const CALLS = [
    [/pulls\/12$/, 'pull request 12'],
    [/branches/, 'the branch main'],
    [/contents/, 'the criteria on main'],
    [/files/, 'the files that pull request 12 changes'],
  ] as const;

  it.each(CALLS)('on %s stops the run, whatever goes wrong', async (path, what) => {
    const server = await startRepository({ pullRequests: [{ changedFiles: ['a'] }] });
    const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' };
    const answers = [
      { status: 403 },
      { status: 500 },
      { status: 401 },
      html,
      { status: 200, body: 5 },
      'reset',
    ] as const;
    for (const answer of answers) {
      server.script({
        path,
        times: (typeof answer === 'object' && answer.status === 500) || answer === 'reset' ? 4 : 1,
        answer,
      });
      const read = await readingOn(server, (model) => pullRequestEvent(model, { name: 'pull_request_target' })).read();
      expect(read).toMatchObject(problem('github-unavailable', { what }));
    }
  });

  it('with 404 is never taken for "nothing there", but for the criteria file', async () => {
    for (const [path, what] of CALLS) {
      const server = await startRepository({ pullRequests: [{ changedFiles: ['a'] }] });
      server.script({ path, answer: { status: 404 } });
      const read = await readingOn(server, (model) => pullRequestEvent(model, { name: 'pull_request_target' })).read();
      if (what === 'the criteria on main')
        expect(read).toMatchObject({ ok: true, subject: { criteria: { text: { code: 'criteria-not-found' } } } });
      else expect(read).toMatchObject(problem('github-unavailable', { what, status: 404 }));
    }
  });

  it.each([
    [scheduleEvent, /assistant$/, 'the default branch'],
    [workflowRunEvent, /pulls\?/, 'the open pull requests of the branch'],
  ] as const)(
    'stops other events too',
    async (event: (model: Model) => ReturnType<typeof scheduleEvent>, path, what) => {
      const server = await startRepository({ workflowRuns: [{}] });
      server.script({ path, answer: { status: 403 } });
      expect(await readingOn(server, event).read()).toMatchObject(problem('github-unavailable', { what, status: 403 }));
    },
  );

  it.each([/commits\/\w+\/pulls/, /pulls\/12$/])('lets no label count after a push, and says so: %s', async (path) => {
    const server = await startRepository({ pullRequests: [merged] });
    server.script({ path, answer: { status: 403 } });
    expect(await readingOn(server, pushEvent).subject()).toMatchObject({
      commit: BASE_SHA,
      labelled: null,
      notes: [{ code: 'github-unavailable', level: 'warning' }],
    });
  });

  it('names the permission that is missing', async () => {
    const server = await startRepository({ permissions: { 'pull-requests': 'none' } });
    const detail = 'GET pulls/12 answered 403: the token lacks a permission (pull-requests: read)';
    expect(await readingOn(server, pullRequestEvent).read()).toMatchObject(
      problem('github-unavailable', { status: 403, detail }),
    );
  });
});

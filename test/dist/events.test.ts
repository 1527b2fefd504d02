import { describe, expect, it } from 'vitest';
import {
  MERGE_SHA,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  type RunnerEvent,
  releaseEvent,
  scheduleEvent,
  workflowDispatchEvent,
  workflowRunEvent,
} from '../github-server/events.ts';
import { BASE_SHA, type GivenModel, type GivenPullRequest } from '../github-server/given-model.ts';
import type { Model } from '../github-server/model.ts';
import { BAD, expectStopped, type Given, GO, judge, PATIENT, type RunGiven } from './gate-run.ts';

const TAGGED = BASE_SHA;
const FORK = { owner: 'mona', name: 'assistant' };
const fromFork: GivenPullRequest = { head: { repo: FORK } };
const tagged: GivenModel = { tags: { 'v1.0.0': TAGGED } };
const QUEUED = {
  event: 'merge_group',
  headBranch: `gh-readonly-queue/main/pr-12-${BASE_SHA}`,
  headSha: MERGE_SHA,
};
const runOf = (given: object): GivenModel => ({ workflowRuns: [given] });

interface EventCase extends RunGiven {
  readonly event: (model: Model) => RunnerEvent;
  readonly given?: Given;
}

/** Every event in its simplest form, and whether a comment is written there. */
const EVENTS: readonly (readonly [name: string, comments: boolean, of: EventCase])[] = [
  ['pull_request', true, { event: (model) => pullRequestEvent(model) }],
  ['pull_request_target', true, { event: (model) => pullRequestEvent(model, { name: 'pull_request_target' }) }],
  ['merge_group', false, { event: (model) => mergeGroupEvent(model) }],
  ['push', false, { event: (model) => pushEvent(model) }],
  ['release', false, { event: (model) => releaseEvent(model), given: { model: tagged } }],
  ['workflow_dispatch', false, { event: (model) => workflowDispatchEvent(model) }],
  ['workflow_dispatch', true, { event: (model) => workflowDispatchEvent(model), inputs: { 'pull-request': '12' } }],
  [
    'workflow_run',
    true,
    { event: (model) => workflowRunEvent(model), given: { model: runOf({ pullRequests: [12] }) } },
  ],
  [
    'workflow_run',
    true,
    {
      event: (model) => workflowRunEvent(model),
      given: { pullRequest: fromFork, model: runOf({ headRepository: FORK }) },
    },
  ],
  [
    'workflow_run',
    false,
    {
      event: (model) => workflowRunEvent(model),
      given: { model: runOf({ event: 'push', headBranch: 'main', headSha: BASE_SHA }) },
    },
  ],
  ['workflow_run', false, { event: (model) => workflowRunEvent(model), given: { model: runOf(QUEUED) } }],
  ['schedule', false, { event: (model) => scheduleEvent(model) }],
];

describe.concurrent('on', PATIENT, () => {
  it.each(EVENTS)('%s (comment: %s) good evidence is go and bad is no-go', async (name, comments, of) => {
    const { given = {}, inputs = {}, ...rest } = of;
    const always = { ...inputs, comment: 'always' };
    const [good, bad] = await Promise.all([
      judge(given, { ...rest, inputs: always }),
      judge(given, { ...rest, inputs: always, evidence: BAD }),
    ]);
    expect(good).toMatchObject({ code: 0, outputs: GO, report: { subject: { event: name } } });
    expect(bad).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'fail', blocking: '["correct"]' } });
    for (const { comments: written, writes, summary, report } of [good, bad]) {
      expect(written).toHaveLength(comments ? 1 : 0);
      expect(writes).toHaveLength(comments ? 1 : 0);
      expect(summary).toContain('Support assistant');
      expect(report.criteria).toMatchObject({ ref: 'main', sha: BASE_SHA });
    }
  });

  const superseded: readonly (readonly [string, EventCase])[] = [
    ['a re-run of an old pull_request run', { event: (model) => pullRequestEvent(model, { headSha: BASE_SHA }) }],
    [
      'an old label',
      { event: (model) => pullRequestEvent(model, { headSha: BASE_SHA, action: 'labeled', label: 'x' }) },
    ],
    [
      'a workflow_run of an old head',
      {
        event: (model) => workflowRunEvent(model),
        given: { model: runOf({ pullRequests: [12], headSha: BASE_SHA }) },
      },
    ],
    [
      'a workflow_run of an old head of a fork',
      {
        event: (model) => workflowRunEvent(model),
        given: { pullRequest: fromFork, model: runOf({ headRepository: FORK, headSha: BASE_SHA }) },
      },
    ],
  ];
  it.each(superseded)('%s: superseded, no comment', async (_what, { given = {}, ...rest }) => {
    const run = await judge(given, { ...rest, inputs: { comment: 'always' } });
    expectStopped(run, 'superseded');
  });

  const stopped: readonly (readonly [string, string, EventCase])[] = [
    ['event-not-supported', 'issue_comment', { event: (model) => renamed(pushEvent(model), 'issue_comment') }],
    ['event-not-supported', 'no name', { event: (model) => renamed(pushEvent(model), '') }],
    ['event-not-supported', 'toString', { event: (model) => renamed(pushEvent(model), 'toString') }],
    [
      'event-unreadable',
      'no payload',
      { event: (model) => pullRequestEvent(model), env: { GITHUB_EVENT_PATH: '/nowhere/event.json' } },
    ],
    ['event-unreadable', "another event's payload", { event: (model) => renamed(pushEvent(model), 'pull_request') }],
    ['event-unreadable', 'push without a commit', { event: (model) => pushEvent(model), env: { GITHUB_SHA: '' } }],
    ['event-unreadable', 'schedule without a commit', { event: scheduleEvent, env: { GITHUB_SHA: 'main' } }],
    [
      'github-unavailable',
      'a pull request that is gone',
      { event: (model) => pullRequestEvent(model, { number: 99 }) },
    ],
    [
      'github-unavailable',
      'a queued pull request that is gone',
      { event: (model) => mergeGroupEvent(model, { number: 99 }) },
    ],
    ['github-unavailable', 'a tag that is gone', { event: (model) => releaseEvent(model), env: { GITHUB_SHA: '' } }],
    ['queue-ref-unreadable', 'a queue ref without number', { event: queueRef('refs/heads/gh-readonly-queue/main/x') }],
    [
      'queue-ref-unreadable',
      'a queue ref of two',
      { event: queueRef(`refs/heads/gh-readonly-queue/main/pr-11-${BASE_SHA}/pr-12-${BASE_SHA}`) },
    ],
    [
      'queue-ref-unreadable',
      'a queue ref of another branch',
      { event: queueRef(`refs/heads/gh-readonly-queue/release/pr-12-${BASE_SHA}`) },
    ],
    ['queue-ref-unreadable', 'a branch in place of a queue ref', { event: queueRef('refs/heads/pr-12-main') }],
    [
      'pull-request-unsuitable',
      'a queued pull request for another branch',
      {
        event: (model) => mergeGroupEvent(model, { baseRef: 'main' }),
        given: { pullRequest: { base: { ref: 'release' } }, model: { branches: { release: BASE_SHA } } },
      },
    ],
    [
      'pull-request-unsuitable',
      'a dispatch on a closed pull request',
      {
        event: (model) => workflowDispatchEvent(model),
        given: { pullRequest: { state: 'closed' } },
        inputs: { 'pull-request': '12' },
      },
    ],
    [
      'pull-request-unsuitable',
      "another number than the event's",
      { event: (model) => pullRequestEvent(model), inputs: { 'pull-request': '13' } },
    ],
    [
      'pull-request-unsuitable',
      'a number where a push has none',
      { event: (model) => pushEvent(model), inputs: { 'pull-request': '12' } },
    ],
    [
      'pull-request-not-found',
      'a workflow_run that GitHub ties to two',
      { event: (model) => workflowRunEvent(model), given: { model: runOf({ pullRequests: [12, 13] }) } },
    ],
    [
      'pull-request-not-found',
      'a workflow_run of a branch without pull request',
      {
        event: (model) => workflowRunEvent(model),
        given: { pullRequest: fromFork, model: runOf({ headRepository: FORK, headBranch: 'other' }) },
      },
    ],
    [
      'pull-request-not-found',
      'a workflow_run of a push to a branch without pull request',
      {
        event: (model) => workflowRunEvent(model),
        given: { model: runOf({ event: 'push', headBranch: 'other', headSha: MERGE_SHA }) },
      },
    ],
    [
      'pull-request-not-found',
      'a workflow_run of a fork that is gone',
      { event: (model) => workflowRunEvent(model), given: { model: runOf({ headRepository: null }) } },
    ],
  ];
  it.each(stopped)('%s: %s', async (code, _what, { given = {}, inputs = {}, ...rest }) => {
    expectStopped(await judge(given, { ...rest, inputs: { comment: 'always', ...inputs } }), code);
  });
});

function queueRef(headRef: string): EventCase['event'] {
  return (model) => mergeGroupEvent(model, { headRef });
}

function renamed(event: RunnerEvent, name: string): RunnerEvent {
  return { ...event, name, env: { ...event.env, GITHUB_EVENT_NAME: name } };
}

import { describe, expect, it } from 'vitest';
import type { GitHubServer } from '../github-server/github-server.ts';
import { type GivenPullRequest, HEAD_SHA } from '../github-server/given-model.ts';
import { done, type Given, GRACE, LABEL, MONA, paths, REASON, read, stateOf } from './override-reading.ts';

describe('the facts of an override', () => {
  it('are four calls on one page each', async () => {
    const facts = await read({});
    expect(facts).toEqual({
      headSha: HEAD_SHA,
      authorId: MONA.id,
      labels: [LABEL],
      events: {
        known: true,
        value: [
          {
            id: 9001,
            kind: 'labeled',
            label: LABEL,
            atMs: Date.parse('2026-11-21T10:00:00Z'),
            actor: GRACE,
            viaApp: false,
            byAgent: false,
          },
        ],
      },
      authorities: {
        [GRACE.id]: {
          accountId: GRACE.id,
          role: { known: true, value: { name: 'maintain', rank: 'maintain' } },
          listed: null,
          member: null,
        },
      },
      push: { known: true, value: { atMs: Date.parse('2026-11-21T08:00:00Z'), byId: MONA.id } },
      headAccounts: [],
      reset: null,
      ownLabelling: null,
      comments: {
        known: true,
        value: [{ authorId: GRACE.id, atMs: Date.parse(REASON.created_at), edited: false, body: REASON.body }],
      },
    });
    expect(paths().toSorted()).toEqual([
      'activity',
      'collaborators/grace/permission',
      'issues/12/comments',
      'issues/12/events',
    ]);
  });

  it.each<[string, Given, readonly string[]]>([
    ['none where labels are disabled', { rules: { disabled: true } }, []],
    ['none where no label is there', { on: { labels: ['bug'] } }, []],
    [
      'events for a bot',
      { on: { labels: [LABEL], events: [{ actor: { id: 9, login: 'x', type: 'Bot' } }] } },
      ['issues/12/events'],
    ],
    ['events for nobody', { on: { labels: [LABEL], events: [{ actor: null }] } }, ['issues/12/events']],
    ['events for the author', { on: { labels: [LABEL], events: [{ actor: MONA }] } }, ['issues/12/events']],
    ['events for an author unknown', { pullRequest: { authorId: null } }, ['issues/12/events']],
    [
      'events and role for a low role',
      { model: { collaborators: { grace: 'write' } } },
      ['issues/12/events', 'collaborators/grace/permission'],
    ],
  ])('are asked for as far as they matter: %s', async (_, given, expected) => {
    await read(given);
    expect(paths()).toEqual(expected);
  });
});

describe('the reason', () => {
  it.each<[string, string, GivenPullRequest['comments']]>([
    ['no-reason', 'none', []],
    ['granted', 'on the second page', [...Array.from({ length: 120 }, (_, id) => ({ id: id + 500 })), REASON]],
    ['no-reason', 'of another', [{ ...REASON, user: MONA }]],
    ['no-reason', 'of nobody', [{ ...REASON, user: null }]],
    ['no-reason', 'edited', [{ ...REASON, updated_at: '2026-11-21T09:59:01Z' }]],
    ['no-reason', 'written by an app', [{ ...REASON, viaApp: true }]],
  ])('%s: %s', async (expected, _, comments) => {
    expect(await stateOf({ on: { labels: [LABEL], events: [{}], comments: comments ?? [] } })).toBe(expected);
  });
});

describe('a failure of one call', () => {
  const CALLS = [
    ['events', /\/events/, 'authority-unknown'],
    ['permission', /\/permission/, 'authority-unknown'],
    ['users', /\/users\//, 'authority-unknown'],
    ['activity', /\/activity/, 'push-time-unknown'],
    ['comments', /\/comments/, 'authority-unknown'],
  ] as const;
  const FAILURES = [
    ['500', { status: 500, body: {} }],
    ['403', { status: 403, body: { message: 'Resource not accessible by integration' } }],
    ['429', { status: 429, headers: { 'retry-after': '600' }, body: {} }],
    ['HTML with 200', { status: 200, body: '<html>' }],
    ['an object with 200', { status: 200, body: {} }],
    ['no answer', 'never'],
    ['a broken connection', 'reset'],
  ] as const;
  const cases = CALLS.flatMap(([call, path, code]) =>
    FAILURES.map(([failure, answer]) => [call, failure, path, answer, code] as const),
  );

  it.each(cases)('(%s, %s) refuses', async (_call, _failure, path, answer, code) => {
    const script = (github: GitHubServer) => github.script({ path, answer });
    expect(await stateOf({ rules: { users: ['grace'] }, script, budgetMs: 800 })).toBe(code);
  });

  it.each(FAILURES)('(team, %s) refuses', async (_, answer) => {
    const model = {
      tokens: { reader: {} },
      teams: { 'acme/release': { members: { grace: 'active' as const }, visibleTo: ['reader'] } },
    };
    const given = { rules: { teams: ['acme/release'] }, teamToken: 'reader', model, budgetMs: 800 };
    for (const path of [/\/teams\/release$/, /\/memberships\//]) {
      const state = await stateOf({ ...given, script: (github) => github.script({ path, answer }) });
      expect(['authority-unknown', 'team-not-visible']).toContain(state);
      await done();
    }
  });
});

import { describe, expect, it } from 'vitest';
import { type GivenModel, HEAD_SHA, person } from '../github-server/given-model.ts';
import { done, type Given, GRACE, HOME, LABEL, MONA, OWN, paths, REASON, read, stateOf } from './override-reading.ts';

describe('the push', () => {
  const S2 = 'b'.repeat(40);
  const forked = { head: { repo: { owner: 'mona', name: 'fork' } } };
  const atFork = { headRepository: 'mona/fork' };

  it.each<[string, string, Given]>([
    ['before-push', 'later than the label', { model: { activity: { [HOME]: [{ at: '2026-11-21T10:00:01Z' }] } } }],
    ['before-push', 'in the same second', { model: { activity: { [HOME]: [{ at: '2026-11-21T10:00:00Z' }] } } }],
    ['granted', 'a second before', { model: { activity: { [HOME]: [{ at: '2026-11-21T09:59:59Z' }] } } }],
    ['last-pusher', 'by grace', { model: { activity: { [HOME]: [{ actor: GRACE }] } } }],
    [
      'before-push',
      'back to an old commit',
      {
        model: {
          activity: {
            [HOME]: [
              { at: '2026-11-21T10:30:00Z', type: 'force_push', before: S2 },
              { at: '2026-11-21T10:20:00Z', after: S2 },
              {},
            ],
          },
        },
      },
    ],
    [
      'push-time-unknown',
      'that the record does not show yet',
      { model: { activity: { [HOME]: [{ at: '2026-11-21T10:20:00Z', after: S2 }, {}] } } },
    ],
    [
      'push-time-unknown',
      'of the same commit to another branch only',
      { model: { activity: { [HOME]: [{ ref: 'refs/heads/other' }] } } },
    ],
    [
      'granted',
      'of a fork',
      {
        on: { labels: [LABEL], events: [{}], comments: [REASON], ...forked },
        pullRequest: atFork,
        model: { activity: { 'mona/fork': [{}] } },
      },
    ],
    [
      'push-time-unknown',
      'of a private fork',
      {
        on: { labels: [LABEL], events: [{}], comments: [REASON], ...forked },
        pullRequest: atFork,
        model: { activity: { 'mona/fork': 'hidden' } },
      },
    ],
    ['push-time-unknown', 'of a repository that is gone', { pullRequest: { headRepository: null } }],
    [
      'granted',
      'of a merged branch, deleted since',
      {
        pullRequest: { state: 'merged' },
        model: {
          activity: { [HOME]: [{ at: '2026-11-21T10:40:00Z', after: '0'.repeat(40), type: 'branch_deletion' }, {}] },
        },
      },
    ],
  ])('%s: %s', async (expected, _, given) => {
    expect(await stateOf(given)).toBe(expected);
  });

  it('to a branch with a name like another is not it', async () => {
    const answer = {
      status: 200,
      body: [{ after: HEAD_SHA, ref: 'refs/heads/feature-2', timestamp: '2026-11-21T08:00:00Z', actor: null }],
    };
    const facts = await read({ script: (github) => github.script({ path: /\/activity/, answer }) });
    expect(facts.push).toMatchObject({ known: false, why: 'failed' });
  });

  it('is found on a later page for a merged branch', async () => {
    const newer = Array.from({ length: 150 }, (_, index) => ({
      id: 900 + index,
      after: S2,
      at: '2026-11-21T10:40:00Z',
    }));
    const given = { model: { activity: { [HOME]: [...newer, { id: 1 }] } } };
    expect(await stateOf({ ...given, pullRequest: { state: 'merged' } })).toBe('granted');
    await done();
    expect(await stateOf(given)).toBe('push-time-unknown');
    expect(paths().filter((path) => path === 'activity')).toHaveLength(1);
  });

  const hidden = { activity: { [HOME]: 'hidden' as const } };
  const HEIDI = person('heidi');
  const commit = (author: typeof GRACE | null, committer: typeof GRACE | null): GivenModel => ({
    ...hidden,
    commits: { [HEAD_SHA]: { author, committer } },
  });

  it.each<[string, string, Given, number]>([
    ['granted', 'by another, as the commit says', { own: OWN, model: commit(MONA, HEIDI) }, 1],
    ['granted', 'by one other, as the commit says', { own: OWN, model: commit(MONA, MONA) }, 1],
    ['push-time-unknown', 'by another and somebody without account', { own: OWN, model: commit(MONA, null) }, 1],
    ['push-time-unknown', 'by somebody without account and another', { own: OWN, model: commit(null, MONA) }, 1],
    ['push-time-unknown', 'by nobody with an account', { own: OWN, model: commit(null, null) }, 1],
    ['last-pusher', 'by its author', { own: OWN, model: commit(GRACE, MONA) }, 1],
    ['last-pusher', 'by its committer', { own: OWN, model: commit(null, GRACE) }, 1],
    ['push-time-unknown', 'unknown', { model: commit(MONA, null) }, 0],
    ['push-time-unknown', 'for an old head', { own: { ...OWN, headSha: S2 }, model: commit(MONA, null) }, 0],
    [
      'last-pusher',
      'by an account that is gone',
      { model: { ...commit(GRACE, null), activity: { [HOME]: [{ actor: null }] } } },
      1,
    ],
    [
      'push-time-unknown',
      'by an account that is gone, where the commit is not told either',
      {
        model: { ...commit(MONA, MONA), activity: { [HOME]: [{ actor: null }] } },
        script: (github) => github.script({ path: /\/commits\//, answer: { status: 404, body: {} } }),
      },
      1,
    ],
    [
      'push-time-unknown',
      'where the commit is not told either',
      {
        own: OWN,
        model: commit(MONA, null),
        script: (github) => github.script({ path: /\/commits\//, answer: { status: 404, body: {} } }),
      },
      1,
    ],
  ])('%s: %s', async (expected, _, given, commits) => {
    expect(await stateOf(given)).toBe(expected);
    expect(paths().filter((path) => path.startsWith('commits/'))).toHaveLength(commits);
  });
});

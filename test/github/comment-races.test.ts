import { describe, expect, it } from 'vitest';
import { publishComment } from '../../src/github/comment.ts';
import { readCommentHead } from '../../src/github/comment-marker.ts';
import type { Comment } from '../github-server/model.ts';
import {
  apiOf,
  aRequest,
  comments,
  EARLIER,
  GATE,
  MINUTE,
  marked,
  NOW,
  STAMP,
  showing,
  withComments,
  writes,
} from './commenting.ts';

const OTHER_HEAD = 'beef'.repeat(10);

describe.concurrent('runs that overlap', () => {
  it(
    'end in one comment, eight at a time',
    () =>
      withComments({}, async (server) => {
        const runs = Array.from({ length: 8 }, (_, index) => {
          const stamp = { ...STAMP, runId: String(50 + index), evaluatedAtMs: NOW + index };
          return publishComment(apiOf(server, `token-${index}`), aRequest({ stamp, body: `## run ${index}\n` }));
        });
        const results = await Promise.all(runs);
        expect(comments(server)).toHaveLength(1);
        expect(comments(server)[0]?.id).toBe(100001);
        for (const { kind } of results) expect(['written', 'none']).toContain(kind);
      }),
    30_000,
  );

  it(
    'end in one comment where one stands already',
    () =>
      withComments({ comments: [{}, marked({ id: 500 })] }, async (server) => {
        const runs = Array.from({ length: 8 }, (_, index) => {
          const stamp = { ...STAMP, runId: String(50 + index), evaluatedAtMs: NOW + index };
          return publishComment(apiOf(server, `token-${index}`), aRequest({ stamp }));
        });
        await Promise.all(runs);
        expect(comments(server).map(({ id }) => id)).toEqual([101, 500]);
      }),
    30_000,
  );

  it('leave the newest judgement in the oldest comment, whoever created it', () =>
    withComments({}, async (server) => {
      // An earlier run creates its comment at the moment when ours is created.
      const older = { ...marked({ id: 1 }), created_at: '', updated_at: '' };
      const answer = () => {
        const at = new Date(NOW).toISOString();
        server.model.pullRequests[0]?.comments.push({ ...(older as Comment), created_at: at, updated_at: at });
      };
      server.script({ method: 'POST', path: /comments/, times: 1, answer });
      const result = await publishComment(apiOf(server), aRequest());
      expect(comments(server).map(({ id, body }) => [id, body.includes('## NO-GO')])).toEqual([[1, true]]);
      expect(writes(server)).toEqual(['POST comments', 'PATCH comment 1', 'DELETE comment 100001']);
      expect(result.url).toMatch(/-1$/);
    }));

  it('take their own comment back where a later run created one first', () =>
    withComments({}, async (server) => {
      const later = { ...STAMP, runId: '43', evaluatedAtMs: NOW + 1 };
      const at = new Date(NOW).toISOString();
      const first = { ...marked({ id: 1, stamp: later }), created_at: at, updated_at: at } as Comment;
      const answer = () => void server.model.pullRequests[0]?.comments.push(first);
      server.script({ method: 'POST', path: /comments/, times: 1, answer });
      const result = await publishComment(apiOf(server), aRequest());
      expect(comments(server).map(({ id }) => id)).toEqual([1]);
      expect(showing(server, '## before')).toEqual([1]);
      expect(result).toMatchObject({ kind: 'none', why: { code: 'comment-newer-run' } });
    }));

  it.each([
    ['judged the same head later', { ...STAMP, runId: '43', evaluatedAtMs: NOW + MINUTE }, false],
    ['judged the same head before', EARLIER, true],
    ['judged another head later', { ...STAMP, headSha: OTHER_HEAD, evaluatedAtMs: NOW + MINUTE }, true],
    ['claims to be from the future', { ...STAMP, runId: '43', evaluatedAtMs: NOW + 6 * MINUTE }, true],
  ])('meet the comment of a run that %s', (_what, stamp, isWritten) =>
    withComments({ comments: [marked({ stamp })] }, async (server) => {
      const result = await publishComment(apiOf(server), aRequest());
      expect(writes(server)).toEqual(isWritten ? ['PATCH comment 101'] : []);
      expect(result.url).toMatch(/101$/);
      expect(result).toMatchObject(isWritten ? { kind: 'written' } : { why: { code: 'comment-newer-run' } });
    }),
  );
});

describe.concurrent('a comment that somebody edited', () => {
  it.each([
    ['to show a judgement that is still to come, which is replaced', NOW, [101]],
    ['after such a judgement, which stays', NOW + 5 * MINUTE, []],
  ])('%s', (_what, at, replaced) =>
    withComments(
      {
        comments: [
          marked({
            stamp: { ...STAMP, runId: '43', evaluatedAtMs: NOW + 4 * MINUTE, decision: 'go' },
            updated_at: new Date(at).toISOString(),
          }),
        ],
      },
      async (server) => {
        await publishComment(apiOf(server), aRequest());
        expect(showing(server, '## NO-GO')).toEqual(replaced);
      },
    ),
  );

  it('at a time that GitHub does not say is written anew', () => {
    const later = marked({ stamp: { ...STAMP, evaluatedAtMs: NOW + 1 } });
    return withComments({ comments: [later] }, async (server) => {
      const body = [{ id: 101, html_url: 'https://github.com/101', user: later.user, body: later.body }];
      server.script({ method: 'GET', path: /comments/, answer: { status: 200, body } });
      await publishComment(apiOf(server), aRequest());
      expect(showing(server, '## NO-GO')).toEqual([101]);
    });
  });
});

describe.concurrent('two steps of one run with the same gate id', () => {
  const before = { ...STAMP, evaluatedAtMs: NOW - MINUTE };
  it.each([
    ['go', 'go', true, 'go'],
    ['go', 'no-go', true, 'no-go'],
    ['no-go', 'no-go', true, 'no-go'],
    ['no-go', 'go', false, 'no-go'],
  ] as const)('%s, then %s: written %s, and the comment shows %s', (first, second, isWritten, shows) =>
    withComments({ comments: [marked({ stamp: { ...before, decision: first } })] }, async (server) => {
      const result = await publishComment(apiOf(server), aRequest({ stamp: { ...STAMP, decision: second } }));
      expect(readCommentHead(comments(server)[0]?.body ?? '')?.stamp?.decision).toBe(shows);
      expect(result.kind).toBe(isWritten ? 'written' : 'warning');
      expect(result).toMatchObject({ warning: { code: 'comment-shared', args: { gate: GATE.id, shows } } });
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { publishComment } from '../../src/github/comment.ts';
import { commentHead } from '../../src/github/comment-marker.ts';
import { person } from '../github-server/given-model.ts';
import type { Comment } from '../github-server/model.ts';
import {
  apiOf,
  aRequest,
  asked,
  BOT,
  comments,
  EARLIER,
  GATE,
  marked,
  NOW,
  STAMP,
  showing,
  withComments,
  writes,
} from './commenting.ts';

const OTHER_HEAD = 'beef'.repeat(10);

describe.concurrent('the first comment', () => {
  it('is created with its hidden lines first, in four calls', () =>
    withComments({}, async (server) => {
      const result = await publishComment(apiOf(server), aRequest());
      expect(asked(server)).toEqual(['GET comments', 'GET head', 'POST comments', 'GET comments']);
      expect(comments(server).map(({ body }) => body)).toEqual([`${commentHead(GATE, STAMP)}## NO-GO\n`]);
      expect(result).toMatchObject({ kind: 'written', warning: null });
      expect(result.url).toContain('100001');
    }));

  it.each([
    ['never', true, false, []],
    ['never', true, true, []],
    ['on-change', false, false, ['GET comments']],
    ['on-change', true, false, ['GET comments', 'GET head', 'POST comments', 'GET comments']],
    ['on-change', false, true, ['GET comments', 'viewer', 'GET head', 'PATCH comment 101']],
    ['on-change', true, true, ['GET comments', 'viewer', 'GET head', 'PATCH comment 101']],
    ['always', false, false, ['GET comments', 'GET head', 'POST comments', 'GET comments']],
    ['always', false, true, ['GET comments', 'viewer', 'GET head', 'PATCH comment 101']],
  ] as const)('in mode %s, worth creating: %s, one stands: %s', (mode, worthCreating, stands, calls) =>
    withComments({ comments: stands ? [marked()] : [] }, async (server) => {
      const result = await publishComment(apiOf(server), aRequest({ mode, worthCreating }));
      const isWritten = calls.some((call) => /POST|PATCH/.test(call));
      expect(asked(server).toSorted()).toEqual(calls.toSorted());
      expect(result).toMatchObject(isWritten ? { kind: 'written' } : { kind: 'none', why: null, url: null });
    }),
  );
});

describe.concurrent('the comment that stands', () => {
  it('is found beyond the first page and edited in place', () => {
    const talk = Array.from({ length: 205 }, () => ({}));
    return withComments({ comments: [...talk, marked({ id: 999 })] }, async (server) => {
      const result = await publishComment(apiOf(server), aRequest());
      expect(writes(server)).toEqual(['PATCH comment 999']);
      expect(asked(server).slice(0, 3)).toEqual(['GET comments', 'GET comments page 2', 'GET comments page 3']);
      expect(showing(server, '## NO-GO')).toEqual([999]);
      expect(result).toMatchObject({ kind: 'written', warning: null });
    });
  });

  it.each<[string, Partial<Comment>]>([
    ['by a person', { user: person('eve') }],
    ['by another bot', { user: { id: 99, login: 'dependabot[bot]', type: 'Bot' } }],
    ['by someone named like the bot', { user: { ...BOT, id: 77 } }],
    ['by an account that is gone', { user: null }],
    ['behind a line of text', { body: `Look:\n${commentHead(GATE, EARLIER)}` }],
    ['of another gate', { body: commentHead({ id: 'search', criteria: null }, EARLIER) }],
    ['of a gate whose name begins alike', { body: commentHead({ id: 'wiki-assistant-2', criteria: null }, EARLIER) }],
  ])('is not one with a marker %s', (_whose, over) =>
    withComments({ comments: [marked(over)] }, async (server) => {
      const before = comments(server)[0]?.body;
      const result = await publishComment(apiOf(server), aRequest());
      expect(writes(server)).toEqual(['POST comments']);
      expect(comments(server)[0]?.body).toBe(before);
      expect(result).toMatchObject({ kind: 'written' });
    }),
  );

  it('is not created beside a forged one where there is nothing to say', () =>
    withComments({ comments: [marked({ user: person('eve') })] }, async (server) => {
      const result = await publishComment(apiOf(server), aRequest({ worthCreating: false }));
      expect(writes(server)).toEqual([]);
      expect(result).toEqual({ kind: 'none', why: null, url: null });
    }));

  it('is the oldest of several, and the others that are ours go', () => {
    const forged = marked({ id: 150, user: person('eve') });
    const both = [forged, marked({ id: 200 }), {}, marked({ id: 300 })];
    return withComments({ comments: both }, async (server) => {
      await publishComment(apiOf(server), aRequest());
      expect(writes(server)).toEqual(['PATCH comment 200', 'DELETE comment 300']);
      expect(showing(server, '## NO-GO')).toEqual([200]);
      expect(comments(server).map(({ id }) => id)).toEqual([150, 200, 103]);
    });
  });

  it('is overwritten where a person edited it, and nothing in it is believed', () => {
    const body = `${commentHead(GATE, EARLIER)}## GO, honestly\n`;
    return withComments({ comments: [marked({ body, updated_at: '2026-11-22T09:59:00Z' })] }, async (server) => {
      await publishComment(apiOf(server), aRequest());
      expect(comments(server)[0]?.body).toBe(`${commentHead(GATE, STAMP)}## NO-GO\n`);
    });
  });

  it('is found again under the name of its file when its feature cannot be read, and the other way round', () => {
    const known = { id: 'wiki', criteria: 'gate.yml' };
    const unread = { id: 'path:gate.yml', criteria: 'gate.yml' };
    return withComments({ comments: [marked({ body: commentHead(known, EARLIER) })] }, async (server) => {
      await publishComment(apiOf(server), aRequest({ gate: unread }));
      const later = { ...STAMP, runId: '43', evaluatedAtMs: NOW + 1 };
      await publishComment(apiOf(server), aRequest({ gate: known, stamp: later }));
      expect(writes(server)).toEqual(['PATCH comment 101', 'PATCH comment 101']);
    });
  });

  it('is created again, once, when it is deleted between reading and writing', () =>
    withComments({ comments: [marked()] }, async (server) => {
      const answer = () => void server.model.pullRequests[0]?.comments.splice(0);
      server.script({ method: 'PATCH', path: /comments/, times: 1, answer });
      const result = await publishComment(apiOf(server), aRequest());
      expect(writes(server)).toEqual(['PATCH comment 101', 'POST comments']);
      expect(showing(server, '## NO-GO')).toEqual([100001]);
      expect(result).toMatchObject({ kind: 'written' });
    }));

  it('is not created twice where every write finds nothing', () =>
    withComments({ comments: [marked()] }, async (server) => {
      server.script({ method: 'PATCH', path: /comments/, answer: { status: 404, body: { message: 'Not Found' } } });
      await publishComment(apiOf(server), aRequest());
      expect(writes(server).filter((call) => call === 'POST comments')).toHaveLength(1);
    }));
});

describe.concurrent('a head that moved', () => {
  it.each([
    ['before the first comment', []],
    ['before the comment is edited', [marked()]],
  ])('%s: nothing is written', (_when, given) =>
    withComments({ head: { sha: OTHER_HEAD }, comments: given }, async (server) => {
      const result = await publishComment(apiOf(server), aRequest({ mode: 'always' }));
      expect(writes(server)).toEqual([]);
      expect(result).toMatchObject({ kind: 'none', why: { code: 'comment-head-moved' } });
    }),
  );

  it('while the comment is being deleted: it is not created again', () =>
    withComments({ comments: [marked()] }, async (server) => {
      const answer = () => {
        const [pullRequest] = server.model.pullRequests;
        if (pullRequest !== undefined)
          Object.assign(pullRequest, { comments: [], head: { ...pullRequest.head, sha: OTHER_HEAD } });
      };
      server.script({ method: 'PATCH', path: /comments/, times: 1, answer });
      const result = await publishComment(apiOf(server), aRequest());
      expect(writes(server)).toEqual(['PATCH comment 101']);
      expect(result).toMatchObject({ kind: 'none', why: { code: 'comment-head-moved' } });
    }));

  it('on a pull request that was closed meanwhile: nothing is written', () =>
    withComments({ state: 'closed', comments: [marked()] }, async (server) => {
      const result = await publishComment(apiOf(server), aRequest());
      expect(writes(server)).toEqual([]);
      expect(result).toMatchObject({ kind: 'none', why: { code: 'comment-closed' } });
    }));
});

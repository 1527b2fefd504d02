import { describe, expect, it } from 'vitest';
import { publishComment } from '../../src/github/comment.ts';
import { commentMessage } from '../../src/report/messages/comment-messages.ts';
import { type GivenPullRequest, person } from '../github-server/given-model.ts';
import type { Account } from '../github-server/model.ts';
import type { Rule } from '../github-server/scripts.ts';
import { apiOf, aRequest, BOT, comments, marked, withComments, writes } from './commenting.ts';

const refusal = (status: number) => ({ status, body: { message: 'Resource not accessible by integration' } });

describe.concurrent('a comment that GitHub refuses', () => {
  const readOnly = { permissions: { 'pull-requests': 'read', issues: 'read' } } as const;
  it.each<[string, GivenPullRequest & { model?: object }, Rule | null, string]>([
    ['the token of a fork, first comment', { model: readOnly }, null, 'comment-forbidden'],
    ['the token of a fork, later', { model: readOnly, comments: [marked()] }, null, 'comment-forbidden'],
    ['a locked conversation, first comment', { locked: true }, null, 'comment-locked'],
    ['a locked conversation, later', { locked: true, comments: [marked()] }, null, 'comment-locked'],
    ['403 at the list', {}, { path: /comments/, answer: refusal(403) }, 'comment-forbidden'],
    ['404 at the list', {}, { path: /comments/, answer: refusal(404) }, 'comment-forbidden'],
    ['401 everywhere', {}, { path: /./, answer: refusal(401) }, 'comment-forbidden'],
    ['403 at the head', {}, { path: /pulls/, answer: refusal(403) }, 'comment-forbidden'],
    ['404 at the creation', {}, { method: 'POST', path: /comments/, answer: refusal(404) }, 'comment-forbidden'],
    [
      '403 at the edit',
      { comments: [marked()] },
      { method: 'PATCH', path: /./, answer: refusal(403) },
      'comment-forbidden',
    ],
    ['422', {}, { method: 'POST', path: /./, answer: refusal(422) }, 'comment-failed'],
    ['500 for good', {}, { path: /comments/, answer: refusal(500) }, 'comment-failed'],
    ['a broken connection', {}, { path: /comments/, answer: 'reset' }, 'comment-failed'],
    ['HTML instead of JSON', {}, { path: /comments/, answer: { status: 200, body: '<html>' } }, 'comment-failed'],
    [
      'a list of another shape',
      {},
      { path: /comments/, answer: { status: 200, body: [{ id: 'x' }] } },
      'comment-failed',
    ],
    [
      'an account that is not told',
      { comments: [marked()] },
      { path: /graphql|user/, answer: refusal(500) },
      'comment-failed',
    ],
  ])('%s: one warning, nothing thrown', (_what, given, rule, code) =>
    withComments(given, async (server) => {
      if (rule !== null) server.script(rule);
      const before = JSON.stringify(comments(server));
      const result = await publishComment(apiOf(server), aRequest());
      expect(result).toMatchObject({ kind: 'warning', warning: { code }, url: null });
      expect(JSON.stringify(comments(server))).toBe(before);
      const text = result.kind === 'warning' ? commentMessage(result.warning) : '';
      if (code !== 'comment-failed') expect(text).toMatch(/`pull-requests: write`.*forks.*Dependabot/);
      if (code === 'comment-forbidden') expect(text).toMatch(/`permissions` block of the job.*locked conversation/);
    }),
  );

  it('stays written where only the clean-up is refused', () =>
    withComments({ comments: [marked(), marked()] }, async (server) => {
      server.script({ method: 'DELETE', path: /./, answer: refusal(403) });
      expect(await publishComment(apiOf(server), aRequest())).toMatchObject({ kind: 'written', warning: null });
    }));

  it('is tried again where GitHub fails for a moment', () =>
    withComments({ comments: [marked()] }, async (server) => {
      server.script({ path: /./, times: 2, answer: refusal(502) });
      expect(await publishComment(apiOf(server), aRequest())).toMatchObject({ kind: 'written' });
    }));
});

describe.concurrent('whose comments are ours', () => {
  const mona = person('release-bot');
  const app: Account = { id: 555, login: 'gatekeeper[bot]', type: 'Bot' };
  const enterpriseBot: Account = { ...BOT, id: 9 };
  const [noGraphql, noUser] = [/graphql/, /\/user$/].map((path) => ({ path, answer: refusal(403) }));
  const cases: [string, Account, 'user' | 'installation', readonly (Rule | undefined)[], string, Account, boolean][] = [
    ['the token of a person', mona, 'user', [], 'https://github.com', mona, true],
    ['the token of a person, without GraphQL', mona, 'user', [noGraphql], 'https://github.com', mona, true],
    ["an app's token", app, 'installation', [], 'https://github.com', app, true],
    ["an app's token, and the bot's comment", app, 'installation', [], 'https://github.com', BOT, false],
    ["the job's token, without GraphQL", BOT, 'installation', [noGraphql], 'https://github.com', BOT, true],
    ['a namesake on github.com', BOT, 'installation', [noGraphql], 'https://github.com', enterpriseBot, false],
    [
      'the bot of a server',
      enterpriseBot,
      'installation',
      [noGraphql],
      'https://ghe.acme.example',
      enterpriseBot,
      true,
    ],
    [
      'a person named like the bot of a server',
      enterpriseBot,
      'installation',
      [noGraphql, noUser],
      'https://ghe.acme.example',
      { ...enterpriseBot, id: 10, type: 'User' },
      false,
    ],
  ];
  it.each(cases)('%s', (_what, viewer, kind, rules, serverUrl, author, isOurs) =>
    withComments(
      { comments: [marked({ user: author })], model: { tokens: { 'job-token': { viewer, kind } } } },
      async (server) => {
        for (const rule of rules) if (rule !== undefined) server.script(rule);
        await publishComment(apiOf(server), aRequest({ serverUrl }));
        expect(writes(server)).toEqual([isOurs ? 'PATCH comment 101' : 'POST comments']);
      },
    ),
  );

  it('is told by the comment that was created, where an app cannot ask', () =>
    withComments(
      { comments: [marked({ user: app })], model: { tokens: { 'job-token': { viewer: app, kind: 'installation' } } } },
      async (server) => {
        server.script({ path: /graphql/, answer: refusal(403) });
        await publishComment(apiOf(server), aRequest());
        expect(writes(server)).toEqual(['POST comments', 'PATCH comment 101', 'DELETE comment 100001']);
      },
    ));

  it('is told by a GraphQL that knows no number', () =>
    withComments(
      { comments: [marked({ user: mona })], model: { tokens: { 'job-token': { viewer: mona, kind: 'user' } } } },
      async (server) => {
        const body = { data: { viewer: { login: mona.login, databaseId: null } } };
        server.script({ path: /graphql/, answer: { status: 200, body } });
        await publishComment(apiOf(server), aRequest());
        expect(writes(server)).toEqual(['PATCH comment 101']);
      },
    ));
});

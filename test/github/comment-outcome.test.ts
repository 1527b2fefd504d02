import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import type { Override } from '../../src/core/override.ts';
import { redactor } from '../../src/core/redact.ts';
import { commentOutcome, isWorthComment } from '../../src/github/comment-outcome.ts';
import { HEAD_SHA } from '../github-server/given-model.ts';
import { judgeAttack } from '../threats/ready-gate.ts';
import { apiOf, comments, MINUTE, withComments } from './commenting.ts';

const PULL_REQUEST = { number: 12, headSha: HEAD_SHA };
const plainly = (outcome: Outcome) => ({
  pullRequest: PULL_REQUEST,
  mode: 'on-change' as const,
  gateId: null,
  env: { GITHUB_RUN_ID: '42' },
  redact: (text: string) => text,
  nowMs: () => outcome.context.evaluatedAtMs + MINUTE,
});

const FAILS = 'target: ">= 0.99"\nfrom: others';

describe('a first comment', () => {
  const override: Override = {
    state: 'refused',
    label: 'launch-gate/override',
    scope: 'all',
    by: 'mona',
    byId: 1,
    role: 'maintain',
    eventId: 9001,
    labelledAtMs: 0,
    headSha: HEAD_SHA,
    reason: null,
    expiresAtMs: null,
    covers: [],
    refusal: { code: 'author', args: {} },
    lastPusherKnown: true,
  };
  const finding = { args: {}, at: { path: 'a.yml', line: 1, column: 1 }, metric: null } as const;
  const change = { code: 'target', args: {}, metric: 'm', line: 1 } as const;
  it.each<[string, Partial<Outcome>, boolean]>([
    ['a clean pass', {}, false],
    ['a lint of criteria that pass', { findings: [{ ...finding, code: 'no-max-age', level: 'warning' }] }, false],
    ['a failure', { decision: 'no-go', verdict: 'fail' }, true],
    ['an incomplete launch set', { decision: 'no-go', verdict: 'incomplete' }, true],
    ['an error', { decision: 'no-go', verdict: 'error' }, true],
    ['report mode', { cause: 'report-mode', verdict: 'fail' }, true],
    ['an override', { cause: 'override', verdict: 'fail' }, true],
    ['a label that changes nothing', { override }, true],
    ['a label of a part', { otherOverrides: [override] }, true],
    ['stricter criteria', { changes: [{ ...change, kind: 'strengthened' }] }, true],
    ['criteria that the change introduces', { introduced: true }, true],
    [
      'evidence that the change brings',
      { findings: [{ ...finding, code: 'evidence-in-change', level: 'warning' }] },
      true,
    ],
    ['a note about the run', { findings: [{ ...finding, code: 'criteria-changed', level: 'info' }] }, false],
    ['a feature that is not affected', { cause: 'not-affected', verdict: 'fail' }, false],
    ['a contradiction', { verdict: 'fail' }, true],
  ])('for %s', async (_what, over, worth) => {
    const passing: Outcome = { ...(await judgeAttack()), decision: 'go', cause: 'verdict', verdict: 'pass' };
    expect(isWorthComment({ ...passing, ...over })).toBe(worth);
  });
});

describe('the text of a comment', () => {
  it('is not begun for a feature that the change does not touch, whatever the mode', () =>
    withComments({}, async (server) => {
      const outcome = { ...(await judgeAttack({ keys: FAILS })), decision: 'go', cause: 'not-affected' } as const;
      const result = await commentOutcome(apiOf(server), outcome, { ...plainly(outcome), mode: 'always' });
      expect([result.kind, comments(server).length]).toEqual(['none', 0]);
    }));

  it('is the report, below the marker of the feature', () =>
    withComments({}, async (server) => {
      const outcome = await judgeAttack({ keys: FAILS });
      const result = await commentOutcome(apiOf(server), outcome, plainly(outcome));
      const [comment] = comments(server);
      expect(result).toMatchObject({ kind: 'written', warning: null });
      expect(comment?.body).toMatch(/^<!-- launch-gate:support-assistant:v1 -->\n<!-- launch-gate-run:v1 run=42 /);
      expect(comment?.body.split('\n')[2]).toMatch(/^## .*NO-GO/);
    }));

  it('keeps two gates on one pull request apart', () =>
    withComments({}, async (server) => {
      const outcome = await judgeAttack({ keys: FAILS });
      const api = apiOf(server);
      await commentOutcome(api, outcome, { ...plainly(outcome), gateId: 'limited' });
      await commentOutcome(api, outcome, { ...plainly(outcome), gateId: 'full' });
      expect(comments(server).map(({ body }) => body.split('\n')[0])).toEqual([
        '<!-- launch-gate:limited:v1 -->',
        '<!-- launch-gate:full:v1 -->',
      ]);
    }));

  it('of criteria that the change introduces is none of the gate whose feature they name', () =>
    withComments({}, async (server) => {
      const outcome = await judgeAttack({ keys: FAILS });
      const second = { ...outcome, introduced: true, context: { ...outcome.context, criteriaPath: 'other.yml' } };
      const api = apiOf(server);
      await commentOutcome(api, outcome, plainly(outcome));
      await commentOutcome(api, second, plainly(second));
      await commentOutcome(api, { ...second, introduced: false }, { ...plainly(second), gateId: 'named' });
      expect(comments(server).map(({ body }) => body.split('\n')[0])).toEqual([
        '<!-- launch-gate:support-assistant:v1 -->',
        '<!-- launch-gate:path:other.yml:v1 -->',
        '<!-- launch-gate:named:v1 -->',
      ]);
      // The comment of the same criteria is theirs, however its gate was called.
      await commentOutcome(api, { ...outcome, introduced: true }, plainly(outcome));
      expect(comments(server)).toHaveLength(3);
    }));

  it('holds at most 60,000 bytes with its hidden lines, emoji or not', () =>
    withComments({}, async (server) => {
      const named = Array.from({ length: 450 }, (_, index) => {
        const title = `🚦 ${index}`;
        return `m${index}: { layer: task, target: ">= 0.9", from: others, title: "${title}" }`;
      });
      const outcome = await judgeAttack({ keys: FAILS, metrics: named.join('\n') });
      const gateId = 'g'.repeat(64);
      await commentOutcome(apiOf(server), outcome, { ...plainly(outcome), gateId });
      const body = comments(server)[0]?.body ?? '';
      const bytes = Buffer.byteLength(body);
      expect(bytes).toBeLessThanOrEqual(60_000);
      // Less than a row is left over, and a row is shorter than the hidden lines.
      expect(bytes).toBeGreaterThan(59_750);
      expect(body).toContain('Shortened to fit');
      // No emoji is cut in half.
      expect(Buffer.from(body).toString()).toBe(body);
    }));

  it.each(['<!-- launch-gate:other:v1 -->', '--> <!-- launch-gate:other:v1 -->', '\n<!-- launch-gate:other:v1 -->\n'])(
    'has one marker, whatever a title says: %j',
    (title) =>
      withComments({}, async (server) => {
        const keys = `${FAILS}\ntitle: ${JSON.stringify(title)}`;
        const outcome = await judgeAttack({ keys });
        await commentOutcome(apiOf(server), outcome, plainly(outcome));
        const body = comments(server)[0]?.body ?? '';
        expect(body.match(/<!--/g)).toHaveLength(2);
        expect(body.match(/-->/g)).toHaveLength(2);
      }),
  );

  it('holds no secret, in the marker neither, and is found again', () =>
    withComments({}, async (server) => {
      const secret = 'hunter2-hunter2';
      const outcome = await judgeAttack({ keys: `${FAILS}\ntitle: "uses ${secret} here"` });
      const given = { ...plainly(outcome), gateId: `gate-${secret}`, redact: redactor([secret]) };
      const api = apiOf(server);
      await commentOutcome(api, outcome, given);
      await commentOutcome(api, outcome, given);
      expect(comments(server)).toHaveLength(1);
      expect(comments(server)[0]?.body).not.toContain('hunter2');
      expect(comments(server)[0]?.body).toContain('***');
    }));
});

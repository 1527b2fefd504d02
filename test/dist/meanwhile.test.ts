import { describe, expect, it } from 'vitest';
import { BASE_SHA } from '../github-server/given-model.ts';
import { BAD, GOOD, judgeOn, LOWERED, onRepository, PATIENT, withCriteria } from './gate-run.ts';
import { LABEL, labelled } from './labelled.ts';

describe.concurrent('what changes while the gate judges', PATIENT, () => {
  it('decides again where the label was taken off', async () => {
    await onRepository({ pullRequest: labelled() }, async (github) => {
      github.script({
        path: /\/pulls\/12$/,
        after: 1,
        answer: (_request, { pullRequests: [one] }) => one?.labels.splice(0) && undefined,
      });
      const run = await judgeOn(github, { evidence: BAD });
      expect(run).toMatchObject({
        code: 1,
        outputs: { decision: 'no-go', cause: 'verdict' },
        report: { override: null },
      });
      expect(run.comments[0]).toContain('NO-GO');
    });
  });

  it('decides again where the label was put on', async () => {
    await onRepository({ pullRequest: { ...labelled(), labels: [] } }, async (github) => {
      github.script({
        path: /\/pulls\/12$/,
        after: 1,
        times: 1,
        answer: (_request, { pullRequests: [one] }) => void one?.labels.push(LABEL),
      });
      const run = await judgeOn(github, { evidence: BAD });
      expect(run).toMatchObject({ code: 0, outputs: { decision: 'go', cause: 'override' } });
    });
  });

  it.each([
    ['go', {}],
    ['override', { pullRequest: labelled() }],
  ])('is superseded where the head moved, whatever it was: %s', async (what, given) => {
    await onRepository(given, async (github) => {
      github.script({
        path: /\/pulls\/12$/,
        after: 1,
        answer: (_request, { pullRequests: [one] }) => {
          if (one !== undefined) one.head.sha = BASE_SHA;
        },
      });
      const inputs = { comment: 'always' };
      const run = await judgeOn(github, { inputs, evidence: what === 'go' ? GOOD : BAD });
      expect(run).toMatchObject({
        code: 2,
        outputs: { decision: 'no-go', verdict: 'error' },
        writes: [],
        comments: [],
      });
      expect(run.codes).toContain('superseded');
    });
  });

  it('is superseded where the base branch was changed, which has other criteria', async () => {
    await onRepository({ model: { branches: { release: BASE_SHA } } }, async (github) => {
      github.script({
        path: /\/pulls\/12$/,
        after: 1,
        answer: (_request, { pullRequests: [one] }) => {
          if (one !== undefined) one.base.ref = 'release';
        },
      });
      const run = await judgeOn(github, { inputs: { comment: 'always' } });
      expect(run).toMatchObject({ code: 2, outputs: { verdict: 'error' }, writes: [] });
      expect(run.codes).toContain('superseded');
    });
  });

  it('is superseded where the list of files was that of a head in between', async () => {
    const head = withCriteria(LOWERED);
    await onRepository({ head }, async (github) => {
      const files = github.model.pullRequests[0]?.changedFiles ?? [];
      github.script({
        path: /\/pulls\/12\/files/,
        times: 1,
        answer: (_request, { pullRequests: [one] }) =>
          void Object.assign(one ?? {}, {
            changedFiles: ['a', 'b'].map((filename) => ({ filename, status: 'added' })),
          }),
      });
      github.script({
        path: /\/pulls\/12$/,
        after: 1,
        answer: (_request, { pullRequests: [one] }) =>
          void Object.assign(one ?? {}, { changedFiles: files, updatedAt: '2026-11-21T09:45:00Z' }),
      });
      const run = await judgeOn(github, { inputs: { comment: 'always' } });
      expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' }, writes: [] });
      expect(run.codes).toContain('superseded');
    });
  });

  it('keeps its decision and writes no comment where the head moves after that', async () => {
    await onRepository({}, async (github) => {
      github.script({
        path: /\/pulls\/12$/,
        after: 2,
        answer: (_request, { pullRequests: [one] }) => {
          if (one !== undefined) one.head.sha = BASE_SHA;
        },
      });
      const run = await judgeOn(github, { evidence: BAD });
      expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', 'comment-url': '' }, writes: [] });
    });
  });
});

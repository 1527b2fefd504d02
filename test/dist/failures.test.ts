import { describe, expect, it } from 'vitest';
import { BAD, CRITERIA, expectStopped, FILES, GO, judgeOn, LOWERED, onRepository, PATIENT } from './gate-run.ts';
import { labelled } from './labelled.ts';

const BROKEN = { status: 500, body: { message: 'Server Error' } };
const FORBIDDEN = { status: 403, body: { message: 'Resource not accessible by integration' } };

describe.concurrent('where GitHub fails', PATIENT, () => {
  it.each([
    ['a 500', BROKEN],
    ['a 502 of no JSON', { status: 502, body: '<html>Bad gateway</html>' }],
    ['a broken connection', 'reset' as const],
    ['a 429 with its wait', { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Too many' } }],
    [
      'a secondary limit',
      { status: 403, headers: { 'retry-after': '1' }, body: { message: 'You have exceeded a secondary rate limit' } },
    ],
  ])('asks again after %s', async (_what, answer) => {
    await onRepository({}, async (github) => {
      github.script({ path: /\/contents\/.github\/launch-gate/, times: 1, answer });
      github.script({ path: /\/pulls\/12$/, times: 1, answer });
      const run = await judgeOn(github);
      expect(run).toMatchObject({ code: 0, outputs: GO });
    });
  });

  it('writes its comment after a 500', async () => {
    await onRepository({}, async (github) => {
      github.script({ method: 'POST', path: /\/comments$/, times: 1, answer: BROKEN });
      const run = await judgeOn(github, { evidence: BAD });
      expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
      expect(run.comments).toHaveLength(1);
      expect(run.outputs['comment-url']).toContain('#issuecomment-');
    });
  });

  it.each([
    ['errors', BROKEN],
    ['no answer', 'never' as const],
    ['a limit that lasts an hour', { status: 429, headers: { 'retry-after': '3600' }, body: { message: 'Later' } }],
    ['another shape', { status: 200, body: { message: 'Hello' } }],
    ['a page for people', { status: 200, body: '<html>Sign in</html>' }],
  ])('ends in time where it gives %s and nothing else', async (_what, answer) => {
    await onRepository({}, async (github) => {
      github.script({ path: /./, answer });
      const begun = performance.now();
      const run = await judgeOn(github, { env: { LAUNCH_GATE_API_SECONDS: '2' } });
      expectStopped(run, 'github-unavailable');
      // Far from the 60 seconds that calls may take without that, also on a busy machine.
      expect(performance.now() - begun).toBeLessThan(40_000);
    });
  });

  it('ends in time where nobody listens', async () => {
    await onRepository({}, async (github) => {
      const env = { GITHUB_API_URL: 'http://127.0.0.1:9', LAUNCH_GATE_API_SECONDS: '1' };
      expectStopped(await judgeOn(github, { env }), 'github-unavailable');
    });
  });

  it('is not asked for longer than a minute, whatever the environment says', async () => {
    await onRepository({}, async (github) => {
      github.script({ path: /./, answer: { status: 429, headers: { 'retry-after': '61' }, body: { message: 'No' } } });
      const run = await judgeOn(github, { env: { LAUNCH_GATE_API_SECONDS: '999' } });
      expectStopped(run, 'github-unavailable');
    });
  });
});

describe.concurrent('without a right', PATIENT, () => {
  const head = { ...FILES, [CRITERIA]: LOWERED };

  it.each([
    ['the pull request', /\/pulls\/12$/],
    ['the base branch', /\/branches\/main/],
    ['the criteria', /\/contents\/.github\/launch-gate/],
    ['the changed files', /\/pulls\/12\/files/],
    ['the merge base', /\/compare\//],
  ])('to %s it cannot judge, names the permission, and writes nothing', async (_what, path) => {
    await onRepository({ head }, async (github) => {
      github.script({ path, answer: FORBIDDEN });
      const run = await judgeOn(github, { inputs: { comment: 'always' } });
      expectStopped(run, 'github-unavailable');
      expect(run.report.findings[0]?.message).toMatch(/(contents|pull-requests): read/);
    });
  });

  it('to confirm what it judged it does not go', async () => {
    await onRepository({}, async (github) => {
      github.script({ path: /\/pulls\/12$/, after: 1, answer: FORBIDDEN });
      expect(await judgeOn(github)).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
    });
  });

  it.each([
    ['list comments', 'GET', /\/issues\/12\/comments/],
    ['write comments', 'POST', /\/issues\/12\/comments/],
  ])('to %s the verdict stands, with one warning', async (_what, method, path) => {
    await onRepository({}, async (github) => {
      github.script({ method, path, answer: FORBIDDEN });
      const run = await judgeOn(github, { evidence: BAD });
      expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', 'comment-url': '' }, comments: [] });
      const warnings = run.annotations.filter((line) => line.startsWith('::warning'));
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(/pull-requests: (read|write)/);
    });
  });

  it('to edit its comment the verdict stands, with one warning', async () => {
    await onRepository({}, async (github) => {
      await judgeOn(github, { evidence: BAD });
      github.script({ method: 'PATCH', path: /\/comments\//, answer: FORBIDDEN });
      const run = await judgeOn(github, { env: { GITHUB_RUN_ATTEMPT: '2' } });
      expect(run).toMatchObject({ code: 0, outputs: GO });
      expect(run.annotations.filter((line) => line.startsWith('::warning'))).toHaveLength(1);
    });
  });

  it('in a locked conversation the verdict stands, with one warning', async () => {
    await onRepository({ pullRequest: { locked: true } }, async (github) => {
      const run = await judgeOn(github, { evidence: BAD });
      expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail' }, comments: [] });
      const warnings = run.annotations.filter((line) => line.startsWith('::warning'));
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(/locked/);
    });
  });

  it('with no token at all it says so and does not go', async () => {
    await onRepository({}, async (github) => {
      const run = await judgeOn(github, { inputs: { 'github-token': '' } });
      expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
    });
  });

  it('to who labelled it refuses, also where the answer comes with other fields than documented', async () => {
    await onRepository({ pullRequest: labelled() }, async (github) => {
      github.script({ path: /\/issues\/12\/events/, answer: { status: 200, body: [{ event: 'labeled' }] } });
      const run = await judgeOn(github, { evidence: BAD });
      expect(run).toMatchObject({ code: 1, refusal: 'authority-unknown' });
    });
  });
});

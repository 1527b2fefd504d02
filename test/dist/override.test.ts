import { describe, expect, it } from 'vitest';
import { mergeGroupEvent, pullRequestEvent } from '../github-server/events.ts';
import { type GivenModel, type GivenPullRequest, HEAD_SHA, person } from '../github-server/given-model.ts';
import {
  BAD,
  CRITERIA,
  CRITERIA_TEXT,
  EVIDENCE,
  edited,
  evidence,
  FILES,
  type Given,
  GOOD,
  judge,
  LOWERED,
  minutesAgo,
  PATIENT,
  type RunGiven,
  WORKFLOW,
} from './gate-run.ts';
import { firstLines, judging, LABEL, labelled, rules, WHY } from './labelled.ts';

describe.concurrent('an override', PATIENT, () => {
  it('turns the decision, changes nothing else, and is on record everywhere', async () => {
    const pullRequest = labelled();
    const run = await judge({ pullRequest }, { evidence: BAD });
    expect(run).toMatchObject({
      code: 0,
      outputs: { decision: 'go', cause: 'override', verdict: 'fail', diagnosis: 'contained' },
    });
    expect(run.report.blocking).toEqual(['correct']);
    const labelledAt = pullRequest.events?.[0]?.at ?? '';
    expect(run.report.override).toEqual({
      state: 'granted',
      label: LABEL,
      scope: 'all',
      by: 'grace',
      by_id: person('grace').id,
      role: 'maintain',
      event_id: 9001,
      labelled_at: labelledAt,
      head_sha: HEAD_SHA,
      reason: WHY,
      expires_at: `${new Date(Date.parse(labelledAt) + 72 * 3_600_000).toISOString().slice(0, 19)}Z`,
      covers: ['correct'],
      refusal: null,
      last_pusher_known: true,
      others: [],
    });
    const correct = run.report.metrics.find(({ id }) => id === 'correct');
    expect(correct).toMatchObject({ status: 'fail', waived: true });
    expect(run.comments).toHaveLength(1);
    for (const text of [run.comments[0] ?? '', run.summary]) {
      const top = firstLines(text);
      expect(top).toMatch(/^.*GO by override, would have blocked/);
      expect(top).toContain('Overridden');
      expect(text).toContain('by `grace` (role maintain)');
      expect(text).toContain(`account ${person('grace').id}`);
      expect(text).toContain(WHY);
      expect(text).toContain('event 9001');
    }
    expect(run.annotations.filter((line) => line.startsWith('::error'))).toEqual([]);
  });

  it('is granted within 14 calls', async () => {
    const run = await judge({ pullRequest: labelled() }, { evidence: BAD });
    expect(run.github.requests.map(({ path }) => path.replace('/repos/acme/assistant/', ''))).toHaveLength(14);
  });

  it('ends with the run that its own label starts, also where pushes are not shown', async () => {
    const event = (model: Parameters<typeof pullRequestEvent>[0]) =>
      pullRequestEvent(model, { action: 'labeled', label: LABEL, sender: person('grace') });
    const given = { pullRequest: labelled(), model: { activity: { 'acme/assistant': 'hidden' as const } } };
    const run = await judge(given, { evidence: BAD, event });
    expect(run).toMatchObject({ code: 0, outputs: { cause: 'override' } });
    expect(run.report.override?.last_pusher_known).toBe(false);
  });

  it.each<[string, Given, RunGiven, readonly string[]]>([
    ['a source that fails', {}, { evidence: null }, ['page_found', 'correct', 're_ask', 'deflected', 'launch-set']],
    [
      'stale evidence',
      {},
      { evidence: GOOD.replace(/"observed_at":"[^"]*"/, '"observed_at":"2026-01-01T00:00:00Z"') },
      ['page_found', 'correct', 're_ask', 'deflected', 'launch-set'],
    ],
    ['weakened criteria', { head: { ...FILES, [CRITERIA]: LOWERED } }, {}, ['criteria']],
    ['a changed workflow', { head: { ...FILES, [WORKFLOW]: 'on: pull_request\njobs: {}\n' } }, {}, ['workflow']],
    ['evidence in the change', { head: { ...FILES, [EVIDENCE]: GOOD } }, {}, ['re_ask', 'deflected', 'launch-set']],
    ['introduced criteria', { base: { ...FILES, [CRITERIA]: '' }, head: FILES }, {}, ['criteria']],
  ])('covers %s', async (what, given, run, blocking) => {
    const { [CRITERIA]: _, ...bare } = FILES;
    const base = what === 'introduced criteria' ? { base: bare } : {};
    const judged = await judge({ ...given, ...base, pullRequest: { ...labelled() } }, run);
    expect(judged).toMatchObject({ code: 0, outputs: { decision: 'go', cause: 'override' } });
    expect(judged.report.blocking).toEqual(blocking);
    expect(judged.report.override?.covers).toEqual(blocking);
  });

  it.each<[string, string, Partial<Record<'correct' | 're_ask' | 'deflected', number>>, readonly string[]]>([
    ['its metric', 'correct', { correct: 0.6 }, ['correct']],
    ['its layer', 'business', { deflected: 0.1 }, ['deflected']],
    ['its metric in other letters', 'Correct', { correct: 0.6 }, ['correct']],
  ])('of a part covers %s', async (_what, scope, values, covers) => {
    const run = await judge({ pullRequest: labelled(`${LABEL}:${scope}`) }, { evidence: evidence(values) });
    expect(run).toMatchObject({ code: 0, outputs: { cause: 'override' } });
    expect(run.report.override).toMatchObject({ state: 'granted', scope: scope.toLowerCase(), covers });
  });

  it('may be put together from labels of parts', async () => {
    const [task, product] = [`${LABEL}:task`, `${LABEL}:re_ask`];
    const both = evidence({ correct: 0.6, re_ask: 0.5 });
    const pullRequest = {
      ...labelled(),
      labels: [task, product],
      events: [task, product].map((label) => ({ label, at: minutesAgo(10) })),
    };
    const [whole, half] = await Promise.all([
      judge({ pullRequest }, { evidence: both }),
      judge({ pullRequest: { ...pullRequest, labels: [task] } }, { evidence: both }),
    ]);
    expect(whole).toMatchObject({ code: 0, outputs: { cause: 'override' } });
    expect(whole.report.override).toMatchObject({ scope: 'task', covers: ['correct'] });
    expect(whole.report.override?.others).toMatchObject([{ state: 'granted', scope: 're_ask', covers: ['re_ask'] }]);
    expect(half).toMatchObject({ code: 1, refusal: 'does-not-cover' });
  });

  it.each<[string, string]>([
    ['role: write', 'write'],
    ['users: [Grace]', 'maintain'],
    ['reason: optional', 'maintain'],
    ['label: ship-it', 'maintain'],
  ])('follows the rules of the base branch: %s', async (text, role) => {
    const label = text.startsWith('label') ? 'ship-it' : LABEL;
    const given = labelled(label);
    const pullRequest = text.startsWith('reason') ? { ...given, comments: [] } : given;
    const model = { collaborators: { grace: role }, users: { Grace: person('grace').id } };
    const run = await judge(judging(rules(text), pullRequest, model), { evidence: BAD });
    expect(run).toMatchObject({ code: 0, outputs: { cause: 'override' } });
  });

  it('asks teams with the team token, and nothing else', async () => {
    const model: GivenModel = {
      teams: { 'acme/release': { members: { grace: 'active' }, visibleTo: ['reads-teams'] } },
      tokens: { 'reads-teams': {} },
    };
    const inputs = { 'team-token': 'reads-teams' };
    const given = judging(rules('teams: [acme/release]'), labelled(), model);
    const run = await judge(given, { evidence: BAD, inputs });
    expect(run).toMatchObject({ code: 0, outputs: { cause: 'override' } });
    for (const { path, authorization } of run.github.requests)
      expect([path, authorization]).toEqual([path, path.startsWith('/orgs/') ? 'reads-teams' : 'job-token']);
    expect(run.github.requests.some(({ path }) => path.startsWith('/orgs/'))).toBe(true);
  });

  it('lets the author where the criteria say so', async () => {
    const pullRequest: GivenPullRequest = {
      ...labelled(LABEL, { actor: person('mona') }),
      comments: [{ user: person('mona'), body: `launch-gate override: ${WHY}`, created_at: minutesAgo(12) }],
    };
    const model = { collaborators: { mona: 'admin' } };
    const run = await judge(judging(rules('allow-author: true'), pullRequest, model), { evidence: BAD });
    expect(run).toMatchObject({ code: 0, outputs: { cause: 'override' }, report: { override: { by: 'mona' } } });
  });

  it('does nothing on a clean pass but stand in the report', async () => {
    const run = await judge({ pullRequest: labelled() });
    expect(run).toMatchObject({ code: 0, outputs: { decision: 'go', cause: 'verdict', verdict: 'pass' } });
    expect(run.report.override).toMatchObject({ state: 'granted', covers: [] });
    expect(run.comments[0]).not.toMatch(/GO by override/);
  });

  it('is not needed in report mode', async () => {
    const base = edited(CRITERIA_TEXT, 'version: 1', 'version: 1\nmode: report');
    const run = await judge(judging(base), { evidence: BAD });
    expect(run).toMatchObject({ code: 0, outputs: { decision: 'go', cause: 'report-mode', verdict: 'fail' } });
  });

  it.each<[string, Given]>([
    ['invalid', { base: { ...FILES, [CRITERIA]: edited(CRITERIA_TEXT, 'layer: task', 'layer: tsk') } }],
    ['not readable', { base: { ...FILES, [CRITERIA]: { symlink: '/etc/passwd' } } }],
  ])('never covers criteria that are %s', async (_what, given) => {
    const run = await judge({ ...given, pullRequest: labelled() });
    expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
  });

  it('counts in the merge queue', async () => {
    const run = await judge({ pullRequest: labelled() }, { evidence: BAD, event: (model) => mergeGroupEvent(model) });
    expect(run).toMatchObject({ code: 0, outputs: { cause: 'override' }, writes: [] });
  });

  it('is taken by the default rules where the pull request brings the criteria', async () => {
    const { [CRITERIA]: _, ...bare } = FILES;
    const head = { ...FILES, [CRITERIA]: rules('role: write, allow-author: true, reason: optional') };
    const model = { collaborators: { grace: 'write' } };
    const run = await judge({ base: bare, head, pullRequest: labelled(), model });
    expect(run).toMatchObject({ code: 1, refusal: 'role-too-low', report: { verdict: 'incomplete' } });
  });
});

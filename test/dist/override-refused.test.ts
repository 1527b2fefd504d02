import { describe, expect, it } from 'vitest';
import { type GivenModel, person } from '../github-server/given-model.ts';
import {
  BAD,
  criteriaWith,
  type Given,
  type Judged,
  judge,
  judgeOn,
  minutesAgo,
  onRepository,
  PATIENT,
} from './gate-run.ts';
import { firstLines, judging, LABEL, labelled, rules, WHY } from './labelled.ts';

const HIDDEN: GivenModel = { activity: { 'acme/assistant': 'hidden' } };
const byGrace = { body: `launch-gate override: ${WHY}`, created_at: minutesAgo(12) };
const TEAM = rules('teams: [acme/release]');
const FLOOR = criteriaWith(['layer: task,', 'layer: task, waivable: false,']);

describe.concurrent('an override is refused', PATIENT, () => {
  it.each<[code: string, why: string, given: Given, inputs?: Readonly<Record<string, string>>]>([
    ['not-a-person', 'a bot', { pullRequest: labelled(LABEL, { actor: { ...person('grace'), type: 'Bot' } }) }],
    ['not-a-person', 'an app for grace', { pullRequest: labelled(LABEL, { viaApp: true }) }],
    ['not-a-person', 'an agent', { pullRequest: labelled(LABEL, { intent: { rationale: null, confidence: null } }) }],
    ['not-a-person', 'an account that is gone', { pullRequest: labelled(LABEL, { actor: null }) }],
    [
      'author',
      'the author',
      { pullRequest: labelled(LABEL, { actor: person('mona') }), model: { collaborators: { mona: 'admin' } } },
    ],
    [
      'last-pusher',
      'who pushed last',
      {
        pullRequest: labelled(),
        model: { activity: { 'acme/assistant': [{ at: minutesAgo(60), actor: person('grace') }] } },
      },
    ],
    ['role-too-low', 'write', { pullRequest: labelled(), model: { collaborators: { grace: 'write' } } }],
    ['role-too-low', 'triage', { pullRequest: labelled(), model: { collaborators: { grace: 'triage' } } }],
    ['role-too-low', 'nobody here', { pullRequest: labelled(), model: { collaborators: {} } }],
    ['not-listed', 'another user', judging(rules('users: [heidi]'), labelled(), { users: { heidi: 77 } })],
    ['authority-unknown', 'a recycled login', judging(rules('users: [grace]'), labelled(), { users: { grace: 77 } })],
    [
      'not-in-team',
      'a pending member',
      judging(TEAM, labelled(), {
        teams: { 'acme/release': { members: { grace: 'pending' }, visibleTo: ['reads-teams'] } },
        tokens: { 'reads-teams': {} },
      }),
      { 'team-token': 'reads-teams' },
    ],
    [
      'team-not-visible',
      'no team token',
      judging(TEAM, labelled(), {
        teams: { 'acme/release': { members: { grace: 'active' }, visibleTo: ['reads-teams'] } },
      }),
    ],
    [
      'before-push',
      'before the push',
      { pullRequest: labelled(), model: { activity: { 'acme/assistant': [{ at: minutesAgo(5) }] } } },
    ],
    ['push-time-unknown', 'no record of pushes', { pullRequest: labelled(), model: HIDDEN }],
    ['push-time-unknown', 'a fork that is gone', { pullRequest: { ...labelled(), head: { repo: null } } }],
    [
      'expired',
      'four days ago',
      {
        pullRequest: {
          ...labelled(LABEL, { at: minutesAgo(4 * 24 * 60) }),
          comments: [{ ...byGrace, created_at: minutesAgo(4 * 24 * 60) }],
        },
        model: { activity: { 'acme/assistant': [{ at: minutesAgo(5 * 24 * 60) }] } },
      },
    ],
    ['no-reason', 'no comment', { pullRequest: { ...labelled(), comments: [] } }],
    [
      'no-reason',
      'another person',
      { pullRequest: { ...labelled(), comments: [{ ...byGrace, user: person('mona') }] } },
    ],
    [
      'no-reason',
      'an edited comment',
      { pullRequest: { ...labelled(), comments: [{ ...byGrace, updated_at: minutesAgo(1) }] } },
    ],
    [
      'no-reason',
      'nothing behind the colon',
      { pullRequest: { ...labelled(), comments: [{ ...byGrace, body: 'launch-gate override: <!-- x -->' }] } },
    ],
    [
      'no-reason',
      'not on the first line',
      { pullRequest: { ...labelled(), comments: [{ ...byGrace, body: `Hm.\nlaunch-gate override: ${WHY}` }] } },
    ],
    ['label-not-applied', 'no event', { pullRequest: { ...labelled(), events: [] } }],
    [
      'label-not-applied',
      'a renamed label',
      { pullRequest: { ...labelled(), events: [{ label: 'reviewed', at: minutesAgo(10) }] } },
    ],
    [
      'label-not-applied',
      'removed since',
      { pullRequest: { ...labelled(), events: [{ at: minutesAgo(10) }, { event: 'unlabeled', at: minutesAgo(9) }] } },
    ],
    ['authority-unknown', 'no author', { pullRequest: { ...labelled(), author: null } }],
    ['not-waivable', 'a floor', judging(FLOOR)],
    ['does-not-cover', 'another layer', { pullRequest: labelled(`${LABEL}:product`) }],
    ['does-not-cover', 'no part of the gate', { pullRequest: labelled(`${LABEL}:everything`) }],
    ['disabled', 'no override here', judging(rules('disabled: true'))],
  ])('%s: %s', async (code, _why, given, inputs = {}) => {
    const run = await judge(given, { evidence: BAD, inputs });
    expectRefused(run, code);
  });

  it.each<[code: string, path: RegExp]>([
    ['authority-unknown', /\/issues\/12\/events/],
    ['authority-unknown', /\/collaborators\//],
    ['push-time-unknown', /\/activity/],
  ])('%s: GitHub does not tell by %s', async (code, path) => {
    await onRepository({ pullRequest: labelled() }, async (github) => {
      github.script({ path, answer: { status: 403, body: { message: 'Resource not accessible by integration' } } });
      expectRefused(await judgeOn(github, { evidence: BAD }), code);
    });
  });

  it('authority-unknown: GitHub does not tell the comments, once', async () => {
    await onRepository({ pullRequest: labelled() }, async (github) => {
      github.script({ path: /\/issues\/12\/comments/, times: 1, answer: { status: 403, body: { message: 'No' } } });
      expectRefused(await judgeOn(github, { evidence: BAD }), 'authority-unknown');
    });
  });

  it('label-not-applied, where the removal stands on the last of many pages', async () => {
    const noise = Array.from({ length: 250 }, (_, index) => ({
      id: 20_000 + index,
      event: 'mentioned',
      at: minutesAgo(9),
    }));
    const events = [{ at: minutesAgo(10) }, ...noise, { id: 30_000, event: 'unlabeled', at: minutesAgo(8) }];
    const run = await judge({ pullRequest: { ...labelled(), events } }, { evidence: BAD });
    expectRefused(run, 'label-not-applied');
    expect(run.github.requests.filter(({ path }) => path.endsWith('/events'))).toHaveLength(3);
  });

  it.each([` ${LABEL}`, `${LABEL}x`, 'launch-gate/overrıde', `${LABEL} `, 'override'])(
    'without a word for the look-alike %j',
    async (label) => {
      const run = await judge({ pullRequest: labelled(label) }, { evidence: BAD });
      expect(run).toMatchObject({ code: 1, report: { override: null } });
    },
  );
});

function expectRefused(run: Judged, code: string): void {
  expect(run.refusal).toBe(code);
  expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', cause: 'verdict', verdict: 'fail' } });
  expect(run.report.override).toMatchObject({ state: 'refused', covers: [] });
  const { text = '', fix = '' } = run.report.override?.refusal ?? {};
  expect([text.length > 20, fix.length > 10]).toEqual([true, true]);
  expect(run.comments).toHaveLength(1);
  for (const shown of [run.comments[0] ?? '', run.summary]) {
    expect(firstLines(shown)).toContain('Override refused');
    expect(shown).toContain(`\`${code}\``);
  }
  expect(run.report.metrics.every(({ waived }) => !waived)).toBe(true);
}

import { describe, expect, it } from 'vitest';
import type { GitHubServer } from '../github-server/github-server.ts';
import type { GivenPullRequest } from '../github-server/given-model.ts';
import type { IssueEvent, Model } from '../github-server/model.ts';
import { done, type Given, GRACE, LABEL, MONA, OWN, paths, REASON, read, stateOf } from './override-reading.ts';

const other = (index: number): Partial<IssueEvent> => ({ id: index + 1, event: index % 2 ? 'assigned' : 'mentioned' });
const others = (count: number) => Array.from({ length: count }, (_, index) => other(index));
const off = { id: 90_000, event: 'unlabeled', at: '2026-11-21T10:00:05Z' };
const on = { id: 80_000 };

describe('label events', () => {
  it.each([
    [101, 2],
    [1000, 11],
    [3000, 31],
  ])('are found behind %i others, on the last page', async (count, pages) => {
    const facts = await read({ on: { labels: [LABEL], events: [...others(count), on] } });
    expect(facts.events).toMatchObject({ known: true, value: [{ id: 80_000 }] });
    expect(paths().filter((path) => path === 'issues/12/events')).toHaveLength(pages);
  });

  it('are not known beyond 50 pages', async () => {
    const facts = await read({ on: { labels: [LABEL], events: [on, ...others(5000)] } });
    expect(facts.events).toMatchObject({ known: false, why: 'failed' });
  });

  it.each<[string, string, readonly Partial<IssueEvent>[], Partial<GivenPullRequest>?]>([
    ['label-not-applied', 'taken off on the last page', [on, ...others(150), off]],
    [
      'granted',
      'put on again on the last page',
      [off, ...others(150), { ...on, id: 95_000, at: '2026-11-21T10:00:09Z' }],
    ],
    ['label-not-applied', 'renamed to it', [{ label: 'harmless' }]],
    ['label-not-applied', 'renamed to a scope of it', [{}], { labels: [`${LABEL}:model`] }],
    ['granted', 'of other letter case', [{ label: 'Launch-Gate/Override' }]],
    ['not-a-person', 'by a bot', [{ actor: { id: 9, login: 'x[bot]', type: 'Bot' } }]],
    ['not-a-person', 'by an app', [{ viaApp: true }]],
    ['not-a-person', 'by an agent', [{ intent: { rationale: 'it passes', confidence: 'HIGH' } }]],
    ['granted', 'by no agent', [{ intent: null }]],
    ['not-a-person', 'by nobody', [{ actor: null }]],
    ['author', 'by the author', [{ actor: MONA }]],
    ['label-not-applied', 'renamed, taken off, renamed back', [{}, { ...off, label: 'harmless' }]],
    [
      'label-not-applied',
      'renamed, taken off, put on by another, renamed back',
      [{}, { ...off, label: 'harmless' }, { id: 95_000, label: 'harmless', at: '2026-11-21T10:00:09Z', actor: MONA }],
    ],
  ])('%s: %s', async (expected, _, events, given) => {
    expect(await stateOf({ on: { labels: [LABEL], events, ...given } })).toBe(expected);
  });

  it.each([
    ['without a label', { label: null }],
    ['without time', { created_at: 'yesterday' }],
    ['on a day that does not exist', { created_at: '2026-13-41T10:00:00Z' }],
    ['of an account without number', { actor: { login: 'grace', type: 'User' } }],
    ['without word of an app', { performed_via_github_app: undefined }],
    ['without a number', { id: '9001' }],
    ['of no kind', { event: 7 }],
  ])('are not known with an event %s', async (_, broken) => {
    const whole = {
      id: 9002,
      event: 'unlabeled',
      created_at: '2026-11-21T10:00:00Z',
      label: { name: LABEL },
      actor: GRACE,
      performed_via_github_app: null,
    };
    const answer = (entry: object) => (github: GitHubServer) =>
      github.script({ path: /\/events/, answer: { status: 200, body: [entry] } });
    expect((await read({ script: answer(whole) })).events.known).toBe(true);
    await done();
    const { events } = await read({ script: answer({ ...whole, ...broken }) });
    expect(events).toMatchObject({ known: false, why: 'failed' });
  });

  it('of other kinds may look as they like', async () => {
    const body = [{ event: 'copilot_work_started' }, { event: 'commented', label: 7 }];
    const { events } = await read({
      script: (github) => github.script({ path: /\/events/, answer: { status: 200, body } }),
    });
    expect(events).toEqual({ known: true, value: [] });
  });
});

describe('what else became of the pull request', () => {
  const EVENTS = [
    ['retargeted', 'base_ref_changed'],
    ['retargeted', 'automatic_base_change_succeeded'],
    ['reopened', 'reopened'],
    ['branch-restored', 'head_ref_restored'],
    ['force-pushed', 'head_ref_force_pushed'],
  ] as const;
  const by = { id: 9100, actor: MONA };

  it.each(EVENTS)('after the label: %s by %s', async (kind, event) => {
    const before = { ...by, id: 8000, event, at: '2026-11-21T09:59:59Z' };
    const on = (...events: readonly Partial<IssueEvent>[]) => ({ labels: [LABEL], events, comments: [REASON] });
    expect(await stateOf({ on: on(before, {}) })).toBe('granted');
    await done();
    for (const at of ['2026-11-21T10:00:00Z', '2026-11-21T10:00:01Z']) {
      const given: Given = { on: on(before, {}, { ...by, event, at }) };
      expect((await read(given)).reset).toEqual({ kind, atMs: Date.parse(at) });
      await done();
      expect(await stateOf(given)).toBe('before-push');
      await done();
      expect(await stateOf({ ...given, own: OWN })).toBe('before-push');
      await done();
    }
  });

  it('counts by its time, not by its place, and costs no call', async () => {
    const events = [
      { ...by, event: 'reopened', at: '2026-11-21T10:20:00Z' },
      {},
      { ...by, id: 9200, event: 'base_ref_changed', at: '2026-11-21T10:10:00Z' },
    ];
    expect((await read({ on: { labels: [LABEL], events, comments: [REASON] } })).reset?.kind).toBe('reopened');
    expect(paths()).toHaveLength(4);
  });

  it.each(['closed', 'head_ref_deleted', 'ready_for_review', 'renamed', 'toString'])('is none by %s', async (event) => {
    const events = [{}, { ...by, event, at: '2026-11-21T10:20:00Z' }];
    expect(await stateOf({ on: { labels: [LABEL], events, comments: [REASON] } })).toBe('granted');
  });

  it('is not known where its time cannot be read', async () => {
    const body = [{ id: 1, event: 'reopened', created_at: 'yesterday' }];
    const script = (github: GitHubServer) => github.script({ path: /\/events/, answer: { status: 200, body } });
    expect((await read({ script })).events).toMatchObject({ known: false, why: 'failed' });
  });
});

describe('the label that started the run', () => {
  const later = (event: Partial<IssueEvent>) => (github: GitHubServer) =>
    github.script({
      path: /\/events/,
      after: 1,
      times: 1,
      answer: (_, model: Model) => {
        model.pullRequests[0]?.events.push({ ...EVENT, ...event });
      },
    });
  const EVENT = { id: 9100, event: 'labeled', label: LABEL, at: '2026-11-21T10:00:00Z', actor: GRACE, viaApp: false };

  it('is waited for where the events do not show it yet', async () => {
    expect(await stateOf({ on: { labels: [LABEL], events: [] }, own: OWN, script: later({}) })).toBe('granted');
    expect(paths().filter((path) => path === 'issues/12/events')).toHaveLength(2);
  });

  it('is waited for where the events still show that of another', async () => {
    const given = { on: { labels: [LABEL], events: [{}] }, own: { ...OWN, actorId: MONA.id } };
    const script = later({ actor: MONA, at: '2026-11-21T10:30:00Z' });
    expect(await stateOf({ ...given, script })).toBe('author');
    await done();
    expect(await stateOf(given)).toBe('authority-unknown');
    expect(paths()).toEqual(['issues/12/events', 'issues/12/events', 'issues/12/events']);
  });

  const offNow = { ...EVENT, id: 9050, event: 'unlabeled', at: '2026-11-21T10:20:00Z' };
  const taken: Given = {
    on: { labels: [LABEL], events: [{}], comments: [REASON] },
    own: { ...OWN, kind: 'unlabeled' },
  };

  it('and was taken off and put on anew is waited for', async () => {
    const script = (github: GitHubServer) => {
      later(offNow)(github);
      later({ at: '2026-11-21T10:20:01Z', actor: MONA })(github);
    };
    expect(await stateOf({ ...taken, script })).toBe('author');
    expect(paths().filter((path) => path === 'issues/12/events')).toHaveLength(2);
  });

  it('and was taken off is doubted where the events do not show it', async () => {
    expect(await stateOf(taken)).toBe('authority-unknown');
    expect(paths()).toEqual(['issues/12/events', 'issues/12/events', 'issues/12/events']);
    await done();
    expect(await stateOf({ ...taken, script: later(offNow) })).toBe('label-not-applied');
    await done();
    expect(await stateOf({ ...taken, own: { ...OWN, kind: 'unlabeled', label: `${LABEL}:task` } })).toBe('granted');
  });

  it('and was taken off binds nothing once it is there again', async () => {
    const on = {
      labels: [LABEL],
      events: [{ ...EVENT, id: 1, at: '2026-11-21T09:59:59Z' }, { ...offNow, at: EVENT.at }, EVENT],
    };
    const given: Given = { ...taken, on: { ...on, comments: [REASON] } };
    expect(await stateOf(given)).toBe('granted');
    expect(paths().filter((path) => path === 'issues/12/events')).toHaveLength(1);
    await done();
    const model = { activity: { 'acme/assistant': 'hidden' as const } };
    expect(await stateOf({ ...given, model })).toBe('push-time-unknown');
  });

  it('is not waited for longer', async () => {
    expect(await stateOf({ on: { labels: [LABEL], events: [] }, own: OWN })).toBe('label-not-applied');
    expect(paths()).toHaveLength(3);
  });

  it('is not waited for where it is no label of the gate', async () => {
    await read({ on: { labels: [LABEL, 'bug'], events: [] }, own: { ...OWN, label: 'bug' } });
    expect(paths()).toHaveLength(1);
  });
});

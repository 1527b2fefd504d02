import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { NO_OVERRIDES } from '../../src/core/judge-overrides.ts';
import type { OverrideFacts, OverrideRules } from '../../src/core/override.ts';
import {
  AUTHOR_ID,
  authority,
  comment,
  GRACE,
  HEAD,
  HOUR,
  judged,
  LABEL,
  LABELLED,
  labelled,
  MINUTE,
  NOW,
  PUSHED,
  PUSHER_ID,
  SECOND,
  stateOf,
} from './override-samples.ts';

const failed: Answer<never> = { known: false, why: 'failed', detail: 'GET … answered 500' };
const hidden: Answer<never> = { known: false, why: 'not-visible', detail: 'GET … answered 404' };
const known = <T>(value: T): Answer<T> => ({ known: true, value });
const events = (...value: readonly Parameters<typeof labelled>[0][]): Partial<OverrideFacts> => ({
  events: known(value.map(labelled)),
});
const role = (name: string, rank: 'none' | 'write' | 'maintain' | 'admin') => ({
  authorities: { [GRACE.id]: authority({ role: known({ name, rank }) }) },
});
const who = (listed: Answer<boolean> | null, member: Answer<boolean> | null) => ({
  authorities: { [GRACE.id]: authority({ listed, member }) },
});
const bugAt = (id: number) => ({ id, label: 'bug' });
const comments = (...value: readonly Parameters<typeof comment>[0][]): Partial<OverrideFacts> => ({
  comments: known(value.map(comment)),
});
const own = { label: LABEL, headSha: HEAD, actorId: GRACE.id };
const bound: Partial<OverrideFacts> = { push: hidden, ownLabelling: own, headAccounts: [3] };
const resetAt = (atMs: number): Partial<OverrideFacts> => ({ reset: { kind: 'retargeted', atMs } });
const pushed = (atMs: number, byId: number | null = PUSHER_ID): Partial<OverrideFacts> => ({
  push: known({ atMs, byId }),
});

const pushedByNobody = (headAccounts: OverrideFacts['headAccounts']): Partial<OverrideFacts> => ({
  ...pushed(PUSHED, null),
  headAccounts,
});

describe('one label', () => {
  it('is granted with its record where every condition holds', () => {
    const { override, others, covered } = judged({});
    expect(override).toEqual({
      state: 'granted',
      label: LABEL,
      scope: 'all',
      by: 'grace',
      byId: 7,
      role: 'maintain',
      eventId: 100,
      labelledAtMs: LABELLED,
      headSha: HEAD,
      reason: 'the vendor is down until noon',
      expiresAtMs: LABELLED + 72 * HOUR,
      covers: ['recall'],
      refusal: null,
      lastPusherKnown: true,
    });
    expect(others).toEqual([]);
    expect(covered).toEqual(['recall']);
  });

  it('is none where it is not on the pull request', () => {
    expect(judged({ facts: { labels: ['bug'] } })).toEqual(NO_OVERRIDES);
  });

  it.each<[string, string, Partial<OverrideFacts>, Partial<OverrideRules>?]>([
    // Whether it was applied
    ['disabled', 'the criteria disable it', {}, { disabled: true }],
    ['authority-unknown', 'events are not known', { events: failed }],
    ['label-not-applied', 'no event at all', events()],
    ['label-not-applied', 'the event names another label, renamed since', events({ label: 'harmless' })],
    ['label-not-applied', 'the event names a scoped label', events({ label: `${LABEL}:model` })],
    ['label-not-applied', 'the event has a look-alike', events({ label: LABEL.replace('/', '／') })],
    ['label-not-applied', 'taken off later', events({}, { id: 101, kind: 'unlabeled', atMs: LABELLED + SECOND })],
    ['label-not-applied', 'taken off in the same second', events({ id: 101, kind: 'unlabeled' }, { id: 100 })],
    ['granted', 'put on again in the same second', events({ id: 101 }, { id: 100, kind: 'unlabeled' })],
    ['granted', 'put on again later, listed first', events({}, { id: 90, kind: 'unlabeled', atMs: LABELLED - MINUTE })],
    ['granted', 'another label taken off later', events(bugAt(99), {}, { ...bugAt(101), kind: 'unlabeled' })],
    [
      'granted',
      'another label taken off before, of which nothing is known',
      events({ ...bugAt(99), kind: 'unlabeled' }, {}),
    ],
    // Renamed meanwhile, so that it was perhaps taken off under another name
    ['label-not-applied', 'taken off under another name', events({}, { ...bugAt(101), kind: 'unlabeled' })],
    [
      'label-not-applied',
      'taken off and put on under another name',
      events(
        {},
        { ...bugAt(101), kind: 'unlabeled', atMs: LABELLED + SECOND },
        { ...bugAt(102), atMs: LABELLED + MINUTE },
      ),
    ],
    [
      'label-not-applied',
      'taken off under the name of one that was taken off before',
      events(bugAt(97), { ...bugAt(98), kind: 'unlabeled' }, {}, { ...bugAt(101), kind: 'unlabeled' }),
    ],
    [
      'granted',
      'put on anew since',
      events({}, { ...bugAt(101), kind: 'unlabeled' }, { id: 102, atMs: LABELLED + SECOND }),
    ],
    [
      'granted',
      'another taken off later, in other letter case',
      events({ ...bugAt(99), label: 'BUG' }, {}, { ...bugAt(101), kind: 'unlabeled' }),
    ],
    ['authority-unknown', 'an event of another label without time', events({}, { ...bugAt(101), atMs: Number.NaN })],
    ['granted', 'the event has other letter case', events({ label: LABEL.toUpperCase() })],
    ['authority-unknown', 'an event of it without time', events({}, { id: 101, atMs: Number.NaN })],
    // By a person
    ['not-a-person', 'an account that is gone', events({ actor: null })],
    ['not-a-person', 'a bot', events({ actor: { ...GRACE, type: 'Bot' } })],
    ['not-a-person', 'an organisation', events({ actor: { ...GRACE, type: 'Organization' } })],
    ['not-a-person', 'an app for a person', events({ viaApp: true })],
    ['not-a-person', 'an agent for a person', events({ byAgent: true })],
    ['not-a-person', 'a bot after a person', events({}, { id: 101, actor: { id: 9, login: 'x', type: 'Bot' } })],
    // Who is somebody else
    ['author', 'the author', { authorId: GRACE.id }],
    ['authority-unknown', 'an author who is not known', { authorId: null }],
    ['last-pusher', 'the last pusher', pushed(PUSHED, GRACE.id)],
    [
      'last-pusher',
      'an account of the head commit, the pusher being gone',
      { ...pushed(PUSHED, null), headAccounts: [7] },
    ],
    ['granted', 'an account of the head commit that another pushed', { headAccounts: [GRACE.id] }],
    ['granted', 'the author where that is allowed', { authorId: GRACE.id }, { allowAuthor: true }],
    ['granted', 'an unknown author where that is allowed', { authorId: null }, { allowAuthor: true }],
    ['granted', 'the last pusher where that is allowed', pushed(PUSHED, GRACE.id), { allowAuthor: true }],
    // With the role
    ['role-too-low', 'no role', role('none', 'none')],
    ['role-too-low', 'a lower role', role('write', 'write')],
    ['role-too-low', 'a lower custom role', role('deployer', 'write')],
    ['granted', 'a higher role', role('admin', 'admin')],
    ['granted', 'a custom role of that rank', role('release-manager', 'maintain')],
    ['granted', 'a lower bar', role('write', 'write'), { role: 'write' }],
    ['role-too-low', 'a higher bar', {}, { role: 'admin' }],
    ['authority-unknown', 'a role that is not known', { authorities: { 7: authority({ role: failed }) } }],
    ['authority-unknown', 'a role that may not be seen', { authorities: { 7: authority({ role: hidden }) } }],
    ['authority-unknown', 'nobody asked for', { authorities: {} }],
    ['authority-unknown', "another account's role", { authorities: { 7: authority({ accountId: 8 }) } }],
    // Who is named
    ['not-listed', 'a stranger', who(known(false), null), { users: ['ada'] }],
    ['granted', 'a listed user', who(known(true), null), { users: ['grace'] }],
    ['authority-unknown', 'a user who cannot be told', who(failed, null), { users: ['grace'] }],
    ['authority-unknown', 'users that nobody asked for', who(null, null), { users: ['grace'] }],
    ['not-listed', 'an empty list', who(known(false), null), { users: [] }],
    ['not-in-team', 'no member', who(null, known(false)), { teams: ['acme/release'] }],
    ['granted', 'a member', who(null, known(true)), { teams: ['acme/release'] }],
    ['team-not-visible', 'a team that cannot be seen', who(null, hidden), { teams: ['acme/release'] }],
    ['authority-unknown', 'a team that cannot be told', who(null, failed), { teams: ['acme/release'] }],
    ['authority-unknown', 'a team that nobody asked for', who(null, null), { teams: ['acme/release'] }],
    ['granted', 'a listed user, of no team', who(known(true), known(false)), { users: ['grace'], teams: ['a/b'] }],
    ['granted', 'a listed user, team unseen', who(known(true), hidden), { users: ['grace'], teams: ['a/b'] }],
    ['granted', 'a member who is not listed', who(known(false), known(true)), { users: ['ada'], teams: ['a/b'] }],
    ['not-listed', 'neither', who(known(false), known(false)), { users: ['ada'], teams: ['a/b'] }],
    ['team-not-visible', 'not listed, team unseen', who(known(false), hidden), { users: ['ada'], teams: ['a/b'] }],
    // After the push
    ['granted', 'one second after the push', pushed(LABELLED - SECOND)],
    ['before-push', 'in the second of the push', pushed(LABELLED)],
    ['before-push', 'before the push', pushed(LABELLED + SECOND)],
    ['before-push', 'a push without time', pushed(Number.NaN)],
    ['push-time-unknown', 'no push time', { push: failed }],
    ['push-time-unknown', 'a push that may not be seen', { push: hidden }],
    ['granted', 'no push time, bound by its own event', bound],
    ['push-time-unknown', 'bound, and nobody asked who made the head', { ...bound, headAccounts: [] }],
    ['push-time-unknown', 'bound, and its author or committer is nobody', { ...bound, headAccounts: [3, null] }],
    ['push-time-unknown', 'bound, and nobody made the head', { ...bound, headAccounts: [null] }],
    ['granted', 'after the push, and nobody made the head', { headAccounts: [null] }],
    [
      'push-time-unknown',
      'after a push by an account that is gone, of a head that nobody made',
      pushedByNobody([null]),
    ],
    [
      'push-time-unknown',
      'after a push by an account that is gone, and nobody asked who made the head',
      pushedByNobody([]),
    ],
    ['granted', 'after a push by an account that is gone, of a head that others made', pushedByNobody([3])],
    ['granted', 'in the second of the push, bound', { ...pushed(LABELLED), ownLabelling: own }],
    ['granted', 'bound, in other letter case', { ...bound, ownLabelling: { ...own, label: LABEL.toUpperCase() } }],
    [
      'before-push',
      'before the push, as a re-run repeats its event',
      { ...pushed(LABELLED + SECOND), ownLabelling: own },
    ],
    [
      'push-time-unknown',
      'its own event for another head',
      { ...bound, ownLabelling: { ...own, headSha: 'b'.repeat(40) } },
    ],
    ['push-time-unknown', 'its own event for another label', { ...bound, ownLabelling: { ...own, label: 'bug' } }],
    ['push-time-unknown', 'its own event by another', { ...bound, ownLabelling: { ...own, actorId: 8 } }],
    ['push-time-unknown', 'its own event by nobody', { ...bound, ownLabelling: { ...own, actorId: null } }],
    ['push-time-unknown', 'no head', { ...bound, headSha: '', ownLabelling: { ...own, headSha: '' } }],
    ['last-pusher', 'bound, by who made the head', { ...bound, headAccounts: [3, GRACE.id] }],
    ['last-pusher', 'bound, by one of those who made it', { ...bound, headAccounts: [null, GRACE.id] }],
    // After what else became of the pull request
    ['before-push', 'before it was retargeted', resetAt(LABELLED + SECOND)],
    ['before-push', 'in that second', resetAt(LABELLED)],
    ['granted', 'a second after', resetAt(LABELLED - SECOND)],
    ['before-push', 'a change without time', resetAt(Number.NaN)],
    ['before-push', 'in that second, bound', { ...bound, ...resetAt(LABELLED) }],
    ['before-push', 'before it, bound', { ...bound, ...resetAt(LABELLED + SECOND) }],
    ['granted', 'after it, bound', { ...bound, ...resetAt(LABELLED - SECOND) }],
    // With a reason
    ['no-reason', 'no comment', comments()],
    ['authority-unknown', 'comments are not known', { comments: failed }],
    ['no-reason', "another's comment", comments({ authorId: AUTHOR_ID })],
    ['no-reason', "nobody's comment", comments({ authorId: null })],
    ['no-reason', 'an edited comment', comments({ edited: true })],
    ['granted', 'an edited comment and one that is not', comments({ edited: true }, {})],
    ['granted', '24 hours before', comments({ atMs: LABELLED - 24 * HOUR })],
    ['no-reason', 'more than 24 hours before', comments({ atMs: LABELLED - 24 * HOUR - SECOND })],
    ['no-reason', 'a comment without time', comments({ atMs: Number.NaN })],
    ['granted', 'after the label', comments({ atMs: LABELLED + 30 * MINUTE })],
    ['no-reason', 'nothing after the colon', comments({ body: 'launch-gate override:  \n \n' })],
    ['no-reason', 'nothing visible', comments({ body: 'launch-gate override: \u200b<!-- because -->' })],
    ['no-reason', 'an open remark', comments({ body: 'launch-gate override: <!-- because' })],
    ['granted', 'on the next line', comments({ body: 'Launch-Gate Override:\r\nthe vendor is down' })],
    ['granted', 'indented', comments({ body: '  launch-gate override: down' })],
    ['no-reason', 'on the second line', comments({ body: 'see\nlaunch-gate override: down' })],
    ['no-reason', 'quoted', comments({ body: '> launch-gate override: down' })],
    ['no-reason', 'without colon', comments({ body: 'launch-gate override down' })],
    ['granted', 'none, where it is optional', comments(), { reason: 'optional' }],
    ['granted', 'not known, where it is optional', { comments: failed }, { reason: 'optional' }],
  ])('%s: %s', (expected, _, given, ruled) => {
    expect(stateOf(judged({ facts: given, ...(ruled && { rules: ruled }) }))).toBe(expected);
  });

  it.each([
    ['granted', 'exactly at its end', LABELLED + 72 * HOUR, 72 * 3600],
    ['expired', 'a millisecond later', LABELLED + 72 * HOUR + 1, 72 * 3600],
    ['expired', 'later than a shorter end', NOW, 3599],
    ['granted', 'applied 5 minutes in the future', LABELLED - 5 * MINUTE, 3600],
    ['authority-unknown', 'applied later than that', LABELLED - 5 * MINUTE - 1, 3600],
    ['authority-unknown', 'no clock', Number.NaN, 3600],
    ['expired', 'an end that is no number', NOW, Number.NaN],
    ['expired', 'no end at all', NOW, Number.POSITIVE_INFINITY],
  ] as const)('is %s: %s', (expected, _, nowMs, expiresSeconds) => {
    expect(stateOf(judged({ nowMs, rules: { expiresSeconds } }))).toBe(expected);
  });
});

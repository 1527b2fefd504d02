import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import type { OverrideFacts } from '../../src/core/override.ts';
import {
  authority,
  comment,
  GRACE,
  HEAD,
  HOUR,
  judged,
  LABEL,
  LABELLED,
  labelled,
  NOW,
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
const comments = (...value: readonly Parameters<typeof comment>[0][]): Partial<OverrideFacts> => ({
  comments: known(value.map(comment)),
});
const own = { label: LABEL, headSha: HEAD, actorId: GRACE.id };
const pushed = (atMs: number, byId: number | null = PUSHER_ID): Partial<OverrideFacts> => ({
  push: known({ atMs, byId }),
});

describe('the record of a label', () => {
  it('that is refused keeps what is known and covers nothing', () => {
    const { override, covered } = judged({ facts: { ...pushed(LABELLED + SECOND), ...role('admin', 'admin') } });
    expect(override).toMatchObject({
      state: 'refused',
      by: 'grace',
      role: 'admin',
      labelledAtMs: LABELLED,
      covers: [],
    });
    expect(override?.refusal).toEqual({
      code: 'before-push',
      args: {
        label: LABEL,
        scope: 'all',
        by: 'grace',
        labelled: '2026-11-22T12:00:00Z',
        pushed: '2026-11-22T12:00:01Z',
      },
    });
    expect(covered).toEqual([]);
  });

  it('that is refused for another change tells which, and when', () => {
    const { override } = judged({ facts: { reset: { kind: 'retargeted', atMs: LABELLED + SECOND } } });
    const times = { labelled: '2026-11-22T12:00:00Z', pushed: '2026-11-22T12:00:01Z' };
    expect(override?.refusal).toMatchObject({ code: 'before-push', args: { ...times, change: 'retargeted' } });
  });

  it('that was renamed names the other label', () => {
    const { override } = judged({ facts: events({}, { id: 101, kind: 'unlabeled', label: 'else' }) });
    expect(override).toMatchObject({ by: 'grace', refusal: { args: { renamed: 'else', by: 'grace' } } });
  });

  it('says that the last pusher is not known where only the author could be excluded', () => {
    const { override } = judged({ facts: { push: hidden, ownLabelling: own, headAccounts: [3] } });
    expect(override).toMatchObject({ state: 'granted', lastPusherKnown: false });
  });

  it('says nothing of who took it off', () => {
    const taken = events({}, { id: 101, kind: 'unlabeled', atMs: NOW, actor: { id: 8, login: 'eve', type: 'User' } });
    expect(judged({ facts: taken }).override).toMatchObject({ by: null, eventId: null, labelledAtMs: null });
  });

  it('takes the newest of several reasons', () => {
    const two = comments(
      { body: 'launch-gate override: second', atMs: LABELLED },
      { body: 'launch-gate override: first' },
    );
    expect(judged({ facts: two }).override?.reason).toBe('second');
  });

  it.each([
    ['edited', { edited: true }],
    ['24 hours', { atMs: LABELLED - 25 * HOUR }],
    ['no reason after', { body: 'launch-gate override:' }],
    ['no such comment', { body: 'LGTM' }],
  ])('says what is wrong with a reason: %s', (word, given) => {
    expect(judged({ facts: comments(given) }).override?.refusal?.args['detail']).toContain(word);
  });
});

describe('the rest of the facts', () => {
  it('is not needed where labels are disabled', () => {
    const nothing = { events: failed, push: failed, comments: failed, authorities: {} };
    expect(stateOf(judged({ facts: nothing, rules: { disabled: true } }))).toBe('disabled');
  });

  it('counts only where it stands itself, not where it is inherited', () => {
    const inherited = Object.create({ [GRACE.id]: authority() }) as OverrideFacts['authorities'];
    expect(stateOf(judged({ facts: { authorities: inherited } }))).toBe('authority-unknown');
  });
});

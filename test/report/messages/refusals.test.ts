import { describe, expect, it } from 'vitest';
import { REFUSAL_CODES } from '../../../src/core/override.ts';
import { RUN_FINDING_LEVELS } from '../../../src/core/run-finding-codes.ts';
import type { Message } from '../../../src/report/messages/message.ts';
import { REFUSAL_MESSAGES } from '../../../src/report/messages/refusals.ts';
import { RUN_FINDING_MESSAGES } from '../../../src/report/messages/run-findings.ts';
import { RUN_FINDING_SAMPLES } from '../../criteria/samples.ts';

const FULL = {
  ...{ label: 'launch-gate/override', scope: 'all', by: 'maria', role: 'triage', needed: 'maintain', hours: 72 },
  ...{ users: ['chen'], teams: ['acme/release'], labelled: 'then', pushed: 'later', expired: 'now' },
  ...{ remaining: ['recall'], detail: 'in plain words' },
};

function isWhole({ title, says, fix, why, example }: Message): void {
  for (const args of [{}, FULL]) {
    for (const text of [says(args), fix(args), why]) {
      expect(text).toMatch(/^[A-Z].*[\w.`)]$/);
      expect(text).not.toMatch(/undefined|null|NaN|\[object| {2}| ,| \.|: ?$/);
    }
  }
  expect(title).toMatch(/^[A-Z][^.]+$/);
  expect(why).toMatch(/\.$/);
  expect(example.trim()).not.toBe('');
}

describe('texts of refused overrides', () => {
  it('exist for exactly the codes', () => {
    expect(Object.keys(REFUSAL_MESSAGES).sort()).toEqual([...REFUSAL_CODES].sort());
  });

  it.each(REFUSAL_CODES)('%s says what failed and what to do, whatever is known', (code) => {
    isWhole(REFUSAL_MESSAGES[code]);
  });

  it.each([
    ['author', 'Ask someone else with the role maintain or higher'],
    ['role-too-low', 'Ask someone with the role maintain or higher to remove the label and apply it again'],
    ['not-listed', 'with the role maintain or higher, to remove the label'],
    ['not-in-team', 'an invitation that is still pending does not count'],
    ['team-not-visible', 'team-token'],
    ['push-time-unknown', 'Remove the label and apply it again: a run that the label itself starts'],
    ['does-not-cover', 'covers recall as well'],
    ['not-waivable', 'Meet the target of recall'],
  ] as const)('%s advises: %s', (code, words) => {
    expect(REFUSAL_MESSAGES[code].fix(FULL)).toContain(words);
  });

  it.each([
    ['role-too-low', 'by maria with the role triage; it takes the role maintain or higher'],
    ['not-listed', 'chen or a member of acme/release'],
    ['before-push', 'at then, and the newest commit was pushed at later'],
    ['expired', 'no longer counts since now; a label counts for 72 hours'],
    ['does-not-cover', 'launch-gate/override does not cover recall'],
  ] as const)('%s says: %s', (code, words) => {
    expect(REFUSAL_MESSAGES[code].says(FULL)).toContain(words);
  });

  it.each([
    ['retargeted', 'and the pull request got another base branch at later'],
    ['reopened', 'and the pull request was reopened at later'],
    ['branch-restored', 'and its branch was restored at later'],
    ['force-pushed', 'and its branch was force-pushed at later'],
  ])('before-push tells what happened: %s', (change, words) => {
    expect(REFUSAL_MESSAGES['before-push'].says({ ...FULL, change })).toContain(words);
    expect(REFUSAL_MESSAGES['before-push'].fix({ ...FULL, change })).toContain('the pull request as it is now');
  });

  it('label-not-applied names a label that was renamed meanwhile', () => {
    const text = REFUSAL_MESSAGES['label-not-applied'].says({ ...FULL, renamed: 'else' });
    expect(text).toContain('was applied by maria, and else was taken off later');
  });
});

describe('texts of findings about a run', () => {
  it('exist for exactly the codes', () => {
    expect(Object.keys(RUN_FINDING_MESSAGES).sort()).toEqual(Object.keys(RUN_FINDING_LEVELS).sort());
  });

  it.each(Object.entries(RUN_FINDING_MESSAGES).filter(([code]) => !/^(input|criteria-(not|un)|stage)/.test(code)))(
    '%s is whole without any argument',
    (_, message) => {
      isWhole(message);
    },
  );

  it.each(Object.entries(RUN_FINDING_MESSAGES).filter(([code]) => !/^(input|criteria-(not|un)|stage)/.test(code)))(
    '%s is whole with what the docs show',
    (code, message) => {
      const args = RUN_FINDING_SAMPLES[code];
      if (args === undefined) throw new Error(`the docs show nothing of ${code}`);
      for (const text of [message.says(args), message.fix(args)]) {
        // It may begin with the name of a file or a metric, and name a folder that begins with a full stop.
        expect(text).toMatch(/^[A-Za-z].*[\w.`)]$/);
        expect(text).not.toMatch(/undefined|null|NaN|\[object| {2}| ,| \.(?!\w)|\.\.|: ?$/);
      }
    },
  );

  it('names the events that are supported', () => {
    const said = RUN_FINDING_MESSAGES['event-not-supported'].says({ event: 'issues' });
    for (const event of ['pull_request', 'merge_group', 'workflow_run', 'schedule']) expect(said).toContain(event);
  });

  it.each([
    [403, 'permissions'],
    [404, 'permissions'],
    [401, 'github-token'],
    [500, 'in a few minutes'],
    [null, 'in a few minutes'],
  ])('says what to do about an answer %s of GitHub', (status, words) => {
    expect(RUN_FINDING_MESSAGES['github-unavailable'].fix({ status })).toContain(words);
  });
});

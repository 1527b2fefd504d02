import { array, assert, constantFrom, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queuedBranch, readQueueRef } from '../../src/github/queue-ref.ts';

const SHA = 'ba5e'.repeat(10);
const QUEUE = 'refs/heads/gh-readonly-queue';

describe('readQueueRef', () => {
  it.each([
    ['main', `pr-12-${SHA}`, 12],
    ['release/2026.1', `pr-7-${SHA}`, 7],
    ['pr-fixes', `pr-999999999-${SHA}`, 999_999_999],
    ['pr/12', `pr-1-${SHA}`, 1],
    ['pr-', `pr-5-${SHA}`, 5],
  ])('finds the pull request of a group for %s', (base, last, number) => {
    const expected = { ok: true, pullRequest: number, baseSha: SHA };
    expect(readQueueRef(`${QUEUE}/${base}/${last}`, `refs/heads/${base}`)).toEqual(expected);
    expect(readQueueRef(`${QUEUE}/${base}/${last}`, base)).toEqual(expected);
    expect(queuedBranch(`${QUEUE}/${base}/${last}`)).toBe(base);
  });

  it.each([
    ['an ordinary branch', `refs/heads/main`],
    ['a branch that is called like a queue', `refs/heads/x/gh-readonly-queue/main/pr-12-${SHA}`],
    ['a prefix of the same length', `refs/heads/gh-readonly-queux/main/pr-12-${SHA}`],
    ['a tag', `refs/tags/gh-readonly-queue/main/pr-12-${SHA}`],
    ['no pull request', `${QUEUE}/main/12-${SHA}`],
    ['no base branch', `${QUEUE}/pr-12-${SHA}`],
    ['another base branch', `${QUEUE}/other/pr-12-${SHA}`],
    ['a base branch in other letter case', `${QUEUE}/Main/pr-12-${SHA}`],
    ['two pull requests in a row', `${QUEUE}/main/pr-11-${SHA}/pr-12-${SHA}`],
    ['something after the pull request', `${QUEUE}/main/pr-12-${SHA}/more`],
    ['an empty segment at the end', `${QUEUE}/main/pr-12-${SHA}/`],
    ['a doubled slash', `${QUEUE}/main//pr-12-${SHA}`],
    ['number zero', `${QUEUE}/main/pr-0-${SHA}`],
    ['a leading zero', `${QUEUE}/main/pr-012-${SHA}`],
    ['ten digits', `${QUEUE}/main/pr-1234567890-${SHA}`],
    ['a number with a sign', `${QUEUE}/main/pr-+12-${SHA}`],
    ['digits of another script', `${QUEUE}/main/pr-१२-${SHA}`],
    ['a short commit', `${QUEUE}/main/pr-12-ba5e`],
    ['no commit', `${QUEUE}/main/pr-12-`],
    ['upper case', `${QUEUE}/main/PR-12-${SHA}`],
    ['a line after it', `${QUEUE}/main/pr-12-${SHA}\nx`],
    ['nothing', ''],
  ])('refuses %s', (_, ref) => {
    expect(readQueueRef(ref, 'refs/heads/main').ok).toBe(false);
  });

  it('refuses a base branch that names a pull request itself, rather than guess which one counts', () => {
    const read = readQueueRef(`${QUEUE}/pr-3-fix/pr-12-${SHA}`, 'refs/heads/pr-3-fix');
    expect(read).toEqual({ ok: false, detail: 'it names 2 pull requests, not one' });
  });

  it('never reads a number out of a ref that names more or fewer than one pull request', () => {
    const segment = constantFrom('main', 'pr-3-x', 'PR-4-y', 'pr-x', `pr-5-${SHA}`, 'gh-readonly-queue', 'é', '..');
    assert(
      property(array(segment, { minLength: 1, maxLength: 4 }), nat(999), (segments, number) => {
        const base = segments.join('/');
        const read = readQueueRef(`${QUEUE}/${base}/pr-${number + 1}-${SHA}`, `refs/heads/${base}`);
        const names = segments.some((one) => /^pr-\d+-/i.test(one));
        expect(read.ok).toBe(!names);
        if (read.ok) expect(read.pullRequest).toBe(number + 1);
      }),
    );
  });

  it.each(['', 'refs/heads/main', QUEUE, `${QUEUE}/`, `${QUEUE}/pr-12-${SHA}`, `refs/heads/other/pr-12-${SHA}`])(
    'refuses %s also where the ref itself has to say for which branch it is',
    (ref) => {
      expect(readQueueRef(ref, queuedBranch(ref)).ok).toBe(false);
    },
  );
});

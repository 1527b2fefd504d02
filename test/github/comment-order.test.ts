import { describe, expect, it } from 'vitest';
import type { RunStamp } from '../../src/github/comment-marker.ts';
import { standing, standingOfAll } from '../../src/github/comment-order.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 10);
const OWN: RunStamp = { runId: '7', attempt: 1, headSha: '4ead'.repeat(10), evaluatedAtMs: NOW, decision: 'go' };
const OTHER: RunStamp = { ...OWN, runId: '6' };

/** In a comment that was written when the run judged. */
const found = (stamp: RunStamp | null) => ({ stamp, updatedAtMs: stamp?.evaluatedAtMs ?? NOW });

describe('standing', () => {
  it.each([
    ['long after it was judged', MINUTE, true],
    ['in the same instant', 0, true],
    ['ten seconds before, by another clock', -10_000, true],
    ['earlier than that', -10_001, false],
    ['nobody knows when', Number.NaN, false],
  ])('believes a later run, or a no-go of this run, whose comment was written %s: %s', (_, after, believes) => {
    for (const stamp of [{ ...OTHER, evaluatedAtMs: NOW + MINUTE }, { ...OWN, decision: 'no-go' } as const]) {
      const updatedAtMs = stamp.evaluatedAtMs + after;
      expect(standing({ stamp, updatedAtMs }, OWN, NOW).keeps).toBe(believes);
    }
  });

  it.each<[string, RunStamp | null, boolean, boolean]>([
    ['no stamp', null, false, false],
    ['an earlier run', { ...OTHER, evaluatedAtMs: NOW - 1 }, false, false],
    ['a run of the same instant', OTHER, false, false],
    ['a later run', { ...OTHER, evaluatedAtMs: NOW + 1 }, true, false],
    ['a later run of another head', { ...OTHER, headSha: 'ba5e'.repeat(10), evaluatedAtMs: NOW + 1 }, false, false],
    ['a clock of ours that is five minutes behind', { ...OTHER, evaluatedAtMs: NOW + 5 * MINUTE }, true, false],
    ['a stamp from the future', { ...OTHER, evaluatedAtMs: NOW + 5 * MINUTE + 1 }, false, false],
    ['an earlier attempt of this run', { ...OWN, attempt: 0, evaluatedAtMs: NOW - 1 }, false, false],
    ['runs without numbers', { ...OTHER, runId: null }, false, false],
    ['another step of this run, before', { ...OWN, evaluatedAtMs: NOW - 1 }, false, true],
    ['another step of this run, after', { ...OWN, evaluatedAtMs: NOW + 1 }, true, true],
    ['a no-go of another step, before', { ...OWN, evaluatedAtMs: NOW - 1, decision: 'no-go' }, true, true],
    [
      'a no-go of this run from the future',
      { ...OWN, evaluatedAtMs: NOW + 6 * MINUTE, decision: 'no-go' },
      false,
      false,
    ],
    ['a no-go of another run, before', { ...OTHER, evaluatedAtMs: NOW - 1, decision: 'no-go' }, false, false],
  ])('%s', (_what, stamp, keeps, shared) => {
    expect(standing(found(stamp), OWN, NOW)).toEqual({ keeps, shared, shows: keeps ? stamp?.decision : 'go' });
  });

  it('writes a no-go over a later go of another step of the run', () => {
    const own: RunStamp = { ...OWN, decision: 'no-go' };
    expect(standing(found({ ...OWN, evaluatedAtMs: NOW + 1 }), own, NOW)).toEqual({
      keeps: false,
      shared: true,
      shows: 'no-go',
    });
  });

  it('keeps all where one is to be kept', () => {
    const stamps = [
      { ...OWN, evaluatedAtMs: NOW - 1 },
      { ...OTHER, evaluatedAtMs: NOW + 1 },
    ].map(found);
    expect(standingOfAll(stamps, OWN, NOW)).toMatchObject({ keeps: true, shared: false });
    expect(standingOfAll(stamps.slice(0, 1), OWN, NOW)).toMatchObject({ keeps: false, shared: true });
    expect(standingOfAll([], OWN, NOW)).toEqual({ keeps: false, shared: false, shows: 'go' });
  });
});

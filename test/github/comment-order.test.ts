import { describe, expect, it } from 'vitest';
import type { RunStamp } from '../../src/github/comment-marker.ts';
import { standing, standingOfAll } from '../../src/github/comment-order.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 10);
const OWN: RunStamp = { runId: '7', attempt: 1, headSha: '4ead'.repeat(10), evaluatedAtMs: NOW, decision: 'go' };
const OTHER: RunStamp = { ...OWN, runId: '6' };

describe('standing', () => {
  it.each<[string, RunStamp | null, boolean, boolean]>([
    ['no stamp', null, false, false],
    ['an earlier run', { ...OTHER, evaluatedAtMs: NOW - 1 }, false, false],
    ['a run of the same instant', OTHER, false, false],
    ['a later run', { ...OTHER, evaluatedAtMs: NOW + 1 }, true, false],
    ['a later run of another head', { ...OTHER, headSha: 'ba5e'.repeat(10), evaluatedAtMs: NOW + 1 }, false, false],
    ['a clock that is five minutes ahead', { ...OTHER, evaluatedAtMs: NOW + 5 * MINUTE }, true, false],
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
    expect(standing(stamp, OWN, NOW)).toEqual({ keeps, shared, shows: keeps ? stamp?.decision : 'go' });
  });

  it('writes a no-go over a later go of another step of the run', () => {
    const own: RunStamp = { ...OWN, decision: 'no-go' };
    expect(standing({ ...OWN, evaluatedAtMs: NOW + 1 }, own, NOW)).toEqual({
      keeps: false,
      shared: true,
      shows: 'no-go',
    });
  });

  it('keeps all where one is to be kept', () => {
    const stamps = [
      { ...OWN, evaluatedAtMs: NOW - 1 },
      { ...OTHER, evaluatedAtMs: NOW + 1 },
    ];
    expect(standingOfAll(stamps, OWN, NOW)).toMatchObject({ keeps: true, shared: false });
    expect(standingOfAll(stamps.slice(0, 1), OWN, NOW)).toMatchObject({ keeps: false, shared: true });
    expect(standingOfAll([], OWN, NOW)).toEqual({ keeps: false, shared: false, shows: 'go' });
  });
});

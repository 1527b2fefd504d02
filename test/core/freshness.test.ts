import { describe, expect, it } from 'vitest';
import { whyStale } from '../../src/core/freshness.ts';
import type { Measured } from '../../src/core/measurement.ts';
import { COMMIT, criterion, measured, NOW } from './measurements.ts';

const PINS = `sha256:${'0f'.repeat(32)}`;
const OTHER = `sha256:${'1f'.repeat(32)}`;
const bound = criterion('>= 0.8', { bind: 'pins' });
const why = (by: Measured, pins: string | null, of = bound) => whyStale(of, by, { nowMs: NOW, commit: COMMIT, pins });

describe('evidence that is bound to pinned files', () => {
  it('counts with their digest, of whatever commit it is', () => {
    expect(why(measured(0.9, { pins: PINS }), PINS)).toBeNull();
    expect(why(measured(0.9, { pins: PINS, commit: 'f'.repeat(40) }), PINS)).toBeNull();
  });

  it.each<[string, Partial<Measured>, string | null]>([
    ['another digest', { pins: OTHER }, PINS],
    ['no digest', {}, PINS],
    ['no digest where the tested one is not known', {}, null],
    ['null where the tested one is not known', { pins: null }, null],
    ['a digest where the tested one is not known', { pins: PINS }, null],
    ['the right commit and no digest', { commit: COMMIT }, PINS],
    ['an abbreviation of both', { pins: PINS.slice(0, 20) }, PINS.slice(0, 20)],
    ['nothing twice', { pins: '' }, ''],
    ['another algorithm', { pins: `md5:${'0f'.repeat(32)}` }, `md5:${'0f'.repeat(32)}`],
  ])('is stale with %s', (_, more, tested) => {
    const args = { evidence: more.pins ?? null, tested };
    expect(why(measured(0.9, more), tested)).toEqual({ code: 'other-pins', args });
  });

  it('must be on time as well', () => {
    const daily = criterion('>= 0.8', { bind: 'pins', maxAgeSeconds: 60 });
    const old = measured(0.9, { pins: PINS, observedAtMs: NOW - 61_000, observedAtKind: 'sample' });
    expect(why(old, PINS, daily)?.code).toBe('too-old');
  });

  it('is not asked of what is bound to a commit or to nothing', () => {
    const commit = criterion('>= 0.8', { bind: 'commit' });
    expect(why(measured(0.9, { commit: COMMIT, pins: OTHER }), PINS, commit)).toBeNull();
    expect(why(measured(0.9, { pins: PINS }), PINS, commit)?.code).toBe('other-commit');
    expect(why(measured(0.9, { pins: OTHER }), null, criterion('>= 0.8', { bind: null }))).toBeNull();
  });
});

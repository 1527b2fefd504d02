import { describe, expect, it } from 'vitest';
import { parseInstant, readInstant, readTime, timeProblem } from '../../src/sources/timestamp.ts';

describe('RFC 3339 times', () => {
  it.each([
    ['2026-11-20T10:00:00Z', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20t10:00:00z', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20 10:00:00+00:00', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20T10:00:00.1239Z', Date.UTC(2026, 10, 20, 10, 0, 0, 123)],
    ['2026-11-20T10:00:00+05:30', Date.UTC(2026, 10, 20, 4, 30)],
    ['2026-11-20T10:00:00-11:00', Date.UTC(2026, 10, 20, 21)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-01-01T00:00:00Z', Date.UTC(2000, 0, 1)],
    ['2100-12-31T23:59:59Z', Date.UTC(2100, 11, 31, 23, 59, 59)],
  ])('reads %s', (text, ms) => {
    expect(parseInstant(text)).toBe(ms);
  });

  it.each([
    ['2026-11-20T10:00:00', 'no-zone'],
    ['2026-11-20', 'no-zone'],
    ['2026-02-30T10:00:00Z', 'not-a-time'],
    ['2025-02-29T10:00:00Z', 'not-a-time'],
    ['2026-13-01T10:00:00Z', 'not-a-time'],
    ['2026-11-20T24:00:00Z', 'not-a-time'],
    ['2026-11-20T10:60:00Z', 'not-a-time'],
    ['2026-11-20T10:00:00+24:00', 'not-a-time'],
    ['2026-11-20T10:00Z', 'not-a-time'],
    ['20/11/2026', 'not-a-time'],
    ['1795168800', 'not-a-time'],
    ['', 'not-a-time'],
    ['1999-12-31T23:59:59Z', 'out-of-range'],
    ['2101-01-01T00:00:00Z', 'out-of-range'],
    ['2000-01-01T00:00:00+00:01', 'out-of-range'],
  ])('refuses %s as %s', (text, why) => {
    expect(readInstant(text)).toEqual({ ok: false, why });
    expect(parseInstant(text)).toBeNull();
  });

  it('is not fooled by a long text', () => {
    const started = performance.now();
    expect(parseInstant(`2026-11-20T10:00:00.${'1'.repeat(200_000)}Z`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('times in a declared format', () => {
  it.each([
    [1_795_168_800, 'unix-s', 1_795_168_800_000],
    ['1795168800.5', 'unix-s', 1_795_168_800_500],
    [1_795_168_800_000, 'unix-ms', 1_795_168_800_000],
    [1_795_168_800_000_000, 'unix-us', 1_795_168_800_000],
    ['2026-11-18', 'date', Date.UTC(2026, 10, 19) - 1],
    [' 2026-11-20T10:00:00Z ', 'rfc3339', Date.UTC(2026, 10, 20, 10)],
  ] as const)('reads %s as %s', (value, format, ms) => {
    expect(readTime(value, format)).toEqual({ ok: true, ms });
  });

  it.each([
    [1_795_168_800_000, 'unix-s', 'out-of-range'],
    [1_795_168_800, 'unix-ms', 'out-of-range'],
    [1_795_168_800, 'rfc3339', 'not-a-time'],
    ['2026-02-30', 'date', 'not-a-time'],
    [Number.NaN, 'unix-s', 'not-a-time'],
    [Number.POSITIVE_INFINITY, 'unix-us', 'not-a-time'],
    [null, 'unix-s', 'not-a-time'],
    [true, 'unix-s', 'not-a-time'],
    [['2026-11-18'], 'date', 'not-a-time'],
    ['1e9', 'unix-s', 'not-a-time'],
  ] as const)('refuses %s as %s: %s', (value, format, why) => {
    expect(readTime(value, format)).toEqual({ ok: false, why });
  });

  it('says what is wrong with a time', () => {
    expect(timeProblem({ ok: false, why: 'no-zone' }, 'observed_at')).toContain('observed_at has no zone');
    expect(timeProblem({ ok: false, why: 'out-of-range' }, 'x')).toContain('2000 to 2100');
  });
});

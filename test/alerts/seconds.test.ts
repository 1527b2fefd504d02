import { expect, it } from 'vitest';
import { secondsOf } from '../../src/alerts/seconds.ts';

it.each<[unknown, number | null]>([
  [0, 0],
  [15, 15],
  [0.5, 0.5],
  [-1, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  ['0', 0],
  ['0s', 0],
  ['30s', 30],
  ['250ms', 0.25],
  ['1m30s', 90],
  ['1.5h', 5400],
  ['1d2h', 93_600],
  ['2w', 1_209_600],
  ['1y', 31_536_000],
  ['30', null],
  ['1m 30s', null],
  ['-5m', null],
  ['5 minutes', null],
  ['5M', null],
  ['', null],
  [`${'1s'.repeat(40)}`, null],
  [1e9, 1e9],
  [9.3e9, null],
  [1.79e308, null],
  ['290y', 290 * 31_536_000],
  ['300y', null],
  [null, null],
  [{}, null],
])('%j is %s seconds', (written, seconds) => {
  expect(secondsOf(written)).toBe(seconds);
});

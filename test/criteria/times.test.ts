import { describe, expect, it } from 'vitest';
import { dateMs, durationSeconds, percentShare } from '../../src/criteria/times.ts';

describe('durationSeconds', () => {
  it.each([
    ['20s', 20],
    ['15m', 900],
    ['24h', 86_400],
    ['7d', 604_800],
    ['2w', 1_209_600],
    ['0m', 0],
    ['', null],
    ['7', null],
    ['d', null],
    ['7D', null],
    ['7 d', null],
    ['-7d', null],
    ['1.5h', null],
    ['1y', null],
    ['1constructor', null],
    ['7d ', null],
    ['9999999d', null],
  ])('%j', (text, seconds) => expect(durationSeconds(text)).toBe(seconds));
});

describe('dateMs', () => {
  it.each([
    ['2026-12-15', Date.UTC(2026, 11, 15, 23, 59, 59, 999)],
    ['2028-02-29', Date.UTC(2028, 1, 29, 23, 59, 59, 999)],
    ['2026-12-15T12:00:00Z', Date.UTC(2026, 11, 15, 12)],
    ['2026-12-15T12:00:00.250+02:00', Date.UTC(2026, 11, 15, 10, 0, 0, 250)],
    ['2026-12-15t00:30:00z', Date.UTC(2026, 11, 15, 0, 30)],
    ['2026-02-29', null],
    ['2026-02-30', null],
    ['2026-04-31', null],
    ['2026-13-01', null],
    ['2026-00-10', null],
    ['2026-1-1', null],
    ['1999-12-31', null],
    ['2100-01-01', null],
    ['2026-12-15T12:00:00', null],
    ['2026-12-15 12:00:00Z', null],
    ['2026-12-15T24:00:00Z', null],
    ['2026-02-30T12:00:00Z', null],
    ['2026-12-15T12:00Z', null],
    ['2026-12-15T12:00:00+25:00', null],
    ['15.12.2026', null],
    ['1797292800', null],
    ['', null],
  ])('%j', (text, ms) => expect(dateMs(text)).toBe(ms));
});

describe('percentShare', () => {
  it.each([
    ['95%', 0.95],
    ['97.5%', 0.975],
    ['0%', 0],
    ['100%', 1],
    ['99.9%', 0.999],
    ['100.1%', null],
    ['101%', null],
    ['95', null],
    ['.5%', null],
    ['-5%', null],
    ['1e1%', null],
    ['95 %', null],
  ])('%j', (text, share) => expect(percentShare(text)).toBe(share));
});

import { describe, expect, it } from 'vitest';
import { retryHintSeconds } from '../../../src/sources/transport/retry-hint.ts';
import { NOW_MS } from './asking.ts';

const inSeconds = (seconds: number) => new Date(NOW_MS + seconds * 1000).toUTCString();
const NOW_S = NOW_MS / 1000;

describe('hints when to come back', () => {
  it.each([
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': '999999999999999' }, 999_999_999_999_999],
    [{ 'retry-after': inSeconds(30) }, 30],
    [{ 'retry-after': inSeconds(-3600) }, 0],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': '1e3' }, null],
    [{ 'retry-after': '7.5' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '2027-01-01T00:00:00Z' }, null],
    [{ 'retry-after': 'Xyz, 99 Abc 2026 99:99:99 GMT' }, null],
    [{ 'retry-after': 'soon', 'ratelimit-reset': '9' }, 9],
    [{ 'retry-after': '3', ratelimit: 'limit=10, remaining=0, reset=50', 'x-ratelimit-reset': '70' }, 3],
    [{ ratelimit: 'limit=10, remaining=0, reset=50', 'ratelimit-reset': '60' }, 50],
    [{ ratelimit: 'reset=50' }, 50],
    [{ ratelimit: 'limit=10;w=60,reset=-1' }, null],
    [{ ratelimit: '"default";r=0;t=12' }, 12],
    [{ ratelimit: '"burst";r=0;t=2, "daily";r=0;t=3600' }, 3600],
    [{ ratelimit: '"burst";r=0;t=2, "daily";r=900;t=3600' }, 2],
    [{ ratelimit: '"default";r=5;t=12' }, null],
    [{ ratelimit: '"default";t=12' }, 12],
    [{ ratelimit: 'garbage' }, null],
    [{ 'ratelimit-reset': '30' }, 30],
    [{ 'ratelimit-reset': String(NOW_S + 30) }, 30],
    [{ 'x-ratelimit-reset': '30.5' }, 30.5],
    [{ 'x-ratelimit-reset': '1000000000' }, 1e9],
    [{ 'x-ratelimit-reset': String(NOW_S + 45) }, 45],
    [{ 'x-ratelimit-reset': String(NOW_S - 45) }, 0],
    [{ 'x-ratelimit-reset': String(NOW_MS + 45_000) }, 45],
    [{ 'x-ratelimit-reset': '-1' }, null],
    [{ 'x-ratelimit-reset': 'tomorrow' }, null],
    [{}, null],
  ])('%j: %j', (headers, seconds) => {
    expect(retryHintSeconds(429, headers, NOW_MS)).toBe(seconds);
  });

  it('limits that an answer only mentions are no reason to wait', () => {
    expect(retryHintSeconds(500, { 'x-ratelimit-reset': '3600' }, NOW_MS)).toBeNull();
    expect(retryHintSeconds(503, { 'x-ratelimit-reset': '3600' }, NOW_MS)).toBe(3600);
    expect(retryHintSeconds(500, { 'retry-after': '5' }, NOW_MS)).toBe(5);
  });
});

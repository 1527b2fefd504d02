import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI } from '../dist/run-dist.ts';
import { type Attack, attacked, judgeAttack, NOW_MS, readyCriteria } from './ready-gate.ts';

const SOURCE = 's: { type: file, path: r.json }';
const AGED = 'target: ">= 0.5"\nfrom: s\nmax-age: 24h';

const observed = (time: string | null, keys = AGED): Attack => ({
  sources: SOURCE,
  keys,
  files: {
    'r.json': JSON.stringify({ ...(time === null ? {} : { observed_at: time }), metrics: { answered: 0.9 } }),
  },
});
const fromNow = (seconds: number) => new Date(NOW_MS + seconds * 1000).toISOString();
const DAY = 86_400;

describe('the age of evidence', () => {
  it.each([
    [-DAY, 'pass', 'target-met'],
    [-DAY - 0.001, 'stale', 'too-old'],
    [-DAY - 1, 'stale', 'too-old'],
    [-DAY + 1, 'pass', 'target-met'],
    [-365 * DAY, 'stale', 'too-old'],
    [0, 'pass', 'target-met'],
    [299, 'pass', 'target-met'],
    [300, 'pass', 'target-met'],
    [300.001, 'stale', 'in-future'],
    [301, 'stale', 'in-future'],
    [365 * DAY, 'stale', 'in-future'],
  ])('%d s from now with max-age 24h: %s, %s', async (seconds, status, code) => {
    const outcome = await judgeAttack(observed(fromNow(seconds)));
    expect(attacked(outcome)).toMatchObject({ status, reason: { code } });
    expect(outcome.decision).toBe(status === 'pass' ? 'go' : 'no-go');
  });

  it('is no matter without max-age, but the future is', async () => {
    const keys = 'target: ">= 0.5"\nfrom: s';
    expect(attacked(await judgeAttack(observed(fromNow(-365 * DAY), keys))).status).toBe('pass');
    expect(attacked(await judgeAttack(observed(null, keys))).status).toBe('pass');
    expect(attacked(await judgeAttack(observed(fromNow(301), keys)))).toMatchObject({
      status: 'stale',
      reason: { code: 'in-future' },
    });
  });

  it('shows the value of stale evidence, never among what passes', async () => {
    const outcome = await judgeAttack(observed(fromNow(-2 * DAY)));
    expect(attacked(outcome)).toMatchObject({ status: 'stale', value: 0.9, compared: false });
    expect(outcome.colours?.task).toBe('unknown');
    expect(outcome.launchSet?.missing).toContain('task');
  });

  it('is that of the metric where it has a time of its own, readable or not', async () => {
    const file = (own: string) =>
      JSON.stringify({ observed_at: fromNow(0), metrics: { answered: { value: 0.9, observed_at: own } } });
    for (const own of [fromNow(-2 * DAY), '2026-11-21T11:00:00', 'yesterday', '']) {
      const outcome = await judgeAttack({ ...observed(null), files: { 'r.json': file(own) } });
      expect(attacked(outcome).status, own).not.toBe('pass');
      expect(outcome.decision).toBe('no-go');
    }
  });

  it('cannot be refreshed by touching the file', async () => {
    expect(attacked(await judgeAttack(observed(null)))).toMatchObject({
      status: 'stale',
      reason: { code: 'no-timestamp' },
    });
  });

  it('is not known where the clock is broken', async () => {
    const outcome = await judgeAttack({ ...observed(fromNow(0)), nowMs: Number.NaN });
    expect(attacked(outcome).status).toBe('stale');
    expect(outcome.decision).toBe('no-go');
  });
});

describe('how times are written', () => {
  it.each([
    '2026-11-21T11:00:00',
    '2026-11-21',
    '2026-11-21 11:00',
    '11/21/2026 11:00 AM',
    'Sat, 21 Nov 2026 11:00:00 GMT',
    'Sat Nov 21 2026 11:00:00 GMT+0000',
    '1795258800',
    '1795258800000',
    '2026-11-21T11:00:00 UTC',
    '2026-11-21T11:00:00+0000',
    '2026-11-21T11:00:00+00',
    '2026-W47-6',
    'now',
    '+002026-11-21T11:00:00Z',
    '２０２６-11-21T11:00:00Z',
    '2026-11-21T11:00:00Z\u0000',
  ])('%j is no time', async (time) => {
    const outcome = await judgeAttack(observed(time));
    expect(attacked(outcome).status).not.toBe('pass');
    expect(outcome.decision).toBe('no-go');
  });

  it.each([
    ['unix-s', '1795258800', 'pass'],
    ['unix-ms', '1795258800000', 'pass'],
    ['unix-us', '1795258800000000', 'pass'],
    ['unix-s', '1795258800000', 'stale'],
    ['unix-ms', '1795258800', 'stale'],
    ['unix-us', '1795258800000', 'stale'],
    ['rfc3339', '1795258800', 'stale'],
    ['unix-s', '"2026-11-21T11:00:00Z"', 'stale'],
    ['unix-s', 'true', 'stale'],
    ['unix-s', 'null', 'stale'],
    ['unix-s', 'NaN', 'stale'],
    ['unix-s', '[1795258800]', 'stale'],
    ['date', '"2026-11-20"', 'pass'],
    ['date', '"2026-11-19"', 'stale'],
    ['date', '"2026-11-31"', 'stale'],
  ])('as %s: %s is %s', async (format, time, status) => {
    const outcome = await judgeAttack({
      sources: SOURCE,
      keys: `target: ">= 0.5"\nmax-age: 36h\nfrom: { source: s, value: v, observed-at: t, observed-at-format: ${format} }`,
      files: { 'r.json': `{"v": 0.9, "t": ${time}}` },
    });
    expect(attacked(outcome).status).toBe(status);
  });
});

describe('the zone and language of the machine', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-zone-'));
  const attack = {
    sources: `${SOURCE}\nz: { type: file, path: z.json }`,
    keys: 'target: ">= 0.5"\nfrom: s\nmax-age: 2h',
    metrics: [
      'zoneless: { layer: task, target: ">= 0.5", from: z, max-age: 20d, required: false }',
      'big: { layer: task, target: ">= 1000", from: z, unit: ms, required: false }',
    ].join('\n'),
  };
  writeFileSync(path.join(folder, 'launch-gate.yml'), readyCriteria(attack));
  writeFileSync(
    path.join(folder, 'others.json'),
    '{"metrics": {"recall": 0.9, "re_ask_share": 0.06, "deflected_share": 0.41}}',
  );
  writeFileSync(path.join(folder, 'r.json'), '{"observed_at": "2026-11-21T10:00:00Z", "metrics": {"answered": 0.9}}');
  writeFileSync(
    path.join(folder, 'z.json'),
    '{"observed_at": "2026-11-21T10:00:00", "metrics": {"zoneless": 0.9, "big": 12345.5}}',
  );
  const report = (env: Record<string, string>) => {
    const words = [CLI, 'check', 'launch-gate.yml', '--format', 'text', '--now', '2026-11-21T12:00:00Z'];
    const run = spawnSync(process.execPath, words, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
    return { code: run.status, out: run.stdout };
  };

  it('change nothing', () => {
    const utc = report({ TZ: 'UTC', LANG: 'C' });
    expect(utc.code).toBe(0);
    expect(utc.out).toMatch(/zoneless\b.*stale/is);
    expect(utc.out).toMatch(/\b12346 ms\b/);
    for (const env of [
      { TZ: 'Asia/Kolkata', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
      { TZ: 'America/New_York', LANG: 'fr_FR.UTF-8' },
      { TZ: 'Pacific/Kiritimati', LANG: 'ar_EG.UTF-8', LC_NUMERIC: 'ar_EG.UTF-8' },
    ])
      expect(report(env)).toEqual(utc);
    rmSync(folder, { recursive: true });
  });
});

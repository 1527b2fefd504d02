import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gateDifferences } from '../../src/criteria/changes/gate-changes.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { run } from '../../src/run.ts';
import { localWorld } from '../../src/world.ts';
import { blocksOf } from './pages.ts';

const PAGE = 'docs/dates.md';
const FILE = 'gate.yml';
const CRITERIA = blocksOf(PAGE).find(({ language }) => language === 'yaml')?.text ?? '';

const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-dates-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The last minute of a day in December 2026, or the first of the day after it. */
const endOf = (day: number) => Date.UTC(2026, 11, day, 23, 59);
const dayAfter = (day: number) => Date.UTC(2026, 11, day + 1);

/** What a run says at a time of fresh evidence without a value that is due later, and with too few conversations. */
async function judged(nowMs: number) {
  writeFileSync(path.join(folder, FILE), CRITERIA);
  const metrics = {
    answer_correctness: { successes: 34, sample_size: 40 },
    ...{ recontact_48h: 0.05, problems_resolved_per_week: 300 },
  };
  const observed_at = new Date(nowMs - 3_600_000).toISOString();
  writeFileSync(path.join(folder, 'values.json'), JSON.stringify({ observed_at, metrics }));
  const inputs = {
    ...{ criteriaPath: FILE, criteriaFile: path.join(folder, FILE), values: ['values.json'] },
    ...{ stage: null, pullRequest: null, allowedHosts: null },
  };
  const { blocking, results, findings } = await run(
    inputs,
    localWorld({ workspaceRoot: folder, nowMs, commit: null, env: {} }),
  );
  const statusOf = (id: string) => results.find(({ criterion }) => criterion.id === id)?.status;
  return { blocking, statusOf, codes: findings.map(({ code, level }) => `${code} ${level}`) };
}

describe('the page on dates that lapse', () => {
  it('says what becomes of a provision', async () => {
    const [until, over] = [await judged(endOf(10)), await judged(dayAfter(10))];
    expect([until, over].map(({ statusOf }) => statusOf('answer_correctness'))).toEqual(Array(2).fill('inconclusive'));
    expect(until.blocking).not.toContain('answer_correctness');
    expect(over.blocking).toContain('answer_correctness');
    expect([until, over].map(({ codes }) => codes.includes('provisional-over warning'))).toEqual([false, true]);
  });

  it('says what becomes of a value that is due', async () => {
    const [until, over] = [await judged(endOf(15)), await judged(dayAfter(15))];
    expect([until, over].map(({ statusOf }) => statusOf('ticket_deflection_rate'))).toEqual(['pending', 'missing']);
    expect([until, over].map(({ blocking }) => blocking.includes('ticket_deflection_rate'))).toEqual([false, true]);
    expect(over.codes.filter((code) => !until.codes.includes(code))).toEqual([]);
  });

  it('says what becomes of a detour', async () => {
    const [until, over] = [await judged(endOf(20)), await judged(dayAfter(20))];
    expect(until.codes).toContain('north-star-detour info');
    expect([until, over].map(({ blocking }) => blocking.includes('criteria'))).toEqual([false, true]);
    const levels = (['error', 'warning'] as const).map(async (lapsed) =>
      (await loadCriteria(CRITERIA, FILE, undefined, dayAfter(20), lapsed)).findings
        .filter(({ code }) => code === 'ns-detour-open')
        .map(({ level }) => level),
    );
    expect(await Promise.all(levels)).toEqual([['error'], ['warning']]);
  });

  it('says what becomes of a review', async () => {
    const codes = async (nowMs: number) => (await loadCriteria(CRITERIA, FILE, undefined, nowMs)).findings;
    expect((await codes(endOf(31))).filter(({ code }) => code === 'ns-review')).toEqual([]);
    expect((await codes(dayAfter(31))).find(({ code }) => code === 'ns-review')?.level).toBe('warning');
  });

  it.each([
    ['provisional', /^ {4}provisional: .*\n/m, '2026-12-10', '2026-12-17'],
    ['due', /^ {4}due: .*\n/m, '2026-12-15', '2026-12-30'],
    ['detour', /^ {2}detour: .*\n/m, '2026-12-20', '2027-01-20'],
  ])('says which change of %s is a weakening', async (_, line, date, later) => {
    const gateOf = async (text: string) => {
      const { gate } = await loadCriteria(text, FILE, undefined, Date.UTC(2026, 10, 22));
      if (gate === null) throw new Error(text);
      return gate;
    };
    const before = await gateOf(CRITERIA);
    const kinds = async (text: string) =>
      gateDifferences(before, await gateOf(text)).map(({ kind }) => kind === 'weakened');
    expect(CRITERIA).toMatch(line);
    const removed = await kinds(CRITERIA.replace(line, ''));
    expect([removed.length > 0, removed.includes(true)]).toEqual([true, false]);
    expect(await kinds(CRITERIA.replace(date, later))).toEqual([true]);
  });
});

import { describe, expect, it } from 'vitest';
import { judgeAll } from '../../src/core/judge-all.ts';
import type { Measurement } from '../../src/core/measurement.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { counted, measured } from '../core/measurements.ts';
import { blocksOf } from './pages.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const PAGE = 'docs/preconditions.md';

const criteria = blocksOf(PAGE).find(({ text }) => text.startsWith('version:'))?.text ?? '';
const values = JSON.parse(blocksOf(PAGE).find(({ language }) => language === 'json')?.text ?? '{}');

async function judged(agreement: number) {
  const { gate } = await loadCriteria(criteria, PAGE, undefined, NOW);
  const { successes, sample_size } = values.metrics.answer_correctness;
  const at = { observedAtMs: Date.parse(values.observed_at), observedAtKind: 'sample' } as const;
  const measurements = new Map<string, Measurement>([
    ['answer_correctness', counted(successes, sample_size, at)],
    ['judge_human_agreement', measured(agreement, at)],
  ]);
  return judgeAll(gate?.metrics ?? [], measurements, { nowMs: NOW, commit: null, pins: null });
}

describe('the page about evidence that can be relied on', () => {
  it('passes as it stands, and shows nothing without its precondition', async () => {
    const results = await judged(values.metrics.judge_human_agreement);
    expect(results.map(({ status }) => status)).toEqual(['pass', 'pass']);
    expect(results[0]?.value).toBeCloseTo(0.941, 3);
    expect((await judged(0.4)).map(({ status, reason }) => `${status} ${reason.code}`)).toEqual([
      'inconclusive untrusted-evidence',
      'fail target-missed',
    ]);
  });
});

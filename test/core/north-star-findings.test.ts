import { describe, expect, it } from 'vitest';
import type { Criterion, Gate } from '../../src/core/criterion.ts';
import { counterResults, detourDaysLeft, northStarFindings } from '../../src/core/north-star-findings.ts';
import { type MetricResult, STATUSES, type Status } from '../../src/core/result.ts';
import { RUN_FINDING_LEVELS } from '../../src/core/run-finding-codes.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { withNorthStar } from '../criteria/north-star-rows.ts';

const NOW = Date.UTC(2026, 10, 22, 8);
const DETOUR = '{ until: 2026-12-31, reason: confidence notes slow people down, expected: adoption -5% }';

async function gateOf(changes: Parameters<typeof withNorthStar>[0] = {}): Promise<Gate> {
  const { gate, findings } = await loadCriteria(withNorthStar(changes), 'gate.yml');
  if (gate === null) throw new Error(JSON.stringify(findings));
  return gate;
}

function result(criterion: Criterion, status: Status): MetricResult {
  return {
    criterion,
    measurement: { kind: 'not-asked' },
    status,
    reason: { code: 'no-source', args: {} },
    value: null,
    sampleSize: null,
    interval: null,
    method: null,
    samplesNeeded: null,
    ageSeconds: null,
    leaning: null,
    worstCaseValue: null,
    compared: false,
    uncorrectedValue: null,
    provisionalDaysLeft: null,
    untrusted: [],
  };
}

/** The findings where the north star has a status, its counter-metrics those given, and all else passes. */
function said(gate: Gate, star: Status, others: Readonly<Record<string, Status>> = {}, nowMs = NOW) {
  const statuses: Readonly<Record<string, Status>> = { problems_resolved_per_week: star, ...others };
  const results = gate.metrics.map((criterion) => result(criterion, statuses[criterion.id] ?? 'pass'));
  return northStarFindings(gate, results, 'gate.yml', nowMs);
}

const codes = (findings: ReturnType<typeof said>) => findings.map(({ code }) => code);

describe('a north star that meets its target', () => {
  it('is fine where everything that guards it passes', async () => {
    expect(said(await gateOf(), 'pass')).toEqual([]);
  });

  it.each(STATUSES.filter((status) => status !== 'pass'))(
    'is bright but wrong beside a counter that is %s',
    async (status) => {
      const [finding, ...rest] = said(await gateOf(), 'pass', { recontact_48h: status });
      expect(rest).toEqual([]);
      const names =
        status === 'fail' ? { failing: ['recontact_48h'], unproven: [] } : { failing: [], unproven: ['recontact_48h'] };
      expect(finding).toEqual({
        code: 'north-star-bright',
        level: 'warning',
        args: { metric: 'problems_resolved_per_week', ...names },
        at: { path: 'gate.yml', line: 8, column: null },
        metric: 'problems_resolved_per_week',
      });
    },
  );

  it('is bright but wrong beside a guard that is no counter-metric', async () => {
    const gate = await gateOf({ 'counter-metrics': '[recontact_48h]' });
    expect(codes(said(gate, 'pass', { repeat_query_rate: 'fail' }))).toEqual(['north-star-bright']);
  });

  it('is not judged by what does not guard it', async () => {
    expect(said(await gateOf(), 'pass', { answer_resolves_query: 'fail' })).toEqual([]);
  });

  it('is bright but wrong during a detour too', async () => {
    const gate = await gateOf({ detour: DETOUR });
    expect(codes(said(gate, 'pass', { recontact_48h: 'fail' }))).toEqual(['north-star-bright']);
  });
});

describe('a north star that misses its target', () => {
  it('dips where no detour is declared', async () => {
    expect(said(await gateOf(), 'fail')).toMatchObject([
      { code: 'north-star-dip', level: 'warning', args: { over: null } },
    ]);
  });

  it('is on a declared detour until its last day is over', async () => {
    const gate = await gateOf({ detour: DETOUR });
    const args = { until: '2026-12-31', reason: 'confidence notes slow people down', expected: 'adoption -5%' };
    expect(said(gate, 'fail')).toMatchObject([
      { code: 'north-star-detour', level: 'info', args: { ...args, days: 39 } },
    ]);
    const end = Date.UTC(2027, 0, 1);
    expect(said(gate, 'fail', {}, end - 1)).toMatchObject([{ code: 'north-star-detour', args: { days: 0 } }]);
    expect(said(gate, 'fail', {}, end)).toMatchObject([
      { code: 'north-star-dip', level: 'warning', args: { over: '2026-12-31' } },
    ]);
  });

  it('has no counter-metric excused by a detour', async () => {
    const [finding] = said(await gateOf({ detour: DETOUR }), 'fail', {
      recontact_48h: 'fail',
      repeat_query_rate: 'stale',
    });
    expect(finding?.args).toMatchObject({ failing: ['recontact_48h'], unproven: ['repeat_query_rate'] });
  });
});

describe('a north star that is not known', () => {
  it.each(STATUSES.filter((status) => status !== 'pass' && status !== 'fail'))(
    'says nothing while %s',
    async (status) => {
      const gate = await gateOf({ detour: DETOUR });
      expect(said(gate, status, { recontact_48h: 'fail' })).toEqual([]);
    },
  );

  it('says nothing where none is declared or judged', async () => {
    const gate = await gateOf();
    expect(said({ ...gate, northStar: null }, 'fail')).toEqual([]);
    expect(northStarFindings(gate, [], 'gate.yml', NOW)).toEqual([]);
  });
});

describe('what guards', () => {
  it('is named once, and never the north star itself', async () => {
    const gate = await gateOf();
    const { northStar } = gate;
    if (northStar === null) throw new Error('no north star');
    const results = gate.metrics.map((criterion) => result(criterion, 'pass'));
    const itself = { ...northStar, counterMetrics: [...northStar.counterMetrics, northStar.metric] };
    const ids = counterResults(itself, results).map(({ criterion }) => criterion.id);
    expect(ids).toEqual(['repeat_query_rate', 'recontact_48h']);
  });
});

describe('days of a detour', () => {
  const detour = { untilMs: Date.UTC(2026, 11, 1) - 1, untilText: '2026-11-30', reason: 'r', expected: 'e' };

  it.each([
    [Date.UTC(2026, 10, 29, 0), 1],
    [Date.UTC(2026, 10, 30, 0), 0],
    [Date.UTC(2026, 11, 1) - 1, 0],
    [Date.UTC(2026, 11, 1), null],
  ])('at %d: %s', (nowMs, left) => {
    expect(detourDaysLeft(detour, nowMs)).toBe(left);
  });

  it('of a date that cannot be read are none', () => {
    expect(detourDaysLeft({ ...detour, untilMs: Number.NEGATIVE_INFINITY }, 0)).toBeNull();
    expect(detourDaysLeft({ ...detour, untilMs: Number.NaN }, 0)).toBeNull();
  });
});

it('has the levels of the table', () => {
  expect([RUN_FINDING_LEVELS['north-star-bright'], RUN_FINDING_LEVELS['north-star-dip']]).toEqual([
    'warning',
    'warning',
  ]);
});

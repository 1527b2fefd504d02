import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { LAYERS, STAGES } from '../../src/core/layer.ts';
import { type MetricResult, STATUSES, type Status } from '../../src/core/result.ts';
import {
  type ChangeBlocks,
  highestStage,
  judgeStage,
  NO_CHANGE_BLOCKS,
  stateOfCriteria,
} from '../../src/core/verdict.ts';
import { alertsOf, DECLARED, gateOf, LEADING, launchReady, sample } from './diagnosis-samples.ts';

const finding = (level: Finding['level']): Finding => ({
  code: 'any',
  args: {},
  level,
  at: { path: 'x.yml', line: 1, column: 1 },
  metric: null,
});

const judge = (results: readonly MetricResult[], stage: (typeof STAGES)[number] = 'full') =>
  judgeStage(gateOf(results), results, alertsOf(results), [], stage);

describe('judgeStage', () => {
  it('passes a stack that is ready, business pending', () => {
    const { verdict, blocking, launchSet } = judge(launchReady());
    expect({ verdict, blocking, complete: launchSet?.complete }).toEqual({
      verdict: 'pass',
      blocking: [],
      complete: true,
    });
  });

  it('is an error without criteria', () => {
    expect(judgeStage(null, [], {}, [], 'shadow')).toEqual({
      verdict: 'error',
      blocking: ['criteria'],
      launchSet: null,
    });
  });

  it.each([
    ['error', 'error', ['criteria']],
    ['warning', 'pass', []],
    ['info', 'pass', []],
  ] as const)('with a finding of level %s is %s', (level, verdict, blocking) => {
    const results = launchReady();
    const found = judgeStage(gateOf(results), results, alertsOf(results), [finding('info'), finding(level)], 'full');
    expect(found).toMatchObject({ verdict, blocking });
  });

  it('never passes on nothing', () => {
    for (const stage of STAGES) {
      expect(judge([], stage)).toMatchObject({ verdict: 'incomplete', blocking: ['launch-set'] });
    }
  });

  it.each([
    // Status, of a further required metric that blocks from `limited` on; verdict when shadow, limited, full is asked.
    ['pass', ['pass', 'pass', 'pass']],
    ['pending', ['pass', 'pass', 'pass']],
    ['fail', ['fail', 'fail', 'fail']],
    ['error', ['error', 'error', 'error']],
    ['inconclusive', ['pass', 'incomplete', 'incomplete']],
    ['stale', ['pass', 'incomplete', 'incomplete']],
    ['missing', ['pass', 'incomplete', 'incomplete']],
    ['unmeasured', ['pass', 'incomplete', 'incomplete']],
  ] as const)('%s gives %j over the stages', (status, verdicts) => {
    const results = [...launchReady(), sample('further', 'product', status, { fromStage: 'limited' })];
    expect(STAGES.map((stage) => judge(results, stage).verdict)).toEqual(verdicts);
    expect(STAGES.map((stage) => judge(results, stage).blocking)).toEqual(
      verdicts.map((verdict) => (verdict === 'pass' ? [] : ['further'])),
    );
  });

  it.each(STATUSES)('is not moved by an advisory metric that is %s', (status) => {
    const advisory = sample('further', 'model', status, { required: false, fromStage: 'shadow', ...LEADING });
    const results = [...launchReady(), { ...advisory, criterion: { ...advisory.criterion, required: false } }];
    const refuted = { ...alertsOf(results), further: { ...DECLARED, state: 'refuted' as const } };
    expect(judgeStage(gateOf(results), results, refuted, [], 'full')).toMatchObject({ verdict: 'pass', blocking: [] });
  });

  it.each([
    ['declared', 'pass', []],
    ['verified', 'pass', []],
    ['partly-verified', 'pass', []],
    ['refuted', 'fail', ['alert:watched']],
    ['unknown', 'incomplete', ['alert:watched']],
  ] as const)('with an alert that is %s is %s', (state, verdict, blocking) => {
    const results = [...launchReady(), sample('watched', 'task', 'pass', LEADING)];
    const alerts = { ...alertsOf(results), watched: { ...DECLARED, state } };
    for (const stage of STAGES) {
      expect(judgeStage(gateOf(results), results, alerts, [], stage)).toMatchObject({ verdict, blocking });
    }
  });

  it('takes an alert that nobody reported for unknown', () => {
    const results = launchReady();
    expect(judgeStage(gateOf(results), results, {}, [], 'full')).toMatchObject({
      verdict: 'incomplete',
      blocking: ['alert:repeats', 'launch-set'],
    });
  });

  it('takes a required metric without exactly one result for an error', () => {
    const results = launchReady();
    const gate = gateOf(results);
    const alerts = alertsOf(results);
    expect(judgeStage(gate, results.slice(1), alerts, [], 'full')).toMatchObject({
      verdict: 'error',
      blocking: ['recall', 'launch-set'],
    });
    expect(judgeStage(gate, [...results, ...results.slice(0, 1)], alerts, [], 'full')).toMatchObject({
      verdict: 'error',
      blocking: ['recall', 'launch-set'],
    });
  });

  it('lists what blocks in the order of the file, criteria first and the launch set last', () => {
    const results = [
      sample('c', 'task', 'stale'),
      sample('b', 'product', 'fail', LEADING),
      sample('a', 'task', 'pass', LEADING),
      sample('d', 'business', 'error'),
    ];
    const refuted = { ...DECLARED, state: 'refuted' as const };
    expect(judgeStage(gateOf(results), results, { a: refuted, b: refuted }, [finding('error')], 'full')).toMatchObject({
      verdict: 'error',
      blocking: ['criteria', 'c', 'b', 'd', 'alert:b', 'alert:a', 'launch-set'],
    });
  });

  it('prefers error to fail to incomplete', () => {
    const verdictOf = (...statuses: Status[]): string =>
      judge([...launchReady(), ...statuses.map((status, index) => sample(`x${index}`, 'task', status))]).verdict;
    expect(verdictOf('stale', 'fail', 'error')).toBe('error');
    expect(verdictOf('stale', 'fail')).toBe('fail');
    expect(verdictOf('stale', 'pass')).toBe('incomplete');
  });
});

describe('judgeStage of a change to the judge itself', () => {
  const changed = (change: ChangeBlocks, results = launchReady()) =>
    judgeStage(gateOf(results), results, alertsOf(results), [], 'full', change);

  it.each([
    ['none', false, 'pass', []],
    ['introduced', false, 'incomplete', ['criteria']],
    ['weakened', false, 'fail', ['criteria']],
    ['none', true, 'fail', ['workflow']],
    ['introduced', true, 'fail', ['criteria', 'workflow']],
    ['weakened', true, 'fail', ['criteria', 'workflow']],
  ] as const)('criteria %s, workflow changed %s: %s', (criteria, workflow, verdict, blocking) => {
    expect(changed({ criteria, workflow })).toMatchObject({ verdict, blocking });
  });

  it('takes a change that it does not know for an error', () => {
    expect(changed(JSON.parse('{"criteria":"mended","workflow":false}') as ChangeBlocks)).toMatchObject({
      verdict: 'error',
      blocking: ['criteria'],
    });
  });

  it('names the criteria once where they are also invalid, and stays an error', () => {
    const results = launchReady();
    const change = { criteria: 'weakened', workflow: true } as const;
    const found = judgeStage(gateOf(results), results, alertsOf(results), [finding('error')], 'full', change);
    expect(found).toMatchObject({ verdict: 'error', blocking: ['criteria', 'workflow'] });
  });

  it('adds to what the evidence says and takes nothing away', () => {
    const results = [...launchReady(), sample('x', 'task', 'error')];
    expect(changed({ criteria: 'weakened', workflow: true }, results)).toMatchObject({
      verdict: 'error',
      blocking: ['criteria', 'workflow', 'x'],
    });
    expect(changed(NO_CHANGE_BLOCKS, results)).toMatchObject({ verdict: 'error', blocking: ['x'] });
  });

  it('reaches no stage', () => {
    const results = launchReady();
    for (const change of [
      { criteria: 'introduced', workflow: false },
      { criteria: 'weakened', workflow: false },
      { criteria: 'none', workflow: true },
    ] as const)
      expect(highestStage(gateOf(results), results, alertsOf(results), [], change)).toBeNull();
  });
});

describe('highestStage', () => {
  const reached = (results: readonly MetricResult[]) => highestStage(gateOf(results), results, alertsOf(results), []);
  const without = (layer: string) =>
    launchReady().map((result) =>
      result.criterion.layer === layer ? { ...result, status: 'unmeasured' as const, compared: false } : result,
    );

  it('reaches full where everything passes', () => {
    expect(reached(launchReady())).toBe('full');
  });

  it('reaches limited without a product metric, where a task metric alerts', () => {
    const results = [
      sample('m', 'model', 'pass'),
      sample('t', 'task', 'pass', LEADING),
      sample('p', 'product', 'missing'),
    ];
    expect(reached(results)).toBe('limited');
  });

  it('reaches shadow without live traffic', () => {
    expect(reached(without('product'))).toBe('shadow');
  });

  it('reaches no stage without the task, without criteria or after a failure', () => {
    expect(reached(without('task'))).toBeNull();
    expect(reached([...launchReady(), sample('x', 'business', 'fail')])).toBeNull();
    expect(highestStage(null, [], {}, [])).toBeNull();
    expect(reached([])).toBeNull();
  });
});

describe('stateOfCriteria', () => {
  it('is usable only for a gate without errors', () => {
    const gate = gateOf([]);
    expect(stateOfCriteria(gate, [finding('warning')])).toBe('usable');
    expect(stateOfCriteria(gate, [finding('error')])).toBe('unusable');
    expect(stateOfCriteria(null, [])).toBe('unusable');
  });
});

describe('properties of the verdict', () => {
  const rows = fc.array(
    fc.record({
      layer: fc.constantFrom(...LAYERS),
      status: fc.constantFrom<Status>('pass', 'pass', 'pass', ...STATUSES),
      fromStage: fc.constantFrom(...STAGES),
      required: fc.boolean(),
      leading: fc.boolean(),
    }),
    { maxLength: 6 },
  );
  const stacks = fc
    .tuple(rows, fc.boolean())
    .map(([list, ready]) => [
      ...(ready ? launchReady() : []),
      ...list.map(({ layer, status, fromStage, required, leading }, index) =>
        sample(`x${index}`, layer, status, { ...(leading ? LEADING : {}), fromStage, required }),
      ),
    ]);
  const stage = fc.constantFrom(...STAGES);
  const worse: Readonly<Record<Status, readonly Status[]>> = {
    pass: STATUSES,
    // Not inconclusive: a value whose interval spans the target was compared, and counts for the launch set.
    pending: ['stale', 'missing', 'unmeasured', 'fail', 'error'],
    inconclusive: ['stale', 'missing', 'unmeasured', 'fail', 'error'],
    stale: ['missing', 'unmeasured', 'fail', 'error'],
    missing: ['unmeasured', 'fail', 'error'],
    unmeasured: ['missing', 'error'],
    fail: ['error'],
    error: ['error'],
  };
  const replaced = (results: readonly MetricResult[], at: number, status: Status): MetricResult[] =>
    results.map((result, index) => {
      const { criterion, leaning } = result;
      return index === at ? { ...sample(criterion.id, criterion.layer, status, { leaning }), criterion } : result;
    });

  it('worsening a metric never makes it pass', () => {
    fc.assert(
      fc.property(stacks, stage, fc.nat(), fc.nat(), (results, asked, which, how) => {
        const before = judge(results, asked).verdict;
        const at = which % Math.max(1, results.length);
        const options = worse[results[at]?.status ?? 'error'];
        const after = judge(replaced(results, at, options[how % options.length] ?? 'error'), asked).verdict;
        expect(before !== 'pass' && after === 'pass').toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('a required metric that fails is never passed over', () => {
    fc.assert(
      fc.property(stacks, stage, fc.constantFrom(...LAYERS), (results, asked, layer) => {
        const found = judge([...results, sample('failing', layer, 'fail')], asked);
        expect(['fail', 'error']).toContain(found.verdict);
        expect(found.blocking).toContain('failing');
      }),
    );
  });

  it('the order of metrics changes neither the verdict nor what blocks', () => {
    fc.assert(
      fc.property(
        stacks.chain((results) =>
          fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })),
        ),
        stage,
        ([results, shuffled], asked) => {
          const a = judge(results, asked);
          const b = judge(shuffled, asked);
          expect(b.verdict).toBe(a.verdict);
          expect([...b.blocking].sort()).toEqual([...a.blocking].sort());
          expect(b.launchSet).toEqual(a.launchSet);
        },
      ),
    );
  });

  it('a verdict passes exactly where nothing blocks, and every lower stage passes too', () => {
    fc.assert(
      fc.property(stacks, (results) => {
        const verdicts = STAGES.map((asked) => judge(results, asked));
        for (const { verdict, blocking } of verdicts) expect(verdict === 'pass').toBe(blocking.length === 0);
        const passes = verdicts.map(({ verdict }) => verdict === 'pass');
        expect(passes.indexOf(true) <= 0).toBe(true);
        expect(passes.lastIndexOf(true) + 1).toBe(passes.filter(Boolean).length);
      }),
    );
  });
});

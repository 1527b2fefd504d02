import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import { type Attack, attacked, expectBlocked, expectRefused, judgeAttack } from './ready-gate.ts';

const SOURCE = 's: { type: file, path: r.json }';

function holding(entry: string, keys: string): Attack {
  return { sources: SOURCE, keys, files: { 'r.json': `{"metrics": {"answered": ${entry}}}` } };
}

function surfaces(outcome: Awaited<ReturnType<typeof judgeAttack>>): readonly string[] {
  return [
    renderText(outcome, { colour: false, width: 100, unicode: true }),
    renderMarkdown(outcome, { maxBytes: 60_000 }),
  ];
}

describe('percent and ratio are never mistaken for each other', () => {
  it.each([
    ['ratio', '>= 0.75', '0.95', 'pass'],
    ['ratio', '>= 0.75', '95', 'error'],
    ['ratio', '>= 0.75', '1', 'pass'],
    ['ratio', '>= 0.75', '1.0001', 'error'],
    ['ratio', '>= 0.75', '1.0000000000000002', 'pass'],
    ['ratio', '<= 0.75', '0', 'pass'],
    ['ratio', '<= 0.75', '-0.0001', 'error'],
    ['ratio', '>= 75%', '0.95', 'pass'],
    ['ratio', '>= 75%', '95', 'error'],
    ['percent', '>= 75', '95', 'pass'],
    ['percent', '>= 75%', '95', 'pass'],
    ['percent', '>= 75', '0.95', 'fail'],
    ['percent', '>= 75', '100', 'pass'],
    ['percent', '>= 75', '100.01', 'error'],
    ['percent', '<= 75', '-1', 'error'],
  ])('unit %s, target %s, value %s: %s', async (unit, target, value, status) => {
    const outcome = await judgeAttack(holding(value, `target: "${target}"\nunit: ${unit}\nfrom: s`));
    expect(attacked(outcome).status).toBe(status);
    expect(outcome.decision).toBe(status === 'pass' ? 'go' : 'no-go');
    if (status === 'error') expect(attacked(outcome).reason.code).toBe('out-of-range');
  });

  it('says that a ratio of 95 looks like a percentage', async () => {
    const outcome = await judgeAttack(holding('95', 'target: ">= 0.75"\nunit: ratio\nfrom: s'));
    for (const text of surfaces(outcome)) expect(text).toContain('If it is a percentage');
  });

  it('scales only where the criteria say so, and keeps the range', async () => {
    const keys = (scale: string) => `target: ">= 0.75"\nunit: ratio\nfrom: { source: s, scale: ${scale} }`;
    expect(attacked(await judgeAttack(holding('95', keys('0.01'))))).toMatchObject({
      status: 'pass',
      value: expect.closeTo(0.95, 12),
    });
    expectBlocked(await judgeAttack(holding('0.95', keys('100'))), 'error');
    for (const scale of ['0', '.inf', '.nan', '1e400', '"0.01"'])
      expect(expectRefused(await judgeAttack(holding('95', keys(scale))))).not.toEqual([]);
  });

  it.each([
    ['>= 75', 'ratio', 'target-out-of-range'],
    ['>= 101', 'percent', 'target-out-of-range'],
    ['>= 75%', 'ms', 'percent-not-allowed'],
    ['>= 0', 'ratio', 'target-vacuous'],
    ['<= 100%', 'ratio', 'target-vacuous'],
    ['0% .. 100%', 'percent', 'target-vacuous'],
    ['>= -0', 'ratio', 'target-vacuous'],
    ['>= 0.0%', 'percent', 'target-vacuous'],
  ])('a target %s in %s is refused as %s', async (target, unit, code) => {
    expect(expectRefused(await judgeAttack(holding('0.9', `target: "${target}"\nunit: ${unit}\nfrom: s`)))).toEqual([
      code,
    ]);
  });

  it('holds counts against the value in either unit', async () => {
    const both = '{"value": 95, "successes": 95, "sample_size": 100}';
    expect(attacked(await judgeAttack(holding(both, 'target: ">= 75"\nunit: percent\nfrom: s'))).status).toBe('pass');
    expectBlocked(await judgeAttack(holding(both, 'target: ">= 0.75"\nunit: ratio\nfrom: s')), 'error');
    const other = '{"value": 0.95, "successes": 50, "sample_size": 100}';
    expectBlocked(await judgeAttack(holding(other, 'target: ">= 0.75"\nunit: ratio\nfrom: s')), 'error');
  });
});

describe('the direction of a comparison is written, never guessed', () => {
  it.each([
    '0.75',
    '≥ 0.75',
    '=> 0.75',
    '= 0.75',
    '== 0.75',
    '!= 0.75',
    'at least 0.75',
    '>= 0.75 or more',
    '>= >= 0.75',
    '0.75 <=',
    '>= 0.75, <= 1',
    '> = 0.75',
  ])('%j is no target', async (target) => {
    expect(expectRefused(await judgeAttack(holding('0.9', `target: "${target}"\nfrom: s`)))).toEqual([
      'invalid-target',
    ]);
  });

  it('the same value meets one direction and misses the other', async () => {
    for (const name of ['latency_p95', 'error_rate', 'cost_per_answer']) {
      const metrics = [
        `${name}: { layer: task, target: "<= 2", from: { source: s, select: answered } }`,
        `${name}_turned: { layer: task, target: ">= 2", from: { source: s, select: answered } }`,
      ].join('\n');
      const outcome = await judgeAttack({ ...holding('9', 'target: "<= 10"\nfrom: s'), metrics });
      expect(attacked(outcome, name).status).toBe('fail');
      expect(attacked(outcome, `${name}_turned`).status).toBe('pass');
      expect(outcome.blocking).toEqual([name]);
    }
  });

  it('an alert that fires on the good side is refused', async () => {
    const keys = 'target: "<= 0.10"\nfrom: s\nindicator: leading\nalert: { when: "< 0.05", within: 6h, notifies: us }';
    expect(expectRefused(await judgeAttack(holding('0.01', keys)))).toEqual(['alert-wrong-direction']);
  });
});

describe('numbers at the edge of a target', () => {
  it.each([
    ['>= 0.8', String(0.7 + 0.1), 'pass'],
    ['> 0.8', String(0.7 + 0.1), 'fail'],
    ['> 0.8', '0.8000000000000002', 'fail'],
    ['<= 0.3', String(0.1 + 0.2), 'pass'],
    ['< 0.3', String(0.1 + 0.2), 'fail'],
    ['< 0.3', '0.2999999999999999', 'fail'],
    ['0.3 .. 0.8', String(0.1 + 0.2), 'pass'],
    ['>= 0.9', '0.8999999999', 'fail'],
    ['>= 0.9', '0.8996', 'fail'],
    ['> 0.9', '0.9000000001', 'pass'],
    ['>= 0', '-5e-324', 'fail'],
    ['> 0', '-0', 'fail'],
    ['>= 90%', '0.9', 'pass'],
    ['<= 0.29', '0.29', 'pass'],
    ['<= 29%', '0.29', 'pass'],
  ])('%s with %s: %s', async (target, value, status) => {
    const unit = target.includes('%') ? '\nunit: ratio' : '';
    const outcome = await judgeAttack(holding(value, `target: "${target}"${unit}\nfrom: s`));
    expect(attacked(outcome).status).toBe(status);
    expect(outcome.decision).toBe(status === 'pass' ? 'go' : 'no-go');
  });

  it.each([
    ['>= 0.90', '0.8996', '0.8996'],
    ['>= 0.90', '0.899999996', '0.899999996'],
    ['<= 45', '45.00001', '45.00001'],
  ])('a missed target never looks met: %s with %s', async (target, value, shown) => {
    const outcome = await judgeAttack(holding(value, `target: "${target}"\nfrom: s`));
    expect(attacked(outcome).status).toBe('fail');
    for (const text of surfaces(outcome)) {
      const rows = text.split('\n').filter((line) => line.includes('answered') && line.includes('fail'));
      expect(rows.some((row) => row.includes(shown))).toBe(true);
    }
  });
});

describe('numbers of any locale', () => {
  it('are written the same whatever the language of the machine', async () => {
    const outcome = await judgeAttack(holding('1234567.5', 'target: ">= 1000000"\nunit: ₹\nfrom: s'));
    const [text = '', markdown = ''] = surfaces(outcome);
    expect(text).toContain('1234568');
    expect(markdown).toContain('1234568');
  });
});

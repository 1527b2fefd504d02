import { describe, expect, it } from 'vitest';
import { type Attack, attacked, expectBlocked, expectRefused, judgeAttack } from './ready-gate.ts';

const at = (file: string, format: string, from: string, text: string): Attack => ({
  sources: `s: { type: file, path: ${file}, format: ${format} }`,
  keys: `target: ">= 0.5"\nfrom: { source: s, ${from} }`,
  files: { [file]: text },
});
const values = (text: string) => at('r.json', 'values', 'select: a', text);
const run = (metrics: string) =>
  `{"run": {"info": {"run_id": "9f", "status": "FINISHED", "lifecycle_stage": "active"}, "data": {"metrics": ${metrics}}}}`;

describe('a metric that is not there is never a pass', () => {
  it.each<[string, Attack]>([
    ['values: no metrics', values('{"metrics": {}}')],
    ['values: another key', values('{"metrics": {"b": 0.9}}')],
    ['values: another spelling', values('{"metrics": {"A": 0.9, "а": 0.9, "a ": 0.9}}')],
    ['values: null', values('{"metrics": {"a": null}}')],
    ['values: an empty object', values('{"metrics": {"a": {}}}')],
    ['values: nobody judged', values('{"metrics": {"a": {"successes": 0, "sample_size": 0}}}')],
    ['values: no document', values('null')],
    ['values: no metrics key', values('{}')],
    ['values: a list', values('[]')],
    ['json: nothing selected', at('r.json', 'json', 'value: x.y', '{"x": {}}')],
    ['json: an empty list', at('r.json', 'json', 'value: "rows[0].v"', '{"rows": []}')],
    ['json: a projection of nothing', at('r.json', 'json', 'value: "rows[].v | [0]"', '{"rows": [{}]}')],
    ['json: counts of nothing', at('r.json', 'json', 'successes: k, sample-size: n', '{"k": 0, "n": 0}')],
    ['jsonl: no row', at('r.jsonl', 'jsonl', 'rate-of: ok', '\n')],
    ['jsonl: no row matches', at('r.jsonl', 'jsonl', 'rate-of: ok, where: { e: x }', '{"e": "y", "ok": true}\n')],
    ['jsonl: no verdict in any row', at('r.jsonl', 'jsonl', 'rate-of: ok', '{"ok": null}\n{"ok": null}\n')],
    ['csv: only a header', at('r.csv', 'csv', 'value: v', 'v,w\n')],
    ['csv: no such column', at('r.csv', 'csv', 'value: x', 'v,w\n1,2\n')],
    ['csv: an empty cell', at('r.csv', 'csv', 'value: v', 'v,w\n,2\n')],
    ['junit: no case', at('r.xml', 'junit', '', '<testsuite name="s" tests="0"></testsuite>')],
    [
      'junit: only skipped cases',
      at('r.xml', 'junit', '', '<testsuite name="s"><testcase name="a"><skipped/></testcase></testsuite>'),
    ],
    ['mlflow: no metrics', at('r.json', 'mlflow', 'metric: a', run('[]'))],
    ['benchmark: an empty list', at('r.json', 'benchmark', 'name: a', '[]')],
    [
      'lm-eval: no such task',
      at(
        'r.json',
        'lm-eval',
        'task: b, metric: acc',
        '{"results": {"a": {"acc": 0.9}}, "versions": {"a": 0}, "config": {"model": "m"}}',
      ),
    ],
    ['evidently: an empty report', at('r.json', 'evidently', 'metric: m', '{"version": "0.4.16", "metrics": []}')],
    ['deepeval: no cases', at('r.json', 'deepeval', 'metric: m', '{"testFile": "t.py", "testCases": []}')],
  ])('%s', async (_, attack) => {
    const outcome = await judgeAttack({ ...attack, keys: attack.keys?.replace('source: s, }', 'source: s }') ?? '' });
    expectBlocked(outcome, 'missing', 'error');
    expect(outcome.launchSet?.missing).toContain('task');
  });

  it('no file, an empty file, no source and no values file', async () => {
    const source = 's: { type: file, path: r.json }';
    const keys = 'target: ">= 0.5"\nfrom: s';
    expectBlocked(await judgeAttack({ sources: source, keys }), 'error');
    expectBlocked(await judgeAttack({ sources: source, keys, files: { 'r.json': '' } }), 'error');
    expectBlocked(await judgeAttack({ keys: 'target: ">= 0.5"' }), 'unmeasured');
    expectBlocked(await judgeAttack({ keys: 'target: ">= 0.5"', values: ['none.json'] }), 'error');
    expectBlocked(await judgeAttack({ keys: 'target: ">= 0.5"', values: ['none-*.json'] }), 'error');
  });

  it('an optional source that fails leaves nothing that passes, due or not', async () => {
    const sources = 's: { type: file, path: none.json, optional: true }';
    expectBlocked(await judgeAttack({ sources, keys: 'target: ">= 0.5"\nfrom: s' }), 'missing');
    const due = 'target: ">= 0.5"\nfrom: s\nindicator: lagging\ndue: 2026-12-15';
    const outcome = await judgeAttack({ sources, keys: `${due}`, metrics: '' });
    expect(outcome.decision).toBe('no-go'); // due without a launch date, which is refused
    expect(expectRefused(outcome)).toEqual(['due-without-launch-date']);
  });

  it('advisory metrics do not fill the launch set', async () => {
    const outcome = await judgeAttack({ keys: 'target: ">= 0.5"\nfrom: others\nrequired: false' });
    expect(attacked(outcome).status).toBe('pass');
    expect(outcome).toMatchObject({ decision: 'no-go', verdict: 'incomplete', blocking: ['launch-set'] });
  });
});

describe('a value that stands twice is ambiguous, equal or not', () => {
  const rows = (...all: readonly string[]) => `${all.join('\n')}\n`;
  it.each<[string, Attack]>([
    ['values: the metric, different', values('{"metrics": {"a": 0.1, "a": 0.9}}')],
    ['values: the metric, equal', values('{"metrics": {"a": 0.9, "a": 0.9}}')],
    ['values: the value', values('{"metrics": {"a": {"value": 0.1, "value": 0.9}}}')],
    ['values: all metrics', values('{"metrics": {"a": 0.1}, "metrics": {"a": 0.9}}')],
    ['values: an escaped key', values('{"metrics": {"a": 0.1, "\\u0061": 0.9}}')],
    ['values: YAML', at('r.yaml', 'values', 'select: a', 'metrics:\n  a: 0.1\n  a: 0.9\n')],
    ['json: on the way', at('r.json', 'json', 'value: x.y', '{"x": {"y": 0.1}, "x": {"y": 0.9}}')],
    ['yaml: at the end', at('r.yaml', 'yaml', 'value: x.y', 'x:\n  y: 0.1\n  y: 0.9\n')],
    [
      'jsonl: two newest rows',
      at(
        'r.jsonl',
        'jsonl',
        'value: v, observed-at: t',
        rows('{"v": 0.9, "t": "2026-11-20T10:00:00Z"}', '{"v": 0.6, "t": "2026-11-20T10:00:00Z"}'),
      ),
    ],
    ['jsonl: two rows without a time', at('r.jsonl', 'jsonl', 'value: v', rows('{"v": 0.1}', '{"v": 0.9}'))],
    ['csv: a column twice', at('r.csv', 'csv', 'value: v', 'v,v\n0.1,0.9\n')],
    [
      'benchmark: two of the name',
      at(
        'r.json',
        'benchmark',
        'name: a',
        '[{"name": "a", "unit": "x", "value": 1}, {"name": "a", "unit": "x", "value": 2}]',
      ),
    ],
    [
      'mlflow: two values of one step',
      at(
        'r.json',
        'mlflow',
        'metric: a',
        run(
          '[{"key": "a", "value": 1, "timestamp": 1, "step": 0}, {"key": "a", "value": 2, "timestamp": 1, "step": 0}]',
        ),
      ),
    ],
    [
      'evidently: two columns',
      at(
        'r.json',
        'evidently',
        'metric: ColumnDriftMetric.drift_score',
        '{"version": "0.4.16", "metrics": [{"metric": "ColumnDriftMetric", "result": {"column_name": "x", "drift_score": 1}}, {"metric": "ColumnDriftMetric", "result": {"column_name": "y", "drift_score": 2}}]}',
      ),
    ],
  ])('%s', async (_, attack) => {
    const outcome = await judgeAttack(attack);
    expectBlocked(outcome, 'error');
    expect(attacked(outcome).reason.code).toMatch(/^(ambiguous|bad-response|config)$/);
  });

  it('in two values files, equal or not', async () => {
    for (const other of ['0.9', '0.8']) {
      const files = {
        'a.json': '{"metrics": {"answered": 0.9}}',
        'b.json': `{"metrics": {"answered": ${other}}}`,
      };
      const outcome = await judgeAttack({ keys: 'target: ">= 0.5"', files, values: ['a.json', 'b.json'] });
      expectBlocked(outcome, 'error');
      expect(attacked(outcome).reason.code).toBe('ambiguous');
    }
  });

  it('in two files of one time', async () => {
    const one = (value: string) => `{"observed_at": "2026-11-21T09:00:00Z", "metrics": {"a": ${value}}}`;
    const outcome = await judgeAttack({
      ...at('r-*.json', 'values', 'select: a', ''),
      files: { 'r-1.json': one('0.9'), 'r-2.json': one('0.9') },
    });
    expectBlocked(outcome, 'error');
    expect(attacked(outcome).reason.code).toBe('ambiguous');
  });

  it.each([
    ['a metric', 'answered: { layer: task, target: ">= 0.1", from: others }'],
    ['a metric in quotes', '"answered": { layer: task, target: ">= 0.1", from: others }'],
  ])('%s of the criteria', async (_, metrics) => {
    expect(expectRefused(await judgeAttack({ metrics }))).toEqual(['yaml-duplicate-key']);
  });

  it.each([
    ['a target', 'target: ">= 0.9"\ntarget: ">= 0.1"\nfrom: others'],
    ['required', 'target: ">= 0.9"\nrequired: true\nrequired: false\nfrom: others'],
  ])('%s of a metric', async (_, keys) => {
    expect(expectRefused(await judgeAttack({ keys }))).toEqual(['yaml-duplicate-key']);
  });
});

import { describe, expect, it } from 'vitest';
import { benchmark } from '../../../src/sources/formats/benchmark.ts';
import type { EvidenceDocument } from '../../../src/sources/formats/format.ts';
import { parseTolerantJson } from '../../../src/sources/tolerant-json.ts';
import { fixture } from '../temporary-workspace.ts';

function documentOf(text: string): EvidenceDocument {
  const parsed = parseTolerantJson(text);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  return { path: 'b.json', kind: 'json', value: parsed.value };
}

describe('github-action-benchmark', () => {
  const custom = documentOf(fixture('benchmark/custom.json'));
  const history = documentOf(fixture('benchmark/data.js').replace('window.BENCHMARK_DATA = ', ''));

  it('reads a list by name, without a time', () => {
    expect(benchmark.recognises(custom)).toBe(true);
    expect(benchmark.timeOf(custom)).toBeNull();
    expect(benchmark.read(custom, { name: 'throughput' }, 'm')).toMatchObject({
      kind: 'reading',
      value: 71.5,
      observedAtKind: 'none',
    });
    expect(benchmark.read(custom, {}, 'throughput')).toMatchObject({ value: 71.5 });
  });

  it.each([
    [{ name: 'memory' }, 'wrong-type'],
    [{ name: 'twice' }, 'ambiguous'],
  ])('%j is %s', (keys, code) => {
    expect(benchmark.read(custom, keys, 'm')).toMatchObject({ kind: 'failed', code });
  });

  it('reads the newest run of the history with its time and commit', () => {
    expect(benchmark.recognises(history)).toBe(true);
    expect(benchmark.timeOf(history)).toBe(1_795_168_800_000);
    expect(benchmark.names(history)).toEqual(['recall', 'shared']);
    expect(benchmark.read(history, { name: 'recall' }, 'm')).toMatchObject({
      value: 0.92,
      observedAtMs: 1_795_168_800_000,
      commit: '2'.repeat(40),
      where: '/entries/quality/1/benches/0',
    });
  });

  it('asks for the suite where several have the name', () => {
    expect(benchmark.read(history, { name: 'shared' }, 'm')).toMatchObject({
      code: 'ambiguous',
      detail: expect.stringContaining('speed'),
    });
    expect(benchmark.read(history, { name: 'shared', suite: 'speed' }, 'm')).toMatchObject({
      value: 4,
      observedAtMs: 1_795_168_700_000,
    });
    expect(benchmark.read(history, { name: 'shared', suite: 'none' }, 'm')).toMatchObject({ kind: 'absent' });
    expect(benchmark.read(custom, { name: 'throughput', suite: 'speed' }, 'm')).toMatchObject({ kind: 'absent' });
  });

  it('trusts no history whose last run is not its newest', () => {
    const turned = documentOf(
      fixture('benchmark/data.js').replace('window.BENCHMARK_DATA = ', '').replace('1794996000000', '1795200000000'),
    );
    expect(benchmark.read(turned, { name: 'recall' }, 'm')).toMatchObject({ kind: 'failed', code: 'ambiguous' });
    expect(benchmark.timeOf(turned)).toBeNull();
  });

  it.each([
    ['[]', false],
    ['[{"name": "a"}]', false],
    ['[{"name": "a", "value": 1}]', false],
    ['{"entries": []}', false],
    ['{"entries": {"a": [{"benches": []}]}}', false],
    ['{"entries": {}}', true],
  ])('%s is recognised: %s', (text, expected) => {
    expect(benchmark.recognises(documentOf(text))).toBe(expected);
    if (!expected) expect(benchmark.read(documentOf(text), {}, 'a').kind).toBe('failed');
    else expect(benchmark.read(documentOf(text), {}, 'a').kind).toBe('absent');
  });

  it.each([
    ['null', 'absent'],
    ['NaN', 'not-a-number'],
    ['true', 'wrong-type'],
    ['[1]', 'wrong-type'],
    ['""', 'wrong-type'],
  ])('a value %s is %s', (value, outcome) => {
    const result = benchmark.read(documentOf(`[{"name": "a", "unit": "s", "value": ${value}}]`), {}, 'a');
    expect(result.kind === 'failed' ? result.code : result.kind).toBe(outcome);
  });
});

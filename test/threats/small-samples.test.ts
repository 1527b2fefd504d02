import { describe, expect, it } from 'vitest';
import { type Attack, attacked, judgeAttack } from './ready-gate.ts';

const entry = (text: string, keys = 'min-samples: 100'): Attack => ({
  sources: 's: { type: file, path: r.json }',
  keys: `target: ">= 0.5"\nunit: ratio\nfrom: s\n${keys}`,
  files: { 'r.json': `{"metrics": {"answered": ${text}}}` },
});

describe('few samples', () => {
  it.each([
    ['{"value": 1, "sample_size": 99}', 'inconclusive', 'too-few-samples'],
    ['{"value": 1, "sample_size": 100}', 'pass', 'target-met'],
    ['{"value": 1, "sample_size": 101}', 'pass', 'target-met'],
    ['{"value": 1}', 'inconclusive', 'no-sample-size'],
    ['1', 'inconclusive', 'no-sample-size'],
    ['{"value": 0, "sample_size": 99}', 'inconclusive', 'too-few-samples'],
    ['{"successes": 99, "sample_size": 99}', 'inconclusive', 'too-few-samples'],
    ['{"value": 1, "sample_size": 5000, "n_effective": 99}', 'inconclusive', 'too-few-samples'],
    ['{"value": 1, "sample_size": 5000, "n_effective": 99.99}', 'inconclusive', 'too-few-samples'],
    ['{"value": 1, "sample_size": 5000, "n_effective": 100}', 'pass', 'target-met'],
    ['{"value": 1, "sample_size": 5000, "clusters": 99}', 'inconclusive', 'too-few-samples'],
    ['{"value": 1, "sample_size": 99, "n_effective": 5000}', 'inconclusive', 'too-few-samples'],
  ])('%s with min-samples 100: %s, %s', async (text, status, code) => {
    const outcome = await judgeAttack(entry(text));
    expect(attacked(outcome)).toMatchObject({ status, reason: { code } });
    expect(outcome.decision).toBe(status === 'pass' ? 'go' : 'no-go');
  });

  it.each(['0', '-1', '1.5', '"100"', '.nan', '1e3', 'true'])('min-samples: %s', async (written) => {
    const outcome = await judgeAttack(entry('{"value": 1, "sample_size": 1}', `min-samples: ${written}`));
    expect(outcome.decision).toBe('no-go');
  });
});

describe('a perfect score of few items', () => {
  it.each([
    [1, 'inconclusive'],
    [5, 'inconclusive'],
    [13, 'inconclusive'],
    [14, 'pass'],
    [100, 'pass'],
  ])('%d of as many at >= 0.80 with 95 %% confidence: %s', async (count, status) => {
    const keys = 'confidence: 95%';
    const attack = entry(`{"successes": ${count}, "sample_size": ${count}}`, keys);
    const outcome = await judgeAttack({ ...attack, keys: `target: ">= 0.80"\nunit: ratio\nfrom: s\n${keys}` });
    expect(attacked(outcome).status).toBe(status);
    expect(outcome.decision).toBe(status === 'pass' ? 'go' : 'no-go');
  });

  it.each([
    ['{"value": 1}', 'no-sample-size'],
    ['{"value": 0.9, "stderr": 0}', 'no-sample-size'],
    ['{"value": 0.9, "interval": [0.9, 0.9, 0.95]}', 'no-sample-size'],
  ])('%s proves nothing at all', async (text, code) => {
    expect(attacked(await judgeAttack(entry(text, 'confidence: 95%')))).toMatchObject({
      status: 'inconclusive',
      reason: { code },
      compared: false,
    });
  });
});

describe('lost items', () => {
  it.each([
    ['{"successes": 95, "sample_size": 95, "attempted": 100}', 'pass'],
    ['{"successes": 94, "sample_size": 94, "attempted": 100}', 'inconclusive'],
    ['{"value": 1, "attempted": 100}', 'inconclusive'],
    ['{"successes": 1, "sample_size": 1, "attempted": 1000000}', 'inconclusive'],
  ])('%s: %s', async (text, status) => {
    expect(attacked(await judgeAttack(entry(text, ''))).status).toBe(status);
  });
});

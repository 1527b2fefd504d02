import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { withoutSettled } from '../../src/core/settled-findings.ts';
import { criterion, measured, result } from '../report/outcomes.ts';

const finding = (code: string, metric: string | null, level: Finding['level'] = 'warning'): Finding => {
  return { code, level, args: {}, at: { path: 'gate.yml', line: 4, column: 3 }, metric };
};
const AT_95 = { confidence: 0.95 };
const decided = result(criterion('decided', 'task', AT_95), measured(0.9, { successes: 900, sampleSize: 1000 }));
const open = result(criterion('open', 'task', AT_95), measured(0.83, { successes: 83, sampleSize: 100 }));
const point = result(criterion('point', 'task'), measured(0.9));

describe('the odds before there is data', () => {
  it('are not said of a metric that the data decide', () => {
    expect([decided.status, open.status, point.status]).toEqual(['pass', 'inconclusive', 'pass']);
    const all = ['decided', 'open', 'point', null].map((metric) => finding('hard-to-show', metric));
    expect(withoutSettled(all, [decided, open, point]).map(({ metric }) => metric)).toEqual(['open', 'point', null]);
  });

  it('stand where the criteria make an error of them, and nothing else is left out', () => {
    const kept = [finding('hard-to-show', 'decided', 'error'), finding('no-max-age', 'decided')];
    expect(withoutSettled(kept, [decided])).toEqual(kept);
  });
});

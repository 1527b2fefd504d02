import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { checkOdds } from '../../src/criteria/checks/odds.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { ODDS_MESSAGES } from '../../src/report/messages/findings-odds.ts';
import { ODDS_ROWS } from './odds-rows.ts';
import { findingsOf, withMetric } from './rows.ts';

const HARD = 'hard-to-show';

async function hardOf(text: string): Promise<readonly Finding[]> {
  const { findings } = await loadCriteria(text, 'gate.yml');
  return findings.filter(({ code }) => code === HARD);
}

describe('hard to show', () => {
  for (const [name, { text, found }] of Object.entries(ODDS_ROWS)) {
    it(name, async () => {
      const all = await findingsOf(text, ['error', 'warning']);
      expect(all.filter((line) => line.startsWith(HARD))).toEqual(found);
    });
  }

  it('says nothing of keys that could not be read', async () => {
    const hard = 'target: ">= 0.80"\nunit: ratio\nconfidence: 95%\nmin-samples: 20';
    expect(await hardOf(withMetric(hard))).toHaveLength(1);
    for (const [right, wrong] of [
      ['95%', '95'],
      ['20', 'twenty'],
      ['>= 0.80', '0.80'],
    ] as const)
      expect(await hardOf(withMetric(hard.replace(right, wrong)))).toEqual([]);
    expect(await hardOf(withMetric(`${hard}\njudge: { sensitivity: 2, specificity: 0.9 }`))).toEqual([]);
  });

  it('may be made an error', async () => {
    const text = withMetric('target: ">= 0.95"\nunit: ratio\nconfidence: 95%\nmin-samples: 30');
    const { gate } = await loadCriteria(`${text}lints: { hard-to-show: { level: error } }\n`, 'gate.yml');
    expect(gate).toBeNull();
  });
});

describe('what it says', () => {
  const { says, fix } = ODDS_MESSAGES[HARD];
  it.each([
    [
      'target: ">= 0.80"\nunit: ratio\nconfidence: 95%\nmin-samples: 50',
      /^With 50 samples a system that is truly 10 points better would be shown to meet >= 0\.80 only 62 % of the time\.$/,
      /^Measure at least 94 cases and raise min-samples to that, .* the worst level that you would launch with\.$/,
    ],
    [
      'target: ">= 0.95"\nunit: ratio\nconfidence: 95%\nmin-samples: 58',
      /^With 58 samples not even a flawless result shows >= 0\.95 at 95 % confidence\.$/,
      /^Measure at least 59 cases/,
    ],
    [
      'target: ">= 1"\nunit: ratio\nconfidence: 99%\nmin-samples: 1000000000000',
      /^With 1000000000000 samples not even a flawless result shows >= 1 at 99 % confidence\.$/,
      /no number of samples shows this one\.$/,
    ],
    [
      'target: ">= 0.90"\nunit: ratio\nconfidence: 95%\nmin-samples: 100\njudge: { sensitivity: 0.9, specificity: 0.95 }',
      /^With 100 samples even a perfect system would be shown to meet >= 0\.90 only 68 % of the time\.$/,
      /^Measure at least 134 cases/,
    ],
  ])('%s', async (keys, said, mended) => {
    const [finding] = await hardOf(withMetric(keys));
    expect(says(finding?.args ?? {})).toMatch(said);
    expect(fix(finding?.args ?? {})).toMatch(mended);
  });
});

describe('five hundred metrics', () => {
  /** Milliseconds that the check alone takes; the best of some. */
  function timeOf(targetOf: (index: number) => number, samples: number): number {
    const metrics = Array.from({ length: 500 }, (_, index) => ({
      id: `m${index}`,
      entry: null,
      keys: { unit: 'ratio', confidence: '95%', 'min-samples': samples } as const,
      target: { kind: 'bound', operator: '>=', bound: targetOf(index), text: '>= t' } as const,
      when: null,
      from: null,
    }));
    const draft = { file: {}, sources: [], metricIds: new Set<string>(), metrics };
    const place = { line: 1, column: 1 };
    const reading = {
      document: { root: {}, keyPlace: () => place, valuePlace: () => place, hiddenText: () => null },
      findings: { add: () => {} },
      support: { isRefused: () => false },
    } as unknown as Parameters<typeof checkOdds>[1]; // the check asks for nothing else
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      checkOdds(draft, reading);
      return performance.now() - start;
    });
    return Math.min(...times);
  }

  // A machine that does nothing else needs a twentieth of the time that is allowed here.
  it('cost next to nothing, whether they are alike or not, and whatever they ask for', () => {
    expect(timeOf((index) => 0.5 + index / 2000, 400)).toBeLessThan(500);
    expect(timeOf(() => 1, 1_000_000_000_000)).toBeLessThan(500);
    expect(timeOf((index) => 1 - 10 ** -(index / 40), 1_000_000_000_000)).toBeLessThan(2000);
  });
});

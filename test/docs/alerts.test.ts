import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/core/criterion.ts';
import { declaredDelay } from '../../src/core/declared-delay.ts';
import { samplesToDetect } from '../../src/core/statistics/samples-to-detect.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { formatDelay } from '../../src/report/durations.ts';

const PAGE = readFileSync(new URL('../../docs/alerts.md', import.meta.url), 'utf8');
const withParts = (parts: string) => `version: 1
feature: f
metrics:
  m: { layer: task, target: "<= 0.10", unit: ratio, alert: { when: "> 0.20", within: 24h, notifies: us, ${parts} } }
`;

async function delayIn(text: string): Promise<string> {
  const { gate, findings } = await loadCriteria(text, 'gate.yml');
  if (gate === null) throw new Error(findings.map(({ code }) => code).join());
  const metric: Criterion | undefined = gate.metrics[0];
  const delay = metric?.alert ? declaredDelay(metric.alert, metric) : null;
  return formatDelay(delay?.seconds ?? Number.NaN);
}

describe('the page about alerts', () => {
  const rows = [...PAGE.matchAll(/^\| .*`((?:window|every): [^`]*)` \| ([\d.]+ \w+) \|/gm)];

  it('has a table of declared delays', () => {
    expect(rows).toHaveLength(7);
  });

  it.each(rows.map(([, parts = '', delay = '']) => [parts, delay]))(
    'says of %s what is computed',
    async (parts, delay) => {
      expect(await delayIn(withParts(parts))).toBe(delay);
    },
  );

  it('says of its example what is computed', async () => {
    const [, text] = /## An alert that is only declared[\s\S]*?```yaml\n([\s\S]*?)```/.exec(PAGE) ?? [];
    const [, said] = /The alert above takes [^:]+ at worst: ([\d.]+ h)\./.exec(PAGE) ?? [];
    expect(await delayIn(text ?? '')).toBe(said);
  });

  it('says how many events tell', () => {
    const events = [...PAGE.matchAll(/^\| (0\.\d+) \| (0\.\d+) \| (\d+) \| ([\d.]+ \w+) \|$/gm)];
    expect(events).toHaveLength(4);
    for (const [, usual, bad, samples, time] of events) {
      const needed = samplesToDetect(Number(usual), Number(bad)) ?? Number.NaN;
      expect(String(needed)).toBe(samples);
      expect(formatDelay((needed / 40) * 3600)).toBe(time);
    }
  });
});

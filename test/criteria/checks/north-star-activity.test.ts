import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';
import { METRICS, withNorthStar } from '../north-star-rows.ts';

/** Whether a product metric of which more is better is called mere activity as the north star. */
async function isCalledActivity(id: string): Promise<boolean> {
  const metrics = `${METRICS}\n  ${id}: { layer: product, target: ">= 400", required: false }`;
  const { findings } = await loadCriteria(withNorthStar({ metric: id }, metrics), 'gate.yml');
  return findings.some(({ code }) => code === 'ns-activity');
}

describe('a north star by its name', () => {
  it.each([
    ['problems_fixed_weekly', false],
    ['kudos_per_session', false],
    ['kudos_per_query_answered', false],
    ['sessions_per_week', true],
    ['queries_per_kudos', true],
    ['minutes_per_session', true],
  ])('%s is activity: %s', async (id, activity) => {
    expect(await isCalledActivity(id)).toBe(activity);
  });
});

import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { blocksOf, nodesOf, words } from './pages.ts';

const PAGE = 'docs/north-star.md';
const NOW = Date.UTC(2026, 10, 22);

function example(): string {
  const blocks = blocksOf(PAGE).filter(({ language, rest }) => language === 'yaml' && rest === '');
  expect(blocks).toHaveLength(1);
  return blocks[0]?.text ?? '';
}

describe('the page of the north star', () => {
  it('has an example in which nothing is found', async () => {
    const { gate, findings } = await loadCriteria(example(), PAGE, undefined, NOW);
    expect(findings).toEqual([]);
    expect(gate?.northStar).toMatchObject({ metric: 'problems_resolved_per_week', detour: null });
  });

  it('has a detour that the example could take', async () => {
    const [fragment] = blocksOf(PAGE).filter(({ rest }) => rest === 'fragment');
    const detour = (fragment?.text ?? '').replace('north-star:\n', '');
    const { gate, findings } = await loadCriteria(`${example()}${detour}`, PAGE, undefined, NOW);
    expect(findings).toEqual([]);
    expect(gate?.northStar?.detour?.untilText).toBe('2027-03-31');
  });

  it('names each of the four questions with its key', () => {
    const rows = nodesOf(PAGE)
      .filter(({ type }) => type === 'tableRow')
      .map(words);
    for (const key of ['value-question', 'rewards-behaviour', 'represents-outcome', 'could-grow-while-value-declines'])
      expect(rows.filter((row) => row.includes(`?${key}`))).toHaveLength(1);
  });
});

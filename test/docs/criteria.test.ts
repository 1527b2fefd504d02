import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { gateDifferences } from '../../src/criteria/changes/gate-changes.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { blocksOf } from './pages.ts';

const PAGE = 'docs/criteria.md';
const BLOCKS = blocksOf(PAGE).filter(({ language }) => language === 'yaml');
const DEFAULTS = BLOCKS.find(({ text }) => /# model, leading$/m.test(text))?.text ?? '';
const WHOLE = BLOCKS.find(({ rest }) => rest === '')?.text ?? '';
const LINTS = BLOCKS.find(({ text }) => text.startsWith('lints:'))?.text ?? '';
const load = (text: string) => loadCriteria(text, PAGE, undefined, Date.UTC(2026, 10, 22));

describe('the guide to the criteria file', () => {
  it('says on which layer the catalogue puts a metric, and how it moves', async () => {
    const said = [...DEFAULTS.matchAll(/^ {2}(\w+): .*# (\w+), (\w+)$/gm)].map(([, ...words]) => words);
    const { gate } = await load(DEFAULTS);
    expect(said.length).toBeGreaterThan(3);
    expect(gate?.metrics.map(({ id, layer, indicator }) => [id, layer, indicator])).toEqual(said);
    const unknown = (await load(`${DEFAULTS}  our_own_number: { target: ">= 0.5" }\n`)).findings;
    expect(unknown.filter(({ level }) => level === 'error').map(({ metric }) => metric)).toEqual(['our_own_number']);
  });

  it('sets levels of lints that exist, and says what a change of them is', async () => {
    const gateOf = async (lints: string) => {
      const { gate, findings } = await load(`${WHOLE}${lints}`);
      expect(findings.filter(({ code }) => /lint/.test(code))).toEqual([]);
      if (gate === null) throw new Error(lints);
      return gate;
    };
    const [none, set] = [await gateOf(''), await gateOf(LINTS)];
    expect(set.lints).toEqual(
      Object.fromEntries(
        Object.entries(parse(LINTS).lints as Record<string, object>).map(([code, level]) => [
          code,
          { reason: null, ...level },
        ]),
      ),
    );
    const kinds = gateDifferences(none, set).map(({ code, kind }) => [code, kind]);
    expect(kinds).toEqual([
      ['lint-raised', 'strengthened'],
      ['lint-lowered', 'weakened'],
    ]);
    expect(gateDifferences(set, none).map(({ kind }) => kind)).toContain('weakened');
    const without = await load(`${WHOLE}${LINTS.replace(/, reason: ".*?"/, '')}`);
    expect(without.findings.map(({ code }) => code)).toContain('lint-needs-reason');
  });
});

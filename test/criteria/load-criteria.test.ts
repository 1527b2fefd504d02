import { describe, expect, it } from 'vitest';
import { FINDING_LEVELS, type FindingCode, isFindingCode } from '../../src/core/finding-codes.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { KEY_ROWS } from './key-rows.ts';
import { MEANING_ROWS, QUIET_ROWS, WARNING_ROWS } from './meaning-rows.ts';
import { findingsOf } from './rows.ts';
import { SOURCE_ROWS } from './source-rows.ts';
import { YAML_ROWS } from './yaml-rows.ts';

describe('errors, all at once and each at its place', () => {
  for (const [name, { text, found }] of Object.entries({
    ...YAML_ROWS,
    ...KEY_ROWS,
    ...MEANING_ROWS,
    ...SOURCE_ROWS,
  })) {
    it(name, async () => expect(await findingsOf(text)).toEqual(found));
  }
});

describe('warnings and notes', () => {
  for (const [name, { text, found }] of Object.entries(WARNING_ROWS)) {
    it(name, async () => expect(await findingsOf(text, ['error', 'warning', 'info'])).toEqual(found));
  }
});

describe('errors, without warnings that only follow from them', () => {
  for (const [name, { text, found }] of Object.entries(QUIET_ROWS)) {
    it(name, async () => expect(await findingsOf(text, ['error', 'warning', 'info'])).toEqual(found));
  }
});

describe('the list of codes', () => {
  it('has a row for every code', () => {
    const rows = Object.values({ ...YAML_ROWS, ...KEY_ROWS, ...MEANING_ROWS, ...SOURCE_ROWS, ...WARNING_ROWS });
    const seen = new Set(rows.flatMap(({ found }) => found.map((line) => line.split(' ')[0])));
    // The parser warns of nothing that is not refused before: the code stands for what later versions may warn of.
    const unseen = Object.keys(FINDING_LEVELS).filter((code) => !seen.has(code) && code !== 'yaml-warning');
    expect(unseen).toEqual([]);
  });

  it('gives every finding the level of its code', async () => {
    for (const { text } of Object.values({ ...MEANING_ROWS, ...WARNING_ROWS })) {
      const { findings } = await loadCriteria(text, 'gate.yml');
      // On most layers a misplaced metric is a warning; the error is for overlap and similarity scores.
      for (const { code, level } of findings.filter((finding) => finding.code !== 'layer-misplaced'))
        expect(isFindingCode(code) && FINDING_LEVELS[code as FindingCode]).toBe(level);
    }
  });
});

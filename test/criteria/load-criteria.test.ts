import { describe, expect, it } from 'vitest';
import type { FindingLevel } from '../../src/core/finding.ts';
import { FINDING_LEVELS, type FindingCode, isFindingCode } from '../../src/core/finding-codes.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { KEY_ROWS } from './key-rows.ts';
import { MEANING_ROWS, QUIET_ROWS, WARNING_ROWS } from './meaning-rows.ts';
import { NORTH_STAR_ROWS, withNorthStar } from './north-star-rows.ts';
import { ODDS_ROWS } from './odds-rows.ts';
import { PRECONDITION_ROWS } from './precondition-rows.ts';
import { findingsOf, withMetric } from './rows.ts';
import { SAMPLE_PLACES } from './sample-places.ts';
import { FINDING_SAMPLES } from './samples.ts';
import { SOURCE_ROWS } from './source-rows.ts';
import { YAML_ROWS } from './yaml-rows.ts';

const NOW = Date.UTC(2026, 10, 22, 9);

/** What is found because of the day on which it is read, the only such finding of its text. */
const DATED: readonly (readonly [FindingCode, text: string, place: string, level: FindingLevel])[] = [
  ['provisional-too-far', provision('2026-12-23'), '7:27 m', 'error'],
  ['provisional-over', provision('2026-11-21'), '7:27 m', 'warning'],
  ['ns-detour-open', detour('2026-11-21'), '15:20', 'error'],
  ['ns-detour-open', detour('2099-12-31'), '15:20', 'warning'],
  ['ns-review', withNorthStar({ 'review-by': '2026-11-21' }), '15:14', 'warning'],
];

function provision(until: string): string {
  return withMetric(`target: ">= 1"\nprovisional: { until: ${until}, reason: more by then }`);
}

function detour(until: string): string {
  return withNorthStar({ detour: `{ until: ${until}, reason: confidence notes, expected: "-5%" }` });
}

/** The codes with findings of two levels, each with the second one. */
const MIXED: Readonly<Record<string, FindingLevel>> = {
  // On most layers a misplaced metric is a warning; the error is for overlap and similarity scores.
  'layer-misplaced': 'warning',
  // A count of activity with guards beside it is a warning.
  'ns-activity': 'warning',
  // A detour that is over is an error; one that is open for too long is a warning.
  'ns-detour-open': 'warning',
};

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

describe('the samples of the docs', () => {
  it.each(Object.entries(SAMPLE_PLACES))('%s stands at %s of its sample', async (code, place) => {
    const { findings } = await loadCriteria(textOf(code), 'gate.yml');
    const found = findings.filter((finding) => finding.code === code);
    expect(found.map(({ at, metric }) => placeText(at, metric))).toEqual([place]);
    expect(found.map(({ level }) => level)).toEqual([FINDING_LEVELS[code as FindingCode]]);
  });

  it('give their code, all of them', async () => {
    const silent: string[] = [];
    for (const [code, sample] of Object.entries(FINDING_SAMPLES)) {
      if (!('text' in sample)) continue;
      const { findings } = await loadCriteria(sample.text, 'gate.yml');
      if (!findings.some((finding) => finding.code === code)) silent.push(code);
    }
    expect(silent).toEqual([]);
  });
});

describe('findings of the day', () => {
  it.each(DATED)('%s', async (code, text, place, level) => {
    const { findings } = await loadCriteria(text, 'gate.yml', undefined, NOW);
    const found = findings.filter((finding) => finding.code === code);
    expect(found.map(({ at, metric }) => placeText(at, metric))).toEqual([place]);
    expect(found.map((finding) => finding.level)).toEqual([level]);
  });
});

describe('the list of codes', () => {
  it('has a row for every code', () => {
    const rows = [YAML_ROWS, KEY_ROWS, MEANING_ROWS, SOURCE_ROWS, WARNING_ROWS]
      .concat(NORTH_STAR_ROWS, PRECONDITION_ROWS, ODDS_ROWS)
      .flatMap((table) => Object.values(table));
    const seen = new Set(rows.flatMap(({ found }) => found.map((line) => line.split(' ')[0])));
    for (const code of [...Object.keys(SAMPLE_PLACES), ...DATED.map(([dated]) => dated)]) seen.add(code);
    // The parser warns of nothing that is not refused before: the code stands for what later versions may warn of.
    const unseen = Object.keys(FINDING_LEVELS).filter((code) => !seen.has(code) && code !== 'yaml-warning');
    expect(unseen).toEqual([]);
  });

  it('gives every finding the level of its code', async () => {
    const rows = [MEANING_ROWS, WARNING_ROWS, QUIET_ROWS, NORTH_STAR_ROWS, PRECONDITION_ROWS, ODDS_ROWS];
    const texts = [...rows.flatMap((table) => Object.values(table)), ...Object.keys(SAMPLE_PLACES).map(sampleOf)];
    const seen = new Map<string, Set<string>>();
    for (const text of [...texts.map((row) => row.text), ...DATED.map(([, dated]) => dated)]) {
      const { findings } = await loadCriteria(text, 'gate.yml', undefined, NOW);
      for (const { code, level } of findings) seen.set(code, (seen.get(code) ?? new Set()).add(level));
    }
    for (const [code, levels] of seen) {
      if (!isFindingCode(code)) throw new Error(code);
      const second = MIXED[code];
      const expected = [FINDING_LEVELS[code], ...(second === undefined ? [] : [second])];
      expect({ code, levels: [...levels].toSorted() }).toEqual({ code, levels: expected.toSorted() });
    }
    expect([...seen.keys()]).toEqual(expect.arrayContaining(Object.keys(MIXED)));
  });
});

function sampleOf(code: string): { readonly text: string } {
  const sample = FINDING_SAMPLES[code];
  if (sample === undefined || !('text' in sample)) throw new Error(`no text gives ${code}`);
  return sample;
}

function textOf(code: string): string {
  return sampleOf(code).text;
}

function placeText({ line, column }: { line: number | null; column: number | null }, metric: string | null): string {
  return `${line}:${column}${metric === null ? '' : ` ${metric}`}`;
}

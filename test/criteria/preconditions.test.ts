import { describe, expect, it } from 'vitest';
import { isFindingCode } from '../../src/core/finding-codes.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { FINDING_MESSAGES } from '../../src/report/messages/findings.ts';
import { PRECONDITION_ROWS } from './precondition-rows.ts';
import { withMetric } from './rows.ts';

const NOW = Date.UTC(2026, 10, 22, 9);

/** The findings that are not about a launch set or the age of evidence, as `code line:column metric`. */
async function findingsAt(text: string, nowMs: number | null = NOW): Promise<string[]> {
  const { findings } = await loadCriteria(text, 'gate.yml', undefined, nowMs);
  return findings
    .filter(({ code }) => OURS.test(code))
    .map(({ code, at, metric }) => `${code} ${at.line}:${at.column} ${metric}`);
}

const OURS = /^(valid-if|evidence-|provisional|judge-(uninf|needs)|drives|not-waivable)/;

describe('preconditions and judges', () => {
  for (const [name, { text, found }] of Object.entries(PRECONDITION_ROWS)) {
    it(name, async () => expect((await findingsAt(text)).toSorted()).toEqual(found.toSorted()));
  }

  it.each([
    '  m: { layer: task, target: ">= 1", valid-if: [e] }\n  e: { layer: evidence, target: ">= 1" }',
    '  m: { layer: task, target: ">= 1", guarded-by: [e] }\n  e: { layer: evidence, target: ">= 1" }',
    '  e: { layer: evidence, target: ">= 1", from-stage: limited, waivable: true }\n  m: { layer: task, target: ">= 1", valid-if: [e] }',
    // A list that cannot be read may name it.
    '  m: { layer: task, target: ">= 1", valid-if: e }\n  e: { layer: evidence, target: ">= 1" }',
    '  a: { layer: task, target: ">= 1", valid-if: [c] }\n  b: { layer: task, target: ">= 1", valid-if: [a, c] }\n  c: { layer: evidence, target: ">= 1" }',
    '  m: { layer: task, target: ">= 0.8", unit: ratio, judge: { sensitivity: 0.9, specificity: 0.95 } }',
    '  m: { layer: task, target: ">= 80", unit: percent, judge: { sensitivity: 50%, specificity: 51% } }',
    '  m: { layer: task, target: "0.2 .. 0.4", unit: ratio, judge: { sensitivity: 0.9, specificity: 0.95 } }',
    '  answer_correctness: { layer: task, target: ">= 0.8", judge: { sensitivity: 0.9, specificity: 0.95 } }',
  ])('nothing of %s', async (lines) => {
    expect(await findingsAt(`version: 1\nfeature: f\nmetrics:\n${lines}\n`)).toEqual([]);
  });

  it('says how the circle goes', async () => {
    const { text } = PRECONDITION_ROWS['preconditions in a circle'] ?? { text: '' };
    const { findings } = await loadCriteria(text, 'gate.yml');
    const cycle = findings.find(({ code }) => code === 'valid-if-cycle');
    expect(FINDING_MESSAGES['valid-if-cycle'].says(cycle?.args ?? {})).toContain('m → e → m');
  });

  it('is not slow on a long chain or a thicket', async () => {
    const needed = (index: number) => [1, 7, 50].map((step) => Math.min(index + step, 399)).filter((to) => to > index);
    const lines = Array.from({ length: 400 }, (_, index) => {
      const ids = [...new Set(needed(index))].map((to) => `m${to}`);
      const more = ids.length === 0 ? '' : `, valid-if: [${ids.join(', ')}]`;
      return `  m${index}: { layer: task, target: ">= 1"${more} }`;
    });
    const { gate } = await loadCriteria(`version: 1\nfeature: f\nmetrics:\n${lines.join('\n')}\n`, 'gate.yml');
    expect(gate?.metrics).toHaveLength(400);
  });
});

describe('a provision', () => {
  const until = (date: string, more = '') =>
    withMetric(`target: ">= 1"\nprovisional: { until: ${date}, reason: more by then }${more}`);

  it.each<[string, string[]]>([
    ['2026-12-22', []],
    ['2026-12-22T23:59:59Z', []],
    ['2026-12-23', ['provisional-too-far 7:27 m']],
    ['2026-12-23T00:00:01Z', ['provisional-too-far 7:27 m']],
    ['2026-11-22', []],
    ['2026-11-21', ['provisional-over 7:27 m']],
    ['2026-11-22T08:59:59Z', ['provisional-over 7:27 m']],
    ['2026-11-22T09:00:00Z', []],
  ])('until %s: %j', async (date, found) => expect(await findingsAt(until(date))).toEqual(found));

  it('is held against no clock where there is none', async () => {
    expect(await findingsAt(until('2040-01-01'), null)).toEqual([]);
    expect(await findingsAt(until('2001-01-01'), null)).toEqual([]);
  });

  it('is an error where it reaches too far, and a warning where it is over', async () => {
    expect((await loadCriteria(until('2027-12-23'), 'gate.yml', undefined, NOW)).gate).toBeNull();
    expect((await loadCriteria(until('2026-11-21'), 'gate.yml', undefined, NOW)).gate).not.toBeNull();
  });

  it('names the last day that may be chosen', async () => {
    const { findings } = await loadCriteria(until('2027-12-23'), 'gate.yml', undefined, NOW);
    const [texts] = findings.flatMap(({ code, args }) =>
      code === 'provisional-too-far' && isFindingCode(code) ? [FINDING_MESSAGES[code].fix(args)] : [],
    );
    expect(texts).toContain('2026-12-22');
  });

  it('is for one metric of a layer, the layer evidence too, and for no safety floor', async () => {
    const provisional = 'provisional: { until: 2026-12-10, reason: more }';
    const two = `version: 1\nfeature: f\nmetrics:\n  m: { layer: task, target: ">= 1", valid-if: [e, d] }\n  e: { layer: evidence, target: ">= 1", ${provisional} }\n  d: { layer: evidence, target: ">= 1", ${provisional} }\n`;
    expect(await findingsAt(two)).toEqual(['provisional-twice 6:41 d']);
    expect(await findingsAt(until('2026-12-10', '\nwaivable: false'))).toEqual(['not-waivable-conflict 7:5 m']);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALERT_REASON_CODES } from '../../src/core/alert-reason-codes.ts';
import { DIAGNOSIS_CODES } from '../../src/core/diagnosis.ts';
import { FINDING_LEVELS } from '../../src/core/finding-codes.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { REASON_CODES } from '../../src/core/reason-codes.ts';
import { RUN_FINDING_LEVELS } from '../../src/core/run-finding-codes.ts';
import { EVIDENCE_FINDING_MESSAGES } from '../../src/report/messages/evidence-findings.ts';
import { CATALOGUE_MESSAGES } from '../../src/report/messages/findings-catalogue.ts';
import { NORTH_STAR_MESSAGES } from '../../src/report/messages/findings-north-star.ts';
import { NORTH_STAR_FINDING_MESSAGES } from '../../src/report/messages/north-star-findings.ts';
import { run } from '../../src/run.ts';
import { localWorld } from '../../src/world.ts';
import { nodesOf, ROOT, words } from './pages.ts';

type Kind = 'finding' | 'reason' | 'diagnosis' | 'alert' | 'blocking';

interface Sample {
  readonly says: Readonly<Partial<Record<Kind, readonly string[]>>>;
  readonly criteria: string;
  readonly values?: string;
}

interface Row {
  readonly trap: string;
  readonly looks: string;
  readonly note?: string;
  readonly samples: readonly Sample[];
}

interface Data {
  readonly TRAPS: readonly (readonly [string, readonly Row[]])[];
  readonly MISTAKES: readonly (readonly [string, string])[];
}

// The data are JavaScript without types; what is read of them is looked at below.
const { TRAPS, MISTAKES } = (await import(pathToFileURL(path.join(ROOT, 'scripts/traps.mjs')).href)) as Data;
const ROWS = TRAPS.flatMap(([, rows]) => rows);
const SAMPLES = ROWS.flatMap(({ trap, samples }) => samples.map((sample, index) => ({ trap, index, sample })));
const PAGE = 'docs/traps.md';
const CELLS = nodesOf(PAGE)
  .filter(({ type }) => type === 'tableRow')
  .map((row) => (Array.isArray(row['children']) ? row['children'].map(words) : []));

async function judged({ criteria, values }: Sample): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-traps-'));
  try {
    mkdirSync(path.join(folder, 'evals'));
    writeFileSync(path.join(folder, 'gate.yml'), criteria);
    if (values !== undefined) writeFileSync(path.join(folder, 'evals/results.json'), values);
    const world = localWorld({ workspaceRoot: folder, nowMs: Date.UTC(2026, 10, 22, 12), commit: null, env: {} });
    const inputs = {
      ...{ criteriaPath: 'gate.yml', criteriaFile: path.join(folder, 'gate.yml') },
      ...{ values: values === undefined ? [] : ['evals/results.json'] },
      ...{ stage: null, pullRequest: null, allowedHosts: null },
    };
    return await run(inputs, world);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function saidBy({
  findings,
  results,
  diagnosis,
  alerts,
  blocking,
}: Outcome): Readonly<Record<Kind, readonly string[]>> {
  return {
    finding: findings.map(({ code }) => code),
    reason: results.map(({ reason }) => reason.code),
    diagnosis: diagnosis === null ? [] : [diagnosis.code],
    alert: Object.values(alerts).flatMap(({ reason }) => (reason === null ? [] : [reason.code])),
    blocking,
  };
}

/** What a reader of texts on metrics for AI features is warned of, each with what names its row. */
const WARNED_OF: readonly (readonly [string, RegExp])[] = [
  ['Goodhart: cosine', /^Cosine/],
  ['Goodhart: BLEU', /^BLEU/],
  ['Goodhart: latency', /^Latency is/],
  ['Goodhart: thumbs-up', /^Thumbs/],
  ['Goodhart: deflection', /^Deflection/],
  ['decoupled proxy', /^Decoupled proxy/],
  ['engagement illusion', /^Engagement illusion/],
  ['displacement: accuracy instead of decision quality', /accuracy instead of decision quality/],
  ['displacement: latency instead of trust', /latency instead of trust/],
  ['displacement: click-through instead of satisfaction', /click-through instead of satisfaction/],
  ['displacement: prompts completed instead of problems solved', /prompts completed instead of problems solved/],
  ['imbalance', /^Imbalance/],
  ['trade-off of precision and recall', /^Precision without recall/],
  ['test set', /^The test set/],
  ['drift', /^Drift/],
  ['feedback loops', /^Feedback loops/],
  ['accuracy without outcomes', /^Accuracy without outcomes/],
  ['engagement without satisfaction', /^Engagement without satisfaction/],
  ['trust is no property of the model', /^Trust taken for/],
  ['layers diverge', /^All model metrics are green/],
  ['a proxy stands for a higher layer', /^A lower number stands for/],
  ['a layer that is not measured', /^A layer that nobody measures/],
  ['mend at the lowest divergent layer', /^Mending where it shows/],
  ['business red is strategy', /^Business is red/],
  ['green is not healthy', /^Green taken for healthy/],
  ['a metric is no gate', /^A number without a bar/],
  ['a metric that is only declared', /^A metric is declared/],
  ['business has a target before the launch', /^The business case/],
  ['alerts on lagging metrics', /^Alerts on lagging/],
  ['the 48-hour rule', /^The 48-hour rule/],
  ['too few samples', /^Too few cases/],
  ['judges', /^A judge whom nobody/],
  ['stale evidence', /^Evidence of last spring/],
  ['evidence of another version', /^Evidence of another version/],
  ['activity as north star', /^Activity taken for value/],
  ['the four questions', /^Nobody asked the four/],
  ['steering by the north star', /^Steering by/],
  ['bright but wrong', /^Bright, but wrong/],
  ['detours', /^A dip that nobody declared/],
];

describe('the table of traps', () => {
  it.each(WARNED_OF)('has one row for: %s', (_, pattern) => {
    expect(ROWS.filter(({ trap }) => pattern.test(trap))).toHaveLength(1);
  });

  it('has a sample for every row, and no trap twice', () => {
    expect(ROWS.filter(({ samples }) => samples.length === 0)).toEqual([]);
    expect(new Set(ROWS.map(({ trap }) => trap)).size).toBe(ROWS.length);
  });

  it.each(SAMPLES)('$trap, sample $index: gives what the row says', async ({ sample }) => {
    const said = saidBy(await judged(sample));
    const promised = Object.entries(sample.says) as [Kind, readonly string[]][]; // the keys are those of Sample
    expect(promised.flatMap(([, codes]) => codes)).not.toEqual([]);
    for (const [kind, codes] of promised) expect(said[kind]).toEqual(expect.arrayContaining([...codes]));
  });

  it('names only codes that exist', () => {
    const known: Readonly<Record<Kind, readonly string[]>> = {
      finding: [...Object.keys(FINDING_LEVELS), ...Object.keys(RUN_FINDING_LEVELS)],
      ...{ reason: REASON_CODES, diagnosis: DIAGNOSIS_CODES, alert: ALERT_REASON_CODES },
      blocking: SAMPLES.flatMap(({ sample }) => sample.says.blocking ?? []),
    };
    for (const { sample } of SAMPLES)
      for (const [kind, codes] of Object.entries(sample.says) as [Kind, readonly string[]][])
        expect(known[kind]).toEqual(expect.arrayContaining([...codes]));
  });

  it.each([
    ['the catalogue', CATALOGUE_MESSAGES],
    ['the evidence', EVIDENCE_FINDING_MESSAGES],
    ['the north star', NORTH_STAR_MESSAGES],
    ['the evidence of the north star', NORTH_STAR_FINDING_MESSAGES],
  ])('has every finding of %s in some row', (_, messages) => {
    const named = new Set(SAMPLES.flatMap(({ sample }) => sample.says.finding ?? []));
    expect(Object.keys(messages).filter((code) => !named.has(code))).toEqual([]);
  });

  it.each(ROWS)('shows on the page: $trap', ({ trap, samples }) => {
    const [, looks = '', says = ''] = CELLS.find(([first]) => first === trap) ?? [];
    expect(looks).not.toBe('');
    const codes = samples.flatMap((sample) =>
      (['finding', 'reason', 'diagnosis', 'alert'] as const).flatMap((kind) => sample.says[kind] ?? []),
    );
    expect(new Set(says.split(', '))).toEqual(new Set(codes));
  });

  it('has all six mistakes, each with the codes of a row', () => {
    expect(MISTAKES).toHaveLength(6);
    for (const [mistake, trap] of MISTAKES) {
      const row = CELLS.find(([first]) => first === trap);
      expect(CELLS.find(([first]) => first === mistake)?.[1]).toBe(row?.[2]);
      expect(row?.[2]).toBeTruthy();
    }
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../../../src/criteria/load-criteria.ts';
import { FINDING_MESSAGES } from '../../../../src/report/messages/findings.ts';
import { argsOf, foundOf, withMetrics } from './found.ts';

/** What the gate makes of metrics. */
async function gateOf(lines: readonly string[], top: readonly string[] = []) {
  const { gate, findings } = await loadCriteria(withMetrics(lines, top), 'gate.yml');
  if (gate === null) throw new Error(JSON.stringify(findings.filter(({ level }) => level === 'error')));
  return gate;
}

describe('layer and indicator by the catalogue', () => {
  it.each([
    ['retrieval_recall_at_5: { target: ">= 0.9" }', 'model', 'leading'],
    ['Retrieval-Recall@17: { target: ">= 0.9" }'.toLowerCase().replace('@', '_at_'), 'model', 'leading'],
    ['answer_resolves_query: { target: ">= 0.8" }', 'task', 'leading'],
    ['day_14_retention: { target: ">= 0.7" }', 'product', 'lagging'],
    ['csat: { target: ">= 4" }', 'product', 'lagging'],
    ['ticket_deflection_rate: { target: ">= 0.4" }', 'business', 'lagging'],
    ['repeat_query_rate: { target: "<= 0.1", indicator: lagging }', 'product', 'lagging'],
    ['csat: { target: ">= 4", indicator: leading }', 'product', 'leading'],
    ['toxicity_rate: { layer: task, target: "<= 0.01" }', 'task', 'leading'],
    ['my_own_score: { layer: task, target: ">= 1" }', 'task', 'lagging'],
  ])('%s', async (line, layer, indicator) => {
    expect((await gateOf([line])).metrics[0]).toMatchObject({ layer, indicator });
  });

  it('leave a precondition to stand beside the layers', async () => {
    const { metrics } = await gateOf(['judge_human_agreement: { layer: evidence, target: ">= 0.6" }']);
    expect(metrics[0]).toMatchObject({ layer: 'evidence', indicator: 'lagging' });
  });

  it('let a fully alerted metric count as the leading one, from the stage that it is needed', async () => {
    const alert = 'alert: { when: "> 0.15", within: 24h, notifies: us }';
    const [metric] = (await gateOf([`repeat_query_rate: { target: "<= 0.1", ${alert} }`])).metrics;
    expect(metric).toMatchObject({ fromStage: 'limited', indicator: 'leading' });
    expect(await foundOf('alert-on-lagging', [`repeat_query_rate: { target: "<= 0.1", ${alert} }`])).toEqual([]);
    expect(await foundOf('alert-on-lagging', [`retention: { target: ">= 0.7", alert: { when: "< 0.6" } }`])).toEqual([
      'retention alert warning',
    ]);
  });

  it.each([
    ['recall: { layer: modell, target: ">= 0.9" }', ['invalid-choice']],
    ['recall: { layr: task, target: ">= 0.9" }', ['unknown-key']],
    ['recall: { layer: , target: ">= 0.9" }', ['invalid-choice']],
    ['recall: 0.9', ['invalid-map']],
    ['recall: { indicator: leadin, target: ">= 0.9" }', ['invalid-choice']],
    ['recall: { <<: { layer: task }, target: ">= 0.9" }', ['yaml-merge-key']],
  ])('never stand in for what is written and cannot be read: %s', async (line, codes) => {
    const { gate, findings } = await loadCriteria(withMetrics([line]), 'gate.yml');
    expect(gate).toBeNull();
    expect(findings.filter(({ level }) => level === 'error').map(({ code }) => code)).toEqual(codes);
    // Where the layer is open, nothing follows from the one that the catalogue knows.
    if (!line.includes('indicator')) expect(findings.map(({ code }) => code)).not.toContain('unmapped-proxy');
  });

  it('are asked for where the name is not known, with the names that may be meant', async () => {
    const missing = async (line: string) => await argsOf('missing-key', [line]);
    const parent = (id: string) => ({ key: 'layer', parent: `metrics.${id}` });
    expect(await missing('my_accuracy: { target: ">= 0.9" }')).toEqual({
      ...{ ...parent('my_accuracy'), near: ['accuracy'] },
    });
    expect((await missing('retreival_recall_at_5: { target: ">= 0.9" }'))?.['near']).toContain('retrieval_recall_at_k');
    expect(await missing('something_else_entirely: { target: ">= 0.9" }')).toEqual({
      ...{ ...parent('something_else_entirely'), near: [] },
    });
    expect(await foundOf('missing-key', ['my_accuracy: { target: ">= 0.9" }'])).toEqual([
      'my_accuracy my_accuracy error',
    ]);
  });

  it('ask twenty times and no more', async () => {
    const lines = Array.from({ length: 25 }, (_, index) => `m${index}_accuracy: { target: ">= 0.9" }`);
    const { findings } = await loadCriteria(withMetrics(lines), 'gate.yml');
    const missing = findings.filter(({ code }) => code === 'missing-key');
    expect(missing).toHaveLength(25);
    expect(missing.filter(({ args }) => Array.isArray(args['near']) && args['near'].length > 0)).toHaveLength(20);
  });
});

describe('due', () => {
  const due = async (line: string) => {
    const { findings } = await loadCriteria(withMetrics([line], ['launch-date: 2026-12-01']), 'gate.yml');
    return findings.filter(({ code }) => code.startsWith('due-')).map(({ code }) => code);
  };

  it.each([
    ['ticket_deflection_rate: { target: ">= 0.4", due: 2026-12-15 }', []],
    ['my_outcome: { layer: business, target: ">= 0.4", due: 2026-12-15 }', []],
    ['repeat_query_rate: { layer: business, target: "<= 0.4", due: 2026-12-15 }', []],
    ['my_outcome: { layer: business, target: ">= 0.4", indicator: leading, due: 2026-12-15 }', ['due-on-leading']],
    ['day_14_retention: { target: ">= 0.7", due: 2026-12-15 }', []],
    ['feature_nps: { layer: product, target: ">= 10", due: 2026-12-15 }', []],
    ['day_14_retention: { layer: task, target: ">= 0.7", due: 2026-12-15 }', ['due-needs-lagging']],
    ['nps: { layer: product, target: ">= 10", due: 2026-12-15 }', ['due-needs-lagging']],
    ['nps: { layer: product, target: ">= 10", indicator: lagging, due: 2026-12-15 }', []],
    ['csat: { layer: product, target: ">= 4", due: 2026-12-15 }', ['due-needs-lagging']],
    ['repeat_query_rate: { target: "<= 0.1", due: 2026-12-15 }', ['due-on-leading']],
    ['repeat_query_rate: { target: "<= 0.1", indicator: lagging, due: 2026-12-15 }', []],
    ['recall: { target: ">= 0.9", due: 2026-12-15 }', ['due-on-leading']],
    ['my_metric: { layer: product, target: ">= 0.9", due: 2026-12-15 }', ['due-needs-lagging']],
  ])('%s', async (line, codes) => expect(await due(line)).toEqual(codes));
});

describe('the age that is proposed', () => {
  const proposed = async (line: string) => {
    const args = await argsOf('no-max-age', [line]);
    return FINDING_MESSAGES['no-max-age'].fix(args ?? {});
  };

  it.each([
    ['repeat_query_rate: { target: "<= 0.1" }', /^Add max-age: 24h,/],
    ['doc_freshness: { target: ">= 0.9" }', /^Add max-age: 48h,/],
    ['answer_correctness: { target: ">= 0.9" }', /^Add max-age: 14d,/],
    ['cost_per_resolution: { target: "<= 45" }', /^Add max-age: 62d,/],
    ['bleu: { target: ">= 0.4" }', /^Add bind: commit,/],
    ['my_own_score: { layer: task, target: ">= 0.4" }', /^Add max-age here or under defaults\.$/],
  ])('%s', async (line, words) => expect(await proposed(line)).toMatch(words));

  it.each([
    ['bleu: { target: ">= 0.4", bind: commit }', []],
    ['bleu: { target: ">= 0.4", bind: pins }', []],
    ['my_own_score: { layer: task, target: ">= 0.4", bind: commit }', []],
    ['repeat_query_rate: { target: "<= 0.1", bind: commit }', ['repeat_query_rate repeat_query_rate warning']],
    ['my_own_score: { layer: product, target: ">= 0.4", bind: commit }', ['my_own_score my_own_score warning']],
    ['bleu: { target: ">= 0.4", max-age: 7d }', []],
  ])('%s', async (line, found) => expect(await foundOf('no-max-age', [line])).toEqual(found));
});

describe('the files of the docs', () => {
  const codesOf = async (name: string) => {
    const file = new URL(`../../../../fixtures/criteria/good/${name}`, import.meta.url);
    const { gate, findings } = await loadCriteria(readFileSync(file, 'utf8'), name);
    expect(gate).not.toBeNull();
    const known = ['missing-pair', 'unmapped-proxy', 'no-proxy', 'single-proxy', 'testset-only', 'judge-unlicensed'];
    const all = [...known, 'feedback-loop', 'no-drift-watch', 'layer-misplaced', 'no-business-target', 'no-max-age'];
    return findings.filter(({ code }) => all.includes(code)).map(({ code, metric }) => `${code} ${metric ?? '-'}`);
  };

  it('the smallest', async () => {
    expect((await codesOf('smallest.yml')).sort()).toEqual([
      'missing-pair repeat_query_rate',
      'missing-pair retrieval_recall_at_5',
      'no-business-target -',
      'no-max-age answer_resolves_query',
      'no-max-age repeat_query_rate',
      'no-max-age retrieval_recall_at_5',
      'no-proxy -',
      'unmapped-proxy retrieval_recall_at_5',
    ]);
  });

  it('the full one', async () => {
    expect((await codesOf('full.yml')).sort()).toEqual([
      'missing-pair retrieval_recall_at_5',
      'no-proxy day_14_retention',
      'no-proxy recontact_48h',
      'no-proxy ticket_deflection_rate',
    ]);
  });
});

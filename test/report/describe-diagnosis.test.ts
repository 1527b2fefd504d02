import { describe, expect, it } from 'vitest';
import { diagnose, diagnoseLeaning } from '../../src/core/diagnose.ts';
import { DIAGNOSIS_CODES } from '../../src/core/diagnosis.ts';
import type { MetricResult } from '../../src/core/result.ts';
import { describeDiagnosis, describeLeaning } from '../../src/report/describe-diagnosis.ts';
import { listed } from '../../src/report/listed.ts';
import { DIAGNOSIS_MESSAGES } from '../../src/report/messages/diagnosis.ts';
import { sample, stack, wikiAssistant } from '../core/diagnosis-samples.ts';

const said = (results: readonly MetricResult[]) => describeDiagnosis(diagnose(results), results);
const letters = ['G', 'R', '?', '-', 'P'];
const all = letters.flatMap((m) =>
  letters.flatMap((t) => letters.flatMap((p) => letters.map((b) => `${m}${t}${p}${b}`))),
);

describe('describeDiagnosis', () => {
  it('tells the reviewer of the wiki assistant what to change and what proves it', () => {
    const { headline, sentences, monday, extra } = said(wikiAssistant());
    expect(headline).toBe('The stack diverges at model → task');
    expect(sentences).toEqual([
      'The stack diverges at model → task: retrieval_recall_at_5, answer_bleu and query_chunk_cosine pass and cannot see what answer_cites_current_policy and answer_resolves_query see; product and business inherit it.',
      'Leave the model metrics alone: find what the system does right by them that makes the task wrong (such as retrieving text that is similar but outdated), change the system there, and judge the repair by answer_cites_current_policy and answer_resolves_query, then upward through product and business.',
    ]);
    expect(monday).toContain('Read twenty failing cases of answer_cites_current_policy and answer_resolves_query');
    expect(extra[0]).toContain('answer_cites_current_policy fails although');
  });

  it.each([
    ['GGGG', 'All four layers agree'],
    ['GGGP', 'All layers agree; business is first due 2026-12-15'],
    ['G?GG', 'No layer fails, but task is not decided'],
    ['G??G', 'No layer fails, but task and product are not decided'],
    ['GG--', 'Flying blind at product and business'],
    ['RGGG', 'Model fails, but task passes: contained'],
    ['RRRR', 'The failure starts in the model layer'],
    ['GRRR', 'The stack diverges at model → task'],
    ['GGRR', 'The stack diverges at task → product'],
    ['GGGR', 'It works for users, the business case fails: a question of strategy'],
    ['G-RR', 'Product fails; the break is somewhere between model and product'],
    ['-RRR', 'Task fails, and nothing below it is known to pass'],
  ])('%s: %s', (layers, headline) => {
    expect(said(stack(layers)).headline).toBe(headline);
  });

  it('sends product → business to product leadership, and leaves the model alone', () => {
    const { sentences, monday } = said(stack('GGGR'));
    expect(sentences[1]).toMatch(
      /strategy, not engineering: escalate to product leadership and do not improve the model/,
    );
    expect(monday).toMatch(/product leadership/);
  });

  it('never asks to improve a metric, for any stack', () => {
    for (const layers of all) {
      const { headline, sentences, monday, extra } = said(stack(layers));
      const text = [headline, ...sentences, monday, ...extra].join('\n');
      expect(text).not.toMatch(/(improve|raise|tune|optimi[sz]e) (the |your )?(model |task )?metric/i);
      expect(text).not.toMatch(/undefined|null|NaN|\(\)|: \.|,,| {2}/);
      expect(sentences).toHaveLength(2);
      for (const line of [...sentences, monday, ...extra]) expect(line).toMatch(/[.?]$/);
    }
  });

  it('shows titles in quotation marks, as they are', () => {
    const results = stack('GR--', { task: { title: 'Resolves *query*' } });
    expect(said(results).sentences[0]).toContain('cannot see what “Resolves *query*” sees');
  });

  it('asks for what is missing before a repair', () => {
    const undecided = { ...sample('t', 'task', 'inconclusive'), samplesNeeded: { least: 381, likely: 955 } };
    const { sentences } = said(stack('G?RG').with(1, undecided));
    expect(sentences[1]).toContain(
      'Measure task first, that is t (about 955 more samples, about even odds with 381); a repair before that is a guess',
    );
  });

  it('names one number of samples where there is only one', () => {
    const undecided = { ...sample('t', 'task', 'inconclusive'), samplesNeeded: { least: 1, likely: 1 } };
    expect(said(stack('G?RG').with(1, undecided)).sentences[1]).toContain('that is t (about 1 more sample); a repair');
  });

  it.each([
    ['R-R-', 'That product inherits the failure is not verified: a layer between is not known.'],
    ['R-R-', 'Nothing is measured at task and business: flying blind there.'],
    ['GR?G', 'Not decided: product.'],
    ['GRGR', 'Also, contained by a passing layer above: model → task.'],
    ['GGRG', 'Business is not affected yet: it lags, so its green says nothing against the failure below.'],
    ['GGRP', 'Business evidence is first due 2026-12-15.'],
  ])('%s adds: %s', (layers, line) => {
    expect(said(stack(layers)).extra).toContain(line);
  });

  it('shows mixed layers, breaks of their own and advisory failures', () => {
    const results = [
      sample('precision', 'model', 'pass', { drives: ['false_block'] }),
      sample('recall', 'model', 'fail', { drives: ['spam_seen'] }),
      sample('false_block', 'task', 'fail'),
      sample('spam_seen', 'task', 'fail', { drives: ['churn'] }),
      sample('churn', 'business', 'pass'),
      sample('side', 'task', 'fail', { required: false }),
    ];
    const { extra } = said(results);
    expect(extra).toContain('Also, a break of its own: model → task.');
    expect(extra).toContain('1 of 2 required model metrics fails.');
    expect(extra).toContain('Advisory, outside the diagnosis: side fails.');
    expect(extra.some((line) => line.startsWith('churn passes although spam_seen'))).toBe(true);
  });

  it('keeps to a few lines of the graph', () => {
    const results = Array.from({ length: 60 }, (_, i) => [
      sample(`m${i}`, 'model', 'pass', { drives: [`t${i}`] }),
      sample(`t${i}`, 'task', 'fail'),
    ]).flat();
    expect(said(results).extra.at(-1)).toBe('48 more such relations.');
  });
});

describe('describeLeaning', () => {
  it('says what is probable, and that it is not proven', () => {
    const results = stack('?RRR', { model: { leaning: 'pass' } });
    const found = diagnose(results);
    const leaning = diagnoseLeaning(results, found);
    expect(leaning === null ? null : describeLeaning(leaning, found)).toBe(
      'Probable divergence model → task (model is taken by point values, which prove nothing).',
    );
  });

  it.each(DIAGNOSIS_CODES)('has a sentence for %s', (code) => {
    const found = diagnose(stack('?RRR'));
    expect(describeLeaning({ ...found, code }, found)).toMatch(/^[A-Z].*which prove nothing\)\.$/);
  });
});

describe('the table of messages', () => {
  it.each(DIAGNOSIS_CODES)('explains %s for the docs', (code) => {
    const { title, why, example } = DIAGNOSIS_MESSAGES[code];
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(why).toMatch(/\.$/);
    expect(example.length).toBeGreaterThan(10);
  });
});

describe('listed', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b, c and d'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d and 1 more'],
  ])('%j reads "%s"', (names, text) => {
    expect(listed(names)).toBe(text);
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examplesFor } from '../../../src/command-line/start/catalogue-block.ts';
import { criteriaId, featureId } from '../../../src/command-line/start/criteria-id.ts';
import { type FoundMetric, findResults } from '../../../src/command-line/start/found-results.ts';
import { starterCriteria } from '../../../src/command-line/starter-criteria.ts';
import { CATALOGUE } from '../../../src/core/catalogue/catalogue.ts';
import { isAbove, parseTarget } from '../../../src/core/target.ts';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';
import { localWorkspace } from '../../../src/sources/local-workspace.ts';
import { withFiles } from '../running.ts';

const starterOf = (metrics: Readonly<Record<string, unknown>>, name = 'results.json') =>
  withFiles({ [name]: JSON.stringify({ metrics }) }, async (folder) => {
    const found = await findResults(localWorkspace(folder, { PATH: '', HOME: '' }), name);
    if (!found.ok) throw new Error(found.text);
    return { found: found.found, text: starterCriteria('my-feature', found.found) };
  });

const errorsOf = async (text: string) =>
  (await loadCriteria(text, 'f.yml')).findings.filter(({ level }) => level === 'error').map(({ code }) => code);

describe('criteria made of a result file', () => {
  it('hold only open places as errors, whatever the metrics are called', async () => {
    const name = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom('model', '__proto__x', 'a: b', '"', '# x', '- y', '{', 'x'.repeat(199)),
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), async (names) => {
        const metrics = Object.fromEntries([['accuracy', 0.9], ...names.map((one) => [one, 0.5])]);
        const { text } = await starterOf(metrics);
        expect(new Set(await errorsOf(text))).toEqual(new Set(['placeholder']));
      }),
      { numRuns: 20 },
    );
  });

  it('place every metric of the catalogue without a mistake of layer, direction, unit or scale', async () => {
    for (let start = 0; start < CATALOGUE.length; start += 40) {
      const entries = CATALOGUE.slice(start, start + 40);
      const { text, found } = await starterOf(Object.fromEntries(entries.map(({ id }) => [id, 0.5])));
      expect(found.metrics.map(({ entry }) => entry?.id)).toEqual(entries.map(({ id }) => id));
      const filled = text
        .replace(/"<fill in: [^"\n]*such as ([^"\n]*)>"/g, '"$1"')
        .replace(/"<fill in: live[^"\n]*"/g, 'live')
        .replace(/"<fill in: [^"\n]*"/g, 'any');
      const { gate, findings } = await loadCriteria(filled, 'f.yml');
      const wrong = ['layer-misplaced', 'wrong-direction', 'unit-mismatch', 'trivial-target', 'lagging-as-leading'];
      expect(findings.filter(({ code, level }) => level === 'error' || wrong.includes(code))).toEqual([]);
      expect(gate?.metrics).toHaveLength(entries.length);
    }
  });

  it('leave out an example that the value itself meets by being copied', async () => {
    const { text } = await starterOf({ accuracy: 0.8731 });
    expect(text).not.toContain('0.87');
  });

  it('guard a metric by its counter-metric where the file has it, else show what to add', async () => {
    expect((await starterOf({ precision: 0.9, recall: 0.8 })).text).toMatch(
      / {2}precision:\n(?: {4}.*\n)* {4}guarded-by: \[recall\]\n/,
    );
    const { text } = await starterOf({ containment_rate: 0.7 });
    expect(text).toContain('  # recontact_48h:\n  #   layer: product\n');
    expect(text).not.toContain('guarded-by');
  });

  it('suggest an alert on what leads, else a metric to have one', async () => {
    expect((await starterOf({ repeat_query_rate: 0.1 })).text).toContain('    # alert: { when:');
    expect((await starterOf({ bleu: 0.1 })).text).toContain('  # repeat_query_rate:\n  #   layer: product');
  });

  it('take the unit of a share from its value only where that is one', async () => {
    expect((await starterOf({ accuracy: 0.9 })).text).toMatch(/accuracy:\n(?: {4}.*\n)* {4}unit: ratio\n/);
    expect((await starterOf({ accuracy: 90 })).text).toMatch(/accuracy:\n(?: {4}.*\n)* {4}unit: "<fill in: percent/);
  });

  it('leave open where the cases of a task metric come from, and of no other', async () => {
    const { text } = await starterOf({ answer_correctness: 0.9, accuracy: 0.9 });
    expect(text).toMatch(/answer_correctness:\n(?: {4}.*\n)* {4}traffic: "<fill in: live .* or curated/);
    expect(text.match(/traffic: /g)).toHaveLength(1);
  });

  it('show business evidence that may come later, where there is none', async () => {
    const { text } = await starterOf({ accuracy: 0.9 });
    expect(text).toMatch(/\n# launch-date: "<fill in: .*YYYY-MM-DD>"/);
    expect(text).toMatch(
      / {2}# ticket_deflection_rate:\n {2}# {3}layer: business\n(?: {2}# .*\n)* {2}# {3}due: "<fill in: .*YYYY-MM-DD/,
    );
    expect((await starterOf({ ticket_deflection_rate: 0.3 })).text).not.toContain('# ticket_deflection_rate');
  });

  it('leave open which provider of several a score is of', async () => {
    const text = readFileSync('fixtures/formats/promptfoo/v3-two-providers-repeat2.json', 'utf8');
    const saved = await withFiles({ 'results.json': text }, async (folder) => {
      const found = await findResults(localWorkspace(folder, { PATH: '', HOME: '' }), 'results.json');
      return found.ok ? starterCriteria('my-feature', found.found) : '';
    });
    expect(saved).toContain('{ source: results, score: "grounded", provider: "<fill in: one of small, large>" }');
    expect(saved).not.toContain('prompt: ');
    expect(new Set(await errorsOf(saved))).toEqual(new Set(['placeholder']));
  });

  it('read numbers by name, whatever they are called', async () => {
    const name = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('let', 'in', 'a b', 'a"b', 'a\\b', '@', '`1`', '0'),
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), async (names) => {
        const object = Object.fromEntries([['accuracy', 0.9], ...names.map((one, at) => [one, at + 2])]);
        const found = await withFiles({ 'r.json': JSON.stringify(object) }, (folder) =>
          findResults(localWorkspace(folder, { PATH: '', HOME: '' }), 'r.json'),
        );
        const metrics = found.ok ? found.found.metrics : [];
        expect(metrics.map(({ name: one, value }) => [one, value])).toEqual(
          metrics.map(({ name: one }) => [one, object[one]]),
        );
        expect(metrics.length).toBeGreaterThan(0);
        const text = found.ok ? starterCriteria('my-feature', found.found) : '';
        expect(new Set(await errorsOf(text))).toEqual(new Set(['placeholder']));
      }),
      { numRuns: 20 },
    );
  });

  it('list the known ones first, and at most forty', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`zz${index}`, 1]));
    const { text } = await starterOf({ ...many, accuracy: 0.9 });
    expect(text.match(/^ {4}layer: /gm)).toHaveLength(40);
    expect(text).toMatch(/metrics:\n(?: {2}#.*\n)* {2}accuracy:/);
    expect(text).toContain('# 21 further names of the file are not listed.');
  });
});

describe('examples of targets', () => {
  it.each(CATALOGUE.map((entry) => [entry.id, entry] as const))(
    '%s: read as a target in the right direction',
    (_, entry) => {
      const { target, when } = examplesFor(entry, null);
      const read = parseTarget(target, entry.unit);
      const alert = parseTarget(when, entry.unit);
      expect([read.ok, alert.ok]).toEqual([true, true]);
      if (!read.ok || !alert.ok || alert.target.kind === 'band') return;
      if (entry.better === 'inside') expect(read.target.kind).toBe('band');
      if (read.target.kind === 'band') return;
      expect(read.target.operator).toBe(entry.better === 'higher' ? '>=' : '<=');
      const isBeyond =
        entry.better === 'higher'
          ? isAbove(read.target.bound, alert.target.bound, true)
          : isAbove(alert.target.bound, read.target.bound, true);
      expect(isBeyond).toBe(true);
    },
  );
});

describe('ids for metrics of foreign names', () => {
  it.each([
    ['recall@5', 'recall_at_5'],
    ['Answer Relevancy', 'answer_relevancy'],
    ['model', 'metric_model'],
    ['launch-set', 'launch_set'],
    ['', 'metric'],
    ['***', 'metric'],
    ['__proto__', 'proto'],
    ['ÄÖ', 'metric'],
    ['0 ', 'metric_0'],
    ['1e5', 'metric_1e5'],
    ['0x1f', 'metric_0x1f'],
    ['5xx', '5xx'],
    ['True', 'metric_true'],
    ['null', 'metric_null'],
  ])('%j is %s', (name, id) => expect(criteriaId(name, new Set())).toBe(id));

  it('are never taken twice', () => expect(criteriaId('a b', new Set(['a_b', 'a_b_2']))).toBe('a_b_3'));
});

describe('ids for features of folders', () => {
  it.each([
    ['Wiki Assistant', 'wiki-assistant'],
    ['2026', 'feature-2026'],
    ['true', 'feature-true'],
    ['---', 'my-feature'],
  ])('%j is %s', (folder, id) => expect(featureId(folder)).toBe(id));
});

describe('what a name of a tool says', () => {
  const LM = {
    results: { faq: { 'acc,none': 0.5, 'acc_stderr,none': 0.01, alias: 'faq' } },
    versions: {},
    'n-shot': {},
    configs: {},
  };
  it.each([
    ['{"metrics":{"recall@5":0.5}}', 'retrieval_recall_at_k'],
    ['{"metrics":{"Answer Relevancy":0.5}}', 'answer_relevancy'],
    [JSON.stringify(LM), 'accuracy'],
    ['{"metrics":{"my_accuracy":0.5}}', null],
    ['{"metrics":{"accuracy!":0.5}}', null],
  ])('%s', async (text, id) => {
    const entry = await withFiles({ 'results.json': text }, async (folder) => {
      const found = await findResults(localWorkspace(folder, { PATH: '', HOME: '' }), 'results.json');
      const metrics: readonly FoundMetric[] = found.ok ? found.found.metrics : [];
      return metrics.map((metric) => metric.entry?.id ?? null);
    });
    expect(entry).toEqual([id]);
  });
});

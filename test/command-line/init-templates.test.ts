import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TEMPLATE_NAMES, type TemplateName, templateCriteria } from '../../src/command-line/start/templates/index.ts';
import { catalogueEntry } from '../../src/core/catalogue/catalogue.ts';
import { parseTarget } from '../../src/core/target.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { launchGateIn, withFiles } from './running.ts';

const CRITERIA = '.github/launch-gate.yml';
const NOW_MS = Date.UTC(2026, 10, 22, 12);
const OPEN = /"<fill in: [^"]*?such as ([^"]*)>"/g;

const textOf = (name: TemplateName) => templateCriteria(name, 'my-feature', NOW_MS);
/** The template with each open place filled in by its own example. */
const filled = (text: string) => text.replace(OPEN, '"$1"');
const load = (text: string) => loadCriteria(text, CRITERIA, undefined, NOW_MS);

describe.each(TEMPLATE_NAMES)('the template %s', (name) => {
  it('says only what a person has still to decide', async () => {
    const { gate, findings } = await load(textOf(name));
    expect(gate).toBeNull();
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['placeholder']));
    expect(findings.length).toBe([...textOf(name).matchAll(OPEN)].length);
  });

  it('is complete once it is filled in: nothing is found in it', async () => {
    const { gate, findings } = await load(filled(textOf(name)));
    expect(findings).toEqual([]);
    expect(gate?.northStar).not.toBeNull();
  });

  it('leaves every number to a person', () => {
    const file = parse(textOf(name));
    for (const [id, metric] of Object.entries<Record<string, unknown>>(file.metrics)) {
      expect([id, metric['target']]).toEqual([id, expect.stringMatching(/^<fill in: .*, such as .*[0-9]>$/)]);
      const alert = Object.values(Object(metric['alert'] ?? {}));
      expect(alert.every((part) => String(part).startsWith('<fill in: '))).toBe(true);
    }
    expect(file['launch-date']).toMatch(/^<fill in: .*2026-12-06>$/);
  });

  it('stays closed while a single place is open', async () => {
    const places = [...textOf(name).matchAll(OPEN)];
    for (const [index] of places.entries()) {
      let at = 0;
      const all = textOf(name).replace(OPEN, (written, example: string) => (at++ === index ? written : `"${example}"`));
      expect((await load(all)).gate).toBeNull();
    }
  });

  it('has all layers, a pair for what is gamed, an alert and what is lagging', async () => {
    const { gate } = await load(filled(textOf(name)));
    const metrics = gate?.metrics ?? [];
    expect(new Set(metrics.map(({ layer }) => layer))).toEqual(
      new Set(['model', 'task', 'product', 'business', 'evidence']),
    );
    expect(metrics.filter(({ alert, indicator }) => alert !== null && indicator === 'leading')).toHaveLength(1);
    expect(metrics.filter(({ layer, dueMs }) => layer === 'business' && dueMs === null)).toEqual([]);
    const judged = metrics.filter(({ id, layer }) => layer !== 'evidence' && catalogueEntry(id)?.judged === true);
    expect(judged.filter(({ validIf }) => validIf.length === 0)).toEqual([]);
    expect(metrics.filter(({ drives }) => drives.length > 0).length).toBeGreaterThan(5);
    expect(metrics.filter(({ guardedBy }) => guardedBy.length > 0).length).toBeGreaterThan(4);
  });

  it('lets a floor be proven by enough samples, and says what a metric without confidence passes by', async () => {
    const { gate } = await load(filled(textOf(name)));
    const floors = gate?.metrics.filter(({ waivable }) => !waivable) ?? [];
    expect(floors.map(({ confidence, minSamples }) => [confidence, minSamples])).toEqual(
      floors.map(() => [0.95, 3000]),
    );
    expect(textOf(name)).toMatch(
      /# Decide: .*passes by its point.*(?:\n {2}#.*)+\n {2}# confidence: 95%\n {2}# min-samples: /,
    );
  });

  it('names only metrics of the catalogue, each on a layer that the catalogue knows it on', async () => {
    const { gate } = await load(filled(textOf(name)));
    for (const { id, layer } of gate?.metrics ?? []) {
      const entry = catalogueEntry(id);
      expect([id, layer === 'evidence' || entry?.layer === layer || entry?.alsoOn.includes(layer)]).toEqual([id, true]);
    }
  });

  it('can be met: filled in, with values at its targets, it is a go, and with one short of them it is none', async () => {
    await withFiles({}, async (folder) => {
      expect((await launchGateIn(folder, ['init', '--template', name])).code).toBe(0);
      const written = readFileSync(path.join(folder, CRITERIA), 'utf8');
      const open = await launchGateIn(folder, ['check', '--format', 'json']);
      expect([open.code, JSON.parse(open.out).decision, JSON.parse(open.out).verdict]).toEqual([2, 'no-go', 'error']);

      writeFileSync(path.join(folder, CRITERIA), filled(written).replaceAll('evals/results.json', 'results.json'));
      const values = atTargets(filled(written));
      const judge = async (metrics: Readonly<Record<string, unknown>>) => {
        writeFileSync(
          path.join(folder, 'results.json'),
          JSON.stringify({ observed_at: new Date().toISOString(), metrics }),
        );
        const { code, out } = await launchGateIn(folder, ['check', '--format', 'json']);
        const { decision, verdict } = JSON.parse(out);
        return [code, decision, verdict];
      };
      expect(await judge(values)).toEqual([0, 'go', 'pass']);
      const [first = ''] = Object.keys(values);
      const { [first]: _, ...less } = values;
      expect(await judge(less)).toEqual([1, 'no-go', 'incomplete']);
    });
  });
});

/** For each metric a value that its target takes. */
function atTargets(text: string): Record<string, unknown> {
  const metrics: Record<string, { target: string; unit?: string; 'min-samples'?: number }> = parse(text).metrics;
  return Object.fromEntries(
    Object.entries(metrics).map(([id, metric]) => {
      const read = parseTarget(metric.target, metric.unit ?? null);
      const { target } = read.ok ? read : { target: null };
      if (target === null) return [id, Number.NaN];
      // A floor takes its samples, and none of them may be bad.
      const samples = metric['min-samples'];
      if (samples !== undefined) return [id, { successes: 0, sample_size: samples }];
      return [id, target.kind === 'bound' ? target.bound : (target.low + target.high) / 2];
    }),
  );
}

describe('init --template', () => {
  it.each([
    [['init', '--template', 'ragg'], /must be rag, support-bot, agent, classifier, recommender.*did you mean rag\?/],
    [['init', '--template', 'toString'], /must be rag/],
    [['init', '--template'], /--template needs a value/],
    [['init', '--template', 'rag', 'results.json'], /choose one/],
    [['init', 'missing.json'], /missing\.json/],
  ])('%j is a usage error that writes nothing', async (words, text) => {
    await withFiles({ 'results.json': '{"metrics":{"recall":0.9}}' }, async (folder) => {
      const { code, out, err } = await launchGateIn(folder, words);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(text);
      expect(existsSync(path.join(folder, '.github'))).toBe(false);
    });
  });

  it('never overwrites', async () => {
    await withFiles({ [CRITERIA]: 'mine' }, async (folder) => {
      const { code, out } = await launchGateIn(folder, ['init', '--template', 'agent']);
      expect([code, out]).toEqual([0, expect.stringContaining(`kept  ${CRITERIA}`)]);
      expect(readFileSync(path.join(folder, CRITERIA), 'utf8')).toBe('mine');
    });
  });

  it('is named by the plain starter', async () => {
    await withFiles({}, async (folder) => {
      await launchGateIn(folder, ['init']);
      const written = readFileSync(path.join(folder, CRITERIA), 'utf8');
      for (const name of TEMPLATE_NAMES) expect(written).toContain(name);
      const { findings } = await loadCriteria(written, CRITERIA);
      expect(new Set(findings.filter(({ level }) => level === 'error').map(({ code }) => code))).toEqual(
        new Set(['placeholder']),
      );
    });
  });

  it('says nothing of what a file holds that could write on the terminal', async () => {
    await withFiles({ 'results.json': '{"\\u001b[31mred":{}}' }, async (folder) => {
      const { code, err } = await launchGateIn(folder, ['init', 'results.json']);
      expect([code, err.includes('red'), err.includes('\u001b')]).toEqual([2, true, false]);
    });
  });
});

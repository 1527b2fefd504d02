import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { init } from '../../src/command-line/init.ts';

const CRITERIA = '.github/launch-gate.yml';
const WORKFLOW = '.github/workflows/launch-gate.yml';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'launch-gate-init-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** Runs init in the folder; gives the exit code and what it printed. */
async function run(...positional: string[]): Promise<{ readonly code: number; readonly out: string }> {
  let out = '';
  const say = (text: string) => {
    out += text;
  };
  const terminal = { out: say, err: say, colour: false, unicode: true, width: 80, watched: false, errWidth: 80 };
  const args = { positional, flags: {} } as unknown as Parameters<typeof init>[0]; // no flag is given
  const invocation = { words: [], env: process.env, folder: root, streams: null } as unknown as Parameters<
    typeof init
  >[1]; // no stream is asked
  return { code: await init(args, invocation, terminal), out };
}

const jobs = () => parse(readFileSync(path.join(root, WORKFLOW), 'utf8')).jobs;
const paths = () =>
  jobs()
    .evaluate.steps.concat(jobs().gate.steps)
    .flatMap((step: { with?: { path?: string } }) => step.with?.path ?? []);

describe('init', () => {
  it('writes two jobs, the first of which fails until it is filled in, and says so', async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(Object.keys(jobs())).toEqual(['evaluate', 'gate']);
    expect(jobs().evaluate.steps[1].run).toMatch(/exit 1\n$/);
    expect(out).toContain(`1. Fill in every <fill in: …> in ${CRITERIA}`);
    expect(out).toContain(`2. Put your evaluation into ${WORKFLOW}`);
    expect(out).toContain('gh label create launch-gate/override');
    expect(out).toContain('both jobs, "evaluate" and "gate", required');
    expect(out).toContain('With "mode: report" in the criteria it is green');
  });

  it.each([
    ['evals/results.json', ['evals/results.json', 'evals']],
    ['results.json', ['results.json', '.']],
    ['deep/er/results.json', ['deep/er/results.json', 'deep/er']],
    ['odd $(name).json', ['evals/results.json', 'evals']],
  ])('hands over the results of %s where the criteria look for them', async (file, expected) => {
    write(file, JSON.stringify({ metrics: { recall: 0.9 } }));
    expect((await run(file)).code).toBe(0);
    expect(paths()).toEqual(expected);
    expect(parse(readFileSync(path.join(root, CRITERIA), 'utf8')).sources.results.path).toBe(file);
  });

  it('asks nobody to fill in criteria that it did not write', async () => {
    write(CRITERIA, 'mine');
    const { out } = await run();
    expect(readFileSync(path.join(root, CRITERIA), 'utf8')).toBe('mine');
    expect(out).not.toContain('<fill in');
    expect(out).not.toContain('mode: report');
    expect(out).toContain('1. Put your evaluation');
  });

  const live = (metrics: string) => `version: 1
feature: bot
stage: shadow
sources:
  prod: { type: prometheus, url: "https://prometheus.acme.dev", auth: { bearer: PROM_TOKEN } }
  warehouse: { type: postgres, connection: DATABASE_URL }
  unused: { type: http, url: "https://api.acme.dev/x", auth: { bearer: UNUSED_TOKEN } }
  evals: { type: file, path: reports/evals.json }
  more: { type: file, path: reports/deep/more.json, format: values }
defaults: { max-age: 7d }
metrics:
${metrics}`;
  const one = (id: string, from: string) => `  ${id}: { layer: task, target: ">= 0.8", unit: ratio${from} }\n`;
  const LIVE =
    one('a', ', from: { source: prod, query: "sum(x)" }') +
    one('b', ', from: { source: warehouse, query: "select value from t" }');

  it('writes for criteria with live sources their credentials, and no evaluation', async () => {
    write(CRITERIA, live(LIVE));
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(Object.keys(jobs())).toEqual(['gate']);
    expect(jobs().gate.needs).toBeUndefined();
    expect(jobs().gate.steps).toEqual([
      {
        uses: expect.stringMatching(/^launch-gate\//),
        env: { PROM_TOKEN: `\${{ secrets.PROM_TOKEN }}`, DATABASE_URL: `\${{ secrets.DATABASE_URL }}` },
        with: { criteria: CRITERIA },
      },
    ]);
    expect(out).not.toContain('evaluation');
    expect(out).toContain('gh secret set PROM_TOKEN');
    expect(out).toContain('launch-gate doctor');
    expect(out).toContain('make the job "gate" a required check');
  });

  it('writes for criteria with files and live sources both', async () => {
    write(CRITERIA, live(LIVE + one('c', ', from: evals') + one('d', ', from: more') + one('e', '')));
    await run();
    expect(Object.keys(jobs())).toEqual(['evaluate', 'gate']);
    expect(paths()).toEqual(['reports/evals.json\nreports/deep/more.json\nevals/results.json\n', '.']);
    const gate = jobs().gate.steps.at(-1);
    expect(gate.with).toEqual({ criteria: CRITERIA, values: 'evals/results.json' });
    expect(Object.keys(gate.env)).toEqual(['PROM_TOKEN', 'DATABASE_URL']);
  });

  it('fetches the files where the criteria look for them', async () => {
    write(CRITERIA, live(one('c', ', from: evals') + one('d', ', from: more')));
    await run();
    expect(paths()).toEqual(['reports/evals.json\nreports/deep/more.json\n', 'reports']);
    expect(jobs().gate.steps.at(-1).env).toBeUndefined();
  });

  it('names no job of a workflow that it did not write', async () => {
    write(WORKFLOW, 'mine');
    const { out } = await run();
    expect(out).not.toContain('"evaluate"');
    expect(out).not.toContain('mode: report');
    expect(out).toContain('every job that it needs');
  });

  it('has nothing to say where both are there', async () => {
    write(CRITERIA, 'mine');
    write(WORKFLOW, 'mine');
    expect(await run()).toEqual({ code: 0, out: expect.not.stringContaining('Next') });
  });
});

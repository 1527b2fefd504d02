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
  const terminal = { out: say, err: say, colour: false, unicode: true, width: 80, watched: false };
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

import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { CLI, launchGate, launchGateIntoClosedPipe, ROOT } from './run-dist.ts';

const NOW = ['--now', '2026-11-21T12:00:00Z'];
const WIKI = 'fixtures/wiki-assistant/launch-gate.yml';
const READY = 'fixtures/launch-ready/launch-gate.yml';

function folder(files: Record<string, string> = {}): string {
  const made = mkdtempSync(path.join(tmpdir(), 'launch-gate-cli-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, name)), { recursive: true });
    writeFileSync(path.join(made, name), content);
  }
  return made;
}

describe('check', () => {
  it('judges the wiki assistant: the table, the diagnosis, exit 1', () => {
    const { code, out, err } = launchGate(['check', WIKI, ...NOW]);
    expect(err).toBe('');
    expect(code).toBe(1);
    expect(out).toContain('NO-GO');
    expect(out).toContain('diverges-model-task');
    const rows: readonly (readonly [string, string, string, string])[] = [
      ['retrieval recall@5', '>= 0.90', '0.91', 'pass'],
      ['answer BLEU against gold', '>= 0.80', '0.87', 'pass'],
      ['cosine similarity, query to chunk', '>= 0.88', '0.93', 'pass'],
      ['answer cites current policy', '>= 0.95', '0.61', 'fail'],
      ['answer resolves query without follow-up', '>= 0.80', '0.59', 'fail'],
      ['repeat-query rate', '<= 0.10', '0.41', 'fail'],
      ['helpdesk fallback rate', '<= 0.15', '0.28', 'fail'],
      ['DAU retention', '>= 0.70', '0.46', 'fail'],
      ['ticket deflection rate', '>= 0.40', '0.12', 'fail'],
      ['cost per resolution', '<= ₹45', '₹112', 'fail'],
    ];
    for (const [title, target, value, status] of rows) {
      const start = out
        .split('\n')
        .findIndex((line) => /^(model|task|product|business) /.test(line) && line.includes(title.slice(0, 20)));
      expect(start, title).toBeGreaterThanOrEqual(0);
      const line = (out.split('\n')[start] ?? '').replaceAll('≥', '>=').replaceAll('≤', '<=');
      expect(line).toContain(target);
      expect(line).toContain(value);
      expect(line).toMatch(new RegExp(status, 'i'));
    }
    for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('lets the repaired assistant through, business pending', () => {
    const { code, out, err } = launchGate(['check', READY, ...NOW]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('GO');
    expect(out).toContain('2026-12-15');
  });

  it('lets nothing through once its evidence is too old', () => {
    const { code, out } = launchGate(['check', READY, '--now', '2027-01-10T12:00:00Z']);
    expect(code).toBe(1);
    expect(out).toContain('stale');
  });

  it('gives the same bytes for the same inputs and clock', () => {
    const once = launchGate(['check', WIKI, ...NOW, '--format', 'json']);
    expect(launchGate(['check', WIKI, ...NOW, '--format', 'json']).out).toBe(once.out);
  });

  it.each([WIKI, READY, 'no/such/file.yml'])('writes a JSON report of the published shape for %s', (criteria) => {
    const schema = JSON.parse(readFileSync(path.join(ROOT, 'schema/report.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const report = JSON.parse(launchGate(['check', criteria, ...NOW, '--format', 'json']).out);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  });

  it('reads values files relative to the workspace, criteria relative to the current folder', () => {
    const made = folder({
      'work/out/values.json': '{"metrics":{"recall":0.9,"correct":0.8,"re_ask":0.05}}',
      'criteria/gate.yml':
        'version: 1\nfeature: f\nmetrics:\n  recall: { layer: model, target: ">= 0.8" }\n  correct: { layer: task, target: ">= 0.7" }\n  re_ask: { layer: product, target: "<= 0.1", indicator: leading, alert: { when: "> 0.15", within: 24h, notifies: pager } }\n',
    });
    const words = ['check', 'gate.yml', '--workspace', '../work', '--values', 'out/*.json', ...NOW];
    const { code, err } = launchGate(words, path.join(made, 'criteria'));
    expect([code, err]).toEqual([0, '']);
  });

  it('says which step should have produced a missing evidence file, and exits 2', () => {
    const made = folder({
      'gate.yml':
        'version: 1\nfeature: f\nsources: { evals: { type: file, path: evals/results.json } }\nmetrics:\n  recall: { layer: model, target: ">= 0.8", from: evals }\n',
      'evals/result.json': '{}',
    });
    const { code, out, err } = launchGate(['check', 'gate.yml', ...NOW], made);
    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toMatch(/evals\/results\.json/);
    expect(out.replace(/\s+/g, ' ')).toMatch(/step/);
    expect(out + err).not.toMatch(/\n\s+at .*\.js/);
  });

  it('writes the report to a file and one line to standard error with --out', () => {
    const made = folder();
    const { code, out, err } = launchGate([
      'check',
      WIKI,
      ...NOW,
      '--format',
      'markdown',
      '--out',
      path.join(made, 'r.md'),
    ]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('NO-GO');
    expect(readFileSync(path.join(made, 'r.md'), 'utf8')).toContain('NO-GO');
  });

  it('exits 2 where the report cannot be written, even for a go', () => {
    const { code, err } = launchGate(['check', READY, ...NOW, '--out', 'no/such/folder/r.txt']);
    expect(code).toBe(2);
    expect(err).toContain('no/such/folder/r.txt');
  });

  it.each([
    [['check', '--format', 'xml'], /--format must be text, markdown, json/],
    [['check', '--now', '2026-11-21T12:00:00'], /--now must be a time with a zone/],
    [['check', '--now', 'yesterday'], /--now must be a time with a zone/],
    [['check', '--stage', 'fulll'], /did you mean full/],
    [['check', '--commit', 'abc123'], /40 hexadecimal digits/],
    [['chekc'], /did you mean check/],
    [['check', 'a', 'b'], /--values FILE/],
    [['check', '--colour', 'green'], /--colour must be/],
  ])('%j is a usage error: exit 2, one sentence, no report', (words, text) => {
    const { code, out, err } = launchGate(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(text);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('exits 2 and says where it looked when there are no criteria', () => {
    const { code, out } = launchGate(['check'], folder());
    expect(code).toBe(2);
    expect(out).toContain('.github/launch-gate.yml');
    expect(out).toContain('launch-gate init');
  });

  it('does not crash on a closed pipe, and keeps its exit code', async () => {
    const { code, err } = await launchGateIntoClosedPipe(['check', READY, ...NOW]);
    expect([code, err]).toEqual([0, '']);
  });

  it('ends as could-not-judge at its deadline', () => {
    const { code, err } = launchGate(['check', READY, ...NOW], ROOT, { LAUNCH_GATE_DEADLINE_SECONDS: '0' });
    expect(code).toBe(2);
    expect(err).toContain('no decision after 0 s');
  });

  it.each([
    ['a workspace that is not there', ['check', READY, '--workspace', 'no/such/folder']],
    ['a workspace that is a file', ['check', READY, '--workspace', 'package.json']],
  ])('refuses %s in one sentence', (_, words) => {
    const { code, out, err } = launchGate(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^launch-gate: --workspace must be a folder that exists/);
    expect(err).not.toContain('crashed');
  });

  it('does not wait for a pipe, neither as criteria nor as --out', () => {
    const made = folder();
    execFileSync('mkfifo', [path.join(made, 'pipe')]);
    const criteria = launchGate(['check', 'pipe'], made);
    expect(criteria.code).toBe(2);
    expect(criteria.out).toContain('not a regular file');
    const out = launchGate(['check', READY, ...NOW, '--out', path.join(made, 'pipe')]);
    expect(out.code).toBe(2);
    expect(out.err).toContain('it is a pipe');
  });

  it.skipIf(!existsSync('/dev/full'))('says in one sentence that standard output cannot be written', () => {
    const full = openSync('/dev/full', 'w');
    const child = spawnSync(process.execPath, [CLI, 'check', READY, ...NOW], {
      cwd: ROOT,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect(child.status).toBe(2);
    expect(child.stderr).toBe('launch-gate: cannot write to standard output (ENOSPC)\n');
  });

  it('uses colour only where it is wanted', () => {
    const colourCode = String.fromCharCode(27);
    expect(launchGate(['check', WIKI, ...NOW]).out).not.toContain(colourCode);
    expect(launchGate(['check', WIKI, ...NOW], ROOT, { FORCE_COLOR: '1' }).out).toContain(colourCode);
    expect(launchGate(['check', WIKI, ...NOW, '--colour', 'always']).out).toContain(colourCode);
    expect(launchGate(['check', WIKI, ...NOW], ROOT, { FORCE_COLOR: '1', NO_COLOR: '1' }).out).not.toContain(
      colourCode,
    );
  });
});

describe('the other commands', () => {
  it('--version is that of package.json', () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(launchGate(['--version'])).toEqual({ code: 0, out: `launch-gate ${version}\n`, err: '' });
  });

  it('--help teaches and exits 0', () => {
    const { code, out } = launchGate(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('launch-gate demo');
  });

  it('demo shows the wiki assistant from an empty folder', () => {
    const { code, out, err } = launchGate(['demo'], folder());
    expect(code).toBe(1);
    expect(out).toContain('diverges-model-task');
    expect(err).toContain('launch-gate init');
  });

  it('lint says nothing is wrong with good criteria, exit 0', () => {
    const { code, out } = launchGate(['lint', 'fixtures/launch-ready/launch-gate.yml']);
    expect([code, out]).toEqual([0, 'fixtures/launch-ready/launch-gate.yml: no findings\n']);
  });

  it('lint names all problems at once with line and column, exit 2', () => {
    const { code, out } = launchGate(['lint', 'fixtures/scenarios/20-invalid-criteria/launch-gate.yml']);
    expect(code).toBe(2);
    expect(out).toMatch(/launch-gate\.yml:4:\d+/);
    expect(out).toContain('target');
    expect(out).toContain('model');
  });

  it('runs through a link, as npx starts it', () => {
    const made = folder();
    const link = path.join(made, 'launch-gate');
    symlinkSync(CLI, link);
    const out = execFileSync(process.execPath, [link, '--version'], { encoding: 'utf8' });
    expect(out).toMatch(/^launch-gate \d/);
  });
});

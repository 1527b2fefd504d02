import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/command-line/main.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { run } from '../../src/run.ts';
import { localWorld } from '../../src/world.ts';
import { blocksOf, ROOT, textOf } from './pages.ts';

const PAGE = 'docs/acceptance-criteria.md';
const FILE = '.github/launch-gate.yml';
const NOW = Date.UTC(2026, 10, 22, 12);

interface Region {
  readonly name: string;
  /** The criteria as they stand there, with what is only tried. */
  readonly file: string;
  /** What the page shows in the region, without fences. */
  readonly shown: string;
}

type Say = (region: string, file: string) => string;
const grows = (await import(pathToFileURL(path.join(ROOT, 'scripts/growing-file.mjs')).href)) as {
  pageWithRegions(page: string, say: Say): Promise<string>;
  grown(text: string, fragment: string): string;
}; // JavaScript without types

/** The regions of the page, with the file at each. */
async function regionsOf(page: string): Promise<readonly Region[]> {
  const shown = [...page.matchAll(/<!-- generated: [\w-]+ -->\n([\s\S]*?)<!-- \/generated -->/g)].map(([, text = '']) =>
    text.trim().replace(/^```\w*\n|\n```$/g, ''),
  );
  const regions: Region[] = [];
  await grows.pageWithRegions(page, (name, file) => {
    regions.push({ name, file, shown: shown[regions.length] ?? '' });
    return '';
  });
  return regions;
}

const PAGE_TEXT = textOf(PAGE);
const REGIONS = await regionsOf(PAGE_TEXT);
const QUOTED = REGIONS.filter(({ name }) => name.startsWith('lint-'));
const LEFT = REGIONS.filter(({ name }) => name === 'left');
const WHOLE = blocksOf(PAGE).findLast(({ language, rest }) => language === 'yaml' && rest === '')?.text ?? '';
const STEPS = PAGE_TEXT.split(/^## /m).filter((section) => section.startsWith('Step '));
const TRY_ONLY = '**What happens if you write this instead? Only look at it, do not keep it:**';
const PUT_IN = '**Put this into the file:**';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-acceptance-'));
  for (const name of ['.github', 'evals', 'prompts']) mkdirSync(path.join(folder, name));
  for (const { rest, text } of blocksOf(PAGE)) if (rest.includes('/')) writeFileSync(path.join(folder, rest), text);
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterAll(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

/** Runs the command line in the folder of a reader of the page, with these criteria; gives what it printed. */
async function printed(criteria: string, ...words: string[]): Promise<string> {
  writeFileSync(path.join(folder, FILE), criteria);
  let out = '';
  const stdout = {
    write: (more: string) => {
      out += more;
    },
  };
  await main({ words, env: {}, folder, streams: { stdout, stderr: { write: () => {} } } });
  return out;
}

const codesOf = async (text: string): Promise<readonly string[]> =>
  (await loadCriteria(text, FILE, undefined, NOW)).findings.map(({ code }) => code);

describe('the page on acceptance criteria', () => {
  it('has steps, numbered in order, each of which shows what lint says', () => {
    expect(STEPS.map((step) => step.split(':')[0])).toEqual(STEPS.map((_, index) => `Step ${index + 1}`));
    expect(STEPS.length).toBeGreaterThanOrEqual(13);
    expect(STEPS.filter((step) => !step.includes('<!-- generated:'))).toEqual([]);
  });

  it('shows the whole file after each step that adds to it, so that nobody has to find the place of a line', () => {
    const adding = STEPS.slice(1).filter((step) => step.includes('```yaml fragment\n'));
    for (const step of adding.slice(0, -1)) {
      const [name = ''] = step.toLowerCase().split(':');
      expect(step.match(/<summary>The whole file after (.*?)<\/summary>/)?.[1]).toBe(name);
      expect(step.lastIndexOf('```yaml fragment\n')).toBeLessThan(step.indexOf('<details>'));
    }
    const files = REGIONS.filter(({ name }) => name === 'file');
    expect(files).toHaveLength(adding.length); // the last of them under a heading of its own
    for (const { file, shown } of files) expect(`${shown}\n`).toBe(file);
  });

  it('says how a piece is put into the file, by an example that is right', async () => {
    const [before = '', added = '', after = ''] = ['before', 'added', 'after'].map(
      (rest) => blocksOf(PAGE).find((block) => block.rest === rest)?.text ?? '',
    );
    expect(added).not.toBe('');
    expect(parse(after)).toEqual(parse(grows.grown(before, added)));
    expect(await printed(`${before}${added}`, 'lint')).toContain('The key metrics stands twice');
    expect(PAGE_TEXT).toContain('"The key metrics stands twice"');
  });

  it('marks what is only tried and what is kept', () => {
    const [, ...above] = [...PAGE_TEXT.matchAll(/^(.*)\n\n```yaml fragment( try)?$/gm)];
    expect(above.length).toBeGreaterThan(15);
    for (const [, mark, isTry] of above) expect(mark).toBe(isTry === undefined ? PUT_IN : TRY_ONLY);
  });

  it.each(QUOTED)('quotes lint word for word: $name', async ({ name, file, shown }) => {
    expect(shown).toContain(name.replace('lint-', ''));
    const out = `\n${await printed(file, 'lint')}`;
    for (const finding of shown.split(/\n(?=\S)/)) expect(out).toContain(`\n${finding}\n`);
  });

  it.each(LEFT)('counts what lint finds: $shown', async ({ file, shown }) => {
    const out = await printed(file, 'lint');
    const [, summary = ''] = /\*\*Lint now:\*\* (.*?)\./.exec(shown) ?? [];
    expect(summary).not.toBe('');
    expect(out.split('\n')).toContain(summary);
    const gone = shown.split(/\. (?=[A-Z])/).find((part) => part.startsWith('Gone: ')) ?? '';
    const names = (text: string) => [...text.matchAll(/\[`([a-z0-9-]+)`\]/g)].map(([, code = '']) => code);
    const found = new Set(await codesOf(file));
    expect(new Set(names(shown).filter((code) => !names(gone).includes(code)))).toEqual(found);
    expect(names(gone).filter((code) => found.has(code))).toEqual([]);
  });

  it('tries only what gives a finding that the file does not have otherwise', async () => {
    const tries = [...PAGE_TEXT.matchAll(/^```yaml fragment try\n[\s\S]*?^```\n\n<!-- generated: lint-([\w-]+) -->/gm)];
    expect(tries.length).toBe(PAGE_TEXT.match(/^```yaml fragment try$/gm)?.length);
    expect(tries.length).toBeGreaterThan(5);
    const withoutTries = await regionsOf(PAGE_TEXT.replace(/^```yaml fragment try\n[\s\S]*?^```\n/gm, ''));
    for (const [, code = ''] of tries) {
      const at = REGIONS.findIndex(({ name }) => name === `lint-${code}`);
      expect(await codesOf(REGIONS[at]?.file ?? '')).toContain(code);
      expect(await codesOf(withoutTries[at]?.file ?? '')).not.toContain(code);
    }
  });

  it('prints the odds as lint does', async () => {
    const odds = REGIONS.filter(({ name }) => name.startsWith('odds'));
    expect(odds.map(({ name }) => name)).toEqual(['odds', 'odds-together']);
    for (const { file, shown } of odds)
      for (const part of shown.split(/\n\n(?= {2}All)/)) expect(await printed(file, 'lint')).toContain(`\n\n${part}\n`);
  });

  it('says in words what the odds of the whole file say in numbers', () => {
    const [three = '', four = ''] = REGIONS.filter(({ name }) => name.startsWith('odds')).map(({ shown }) => shown);
    const together = (shown: string) => /pass together (\d+ %)/.exec(shown)?.[1] ?? 'no odds';
    const [, words = ''] = PAGE_TEXT.split('generated: odds-together');
    expect(words).toContain(`Why ${together(four)}, when step 9 ended with ${together(three)}?`);
    const row = /^ {2}task_completion_rate .*? (\d+) %\s+99 %\s+(\d+)$/m.exec(four);
    expect(words).toContain(`only ${row?.[1]} times out of 100`);
    expect(words).toContain(`ask ${row?.[2]} customers`);
  });

  it('ends with the whole file, in which no error and no warning is found', async () => {
    expect(WHOLE).toBe(REGIONS.at(-1)?.file);
    const { gate, findings } = await loadCriteria(WHOLE, FILE, undefined, NOW);
    expect(gate).not.toBeNull();
    expect(findings.filter(({ level }) => level !== 'info')).toEqual([]);
    // Nothing of what the page teaches is missing from it.
    for (const key of ['drives', 'guarded-by', 'traffic', 'alert', 'valid-if', 'judge', 'confidence', 'min-samples'])
      expect(WHOLE).toMatch(new RegExp(`^ {4}${key}:`, 'm'));
    for (const key of ['max-age', 'bind', 'due', 'provisional']) expect(WHOLE).toContain(` ${key}: `);
    for (const key of ['subject', 'defaults', 'north-star', 'lints'])
      expect(WHOLE).toMatch(new RegExp(`^${key}:$`, 'm'));
  });

  it('judges go with the results that it shows', async () => {
    writeFileSync(path.join(folder, FILE), WHOLE);
    const world = localWorld({ workspaceRoot: folder, nowMs: NOW, commit: null, env: {} });
    const inputs = {
      ...{ criteriaPath: FILE, criteriaFile: path.join(folder, FILE), values: ['evals/results.json'] },
      ...{ stage: null, pullRequest: null, allowedHosts: null },
    };
    const { decision, verdict, stage, results } = await run(inputs, world);
    expect([decision, verdict, stage.reached]).toEqual(['go', 'pass', 'full']);
    expect(results.filter(({ status }) => status === 'error' || status === 'missing')).toEqual([]);
  });

  it('shows the report of that run', async () => {
    const report = REGIONS.find(({ name }) => name === 'report')?.shown ?? '';
    expect(report).toMatch(/^✓ GO/);
    expect(await printed(WHOLE, 'check', '--values', 'evals/results.json')).toContain(`${report}\n`);
  });

  it('gives a command that shows it on any other day, and says why it is needed', async () => {
    const report = REGIONS.find(({ name }) => name === 'report')?.shown ?? '';
    const [, ...words] =
      blocksOf(PAGE)
        .find(({ language }) => language === 'sh')
        ?.text.trim()
        .split(' ') ?? [];
    vi.setSystemTime(NOW + 400 * 86_400_000);
    try {
      expect(await printed(WHOLE, ...words)).toContain(`${report}\n`);
      const withoutNow = words.slice(0, words.indexOf('--now'));
      expect(await printed(WHOLE, ...withoutNow)).toMatch(/^✗ NO-GO.*\n.* stale/);
    } finally {
      vi.setSystemTime(NOW);
    }
  });

  it('names only what explain knows', async () => {
    const asked = [...PAGE_TEXT.matchAll(/^launch-gate explain (\S+) /gm)].map(([, name = '']) => name);
    expect(asked.length).toBeGreaterThan(1);
    for (const name of asked)
      expect(await printed(WHOLE, 'explain', name)).toMatch(/^(What it means|How it misleads)$/m);
  });

  it('shows the digest of the pinned file', async () => {
    const out = await printed(WHOLE, 'digest');
    const results = blocksOf(PAGE).find(({ rest }) => rest === 'evals/results.json')?.text ?? '';
    expect(JSON.parse(results).subject.pins).toBe(out.trim());
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { run } from '../../src/run.ts';
import { localWorld } from '../../src/world.ts';
import { launchGate } from '../dist/run-dist.ts';
import { BLOCKS, blocksOf, CRITERIA, OTHER_YAML } from './pages.ts';

describe('criteria in the docs', () => {
  it('are there', () => {
    expect(CRITERIA.map(({ page }) => page)).toEqual(expect.arrayContaining(['README.md', 'docs/criteria.md']));
  });

  it.each(CRITERIA)('$page:$line loads', async ({ text, page }) => {
    const { gate, findings } = await loadCriteria(text, page);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(gate).not.toBeNull();
  });

  it('include no other whole YAML document', () => {
    expect(OTHER_YAML).toEqual([]);
  });

  it('give what they promise of the guide: no warnings', async () => {
    const guide = CRITERIA.find(({ page }) => page === 'docs/criteria.md');
    expect((await loadCriteria(guide?.text ?? '', 'docs/criteria.md')).findings).toEqual([]);
  });
});

describe('files in the docs', () => {
  it.each(BLOCKS.filter(({ language, rest }) => language === 'json' && !rest.endsWith('.jsonl')))(
    '$page:$line is JSON',
    ({ text }) => {
      expect(() => JSON.parse(text)).not.toThrow();
    },
  );

  it.each(BLOCKS.filter(({ language, rest }) => language === 'yaml' && rest !== 'fragment'))(
    '$page:$line is YAML',
    ({ text }) => {
      expect(parseDocument(text).errors).toEqual([]);
    },
  );
});

/** The folder of somebody who has followed the README: its criteria and its values, where it says. */
async function followed<T>(use: (folder: string) => T): Promise<Awaited<T>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-readme-'));
  try {
    const values = blocksOf('README.md').find(({ language }) => language === 'json');
    for (const name of ['.github', 'evals']) mkdirSync(path.join(folder, name));
    const criteria = CRITERIA.find(({ page }) => page === 'README.md');
    writeFileSync(path.join(folder, '.github/launch-gate.yml'), criteria?.text ?? '');
    writeFileSync(path.join(folder, values?.rest ?? ''), values?.text ?? '');
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the README', () => {
  it('has criteria and values that are a go together', async () => {
    await followed(async (folder) => {
      const world = localWorld({ workspaceRoot: folder, nowMs: Date.UTC(2026, 10, 21, 12), commit: null, env: {} });
      const inputs = {
        criteriaPath: '.github/launch-gate.yml',
        criteriaFile: path.join(folder, '.github/launch-gate.yml'),
        values: ['evals/results.json'],
        stage: null,
        pullRequest: null,
        allowedHosts: null,
      };
      const outcome = await run(inputs, world);
      expect([outcome.decision, outcome.verdict, outcome.stage.reached]).toEqual(['go', 'pass', 'full']);
    });
  });

  const commands = BLOCKS.filter(({ language }) => language === 'console').flatMap(({ page, text }) =>
    [...text.matchAll(/^\$ (node dist\/cli\.js|launch-gate) (.*?)\s*# exit code (\d)$/gm)].map(
      ([, command, words = '', code]) => ({ page, words, code: Number(code), isFromClone: command !== 'launch-gate' }),
    ),
  );

  it('says how every command of ours ends', () => {
    const all = BLOCKS.filter(({ language }) => language === 'console').flatMap(
      ({ text }) => text.match(/^\$ (node dist|launch-gate).*$/gm) ?? [],
    );
    expect(commands).toHaveLength(all.length);
    expect(commands.length).toBeGreaterThan(1);
  });

  it.each(commands)('$page: $words ends with $code', async ({ words, code, isFromClone }) => {
    const ended = isFromClone
      ? launchGate(words.split(' '))
      : await followed((cwd) => launchGate(words.split(' '), cwd));
    expect(ended.code).toBe(code);
  });
});

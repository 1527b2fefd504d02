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

describe('the README', () => {
  it('has criteria and values that are a go together', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-readme-'));
    try {
      const values = blocksOf('README.md').find(({ language }) => language === 'json');
      const criteriaFile = path.join(folder, 'launch-gate.yml');
      writeFileSync(criteriaFile, CRITERIA.find(({ page }) => page === 'README.md')?.text ?? '');
      mkdirSync(path.join(folder, 'evals'));
      writeFileSync(path.join(folder, values?.rest ?? ''), values?.text ?? '');
      const world = localWorld({ workspaceRoot: folder, nowMs: Date.UTC(2026, 10, 21, 12), commit: null, env: {} });
      const inputs = {
        criteriaPath: 'launch-gate.yml',
        criteriaFile,
        values: ['evals/results.json'],
        stage: null,
        pullRequest: null,
      };
      const outcome = await run(inputs, world);
      expect([outcome.decision, outcome.verdict, outcome.stage.reached]).toEqual(['go', 'pass', 'full']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const commands = BLOCKS.filter(({ language }) => language === 'console').flatMap(({ page, text }) =>
    [...text.matchAll(/^\$ (?:node dist\/cli\.js|launch-gate) (.*?)\s*# exit code (\d)$/gm)].map(
      ([, words = '', code]) => ({ page, words, code: Number(code) }),
    ),
  );

  it('says how every command of ours ends', () => {
    const all = BLOCKS.filter(({ language }) => language === 'console').flatMap(
      ({ text }) => text.match(/^\$ (node dist|launch-gate).*$/gm) ?? [],
    );
    expect(commands).toHaveLength(all.length);
    expect(commands.length).toBeGreaterThan(1);
  });

  it.each(commands)('$page: $words ends with $code', ({ words, code }) => {
    expect(launchGate(words.split(' ')).code).toBe(code);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_NAMES, templateCriteria } from '../../src/command-line/start/templates/index.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { launchGateIn, withFiles } from '../command-line/running.ts';
import { blocksOf, textOf } from './pages.ts';

const PAGE = 'docs/first-minute.md';
const BLOCKS = blocksOf(PAGE);
const RESULTS = BLOCKS.find(({ language }) => language === 'json');
const COMMANDS = BLOCKS.filter(({ language }) => language === 'sh').map(({ text }) => text.trim().split(' ').slice(1));
const files = { [RESULTS?.rest ?? '']: RESULTS?.text ?? '' };

describe('the page of the first minute', () => {
  it('shows what is really printed', async () => {
    const [look = []] = COMMANDS;
    const { code, out } = await withFiles(files, (folder) => launchGateIn(folder, look));
    expect(code).toBe(1);
    expect(BLOCKS.find(({ language }) => language === 'text')?.text).toBe(out);
  });

  it('shows commands that do what it says', async () => {
    const [, write = [], template = []] = COMMANDS;
    await withFiles(files, async (folder) => {
      expect((await launchGateIn(folder, write)).code).toBe(1);
      expect(readFileSync(path.join(folder, '.github/launch-gate.yml'), 'utf8')).toContain('<fill in: ');
      expect((await launchGateIn(folder, ['check'])).code).toBe(2);
    });
    expect((await withFiles({}, (folder) => launchGateIn(folder, template))).code).toBe(0);
  });

  it.each(TEMPLATE_NAMES)('says of the template %s what is in it', async (name) => {
    const filled = templateCriteria(name, 'f', Date.now()).replace(/"<fill in: [^"]*?such as ([^"]*)>"/g, '"$1"');
    const { gate } = await loadCriteria(filled, 'f.yml', undefined, Date.now());
    const row = textOf(PAGE)
      .split('\n')
      .find((line) => line.startsWith(`| \`${name}\` |`));
    const cells = [...(row ?? '').matchAll(/`([^`]+)`/g)].map(([, cell]) => cell);
    const alerted = gate?.metrics.filter(({ alert }) => alert !== null).map(({ id }) => id) ?? [];
    expect(cells).toEqual([name, ...alerted, gate?.northStar?.metric]);
  });
});

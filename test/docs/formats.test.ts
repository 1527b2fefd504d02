import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/run.ts';
import { FILE_FORMATS, FORMAT_KEYS } from '../../src/sources/schemas/file.ts';
import { localWorld } from '../../src/world.ts';
import { type Block, blocksOf, CRITERIA, PAGES, textOf } from './pages.ts';

const pageOf = (format: string) => `docs/formats/${format}.md`;
const isFile = ({ rest }: Block) => /[./]/.test(rest);

/** What the gate reads of a page's example, in the words of the page. */
async function readExample(page: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-docs-'));
  try {
    for (const { rest, text } of blocksOf(page).filter(isFile)) {
      mkdirSync(path.dirname(path.join(folder, rest)), { recursive: true });
      writeFileSync(path.join(folder, rest), text);
    }
    const criteriaFile = path.join(folder, 'launch-gate.yml');
    writeFileSync(criteriaFile, CRITERIA.find((block) => block.page === page)?.text ?? '');
    const nowMs = Date.UTC(2026, 10, 21, 12);
    const world = localWorld({ workspaceRoot: folder, nowMs, commit: null, env: {} });
    const outcome = await run(
      { criteriaPath: 'launch-gate.yml', criteriaFile, values: [], stage: null, pullRequest: null, allowedHosts: null },
      world,
    );
    return outcome.results.map(lineOf).join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Result = Awaited<ReturnType<typeof run>>['results'][number];

function lineOf({ criterion, measurement, reason }: Result): string {
  if (measurement.kind !== 'measured') return `${criterion.id}: ${reason.code} ${JSON.stringify(measurement)}`;
  const { value, sampleSize, attempted, observedAtMs } = measurement;
  const size = sampleSize === null ? 'n not known' : `n ${sampleSize}${attempted === null ? '' : ` of ${attempted}`}`;
  const time = observedAtMs === null ? 'at no known time' : `${new Date(observedAtMs).toISOString().slice(0, 19)}Z`;
  return `${criterion.id}: ${value}, ${size}, observed ${time}`;
}

describe('pages of formats', () => {
  it('exist for exactly the formats', () => {
    const pages = PAGES.filter((page) => page.startsWith('docs/formats/') && !page.endsWith('README.md'));
    expect(pages).toEqual(FILE_FORMATS.map(pageOf).sort());
  });

  it.each(FILE_FORMATS)('%s: names every key and no other', (format) => {
    const section = /## Keys of `from`\n([\s\S]*?)\n## /.exec(textOf(pageOf(format)))?.[1] ?? '';
    const named = [...section.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) =>
      [...(cell ?? '').matchAll(/`([\w-]+)`/g)].map((match) => match[1]),
    );
    expect(named.sort()).toEqual([...FORMAT_KEYS[format]].sort());
  });

  it.each(FILE_FORMATS)('%s: its example reads as the page says', async (format) => {
    const page = pageOf(format);
    const promised = blocksOf(page).find(({ language, rest }) => language === 'text' && rest === 'read');
    expect(await readExample(page)).toBe(promised?.text.trimEnd());
  });

  it.each(FILE_FORMATS)('%s: is listed in the README and in the index', (format) => {
    expect(textOf('README.md')).toContain(`(docs/formats/${format}.md)`);
    expect(textOf('docs/formats/README.md')).toContain(`(${format}.md)`);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, FLAGS } from '../../src/command-line/options.ts';
import { CRITERIA_CHANGE_CODES } from '../../src/core/criteria-change-codes.ts';
import { DIAGNOSIS_CODES } from '../../src/core/diagnosis.ts';
import { FINDING_LEVELS } from '../../src/core/finding-codes.ts';
import { REFUSAL_CODES } from '../../src/core/override.ts';
import { REASON_CODES } from '../../src/core/reason-codes.ts';
import { STATUSES } from '../../src/core/result.ts';
import { RUN_FINDING_LEVELS } from '../../src/core/run-finding-codes.ts';
import { anchorsOf, nodesOf, PAGES, ROOT, textOf, words } from './pages.ts';

const SUB_HEADINGS = ['What it means', 'Why it matters', 'What to do', 'Example'];

/** The second-level headings of a page. */
function sections(page: string): readonly string[] {
  return nodesOf(page)
    .filter((node) => node.type === 'heading' && node['depth'] === 2)
    .map(words);
}

/** The headings below each second-level heading. */
function subHeadings(page: string): readonly (readonly string[])[] {
  const all: string[][] = [];
  for (const node of nodesOf(page).filter(({ type }) => type === 'heading')) {
    if (node['depth'] === 2) all.push([]);
    else if (node['depth'] === 3) all.at(-1)?.push(words(node));
  }
  return all;
}

const REFUSALS = 'docs/findings/refusals.md';
const CHANGES = 'docs/findings/criteria-changes.md';
const FINDING_PAGES = PAGES.filter(
  (page) => /^docs\/findings\/(?!README)/.test(page) && page !== REFUSALS && page !== CHANGES,
);

describe('pages of what the gate says', () => {
  it('have a section for every finding, and none that is stale', () => {
    const codes = [...Object.keys(FINDING_LEVELS), ...Object.keys(RUN_FINDING_LEVELS)];
    expect(FINDING_PAGES.flatMap(sections).sort()).toEqual(codes.sort());
  });

  it('have a section for every reason, and none that is stale', () => {
    expect([...sections('docs/statuses.md')].sort()).toEqual([...REASON_CODES].sort());
  });

  it('have a section for every refusal of an override, and none that is stale', () => {
    expect(sections(REFUSALS)).toEqual(REFUSAL_CODES);
  });

  it('have a row for every change of the criteria', () => {
    const cells = nodesOf(CHANGES)
      .filter(({ type }) => type === 'tableRow')
      .map(words);
    for (const code of CRITERIA_CHANGE_CODES)
      expect(
        cells.filter((row) => row.startsWith(code)),
        code,
      ).not.toEqual([]);
    expect(cells).toHaveLength(CRITERIA_CHANGE_CODES.length + 1);
  });

  it('have a section for every diagnosis, in order', () => {
    expect(sections('docs/diagnosis.md')).toEqual(DIAGNOSIS_CODES);
  });

  it('name every status', () => {
    for (const status of STATUSES) expect(anchorsOf('docs/statuses.md')).toContain(`status-${status}`);
  });

  it.each([...FINDING_PAGES, REFUSALS, 'docs/statuses.md'])('%s: has the same parts for each', (page) => {
    for (const headings of subHeadings(page)) expect(headings).toEqual(SUB_HEADINGS);
  });

  it('say for each diagnosis what to do on Monday', () => {
    for (const headings of subHeadings('docs/diagnosis.md')) expect(headings).toContain('What to do on Monday');
  });

  it('hold no holes', () => {
    for (const page of PAGES) expect(textOf(page)).not.toMatch(/\bundefined\b|\[object|\bTODO\b|\bFIXME\b/);
  });
});

describe('the reference', () => {
  it('has every command and flag', () => {
    const page = 'docs/reference/command-line.md';
    expect(sections(page)).toEqual(['Exit codes', ...Object.keys(COMMANDS), 'Flags']);
    const flags = [...anchorsOf(page)].filter((anchor) => anchor.startsWith('flag-'));
    expect(flags.sort()).toEqual(
      Object.keys(FLAGS)
        .map((flag) => `flag-${flag}`)
        .sort(),
    );
  });

  it('has every key of the criteria', () => {
    const schema = JSON.parse(readFileSync(path.join(ROOT, 'schema/launch-gate.schema.json'), 'utf8'));
    const page = textOf('docs/reference/criteria-keys.md');
    for (const key of Object.keys(schema.properties)) expect(page).toContain(`| \`${key}\` |`);
    for (const key of Object.keys(schema.properties.metrics.additionalProperties.properties))
      expect(page).toContain(`| \`metrics.<id>.${key}\` |`);
  });

  it('has a page of decision for every dependency', () => {
    const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    const decisions = PAGES.filter((page) => page.startsWith('docs/adr/'))
      .map(textOf)
      .join('\n');
    for (const name of Object.keys(manifest.dependencies)) {
      const { version } = JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
      expect(decisions).toContain(`\`${name}\` ${version} ·`);
    }
  });
});

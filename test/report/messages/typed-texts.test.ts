import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';
import { typed } from '../../../src/report/messages/found.ts';
import { toMarkdown, toPlain, unmarked } from '../../../src/report/prose.ts';
import { findingFix } from '../../../src/report/texts.ts';
import { launchGateIn, withFiles } from '../../command-line/running.ts';
import { withMetric } from '../../criteria/rows.ts';

const lint = async (text: string) =>
  (await withFiles({ 'gate.yml': text }, (folder) => launchGateIn(folder, ['lint', 'gate.yml']))).out.replace(
    /\s+/g,
    ' ',
  );

describe('what a message tells to type', () => {
  it.each([
    ['target: 85%', 'Write target: ">= 85%" or target: "<= 85%".'],
    ['target: "= 0.85"', 'Write target: ">= 0.85" or target: "<= 0.85" or target: "0.81 .. 0.89"'],
    ['target: "≥ 4"', 'Write target: ">= 4".'],
    ['target: 0.85', 'such as ">= 0.85" or "<= 0.85"'],
    ['target: "<= 3 €"', 'as in unit: "€"'],
    ['target: ">= 1"\nalert: { when: "= 3" }', 'Write when: "> 3" or when: "< 3"'],
    ['target: >= 90%', 'Write it in quotes: ">= 90%".'],
    ['target: ">= 1"\nalert:\n  notifies: #acme-oncall', 'put the text in quotes, "#acme-oncall".'],
  ])('%j is answered by %j, quotes and signs as they are', async (keys, words) => {
    expect(await lint(withMetric(keys))).toContain(words);
  });

  it('is right when it is typed', async () => {
    const shown = await lint(withMetric('target: 85%\nunit: ratio'));
    const [, line = ''] = /Write (target: "[^"]+") or/.exec(shown) ?? [];
    const { findings } = await loadCriteria(withMetric(`${line}\nunit: ratio`), 'gate.yml');
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each([
    ['a "b"', `'a "b"'`],
    ["a\\'b", `'a\\''b'`],
    ['a b', '"a b"'],
  ])('%j is in quotes that it does not hold', (text, shown) => expect(typed(text)).toBe(shown));

  it('is a literal where it is foreign', async () => {
    const { findings } = await loadCriteria(withMetric('target: "= 3 @all"'), 'gate.yml');
    const fix = findingFix(findings.find(({ code }) => code === 'invalid-target') ?? never());
    expect(toMarkdown(fix)).toContain('`target: ">= 3"`');
    expect(toMarkdown(fix)).toContain('`unit: "@all"`');
    expect(toPlain(unmarked(typed('\ue000>= 1\ue001', 'target')))).toBe('target: ">= 1"');
  });
});

function never(): never {
  throw new Error('no such finding');
}

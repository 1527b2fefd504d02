import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { localWorkspace } from '../../src/sources/local-workspace.ts';
import { surveyResults } from '../../src/sources/survey-results.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-survey-'));
afterAll(() => rmSync(folder, { recursive: true }));
const workspace = localWorkspace(folder, { PATH: '', HOME: '' });

async function survey(name: string, text: string) {
  writeFileSync(path.join(folder, name), text);
  return surveyResults(workspace, name);
}

describe('a survey of a result file', () => {
  it.each([
    ['a.json', '{"metrics":{"b":1,"a":2}}', { format: 'values', holds: 'metrics', names: ['b', 'a'] }],
    ['a.json', '{"b":1,"a":null,"c":"d"}', { format: 'json', holds: 'numbers', names: ['b', 'a'] }],
    ['a.yml', 'b: 1\na: .nan\n', { format: 'yaml', holds: 'numbers', names: ['b', 'a'] }],
    [
      'a.csv',
      'Metric;Value\nx;1\ny;2\n',
      { format: 'csv', holds: 'named-rows', names: ['x', 'y'], columns: { name: 'Metric', value: 'Value' } },
    ],
    ['a.csv', 'metric,value\nx,1\nx,2\n', { format: 'csv', holds: 'rows', names: ['metric', 'value'] }],
    ['a.csv', 'metric,value\n,1\n', { format: 'csv', holds: 'rows', names: ['metric', 'value'] }],
    ['a.csv', 'x,y\n1,2\n', { format: 'csv', holds: 'rows', names: ['x', 'y'] }],
    ['a.csv', '\n\nx;y\n1;2\n', { format: 'csv', holds: 'rows', names: ['x', 'y'] }],
    ['a.csv', `x,y\n1,2\n${'3,4\n'.repeat(60)}"never closed`, { format: 'csv', holds: 'rows', names: ['x', 'y'] }],
    ['a.jsonl', '{"x":1,"y":{"z":2}}\n{"other":1}\n', { format: 'jsonl', holds: 'rows', names: ['x', 'y'] }],
    ['a.jsonl', '{"x":1}\nnot json\n', { format: 'jsonl', holds: 'rows', names: ['x'] }],
  ])('%s: %j', async (name, text, found) => {
    expect(await survey(name, text)).toEqual({ ok: true, ...found });
  });

  it.each([
    ['a.csv', 'x,y\n', /holds no row/],
    ['a.jsonl', '{}\n{}\n', /holds no row/],
    ['a.csv', 'x,x\n1,2\n', /two columns are named "x"/],
    ['a.json', '{"metrics":{}}', /holds no metric/],
    ['a.json', '{"a":{"b":1}}', /structure is none that is known/],
  ])('%s: %j says what is wrong', async (name, text, says) => {
    expect(await survey(name, text)).toEqual({ ok: false, text: expect.stringMatching(says) });
  });

  it('reads only the beginning of many rows', async () => {
    const begun = performance.now();
    const found = await survey('b.jsonl', '{"x":1}\n'.repeat(2_000_000));
    expect([found.ok, performance.now() - begun < 2000]).toEqual([true, true]);
  });
});

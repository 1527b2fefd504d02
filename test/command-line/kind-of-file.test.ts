import { describe, expect, it } from 'vitest';
import { kindOfFile } from '../../src/command-line/kind-of-file.ts';
import { withFiles } from './running.ts';

describe('what a file given to check may be', () => {
  it.each([
    ['a.yml', 'version: 1\nfeature: f\n', 'criteria'],
    ['a.yml', '# a comment\n\nfeature : f\n', 'criteria'],
    ['a.yml', "'version': 1\n", 'criteria'],
    ['a.yml', '{ "version": 1, "feature": "f" }', 'criteria'],
    ['a.yml', '{feature: f}', 'criteria'],
    ['a.yml', '\ufefffeature: f\n', 'criteria'],
    ['a.yml', 'metrics: {}\n', 'either'],
    ['a.yml', 'about:\n  version: 1\n', 'either'],
    ['a.yml', 'version\n', 'either'],
    ['a.yml', '', 'either'],
    ['a', '{"metrics":{}}', 'either'],
    ['a', 'feature: f\n', 'criteria'],
    ['a.json', '{"metrics":{}}', 'results'],
    ['a.JSON', '[]', 'results'],
    ['a.json', '', 'results'],
    ['a.json', '{"version":"0.4.16","metrics":[]}', 'results'],
    ['a.json', '{"metrics":{"feature":1}}', 'results'],
    ['a.json', '{"feature":"f","metrics":{}}', 'criteria'],
    ['a.json', '\ufeff{"feature":"f"}', 'criteria'],
    ['a.json', '{"feature":"f",', 'results'],
    ['a.csv', 'feature: f\n', 'results'],
    ['a.xml', '<testsuite/>', 'results'],
    ['a.jsonl', '{"feature":"f"}\n{}\n', 'results'],
    ['data.js', 'window.BENCHMARK_DATA = {}', 'results'],
  ])('%s: %j is %s', async (name, text, kind) => {
    expect(await withFiles({ [name]: text }, (folder) => kindOfFile(`${folder}/${name}`))).toBe(kind);
  });

  it('a folder is a result; what is not there is what its ending says', async () => {
    await withFiles({ 'run/x': '' }, async (folder) => {
      expect(await kindOfFile(`${folder}/run`)).toBe('results');
      expect(await kindOfFile(`${folder}/none.yml`)).toBe('criteria');
      expect(await kindOfFile(`${folder}/none.json`)).toBe('results');
      expect(await kindOfFile('/dev/null')).toBe('criteria');
    });
  });
});

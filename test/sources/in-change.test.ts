import { describe, expect, it } from 'vitest';
import type { Measurement, ProvenanceKind } from '../../src/core/measurement.ts';
import type { ChangedFile, ChangedFiles } from '../../src/core/subject.ts';
import { fileSource } from '../../src/sources/file-source.ts';
import { measureFromValues } from '../../src/sources/values-files.ts';
import { changes } from './changes.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

const values = (value: number, day: number) =>
  JSON.stringify({ observed_at: `2026-11-${day}T08:00:00Z`, metrics: { m: value } });
const RUN = 'run_id: 9f\nstatus: 3\nlifecycle_stage: active\nstart_time: 1700000000000\n';

const { workspace, write } = temporaryWorkspace({
  'evals/old.json': values(0.9, 10),
  'evals/new.json': values(0.8, 11),
  'evals/notes.md': 'nothing',
  'results.json': values(0.7, 12),
  'Caf\u00e9/r.json': values(0.7, 12),
  'broken.json': '{',
  'mlruns/1/9f/meta.yaml': RUN,
  'mlruns/1/9f/metrics/m': '1700000000000 0.9 0\n',
  'mlruns/1/9f/tags/name': 'x',
  'clone/evals/r.json': values(0.7, 12),
  'clone/.git/HEAD': 'ref: refs/heads/main\n',
  'plain/evals/r.json': values(0.7, 12),
});

async function ofFile(path: string, changed: ChangedFiles | null, metric = 'm'): Promise<Measurement | undefined> {
  const requests = [{ metric, keys: {}, scale: null }];
  return (
    await fileSource.measure({ id: 'evals', keys: { path } }, requests, { workspace, changed, network: null })
  ).get(metric);
}

async function ofValues(patterns: readonly string[], changed: ChangedFiles | null, metric = 'm') {
  return (await measureFromValues(patterns, [metric], { workspace, changed, network: null })).get(metric);
}

function kindOf(measurement: Measurement | undefined): ProvenanceKind | null {
  return measurement === undefined || measurement.kind === 'not-asked' ? null : measurement.provenance.kind;
}

const removed = (path: string): Partial<ChangedFile> => ({ path, status: 'removed' });
const renamed = (previousPath: string, path: string): Partial<ChangedFile> => ({
  path,
  previousPath,
  status: 'renamed',
});
const added = (path: string): Partial<ChangedFile> => ({ path, status: 'added' });

describe('evidence that the change brings', () => {
  it.each<[string, string, readonly (string | Partial<ChangedFile>)[], boolean]>([
    ['the file is modified', 'results.json', ['results.json'], true],
    ['the file is added', 'results.json', [added('results.json')], true],
    ['the file is moved here', 'results.json', [renamed('old.json', 'results.json')], true],
    ['the file was moved away and made anew', 'results.json', [renamed('results.json', 'other.json')], true],
    ['the path is written otherwise', './/results.json', ['results.json'], true],
    ['the letter case is another', 'results.json', ['Results.JSON'], true],
    ['the composition is another', 'Caf\u00e9/r.json', ['Cafe\u0301/r.json'], true],
    ['an invisible character is between', 'results.json', ['results\u200c.json'], true],
    ['another file is modified', 'results.json', ['README.md', 'results.json.md', 'evals/results.json'], false],
    ['a folder above it is a submodule', 'evals/new.json', ['evals'], true],
    ['nothing is changed', 'results.json', [], false],
    ['a glob: the file chosen is modified', 'evals/*.json', ['evals/new.json'], true],
    ['a glob: another file is modified', 'evals/*.json', ['evals/old.json'], true],
    ['a glob: the newest was removed', 'evals/*.json', [removed('evals/newest.json')], true],
    ['a glob: the newest was moved away', 'evals/*.json', [renamed('evals/newest.json', 'x.json')], true],
    ['a glob: in another letter case', 'evals/*.json', [removed('Evals/NEWEST.json')], true],
    ['a glob: a hidden file', 'evals/*.json', [removed('evals/.newest.json')], true],
    ['a glob: a file that it does not name', 'evals/*.json', ['evals/notes.md', 'evals/sub/a.json', 'x.json'], false],
    ['a glob: any depth', '{evals,none}/**/*.json', [removed('evals/a/b/c.json')], true],
    ['a run directory: its metric', 'mlruns/1/9f', ['mlruns/1/9f/metrics/m'], true],
    ['a run directory: a tag that is not read', 'mlruns/1/9f', ['mlruns/1/9f/tags/name'], true],
    ['a run directory: a file beside it', 'mlruns/1/9f', ['mlruns/1/meta.yaml', 'mlruns/1/9fa/metrics/m'], false],
    ['run directories: one was removed', 'mlruns/1/*', [removed('mlruns/1/a0/metrics/m')], true],
    ['a checkout in a folder', 'clone/evals/r.json', ['evals/r.json'], true],
    ['a checkout in a folder, by a glob', 'clone/evals/*.json', [removed('evals/newest.json')], true],
    ['a checkout in a folder, found by a glob', '{clone,none}/evals/*.json', [removed('evals/newest.json')], true],
    ['git was nowhere: the end of the path', 'plain/evals/r.json', ['evals/r.json'], true],
    ['git was nowhere: the name', 'plain/evals/r.json', ['r.json'], true],
    ['git was nowhere: in another letter case', 'plain/evals/r.json', [removed('Evals/R.json')], true],
    ['git was nowhere: a submodule', 'plain/evals/r.json', ['evals'], true],
    [
      'git was nowhere: another ending',
      'plain/evals/r.json',
      ['x/evals/r.json', 'evals/r.json.md', 'als/r.json'],
      false,
    ],
    ['git was nowhere: a glob, the file chosen', 'plain/*/r.json', ['evals/r.json'], true],
    ['git was nowhere: a glob, the newest was removed', 'plain/evals/*.json', [removed('evals/newest.json')], true],
    ['git was nowhere: a glob, the newest was moved', 'plain/evals/*.json', [renamed('evals/newest.json', 'x')], true],
    ['git was nowhere: a glob, below', '{plain,none}/evals/*.json', [removed('evals/newest.json')], true],
    ['git was nowhere: a glob, a file that is elsewhere', 'plain/evals/*.json', ['package.json'], false],
    ['git was nowhere: a glob, another file was removed', 'plain/evals/*.json', [removed('src/a.json')], false],
    ['git was nowhere: a run directory', 'mlruns/1/9f', [removed('1/9f/metrics/n')], true],
    ['git was nowhere: run directories', 'mlruns/1/*', [removed('1/a0/metrics/m')], true],
    ['git was in that folder only', 'clone/evals/r.json', ['clone/r.json', 'r.json'], false],
    ['attributes: at the root', 'evals/new.json', [added('.gitattributes')], true],
    ['attributes: beside it', 'evals/new.json', [removed('evals/.gitattributes')], true],
    ['attributes: in another letter case', 'evals/new.json', ['Evals/.GitAttributes'], true],
    ['attributes: moved away', 'evals/new.json', [renamed('.gitattributes', 'docs/attributes')], true],
    ['attributes: of a checkout', 'clone/evals/r.json', ['evals/.gitattributes'], true],
    [
      'attributes: elsewhere',
      'evals/new.json',
      ['docs/.gitattributes', 'x.gitattributes', 'evals/a/.gitattributes'],
      false,
    ],
    ['attributes: below a glob', 'evals/**/*.json', [added('evals/a/.gitattributes')], true],
    ['attributes: within a run directory', 'mlruns/1/9f', [added('mlruns/1/9f/metrics/.gitattributes')], true],
    ['a glob: a name of two lines', 'evals/**/*.json', [removed('evals/a\n/\u2028.json')], true],
  ])('%s', async (_, path, files, expected) => {
    const kind = expected ? 'in-change' : 'this-run';
    expect(await ofFile(path, changes(...files))).toMatchObject({ kind: 'measured', provenance: { kind } });
  });

  it('is told by the end of its path only where git was nowhere around it', async () => {
    const files = { 'evals/r.json': values(0.7, 12), '.git/HEAD': 'ref: refs/heads/main\n' };
    const { workspace: checkedOut } = temporaryWorkspace(files);
    const requests = [{ metric: 'm', keys: {}, scale: null }];
    for (const path of ['evals/r.json', 'evals/*.json']) {
      const kind = async (changed: ChangedFiles) => {
        const world = { workspace: checkedOut, changed, network: null };
        return kindOf((await fileSource.measure({ id: 'evals', keys: { path } }, requests, world)).get('m'));
      };
      expect(await kind(changes(removed('r.json')))).toBe('this-run');
      expect(await kind(changes(removed('evals/r.json')))).toBe('in-change');
      expect(await kind(changes('docs/.gitattributes'))).toBe('this-run');
      expect(await kind(changes('evals/.gitattributes'))).toBe('in-change');
    }
  });

  it('is any file where the list is not complete, and none without a pull request', async () => {
    expect(kindOf(await ofFile('results.json', { files: [], complete: false }))).toBe('in-change');
    expect(kindOf(await ofFile('results.json', null))).toBe('this-run');
    expect(kindOf(await ofValues(['results.json'], { files: [], complete: false }))).toBe('in-change');
    expect(kindOf(await ofValues(['results.json'], null))).toBe('this-run');
  });

  it('is what git tracks, too, and is told of what is missing or broken', async () => {
    const git = async (paths: readonly string[]) =>
      new Map(paths.map((path) => [path, { tracked: true, committedAtMs: null }] as const));
    const tracked = { workspace: { ...workspace, git }, changed: changes('results.json'), network: null };
    const requests = [{ metric: 'm', keys: {}, scale: null }];
    const kind = async (path: string) =>
      kindOf((await fileSource.measure({ id: 'evals', keys: { path } }, requests, tracked)).get('m'));
    expect(await kind('results.json')).toBe('in-change');
    expect(await kind('evals/new.json')).toBe('file');

    expect(await ofFile('results.json', changes('results.json'), 'other')).toMatchObject({
      kind: 'absent',
      provenance: { kind: 'in-change' },
    });
    for (const path of ['gone.json', 'broken.json', 'gone/*.json'])
      expect(await ofFile(path, changes(removed('gone.json'), 'broken.json', removed('gone/a.json')))).toMatchObject({
        kind: 'failed',
        provenance: { kind: 'in-change' },
      });
    expect(kindOf(await ofFile('broken.json', changes('README.md')))).toBe('this-run');
  });

  it('is ambiguous evidence of which the change touches one part', async () => {
    write('same/a.json', values(0.1, 10));
    write('same/b.json', values(0.2, 10));
    expect(await ofFile('same/*.json', changes('same/a.json'))).toMatchObject({
      kind: 'failed',
      code: 'ambiguous',
      provenance: { kind: 'in-change' },
    });
  });
});

describe('values files that the change brings', () => {
  it.each<[string, readonly string[], readonly (string | Partial<ChangedFile>)[], boolean]>([
    ['the file is modified', ['results.json'], ['results.json'], true],
    ['the glob names a removed file', ['evals/n*.json'], [removed('evals/newest.json')], true],
    ['a file of another pattern is modified', ['results.json', 'empty.json'], ['empty.json'], false],
    ['one of two patterns that name it is touched', ['results.json', 'res*.json'], [removed('resx.json')], true],
    ['another file is modified', ['results.json'], ['evals/results.json'], false],
    ['it lies in a folder that git was not in', ['plain/evals/r.json'], ['evals/r.json'], true],
    ['its attributes are changed', ['evals/new.json'], ['.gitattributes'], true],
  ])('%s', async (_, patterns, files, expected) => {
    write('empty.json', '{"metrics": {}}');
    const kind = expected ? 'in-change' : 'this-run';
    expect(await ofValues(patterns, changes(...files))).toMatchObject({ kind: 'measured', provenance: { kind } });
  });

  it('taint what is absent, missing, broken or there twice', async () => {
    write('empty.json', '{"metrics": {}}');
    write('twice.json', values(0.7, 12));
    const touched = changes('empty.json', 'broken.json', 'twice.json', removed('gone.json'));
    for (const [patterns, kind] of [
      [['results.json', 'empty.json'], 'absent'],
      [['broken.json'], 'failed'],
      [['gone.json'], 'failed'],
      [['results.json', 'twice.json'], 'failed'],
    ] as const)
      expect(await ofValues(patterns, touched, kind === 'absent' ? 'other' : 'm')).toMatchObject({
        kind,
        provenance: { kind: 'in-change' },
      });
  });
});

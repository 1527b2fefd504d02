import { describe, expect, it } from 'vitest';
import type { Criterion, From, SourceDeclaration } from '../../src/core/criterion.ts';
import { measureAll } from '../../src/sources/measure.ts';
import type { Workspace } from '../../src/sources/workspace.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

function criterion(id: string, from: Partial<From> | null): Criterion {
  return {
    id,
    line: 1,
    layer: 'model',
    title: null,
    description: null,
    owner: null,
    runbook: null,
    target: { kind: 'bound', operator: '>=', bound: 0.5, text: '>= 0.5' },
    unit: null,
    from: from === null ? null : { source: 'evals', keys: {}, scale: null, ...from },
    required: true,
    waivable: true,
    maxAgeSeconds: null,
    minSamples: null,
    minCompleted: 0.95,
    fromStage: 'shadow',
    confidence: null,
    method: null,
    traffic: null,
    indicator: 'lagging',
    alert: null,
    drives: [],
    dueMs: null,
    dueText: null,
    bind: null,
    guardedBy: [],
    validIf: [],
    judge: null,
    prevalence: null,
    provisional: null,
  };
}

const source = (keys: Readonly<Record<string, unknown>>, rest: Partial<SourceDeclaration> = {}): SourceDeclaration => ({
  id: 'evals',
  line: 1,
  type: 'file',
  optional: false,
  keys: { type: 'file', ...keys },
  ...rest,
});

const { workspace, write } = temporaryWorkspace({
  'a.json': '{"metrics": {"one": 1, "shared": 5, "broken": "x"}}',
  'b.json': '{"metrics": {"two": 2, "shared": 5}}',
});

async function values(patterns: readonly string[], ...ids: readonly string[]): Promise<readonly unknown[]> {
  const metrics = ids.map((id) => criterion(id, null));
  return [
    ...(await measureAll({ sources: [], metrics }, patterns, { workspace, changed: null, network: null })).values(),
  ];
}

describe('values files given to the run', () => {
  it('are not asked where none is given', async () => {
    expect(await values([], 'one')).toEqual([{ kind: 'not-asked' }]);
  });

  it('are read together, and count as written during the run', async () => {
    expect(await values(['a.json', 'b.json'], 'one', 'two')).toMatchObject([
      { kind: 'measured', value: 1, provenance: { source: 'values', where: 'a.json#/metrics/one', kind: 'this-run' } },
      { kind: 'measured', value: 2 },
    ]);
    expect(await values(['?.json'], 'one', 'two', 'three', 'broken')).toMatchObject([
      { value: 1 },
      { value: 2 },
      { kind: 'absent' },
      { kind: 'failed', code: 'wrong-type' },
    ]);
    expect(await values(['a.json', './a.json', '*.json'], 'one')).toMatchObject([{ value: 1 }]);
  });

  it('are ambiguous where two hold a metric, even the same value', async () => {
    expect(await values(['*.json'], 'shared', 'one')).toMatchObject([
      { kind: 'failed', code: 'ambiguous' },
      { value: 1 },
    ]);
  });

  it('leave no metric certain where a pattern matches nothing: it might have held another value', async () => {
    for (const pattern of ['missing.json', 'missing-*.json'])
      expect(await values(['a.json', pattern], 'one', 'two')).toMatchObject([
        { kind: 'failed', code: 'not-found', detail: expect.stringContaining('The step that produces it must run') },
        { kind: 'failed', code: 'not-found', provenance: { where: pattern } },
      ]);
    expect(await values(['missing.json'], 'one')).toMatchObject([{ kind: 'failed', code: 'not-found' }]);
  });

  it.each([
    ['broken.json', '{"metrics": '],
    ['list.json', '[]'],
    ['empty.json', ''],
  ])('leave no metric certain where one of them is broken: %s', async (name, text) => {
    write(`broken/${name}`, text);
    expect(await values(['a.json', `broken/${name}`], 'one')).toMatchObject([{ kind: 'failed' }]);
  });

  it('are refused outside the workspace', async () => {
    expect(await values(['a.json', '../b.json'], 'one')).toMatchObject([{ kind: 'failed', code: 'blocked' }]);
  });
});

describe('all sources', () => {
  const measure = async (
    sources: readonly SourceDeclaration[],
    metrics: readonly Criterion[],
    space: Workspace = workspace,
  ) => measureAll({ sources, metrics }, [], { workspace: space, changed: null, network: null });

  it('answers all the same where the network cannot be opened, or telling of it fails', async () => {
    const live = { ...source({ url: 'https://scores.example.com' }), id: 'live', type: 'http' };
    const metrics = [criterion('zero', { source: 'live' }), criterion('one', {})];
    const told: string[] = [];
    const found = await measureAll({ sources: [live, source({ path: 'a.json' })], metrics }, [], {
      workspace,
      changed: null,
      network: () => Promise.reject(new Error('no network')),
      onSource: ({ kind }) => {
        told.push(kind);
        throw new Error('a closed log');
      },
    });
    expect([...found.values()]).toMatchObject([{ kind: 'failed', code: 'server' }, { value: 1 }]);
    expect(told).toEqual(['asking', 'values']);
  });

  it('answers each metric exactly once, in the order of the criteria', async () => {
    const metrics = [
      criterion('two', null),
      criterion('one', {}),
      criterion('none', { source: 'undeclared' }),
      criterion('zero', {}),
    ];
    const found = await measure([source({ path: 'a.json' })], metrics);
    expect([...found.keys()]).toEqual(['two', 'one', 'none', 'zero']);
    expect([...found.values()]).toMatchObject([
      { kind: 'not-asked' },
      { value: 1 },
      { kind: 'failed', code: 'server' },
      { kind: 'absent' },
    ]);
  });

  it('passes the scale and the keys on', async () => {
    expect(
      (await measure([source({ path: 'a.json' })], [criterion('m', { keys: { select: 'shared' }, scale: 0.01 })])).get(
        'm',
      ),
    ).toMatchObject({ value: 0.05 });
  });

  it('turns whatever is thrown into a failure without showing it', async () => {
    const reject = (): Promise<never> => Promise.reject(new Error('secret of the library'));
    const broken: Workspace = {
      find: reject,
      readText: reject,
      readLines: reject,
      readChunks: reject,
      isDirectory: reject,
      list: reject,
      git: reject,
      head: reject,
    };
    const found = await measure([source({ path: 'a.json' })], [criterion('one', {})], broken);
    expect(found.get('one')).toMatchObject({ kind: 'failed', code: 'server' });
    expect(JSON.stringify(found.get('one'))).not.toContain('secret');
    const throws = { ...broken, find: () => { throw 'not even an error'; } }; // biome-ignore format: one line
    expect((await measure([source({ path: 'a.json' })], [criterion('one', {})], throws)).get('one')).toMatchObject({
      kind: 'failed',
    });
    expect(
      (
        await measureAll({ sources: [], metrics: [criterion('one', null)] }, ['a.json'], {
          workspace: broken,
          changed: null,
          network: null,
        })
      ).get('one'),
    ).toMatchObject({ kind: 'failed' });
  });

  it('fails the metrics of a source type that does not exist', async () => {
    expect((await measure([source({}, { type: 'oracle' })], [criterion('one', {})])).get('one')).toMatchObject({
      kind: 'failed',
      code: 'server',
    });
  });

  it('takes the failure of an optional source as no value, but not what is wrong with a value or a path', async () => {
    const optional = { optional: true };
    expect(
      (await measure([source({ path: 'missing.json' }, optional)], [criterion('one', {})])).get('one'),
    ).toMatchObject({ kind: 'absent' });
    expect((await measure([source({ path: '../a.json' }, optional)], [criterion('one', {})])).get('one')).toMatchObject(
      { kind: 'failed', code: 'blocked' },
    );
    expect(
      (await measure([source({ path: 'a.json' }, optional)], [criterion('broken', {})])).get('broken'),
    ).toMatchObject({ kind: 'failed', code: 'wrong-type' });
  });

  it.each<[string, string | Uint8Array, Readonly<Record<string, unknown>>]>([
    ['in another encoding', Buffer.from('\ufeff{"metrics": {"one": 1}}', 'utf16le'), {}],
    ['no text', Uint8Array.of(0xc3, 0x28), {}],
    ['empty', '', {}],
    ['broken', '{', {}],
    ['of no known structure', '{"a": 1}', {}],
    ['of another format', '{"metrics": {"one": 1}}', { format: 'promptfoo' }],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', {}],
    ['a run that is not finished', '{"info": {"run_id": "1", "status": "RUNNING", "lifecycle_stage": "active"}}', {}],
    ['a run that was deleted', '{"info": {"run_id": "1", "status": "FINISHED", "lifecycle_stage": "deleted"}}', {}],
  ])('excuses no file of an optional source that is there: %s', async (_, content, keys) => {
    write('there.json', content);
    const declared = source({ path: 'there.json', ...keys }, { optional: true });
    expect((await measure([declared], [criterion('one', {})])).get('one')).toMatchObject({ kind: 'failed' });
  });

  it('handles ids that objects inherit', async () => {
    for (const id of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect((await measure([source({ path: 'a.json' })], [criterion(id, {})])).get(id)).toMatchObject({
        kind: 'absent',
      });
  });
});

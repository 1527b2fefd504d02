import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../src/core/measurement.ts';
import { fileSource } from '../../src/sources/file-source.ts';
import type { Workspace } from '../../src/sources/workspace.ts';
import { ENVIRONMENT, fixture, temporaryWorkspace } from './temporary-workspace.ts';

type Keys = Readonly<Record<string, unknown>>;

const world = (of: Workspace) => ({ workspace: of, changed: null, network: null });

async function ask(
  workspace: Workspace,
  source: Keys,
  keys: Keys = {},
  scale: number | null = null,
  metric = 'm',
): Promise<Measurement | undefined> {
  return (await fileSource.measure({ id: 'evals', keys: source }, [{ metric, keys, scale }], world(workspace))).get(
    metric,
  );
}

const { workspace, write, folder } = temporaryWorkspace({
  'values.json': fixture('values/results.json'),
  'values.yaml': fixture('values/results.yaml'),
  'azure.json': fixture('json/azure.json'),
  'events.jsonl': fixture('jsonl/events.jsonl'),
  'events.log': fixture('jsonl/events.jsonl'),
  'retention.csv': fixture('csv/retention.csv'),
  'table.txt': fixture('csv/retention.csv'),
  'custom.json': fixture('benchmark/custom.json'),
  'data.js': fixture('benchmark/data.js'),
  'metrics.yaml': fixture('yaml/metrics.yaml'),
});

describe('recognising by structure', () => {
  it.each([
    ['values.json', {}, 'latency_p95', 1.2],
    ['values.yaml', {}, 'thumbs_up', 0.81],
    ['events.jsonl', { where: { event: 'answer' }, 'rate-of': 'resolved' }, 'm', 2 / 3],
    ['events.log', { where: { event: 'answer' }, 'rate-of': 'resolved' }, 'm', 2 / 3],
    ['retention.csv', { where: { variant: 'old' }, value: 'rate' }, 'm', 0.6],
    ['table.txt', { where: { variant: 'old' }, value: 'rate' }, 'm', 0.6],
    ['custom.json', { name: 'throughput' }, 'm', 71.5],
    ['data.js', { name: 'recall' }, 'm', 0.92],
    ['azure.json', { value: 'metrics."relevance.gpt_relevance"' }, 'm', 4.25],
    ['metrics.yaml', { value: 'train.accuracy' }, 'm', 0.93],
  ])('%s with %j', async (name, keys, metric, value) => {
    expect(await ask(workspace, { path: name }, keys, null, metric)).toMatchObject({ kind: 'measured', value });
  });

  it('reads one line of JSON as a row where the keys or the ending ask for rows', async () => {
    write('one.json', '{"ok": true}');
    write('one.ndjson', '{"score": 0.5}');
    expect(await ask(workspace, { path: 'one.json' }, { 'rate-of': 'ok' })).toMatchObject({ value: 1, sampleSize: 1 });
    expect(await ask(workspace, { path: 'one.ndjson' }, { value: 'score' })).toMatchObject({ value: 0.5 });
  });

  it('reads JSON that was dumped twice, and says where text is no such JSON', async () => {
    const report = JSON.stringify({ metrics: [{ metric: 'RowCount', result: { n: 7 } }], note: 'a "b"' });
    write('twice.json', JSON.stringify(report));
    write('spaced.json', JSON.stringify(`{\n  "train": { "acc": 0.5 }\n}\n`));
    write('text.json', JSON.stringify('{"metrics": [1'));
    write('thrice.json', JSON.stringify(JSON.stringify(report)));
    write('nan.json', JSON.stringify('{"metrics": {"m": NaN}}'));
    const keys = { metric: 'RowCount.n' };
    expect(await ask(workspace, { path: 'twice.json', format: 'evidently' }, keys)).toMatchObject({ value: 7 });
    write('suite.json', JSON.stringify('{"metrics": [{"metric": "RowCount", "result": {"n": 8}}]}'));
    expect(await ask(workspace, { path: 'suite.json' }, keys)).toMatchObject({ kind: 'measured', value: 8 });
    expect(await ask(workspace, { path: 'spaced.json' }, { value: 'train.acc' })).toMatchObject({ value: 0.5 });
    expect(await ask(workspace, { path: 'nan.json' })).toMatchObject({ kind: 'failed', code: 'not-a-number' });
    for (const path of ['text.json', 'thrice.json'])
      expect(await ask(workspace, { path }, keys)).toMatchObject({ kind: 'failed', code: 'bad-response' });
  });

  it('says that a file is a pointer of Git LFS', async () => {
    write('lfs.json', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n');
    for (const format of ['auto', 'json', 'lm-eval'])
      expect(await ask(workspace, { path: 'lfs.json', format }, { value: 'size' })).toMatchObject({
        kind: 'failed',
        code: 'bad-response',
        detail: expect.stringContaining('Git LFS'),
      });
  });

  it('refuses what it does not know, with the keys expected', async () => {
    write('alike.json', '{"results": [{"score": 1}], "version": 3}');
    const refused = await ask(workspace, { path: 'alike.json' });
    expect(refused).toMatchObject({ kind: 'failed', code: 'bad-response' });
    const detail = refused?.kind === 'failed' ? refused.detail : '';
    expect(detail).toContain('"results"');
    expect(detail).toContain('promptfoo: ');
    expect(detail).toContain('JMESPath');
    for (const [name, text] of Object.entries({
      'n.json': '5',
      'l.json': '[]',
      't.txt': 'hello world',
      'p.yaml': '- 1\n- 2',
    })) {
      write(name, text);
      expect(await ask(workspace, { path: name })).toMatchObject({ kind: 'failed', code: 'bad-response' });
    }
  });

  it('refuses a declared format whose structure the file does not have', async () => {
    for (const format of ['promptfoo', 'lm-eval', 'deepeval', 'mlflow', 'benchmark', 'evidently', 'junit'])
      expect(await ask(workspace, { path: 'azure.json', format })).toMatchObject({
        kind: 'failed',
        code: 'bad-response',
      });
    expect(await ask(workspace, { path: 'azure.json', format: 'values' })).toMatchObject({ kind: 'absent' });
  });
});

describe('broken files fail every metric and say where', () => {
  it.each([
    ['bad.json', '{"metrics": {', 'bad-response', 'bad.json:1:14'],
    ['html.json', '<!doctype html><p>404', 'bad-response', ''],
    ['empty.json', '', 'bad-response', 'is empty'],
    ['blank.json', ' \n ', 'bad-response', 'is empty'],
    ['deep.json', '['.repeat(5000), 'bad-response', '200 levels'],
    ['two.yaml', 'metrics: {a: 1}\n---\nmetrics: {a: 2}', 'bad-response', 'several documents'],
    ['rows.jsonl', '{"a":1}\n{"a":', 'bad-response', 'rows.jsonl:2:'],
  ])('%s', async (name, text, code, words) => {
    write(name, text);
    expect(await ask(workspace, { path: name }, { value: 'a' })).toMatchObject({
      kind: 'failed',
      code,
      detail: expect.stringContaining(words),
    });
  });

  it.each([
    ['../x.json', 'blocked'],
    ['/etc/passwd', 'blocked'],
    ['missing.json', 'not-found'],
    ['none-*.json', 'not-found'],
    ['link.json', 'blocked'],
  ])('%s is %s', async (name, code) => {
    if (name === 'link.json') symlinkSync('/etc/hostname', path.join(folder, name));
    expect(await ask(workspace, { path: name })).toMatchObject({
      kind: 'failed',
      code,
      provenance: { source: 'evals' },
    });
  });

  it('reads no document over 64 MiB, but rows of any size', async () => {
    write('huge.json', `{"metrics": {"m": 1}, "pad": "${'x'.repeat(64 * 1024 * 1024)}"}`);
    expect(await ask(workspace, { path: 'huge.json' })).toMatchObject({ kind: 'failed', code: 'too-large' });
    write('huge.yaml', `metrics: {m: 1}\n#${'x'.repeat(8 * 1024 * 1024)}`);
    expect(await ask(workspace, { path: 'huge.yaml' })).toMatchObject({ kind: 'failed', code: 'too-large' });
  });
});

describe('globs', () => {
  const run = (at: string, value: number): string => `{"observed_at": "${at}", "metrics": {"m": ${value}}}`;

  it('takes the newest file by the time inside it, whatever the names and file times say', async () => {
    write('runs/a.json', run('2026-11-20T10:00:00Z', 1));
    write('runs/b.json', run('2026-11-19T10:00:00Z', 2));
    write('runs/z.json', run('2026-11-18T10:00:00Z', 3));
    expect(await ask(workspace, { path: 'runs/*.json' })).toMatchObject({
      value: 1,
      provenance: { where: 'runs/a.json#/metrics/m' },
    });
  });

  const one = (value: number, at: string): string => `{"value": ${value}, "observed_at": "${at}"}`;
  const file = (at: string, metrics: string): string => `{"observed_at": "${at}", "metrics": {${metrics}}}`;
  const NEW = '2026-11-20T10:00:00Z';
  const [OLD, OLDER] = ['2026-11-02T10:00:00Z', '2026-11-01T10:00:00Z'];
  it.each<[string, readonly string[], object]>([
    [
      "the metric's own time, not that of the file around it",
      [file(NEW, `"m": ${one(1, OLDER)}`), file(OLD, '"m": 2')],
      { value: 2, observedAtMs: Date.parse(OLD) },
    ],
    ['an own time that is the same', [file(NEW, `"m": ${one(1, OLD)}`), file(OLD, '"m": 2')], { code: 'ambiguous' }],
    [
      'an own time that cannot be read',
      [file(NEW, `"m": ${one(1, 'today')}`), file(OLD, '"m": 2')],
      { code: 'ambiguous' },
    ],
    ['a newer file without the metric', [file(NEW, ''), file(OLD, '"m": 2')], { kind: 'absent' }],
    ['an older file without the metric', [file(OLD, ''), file(NEW, '"m": 2')], { value: 2 }],
    [
      'a file without the metric that is older than the other file, and newer than its metric',
      [file(OLD, ''), file(NEW, `"m": ${one(2, OLDER)}`)],
      { kind: 'absent' },
    ],
    [
      'a file without the metric that is newer than the other file, and older than its metric',
      [file(OLD, ''), file(OLDER, `"m": ${one(2, NEW)}`)],
      { kind: 'absent' },
    ],
    ['a file without the metric that is as new', [file(NEW, ''), file(NEW, '"m": 2')], { code: 'ambiguous' }],
    ['several files without it that are older', [file(OLD, ''), file(OLD, ''), file(NEW, '"m": 2')], { value: 2 }],
    [
      'several files without it that are newer',
      [file(NEW, ''), file(NEW, ''), file(OLD, '"m": 2')],
      { code: 'ambiguous' },
    ],
  ])('compares %s', async (name, texts, expected) => {
    const there = name.replaceAll(/\W/g, '');
    for (const [at, text] of texts.entries()) write(`${there}/${at}.json`, text);
    expect(await ask(workspace, { path: `${there}/*.json`, format: 'values' })).toMatchObject(expected);
  });

  it('is ambiguous where two are equally new, or one has no time', async () => {
    write('same/a.json', run('2026-11-20T10:00:00Z', 1));
    write('same/b.json', run('2026-11-20T11:00:00+01:00', 1));
    expect(await ask(workspace, { path: 'same/*.json' })).toMatchObject({ kind: 'failed', code: 'ambiguous' });
    write('undated/a.json', run('2026-11-20T10:00:00Z', 1));
    write('undated/b.json', '{"metrics": {"m": 2}}');
    expect(await ask(workspace, { path: 'undated/*.json' })).toMatchObject({
      kind: 'failed',
      code: 'ambiguous',
      detail: expect.stringContaining('undated/b.json'),
    });
  });

  it('fails where one of the files cannot be read: it may be the newest', async () => {
    write('mixed/a.json', run('2026-11-20T10:00:00Z', 1));
    write('mixed/b.json', '{');
    expect(await ask(workspace, { path: 'mixed/*.json' })).toMatchObject({ kind: 'failed', code: 'bad-response' });
  });

  it('takes a single match without a time, and times found by expression or column', async () => {
    write('single/a.json', '{"metrics": {"m": 2}}');
    expect(await ask(workspace, { path: 'single/*.json' })).toMatchObject({
      value: 2,
      observedAtMs: null,
      observedAtKind: 'none',
    });
    for (const [day, score] of [
      [18, 0.1],
      [20, 0.3],
      [19, 0.2],
    ]) {
      write(`dvc/${day}.json`, `{"score": ${score}, "day": "2026-11-${day}"}`);
      write(`logs/${day}.csv`, `score,day\n${score},2026-11-${day}\n`);
    }
    const keys = { value: 'score', 'observed-at': 'day', 'observed-at-format': 'date' };
    expect(await ask(workspace, { path: 'dvc/*.json' }, keys)).toMatchObject({ value: 0.3 });
    expect(await ask(workspace, { path: 'logs/*.csv' }, keys)).toMatchObject({ value: 0.3 });
  });
});

describe('run directories of an MLflow file store', () => {
  const meta = (end: number): string =>
    `artifact_uri: x\nend_time: ${end}\nexperiment_id: '7'\nlifecycle_stage: active\nrun_id: r\nrun_uuid: r\nstart_time: ${end - 9}\nstatus: 3\n`;

  it('reads one, and the newest of several', async () => {
    write('mlruns/7/meta.yaml', 'experiment_id: 7\nname: x\n');
    write('mlruns/7/one/meta.yaml', meta(1_795_168_800_000));
    write('mlruns/7/one/metrics/eval/recall', '1795168799000 0.91 0\n');
    write('mlruns/7/two/meta.yaml', meta(1_795_000_000_000));
    write('mlruns/7/two/metrics/eval/recall', '1794999999000 0.5 0\n');
    expect(await ask(workspace, { path: 'mlruns/7/two' }, { metric: 'eval/recall' })).toMatchObject({
      kind: 'measured',
      value: 0.5,
    });
    write('mlruns/models/wiki/meta.yaml', 'name: wiki\ncreation_timestamp: 1795168800000\n');
    write('mlruns/models/wiki/version-1/meta.yaml', 'name: wiki\nversion: 1\n');
    write('mlruns/7/one/metrics/.DS_Store', '\u0000');
    for (const format of ['mlflow', 'auto'])
      expect(await ask(workspace, { path: 'mlruns/*/*', format }, { metric: 'eval/recall' })).toMatchObject({
        kind: 'measured',
        value: 0.91,
      });
    expect(await ask(workspace, { path: 'mlruns/7/one' }, { metric: 'speed' })).toMatchObject({
      kind: 'absent',
      detail: expect.stringMatching(/has: eval\/recall$/),
    });
  });

  it('refuses other folders', async () => {
    expect(await ask(workspace, { path: 'runs' })).toMatchObject({
      kind: 'failed',
      code: 'bad-response',
      detail: expect.stringContaining('meta.yaml'),
    });
    expect(await ask(workspace, { path: 'runs', format: 'json' })).toMatchObject({ kind: 'failed', code: 'config' });
  });
});

describe('scale', () => {
  it('multiplies the value and its spread, never the counts', async () => {
    write(
      'scaled.json',
      '{"metrics": {"m": {"value": 59, "successes": 118, "sample_size": 200, "stddev": 20, "stderr": 2, "interval": [50, 60, 0.9]}}}',
    );
    const measured = await ask(workspace, { path: 'scaled.json' }, {}, 0.01);
    expect(measured).toMatchObject({
      value: 0.59,
      successes: 118,
      sampleSize: 200,
      stddev: 0.2,
      stderr: 0.02,
      interval: { low: 0.5, high: 0.6, level: 0.9 },
    });
  });

  it('leaves a value that is made of counts to the unit of the metric, unless a scale is written', async () => {
    write('counts.json', '{"metrics": {"m": {"successes": 90, "sample_size": 100}}}');
    expect(await ask(workspace, { path: 'counts.json' })).toMatchObject({ value: 0.9, valueFromCounts: true });
    for (const scale of [1, 100]) {
      const scaled = await ask(workspace, { path: 'counts.json' }, {}, scale);
      expect(scaled).toMatchObject({ value: 0.9 * scale, successes: 90 });
      expect(scaled).not.toHaveProperty('valueFromCounts');
    }
  });
});

describe('the time of the last commit, and where files come from', () => {
  const repository = temporaryWorkspace({
    'dvc.json': '{"m": 0.9}',
    'dated.json': '{"observed_at": "2026-11-20T10:00:00Z", "metrics": {"m": 0.9}}',
    'own.json':
      '{"observed_at": "2026-11-20T10:00:00Z", "metrics": {"m": {"value": 0.9, "observed_at": "2019-01-01T00:00:00"}}}',
    'zoneless.json': '{"observed_at": "2019-01-01T00:00:00", "metrics": {"m": 0.9}}',
    'junit.xml': '<testsuite name="s" timestamp="2019-01-01T00:00:00"><testcase name="a"/></testsuite>',
    'data.json':
      '{"entries": {"s": [{"commit": {"id": "x"}, "date": 1546300800, "benches": [{"name": "m", "unit": "s", "value": 1}]}]}}',
    'promptfoo.json':
      '{"results": {"timestamp": "2019-01-01T00:00:00", "prompts": [{"raw": "p"}], "stats": {"successes": 1, "failures": 0}}}',
    'lm-eval.json': '{"date": "2019-01-01", "versions": {}, "results": {"t": {"m": 0.5}}}',
    'evidently.json': fixture('evidently/snapshot-07.json').replace(/("timestamp": *"[^"+Z]*)(Z|\+00:00)/, '$1'),
    'run.json':
      '{"info": {"run_id": "r", "status": "FINISHED", "lifecycle_stage": "active", "start_time": 1546300800}, "data": {"metrics": {"m": 1}}}',
  });
  const git = (...words: readonly string[]): void => {
    const date = { GIT_AUTHOR_DATE: '2026-11-18T10:00:00Z', GIT_COMMITTER_DATE: '2026-11-18T10:00:00Z' };
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...words], {
      cwd: repository.folder,
      env: { ...ENVIRONMENT, ...date },
      stdio: 'ignore',
    });
  };
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'one');

  it('is taken where it is asked for and the file has none, and is said', async () => {
    expect(
      await ask(repository.workspace, { path: 'dvc.json', format: 'json' }, { 'observed-at': 'commit' }),
    ).toMatchObject({
      value: 0.9,
      observedAtMs: Date.UTC(2026, 10, 18, 10),
      observedAtKind: 'commit',
      notes: [expect.stringContaining('last commit')],
      provenance: { kind: 'file' },
    });
    expect(await ask(repository.workspace, { path: 'dvc.json', format: 'json' })).toMatchObject({
      observedAtMs: null,
      observedAtKind: 'none',
      provenance: { kind: 'file' },
    });
    expect(await ask(repository.workspace, { path: 'dated.json' }, { 'observed-at': 'commit' })).toMatchObject({
      observedAtMs: Date.UTC(2026, 10, 20, 10),
      observedAtKind: 'sample',
    });
  });

  it.each<[string, string, Keys?]>([
    ['of the metric', 'own.json'],
    ['of the document', 'zoneless.json'],
    ['of a suite', 'junit.xml'],
    ['of a history', 'data.json'],
    ['of an evaluation', 'promptfoo.json'],
    ['of an lm-eval run', 'lm-eval.json'],
    ['of a snapshot', 'evidently.json', { metric: 'RowCount' }],
    ['of a run', 'run.json'],
  ])('does not stand in for a time %s that cannot be taken', async (_, name, keys = {}) => {
    const measured = await ask(repository.workspace, { path: name }, { ...keys, 'observed-at': 'commit' });
    expect(measured).toMatchObject({
      kind: 'measured',
      observedAtMs: null,
      observedAtKind: 'none',
      notes: expect.arrayContaining([expect.stringContaining('does not stand in for it')]),
    });
  });

  it('is not taken for a file that is not as committed', async () => {
    repository.write('new.json', '{"m": 0.9}');
    repository.write('dated.json', '{"metrics": {"m": 0.9}}');
    for (const name of ['new.json', 'dated.json'])
      expect(
        await ask(
          repository.workspace,
          { path: name, ...(name === 'new.json' ? { format: 'json' } : {}) },
          { 'observed-at': 'commit' },
        ),
      ).toMatchObject({
        observedAtMs: null,
        observedAtKind: 'none',
        notes: [expect.stringContaining('not committed')],
        provenance: { kind: 'this-run' },
      });
  });

  it('is unknown outside a checkout', async () => {
    expect(await ask(workspace, { path: 'azure.json' }, { value: 'created', 'observed-at': 'commit' })).toMatchObject({
      observedAtMs: null,
      provenance: { kind: 'this-run' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { EvidenceDocument, FormatResult } from '../../../src/sources/formats/format.ts';
import { json, yaml } from '../../../src/sources/formats/json.ts';
import { parseYamlEvidence } from '../../../src/sources/formats/yaml-document.ts';
import { parseTolerantJson } from '../../../src/sources/tolerant-json.ts';
import { fixture } from '../temporary-workspace.ts';

function documentOf(text: string): EvidenceDocument {
  const parsed = parseTolerantJson(text);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  return { path: 'r.json', kind: 'json', value: parsed.value };
}

const azure = documentOf(fixture('json/azure.json'));
const read = (keys: Readonly<Record<string, unknown>>, document = azure): FormatResult =>
  json.read(document, keys, 'my_metric');

describe('reading JSON by expressions', () => {
  it('takes value, sample size and time from where the criteria say', () => {
    const keys = {
      value: 'metrics."relevance.gpt_relevance"',
      'sample-size': 'length(rows)',
      'observed-at': 'finished',
    };
    expect(read(keys)).toMatchObject({
      kind: 'reading',
      value: 4.25,
      sampleSize: 3,
      observedAtMs: Date.UTC(2026, 10, 20, 10),
      observedAtKind: 'sample',
    });
  });

  it('derives the share where only counts are given', () => {
    expect(read({ successes: 'length(rows[?ok])', 'sample-size': 'length(rows)' })).toMatchObject({
      value: 2 / 3,
      successes: 2,
      sampleSize: 3,
    });
    expect(read({ successes: 'length(rows[?none])', 'sample-size': 'length(rows[?none])' })).toMatchObject({
      kind: 'absent',
    });
  });

  it('marks a share as counted only where no value is written', () => {
    const counts = { successes: 'length(rows[?ok])', 'sample-size': 'length(rows)' };
    expect(read(counts)).toMatchObject({ valueFromCounts: true });
    const document = documentOf('{"share": 0.5, "rows": [{"ok": true}, {}]}');
    expect(read({ value: 'share', ...counts }, document)).not.toHaveProperty('valueFromCounts');
  });

  it.each([
    '`0.99`',
    "'0.99'",
    'metrics.recall || `0.99`',
    'metrics.recall && `0.99`',
    'not_null(metrics.recall, `0.99`)',
    'metrics.recall ? metrics.recall : `0.99`',
    'max([metrics.recall, `0.99`])',
    '{a: `0.99`}.a',
    '[`0.99`][0]',
    '`0.99` | @',
    'let $x = `0.99` in $x',
    'map(&`1`, rows)[0]',
    "to_number('0.99')",
    '`1` - `0.01`',
    "to_number(join('', ['0.9', '9']))",
    "length('abc')",
    'sum([`1`, `2`])',
    'rows[?ok].x || `[1]` | [0]',
    'sum([`[]`])',
    'length(keys({a: @}))',
  ])('refuses %s, which may answer without reading the file', (value) => {
    for (const text of ['{"metrics": {"recall": 0.2}, "rows": [{"ok": true}]}', '{"metrics": {}, "rows": []}', '{}'])
      expect(read({ value }, documentOf(text))).toMatchObject({ kind: 'failed', code: 'config' });
  });

  it.each([
    ["rows[?name == 'a'].score | [0]", 0.9],
    ['length(rows[?ok == `true`])', 1],
    ['metrics.percent / `100`', 0.93],
    ['`1` - metrics.loss', 0.75],
    ["length(rows[?contains(name, 'a')])", 1],
    ['metrics.missing || metrics.loss', 0.25],
    ['sum(rows[].score)', 1.4],
    ["length(split(metrics.list, ','))", 3],
  ])('reads %s, whose literals are compared or reckoned with', (value, expected) => {
    const document = documentOf(
      '{"metrics": {"percent": 93, "loss": 0.25, "list": "a,b,c"}, "rows": [{"name": "a", "score": 0.9, "ok": true}, {"name": "b", "score": 0.5}]}',
    );
    expect(read({ value }, document)).toMatchObject({ kind: 'reading', value: expect.closeTo(expected, 9) });
  });

  it('takes neither a count nor a time that is written into the expression', () => {
    const document = documentOf('{"v": 0.9, "day": "2026-11-20"}');
    expect(read({ value: 'v', 'sample-size': '`500`' }, document)).toMatchObject({ kind: 'failed', code: 'config' });
    const dated = read({ value: 'v', 'observed-at': "when || '2026-11-20T10:00:00Z'" }, document);
    expect(dated).toMatchObject({ kind: 'reading', notes: [expect.stringContaining('without reading')] });
    expect(dated).not.toHaveProperty('observedAtMs');
    const joined = { value: 'v', 'observed-at': "join('T', [day, '00:00:00Z'])" };
    expect(read(joined, document)).toMatchObject({ observedAtMs: Date.UTC(2026, 10, 20) });
    const named = { value: 'v', 'sample-size': 'length(day)' };
    expect(read(named, document)).toMatchObject({ kind: 'failed', code: 'wrong-type' });
  });

  it('reads Bencher reports', () => {
    const bencher = documentOf(fixture('json/report_latency.bmf.json'));
    expect(read({ value: '"suite::warm".latency.value' }, bencher)).toMatchObject({ value: 2750.5 });
  });

  it("takes the metric's own key where no expression is given", () => {
    expect(json.read(documentOf('{"accuracy": 0.93}'), {}, 'accuracy')).toMatchObject({ value: 0.93 });
    for (const name of ['toString', 'constructor', '__proto__'])
      expect(json.read(documentOf('{"accuracy": 0.93}'), {}, name).kind).toBe('absent');
  });

  it.each([
    ['metrics.note', 'wrong-type'],
    ['list', 'wrong-type'],
    ['metrics', 'wrong-type'],
    ['rows[0].ok', 'wrong-type'],
    ['finished', 'wrong-type'],
    ['sum(metrics)', 'wrong-type'],
    ['nosuchfunction(@)', 'wrong-type'],
    ['metrics.', 'config'],
    ['[?', 'config'],
    ['{a: @}.constructor', 'config'],
    ['length({a: @}.constructor)', 'config'],
    ['{a: @}.__proto__', 'config'],
  ])('%s is %s', (value, code) => {
    expect(read({ value })).toMatchObject({ kind: 'failed', code });
  });

  it.each([
    'nothing',
    'missing',
    'metrics.missing',
    'toString',
    'constructor',
    'constructor.length',
    '__proto__',
    'metrics.__proto__.x',
    'rows.length',
    'rows[9].ok',
    'finished.length',
  ])('%s selects nothing', (value) => expect(read({ value })).toMatchObject({ kind: 'absent' }));

  it('refuses what is not finite, counts that are none, and counts that contradict the value', () => {
    const odd = documentOf('{"a": NaN, "b": 0.9, "half": 2.5, "n": 10, "k": 3, "zero": 0}');
    expect(read({ value: 'a' }, odd)).toMatchObject({ code: 'not-a-number' });
    expect(read({ value: 'b', 'sample-size': 'half' }, odd)).toMatchObject({ code: 'impossible-count' });
    expect(read({ value: 'b', 'sample-size': 'zero' }, odd)).toMatchObject({ code: 'impossible-count' });
    expect(read({ value: 'b', 'sample-size': 'k', successes: 'n' }, odd)).toMatchObject({ code: 'impossible-count' });
    expect(read({ value: 'b', 'sample-size': 'n', successes: 'k' }, odd)).toMatchObject({ code: 'ambiguous' });
  });

  it('is ambiguous where the way leads over a key that stands twice', () => {
    const twice = documentOf('{"a": {"b": 1}, "a": {"b": 1}, "c": 2}');
    expect(read({ value: 'a.b' }, twice)).toMatchObject({ code: 'ambiguous' });
    expect(read({ value: 'sum(*.b)' }, twice)).toMatchObject({ code: 'ambiguous' });
    expect(read({ value: 'c' }, twice)).toMatchObject({ value: 2 });
    expect(json.read(twice, {}, 'a')).toMatchObject({ code: 'ambiguous' });
  });

  it('reads times in the declared format and takes none that it is not sure of', () => {
    expect(read({ value: 'created', 'observed-at': 'created', 'observed-at-format': 'unix-s' })).toMatchObject({
      observedAtMs: 1_795_168_800_000,
    });
    const none = read({ value: 'created', 'observed-at': 'created' });
    expect(none).toMatchObject({
      kind: 'reading',
      notes: ['observed-at "created" selects a number: add observed-at-format: unix-s'],
    });
    expect(none).not.toHaveProperty('observedAtMs');
    expect(read({ value: 'created', 'observed-at': 'gone' })).toMatchObject({
      notes: [expect.stringContaining('selects nothing')],
    });
    expect(read({ value: 'created', 'observed-at': 'commit' })).not.toHaveProperty('notes');
  });
});

describe('YAML evidence', () => {
  const parse = (text: string): unknown => {
    const parsed = parseYamlEvidence(text);
    return parsed.ok ? parsed.value : parsed.text;
  };

  it('is read by the same expressions', () => {
    const document: EvidenceDocument = { path: 'm.yaml', kind: 'yaml', value: parse(fixture('yaml/metrics.yaml')) };
    const keys = {
      value: 'train.accuracy',
      'sample-size': 'train.n',
      'observed-at': 'when',
      'observed-at-format': 'date',
    };
    expect(yaml.read(document, keys, 'm')).toMatchObject({
      value: 0.93,
      sampleSize: 1200,
      observedAtMs: Date.UTC(2026, 10, 19) - 1,
    });
  });

  it.each([
    ['b: *x', 'without an anchor'],
    ['a: &x [*x]', 'without an anchor'],
    ['a: *x\nb: &x 1', 'without an anchor'],
    ['<<: *x', 'without an anchor'],
    ['a: !!str x', 'tag'],
    ['a: !!float 1', 'not YAML'],
    ['a: !!js/function x', 'not YAML'],
    ['--- 1\n--- 2', 'several documents'],
    ['%YAML 1.1\n---\na: yes', 'directive'],
    ['%TAG ! tag:x,2000:\n---\na: 1', 'directive'],
    ['? [a, b]\n: 1', 'plain text'],
    ['a: [1', 'not YAML'],
    ['', 'no document'],
    [`${'['.repeat(20_000)}`, 'not YAML'],
    [`${'['.repeat(300)}${']'.repeat(300)}`, 'levels deep'],
  ])('refuses %j', (text, words) => {
    expect(parse(text)).toContain(words);
  });

  it('takes the aliases that writers make of an object that stands in two places', () => {
    expect(parse('a: &x {q: one}\nb: *x\nc: &x 2\nd: [*x, *x]')).toEqual({
      a: { q: 'one' },
      b: { q: 'one' },
      c: 2,
      d: [2, 2],
    });
  });

  it('survives an alias bomb', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghij'
        .split('')
        .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(', ')}]`),
    ].join('\n');
    const started = performance.now();
    expect(parse(bomb)).toContain('repeat too much');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('inherits nothing, keeps scalars as YAML 1.2 has them and notices keys that stand twice', () => {
    const value = parse('__proto__: {x: 1}\nno: no\nday: 2026-11-20\nnan: .nan\n1: one') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['1', '__proto__', 'no', 'day', 'nan']);
    expect([value['no'], value['day'], value['nan'], value['toString']]).toEqual([
      'no',
      '2026-11-20',
      Number.NaN,
      undefined,
    ]);
    expect(() => (parse('a: 1\na: 1') as Record<string, unknown>)['a']).toThrow('stands twice');
  });
});

import { describe, expect, it } from 'vitest';
import type { FormatResult } from '../../src/sources/formats/format.ts';
import { readRows } from '../../src/sources/read-rows.ts';
import { fixture, temporaryWorkspace } from './temporary-workspace.ts';

const { workspace, write } = temporaryWorkspace({
  'events.jsonl': fixture('jsonl/events.jsonl'),
  'retention.csv': fixture('csv/retention.csv'),
});
let files = 0;

async function ask(
  file: string,
  keys: Readonly<Record<string, unknown>>,
  metric = 'm',
): Promise<FormatResult | undefined> {
  const kind = file.endsWith('.csv') ? 'csv' : 'jsonl';
  return (await readRows(workspace, file, kind, [{ metric, keys, scale: null }])).get(metric);
}

async function askText(
  kind: 'csv' | 'jsonl',
  text: string,
  keys: Readonly<Record<string, unknown>>,
): Promise<FormatResult | undefined> {
  files += 1;
  write(`${files}.${kind}`, text);
  return ask(`${files}.${kind}`, keys);
}

describe('JSON Lines', () => {
  it('counts the share of rows that are true; rows without a verdict are attempted only', async () => {
    expect(
      await ask('events.jsonl', { where: { event: 'answer' }, 'rate-of': 'resolved', 'observed-at': 'at' }),
    ).toEqual({
      kind: 'reading',
      value: 2 / 3,
      valueFromCounts: true,
      where: 'rate of resolved',
      sampleSize: 3,
      successes: 2,
      attempted: 4,
      observedAtMs: Date.UTC(2026, 10, 20, 10),
      observedAtKind: 'last-event',
      notes: [],
    });
  });

  it('takes the column of the newest row', async () => {
    expect(
      await ask('events.jsonl', { where: { event: 'answer' }, value: 'score', 'observed-at': 'at' }),
    ).toMatchObject({ value: 0.7, observedAtMs: Date.UTC(2026, 10, 20, 10) });
    expect(await ask('events.jsonl', { where: { event: 'visit' }, value: 'score' })).toMatchObject({ value: 1 });
    expect(
      await ask('events.jsonl', { where: { 'user.tier': 'gold' }, value: 'score', 'observed-at': 'at' }),
    ).toMatchObject({ value: 0.4 });
  });

  it('takes escapes in keys and texts as what they stand for', async () => {
    const text = '{"t":"\\u00e9\\u006bok\\"","o\\u006b":true,"a\\/b":1}';
    expect(await askText('jsonl', text, { 'rate-of': 'ok' })).toMatchObject({ value: 1 });
    expect(await askText('jsonl', text, { value: 'a/b' })).toMatchObject({ value: 1 });
  });

  it('takes the time of rows with a verdict only, and none where one of those has none', async () => {
    const row = (ok: boolean | null, t: string) => JSON.stringify({ ok, t });
    const [old, late] = [row(true, '2026-11-01T10:00:00Z'), row(false, '2026-11-02T10:00:00Z')];
    const keys = { 'rate-of': 'ok', 'observed-at': 't' };
    const unjudged = row(null, '2026-11-20T10:00:00Z');
    expect(await askText('jsonl', [late, old, unjudged, row(null, 'soon')].join('\n'), keys)).toMatchObject({
      observedAtMs: Date.UTC(2026, 10, 2, 10),
      observedAtKind: 'last-event',
      notes: [],
    });
    for (const time of ['2026-11-21T10:00:00', '', 'soon'])
      expect(await askText('jsonl', [old, row(true, time), late].join('\n'), keys)).toMatchObject({
        value: 2 / 3,
        observedAtMs: null,
        observedAtKind: 'none',
        notes: [expect.stringContaining('1 of 3 judged rows')],
      });
  });

  it('reads several metrics in one pass', async () => {
    const requests = [
      { metric: 'a', keys: { where: { event: 'answer' }, 'rate-of': 'resolved' }, scale: null },
      { metric: 'b', keys: { where: { event: 'visit' }, value: 'score' }, scale: null },
      { metric: 'c', keys: { 'rate-of': 'score' }, scale: null },
    ];
    const results = await readRows(workspace, 'events.jsonl', 'jsonl', requests);
    expect([...results.values()].map((result) => result.kind)).toEqual(['reading', 'reading', 'failed']);
  });

  it('says which column no row has, and which there are', async () => {
    expect(await ask('events.jsonl', { 'rate-of': 'solved' })).toMatchObject({
      kind: 'absent',
      detail: expect.stringMatching(/no row has a column "solved".*"resolved"/),
    });
    expect(await ask('events.jsonl', { where: { evnt: 'x' }, 'rate-of': 'resolved' })).toMatchObject({
      kind: 'absent',
      detail: expect.stringContaining('"evnt"'),
    });
    expect(await ask('events.jsonl', { where: { event: 'none' }, 'rate-of': 'resolved' })).toMatchObject({
      kind: 'absent',
      detail: expect.stringContaining('none of 5 rows'),
    });
    for (const name of ['toString', 'constructor', '__proto__', 'constructor.name'])
      expect(await ask('events.jsonl', { 'rate-of': name })).toMatchObject({ kind: 'absent' });
  });

  const first = '{"ok":true,"v":1,"t":"2026-11-20T10:00:00Z"}';
  it.each([
    ['two rows, no time', `${first}\n${first}`, { value: 'v' }, 'ambiguous'],
    [
      'the same newest time, other values',
      `${first}\n${first.replace('1', '2')}`,
      { value: 'v', 'observed-at': 't' },
      'ambiguous',
    ],
    [
      'an older row after them',
      `${first}\n${first.replace('1', '2')}\n{"v":3,"t":"2025-01-01T00:00:00Z"}`,
      { value: 'v', 'observed-at': 't' },
      'ambiguous',
    ],
    [
      'a row without a readable time',
      `${first}\n{"v":2,"t":"2026-11-21T10:00:00"}`,
      { value: 'v', 'observed-at': 't' },
      'ambiguous',
    ],
    ['text as value', '{"v":"0.9"}', { value: 'v' }, 'wrong-type'],
    ['a list as value', '{"v":[0.9]}', { value: 'v' }, 'wrong-type'],
    ['true as value', '{"v":true}', { value: 'v' }, 'wrong-type'],
    ['NaN as value', '{"v":NaN}', { value: 'v' }, 'not-a-number'],
    ['infinity as value', '{"v":1e999}', { value: 'v' }, 'not-a-number'],
    ['text as verdict', '{"ok":"true"}', { 'rate-of': 'ok' }, 'wrong-type'],
    ['a share as verdict', '{"ok":true}\n{"ok":0.5}', { 'rate-of': 'ok' }, 'wrong-type'],
    ['NaN as verdict', '{"ok":true}\n{"ok":NaN}', { 'rate-of': 'ok' }, 'wrong-type'],
    ['a verdict that stands twice', '{"ok":true}\n{"ok":false,"ok":true}', { 'rate-of': 'ok' }, 'ambiguous'],
    [
      'a verdict that stands twice, once with an escape',
      '{"ok":false,"o\\u006b":true}',
      { 'rate-of': 'ok' },
      'ambiguous',
    ],
    ['an escape first', '{"\\u006Fk" :true,"ok":false}', { 'rate-of': 'ok' }, 'ambiguous'],
    ['an escaped slash', '{"a/b":false,"a\\/b":true}', { 'rate-of': 'a/b' }, 'ambiguous'],
    [
      'an escape after a text with one',
      '{"t":"\\u00e9\\"","ok":false,"\\u006fk":true}',
      { 'rate-of': 'ok' },
      'ambiguous',
    ],
    ['a filter that stands twice', '{"e":"a","ok":true,"e":"b"}', { where: { e: 'a' }, 'rate-of': 'ok' }, 'ambiguous'],
  ])('%s', async (_, text, keys, code) => {
    expect(await askText('jsonl', text, keys)).toMatchObject({ kind: 'failed', code });
  });

  it.each([
    ['null', '{"v":null}', { value: 'v' }],
    ['no verdict in any row', '{"ok":null}\n{"other":1,"ok":null}', { 'rate-of': 'ok' }],
    ['only blank lines', '\n \n', { 'rate-of': 'ok' }],
  ])('%s is no evidence', async (_, text, keys) => {
    expect(await askText('jsonl', text, keys)).toMatchObject({ kind: 'absent' });
  });

  it('prefers a key with dots in its name to a nested one, and is not misled by the same key elsewhere', async () => {
    expect(await askText('jsonl', '{"a.b":1,"a":{"b":2}}', { value: 'a.b' })).toMatchObject({ value: 1 });
    expect(await askText('jsonl', '{"a":{"b":2},"c":{"b":3}}', { value: 'a.b' })).toMatchObject({ value: 2 });
    expect(await askText('jsonl', '{"v":1,"text":"\\"v\\": 2","w":"v"}', { value: 'v' })).toMatchObject({ value: 1 });
  });

  it('compares columns as text, whatever their type', async () => {
    const text =
      '{"k":1,"ok":true}\n{"k":"1","ok":true}\n{"k":true,"ok":false}\n{"k":null,"ok":false}\n{"ok":false}\n{"k":{},"ok":false}';
    expect(await askText('jsonl', text, { where: { k: 1 }, 'rate-of': 'ok' })).toMatchObject({
      attempted: 2,
      value: 1,
    });
    expect(await askText('jsonl', text, { where: { k: 'true' }, 'rate-of': 'ok' })).toMatchObject({
      attempted: 1,
      value: 0,
    });
    expect(await askText('jsonl', text, { where: { k: null }, 'rate-of': 'ok' })).toMatchObject({ attempted: 2 });
    expect(await askText('jsonl', text, { where: { k: '[object Object]' }, 'rate-of': 'ok' })).toMatchObject({
      kind: 'absent',
    });
  });

  it('reads the same newest value twice as one', async () => {
    expect(await askText('jsonl', `${first}\n${first}`, { value: 'v', 'observed-at': 't' })).toMatchObject({
      value: 1,
    });
  });

  it.each([
    ['{"ok":true}\n\n{"ok":tru}', ':3:7: not JSON'],
    ['{"ok":true}\n[1]', ':2: expected one JSON object per line'],
    ['{"ok":true}\n"x"', ':2: expected one JSON object per line'],
    ['{"ok":true}\n{"ok":true}{"ok":true}', ':2:12: not JSON'],
    ['{"ok":true}\n{"ok":', ':2:'],
    [`{"ok":true}\n${'['.repeat(100_000)}`, ':2:'],
  ])('names the line that is broken: %j', async (text, words) => {
    await expect(askText('jsonl', text, { 'rate-of': 'ok' })).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining(words),
    });
  });
});

describe('CSV', () => {
  it('reads shares and the newest row', async () => {
    expect(
      await ask('retention.csv', {
        where: { variant: 'new' },
        'rate-of': 'retained',
        'observed-at': 'day',
        'observed-at-format': 'date',
      }),
    ).toMatchObject({
      value: 0.5,
      sampleSize: 2,
      successes: 1,
      attempted: 3,
      observedAtMs: Date.UTC(2026, 10, 20) - 1,
      observedAtKind: 'last-event',
    });
    expect(
      await ask('retention.csv', {
        where: { variant: 'new' },
        value: 'rate',
        'observed-at': 'day',
        'observed-at-format': 'date',
      }),
    ).toMatchObject({ value: 0.73 });
    expect(await ask('retention.csv', { where: { variant: 'new, quoted' }, 'rate-of': 'retained' })).toMatchObject({
      value: 1,
      sampleSize: 1,
    });
  });

  it.each([
    ['0.5', 0.5],
    ['-3', -3],
    ['"0.5"', 0.5],
    [' 0.5 ', 0.5],
    ['1', 1],
  ])('reads %j as %d', async (cell, value) => {
    expect(await askText('csv', `v,w\n${cell},x\n`, { value: 'v' })).toMatchObject({ value });
  });

  it.each([
    ['"0,5"', 'wrong-type'],
    ['95%', 'wrong-type'],
    ['1e-3', 'wrong-type'],
    ['+1', 'wrong-type'],
    ['.5', 'wrong-type'],
    ['5.', 'wrong-type'],
    ['0x10', 'wrong-type'],
    ['1_000', 'wrong-type'],
    ['1 000', 'wrong-type'],
    ['true', 'wrong-type'],
    ['٣', 'wrong-type'],
    ['nan', 'not-a-number'],
    ['-Infinity', 'not-a-number'],
    ['9'.repeat(400), 'not-a-number'],
  ])('refuses %j as %s', async (cell, code) => {
    expect(await askText('csv', `v,w\n${cell},x\n`, { value: 'v' })).toMatchObject({ kind: 'failed', code });
  });

  it('takes an empty cell as no value', async () => {
    expect(await askText('csv', 'v,w\n,x\n', { value: 'v' })).toMatchObject({ kind: 'absent' });
  });

  it.each([
    ['v;w\n0.5;x\n', 0.5],
    ['v\tw\n0.5\tx\n', 0.5],
    ['v\n0.5', 0.5],
    ['\n\nv,w\n0.5,"a\nb"\n\n', 0.5],
    ['"v",w\r\n0.5,x\r\n', 0.5],
  ])('reads %j', async (text, value) => {
    expect(await askText('csv', text, { value: 'v' })).toMatchObject({ value });
  });

  it('counts verdicts as tables write them', async () => {
    expect(
      await askText('csv', 'ok,n\nTRUE,1\nFalse,2\n1,3\n0,4\n1.0,5\n0.0,6\n,7\n', { 'rate-of': 'ok' }),
    ).toMatchObject({ sampleSize: 6, successes: 3, attempted: 7 });
    expect(await askText('csv', 'ok,n\nyes,1\n', { 'rate-of': 'ok' })).toMatchObject({ code: 'wrong-type' });
  });

  it('has no inherited columns', async () => {
    for (const name of ['toString', 'length', '0', '__proto__'])
      expect(await askText('csv', 'v,w\n1,2\n', { value: name })).toMatchObject({ kind: 'absent' });
  });

  it('has no evidence in a header alone', async () => {
    expect(await askText('csv', 'v,w\n', { value: 'v' })).toMatchObject({
      kind: 'absent',
      detail: 'the file has no rows',
    });
  });

  it.each([
    ['v,w\n1,2\n3\n', 'bad-response', ':3: a row has more or fewer columns'],
    ['v,w\n1,2,3\n', 'bad-response', ':2: a row has more or fewer columns'],
    ['v,v\n1,2\n', 'ambiguous', 'two columns are named "v"'],
    ['v,w\n"1,2\n', 'bad-response', 'does not end'],
    ['v,w\n"1"x,2\n', 'bad-response', 'closing quote'],
    ['v;w\tx\n1;2\n', 'ambiguous', 'semicolons and tabs'],
  ])('refuses %j', async (text, code, words) => {
    await expect(askText('csv', text, { value: 'v' })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });
});

import { describe, expect, it } from 'vitest';
import { answerOf, conditionOf, pickFromFile, pickFromResponse } from '../../src/sources/pick.ts';
import { parseTolerantJson } from '../../src/sources/tolerant-json.ts';

function parsed(text: string): unknown {
  const parse = parseTolerantJson(text);
  if (!parse.ok) throw new Error(parse.problem.text);
  return parse.value;
}

const value = (text: string, expression: string) => pickFromResponse(parsed(text), expression);

describe('what JMESPath says of numbers', () => {
  it.each([
    ['{"t": ""}', null],
    ['{"t": " "}', null],
    ['{"t": "0x10"}', null],
    ['{"t": "Infinity"}', null],
    ['{"t": "1,5"}', null],
    ['{"t": " 1 "}', null],
    ['{"t": "007"}', null],
    ['{"t": "1.5"}', 1.5],
    ['{"t": "-2e3"}', -2000],
    ['{"t": 7}', 7],
  ])('to_number of %s is %s', (text, expected) => {
    expect(value(text, 'to_number(t)')).toEqual({ ok: true, value: expected });
    expect(pickFromFile(parsed(text), 'to_number(t)')).toEqual({ ok: true, value: expected });
  });

  it('sorts numbers as numbers and texts as texts', () => {
    expect(value('{"v": [10, 9, 1, -2.5]}', 'sort(v)')).toEqual({ ok: true, value: [-2.5, 1, 9, 10] });
    expect(value('{"v": [9, 100]}', 'sort(v)[-1]')).toEqual({ ok: true, value: 100 });
    expect(value('{"v": ["b", "a"]}', 'sort(v)')).toEqual({ ok: true, value: ['a', 'b'] });
    expect(value('{"v": [{"n": [10, 9]}]}', 'let $x = v in $x[0].n | sort(@)')).toEqual({ ok: true, value: [9, 10] });
  });
});

describe('bounds on what a response can make an expression do', () => {
  const rows = `{"v": [${Array(20_000).fill(1).join(',')}], "t": "${' '.repeat(400_000)}x", "n": 1000000000}`;
  it.each([
    ['doubles a list', Array(40).fill('[@, @][]').join(' | ').slice(0, 500), 'config'],
    ['doubles a list within the depth', `v | ${Array(25).fill('[@, @][]').join(' | ')}`, 'too-large'],
    ['doubles a text', `t | ${Array(20).fill("join('', [@, @])").join('|')}`, 'too-large'],
    ['looks at each from each', 'v[?length($.v[?@ == `1`]) > `0`]', 'too-large'],
    ['sums all from each', 'v[?sum($.v) > `0`]', 'too-large'],
    ['sums all from each in a scope', 'let $w = v in v[?sum($w) > `0`]', 'too-large'],
    ['sums all from each in a function', 'map(&sum($.v), v)', 'too-large'],
    ['trims blanks', 'trim(t)', 'too-large'],
    ['trims blanks at the end', 'trim_right(t)', 'too-large'],
    ['pads to the size that the response names', 'pad_left(t, n)', 'too-large'],
    ['replaces as often as the response says', "replace(t, 'x', 'y', n)", 'too-large'],
    ['is long', 'a'.repeat(513), 'config'],
    ['is deep', Array(40).fill('a').join('.'), 'config'],
    ['is all brackets', '['.repeat(512), 'config'],
  ])('an expression that %s ends', (_, expression, code) => {
    const started = performance.now();
    expect(value(rows, expression)).toMatchObject({ ok: false, code });
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('leaves room for a large response', () => {
    const large = `{"v": [${Array(100_000).fill('{"k": "a", "n": 2}').join(',')}]}`;
    expect(value(large, "sum(v[?k == 'a'].n)")).toEqual({ ok: true, value: 200_000 });
    expect(value(large, 'max_by(v, &n).n')).toEqual({ ok: true, value: 2 });
    expect(value('{"a": 1}', 'a'.padEnd(512))).toEqual({ ok: true, value: 1 });
  });

  it('says nothing of the response where a key stands twice', () => {
    const twice = value('{"secretkey": 1, "secretkey": 2}', 'max(values(@))');
    expect(twice).toMatchObject({ ok: false, code: 'ambiguous' });
    expect(JSON.stringify(twice)).not.toContain('secretkey');
  });
});

describe('answers, of which null is "not known"', () => {
  const known =
    '{"paused": false, "muted": true, "state": "ok", "none": null, "rules": [{"n": "a", "on": true}, {"n": "b"}]}';
  it.each([
    ['paused', false],
    ['!paused', true],
    ['!muted', false],
    ['!missing', null],
    ['!none', null],
    ['!(missing || muted)', false],
    ["state == 'ok'", true],
    ["state != 'ok'", false],
    ["missing == 'ok'", null],
    ["missing != 'ok'", null],
    ["'ok' != missing", null],
    ['missing == other', null],
    ['missing == `null`', true],
    ['muted == `null`', false],
    ['missing != `null`', false],
    ['paused || missing', null],
    ['missing || paused', null],
    ['missing || muted', true],
    ['muted || missing', true],
    ['missing && muted', null],
    ['paused && missing', false],
    ['muted && !missing', null],
    ['missing ? paused : muted', null],
    ['muted ? paused : muted', false],
    ['let $m = missing in !$m', null],
    ['@ | !missing', null],
    ["rules[?n == 'b'] | [0].on", null],
    ["length(rules[?n == 'a']) == `1`", true],
    ['length(rules[?on != `true`]) == `1`', true],
    ["rules[?n == 'zzz'] | !([0].on)", null],
    ['missing > `3`', null],
  ])('%s is %s', (expression, expected) => {
    expect(answerOf(parsed(known), expression)).toEqual({ ok: true, value: expected });
  });

  it.each(['`true`', '`1` == `1`', '!(`false`)', 'missing || `false`', "type('a') == 'string'"])(
    'refuses %s, which does not look',
    (expression) => expect(answerOf(parsed(known), expression)).toMatchObject({ ok: false, code: 'config' }),
  );

  it("leaves conditions to JMESPath's own rules, where a missing key fails", () => {
    expect(conditionOf(parsed(known), "missing != 'ok'")).toEqual({ ok: true, value: true });
    expect(conditionOf(parsed(known), '!missing')).toEqual({ ok: true, value: true });
  });
});

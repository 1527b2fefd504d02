import { describe, expect, it } from 'vitest';
import { answerOf, conditionOf, figureOf, pickFromFile, pickFromResponse } from '../../src/sources/pick.ts';
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

describe('the element with the largest or the smallest key', () => {
  const rows = `{"rows": [{"at": "2026-11-19T10:00:00Z", "n": 9, "v": 1}, {"at": "2026-11-20T10:00:00Z", "n": 100, "v": 2},
    {"at": "2026-11-18T10:00:00Z", "n": -1, "v": 3}, {"at": "2026-11-20T10:00:00Z", "n": 100, "v": 4}],
    "texts": ["9", "10", "100", ""], "planes": ["\uff5e", "\ud83d\ude00", "a"], "none": [], "zeros": [0], "NaN": [NaN, 1, 2]}`;
  it.each([
    ['max_by(rows, &at).v', 2],
    ['min_by(rows, &at).v', 3],
    ['max_by(rows, &n).v', 2],
    ['min_by(rows, &n).v', 3],
    ['max_by(texts, &@)', '9'],
    ['min_by(texts, &@)', ''],
    ['max_by(planes, &@)', '\u{1f600}'],
    ['min_by(planes, &@)', 'a'],
    ['max_by(rows[:1], &at).v', 1],
    ['max_by(none, &at)', null],
    ['max_by(zeros, &@)', 0],
    ['max_by(NaN, &@)', 2],
    ['min_by(NaN, &@)', 1],
    ['let $r = rows in max_by($r, &at).v', 2],
  ])('%s is %s', (expression, expected) => {
    for (const pick of [pickFromFile, pickFromResponse])
      expect(pick(parsed(rows), expression)).toEqual({ ok: true, value: expected });
  });

  it.each([
    'max_by(mixed, &k)',
    'min_by(mixed, &k)',
    'max_by(mixed[::-1], &k)',
    'max_by(mixed, &missing)',
    'max_by(mixed, &v)',
    'max_by(flag, &k)',
    'max_by(text, &k)',
    'max_by(mixed)',
    'max_by(mixed, text)',
  ])('%s meets the wrong kind', (expression) => {
    const text = '{"mixed": [{"k": 1, "v": "a"}, {"k": "2026"}], "flag": [{"k": true}], "text": "k"}';
    expect(value(text, expression)).toMatchObject({ ok: false, code: 'wrong-type' });
  });
});

describe('what nobody measured', () => {
  it.each([
    ['{"v": []}', 'sum(v)'],
    ['{"rows": []}', 'sum(rows[].n)'],
    ['{"rows": [{}, {"n": null}]}', 'sum(rows[].n)'],
    ['{"rows": []}', 'avg(rows[].n)'],
    ['{"rows": []}', 'let $r = rows in sum($r)'],
  ])('of %s there is no %s', (text, expression) => {
    expect(value(text, expression)).toEqual({ ok: true, value: null });
    expect(pickFromFile(parsed(text), expression)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['length(rows)', 0],
    ['length(all[?sum(parts) == `0`])', 1],
    ['sum(all[].n)', 3],
    ['avg(all[].n)', 1.5],
  ])('%s is %s', (expression, expected) => {
    const text = '{"rows": [], "all": [{"parts": [], "n": 1}, {"parts": [1], "n": 2}, {"parts": [2]}]}';
    expect(value(text, expression)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['length(name)'],
    ['length(rows[0].name)'],
    ['sum(rows[].length(name))'],
    ["length(join('', rows[].name))"],
  ])('%s counts no items', (expression) => {
    const document = parsed('{"name": "abc", "rows": [{"name": "ab"}, {"name": "c"}]}');
    for (const pick of [pickFromFile, pickFromResponse]) {
      expect(pick(document, expression, 'count')).toMatchObject({ ok: false, code: 'wrong-type' });
      expect(pick(document, expression)).toMatchObject({ ok: true, value: expect.any(Number) });
    }
  });

  it.each([
    ['length(rows)', 2],
    ['length(rows[?length(name) > `1`])', 1],
    ['length(rows[0])', 1],
  ])('%s counts %s items', (expression, expected) => {
    const document = parsed('{"rows": [{"name": "ab"}, {"name": "c"}]}');
    expect(pickFromResponse(document, expression, 'count')).toEqual({ ok: true, value: expected });
  });
});

describe('values and times with literals', () => {
  const text =
    '{"z": 0.5, "q": 3, "day": "2026-11-20", "at": "2026-11-20 10:00:00 UTC", "zone": "2026-11-20T10:00:00+0000"}';
  it.each([
    '(z || q) + `0.05`',
    '`0.05` + z',
    'z - `-0.05`',
    'z - `1`',
    '`0.9` - z',
    '`100` - (`1` - z)',
    'z * `0`',
    '`0` / z',
    'q % `1`',
    'z + `1`',
    "join('', [day, '2026-11-20T10:00:00Z'])",
    "join('2026-11-21', [day, day])",
    "join('', [day, 'T10:00:00Z'])",
    "join('', [day, 'T00:00:00-23:59'])",
    "join('', [day, '1'])",
    'join(day, `["2026-11-20", ""]`)',
    "replace(at, '2026', '2027')",
    "replace(at, '-', '2026')",
    "replace(day, '20', '')",
    "replace('2026-11-20', '-', day)",
    "split('2026-11-20', day)[0]",
    "trim(day, '20')",
    "find_first('aaaaaaaaab', day)",
    '@.keys({"2026-11-20T10:00:00Z": day})[0]',
    '{"2026-11-20T10:00:00Z": day} | to_string(@)[2:22]',
  ])('%s is refused', (expression) => {
    for (const pick of [pickFromFile, pickFromResponse])
      expect(pick(parsed(text), expression)).toMatchObject({ ok: false, code: 'config' });
  });

  it.each([
    ['z * `100`', 50],
    ['z / `100`', 0.005],
    ['`1` - z', 0.5],
    ['`100` - z * `100`', 50],
    ['q // `2`', 1],
    ['z + q', 3.5],
    ["join('', [day, 'T00:00:00Z'])", '2026-11-20T00:00:00Z'],
    ["join('T', [day, '23:59:59Z'])", '2026-11-20T23:59:59Z'],
    ["join('', [day, 'T23:59:59', '+05:30'])", '2026-11-20T23:59:59+05:30'],
    ["join('-', [day[0:4], day[5:7]])", '2026-11'],
    ["replace(at, ' UTC', 'Z')", '2026-11-20 10:00:00Z'],
    ["replace(zone, '+0000', 'Z')", '2026-11-20T10:00:00Z'],
    ["split(at, ' ')[0]", '2026-11-20'],
  ])('%s gives %s', (expression, expected) => {
    for (const pick of [pickFromFile, pickFromResponse])
      expect(pick(parsed(text), expression)).toEqual({ ok: true, value: expected });
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
    ['compares all from each', 'v[?max_by($.v, &@) > `0`]', 'too-large'],
    ['sums all from each in a scope', 'let $w = v in v[?sum($w) > `0`]', 'too-large'],
    ['sums all from each in a function', 'map(&sum($.v), v)', 'too-large'],
    ['trims blanks', 'trim(t)', 'too-large'],
    ['trims blanks at the end', 'trim_right(t)', 'too-large'],
    ['pads to the size that the response names', 'pad_left(t, n)', 'too-large'],
    ['replaces as often as the response says', "replace(t, 'x', '-', n)", 'too-large'],
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
    expect(value(large, 'max_by(v, &k).n')).toEqual({ ok: true, value: 2 });
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

  const rules = (one: string, other = one) => parsed(`{"rules": [${one}, ${other}]}`);
  it.each([
    ["contains(rules[].state, 'firing')"],
    ["contains(rules[*].state, 'firing')"],
    ["contains(rules[:2].state, 'firing')"],
    ["contains(rules[?name == 'a'].state, 'firing')"],
    ["contains(map(&state, rules), 'firing')"],
    ["contains([rules[0].state, rules[1].state], 'firing')"],
    ["contains(rules[].by.*.state, 'firing')"],
    ["contains(values({s: rules[0].state, t: rules[1].state}), 'firing')"],
    ["contains(rules[].[state], ['firing'])"],
    ["contains(rules[].alerts[].state, 'firing')"],
    ["contains(rules[].contains(notes, 'x'), `true`)"],
    ['!(contains(rules[].paused, `true`))'],
    ["join(',', rules[].state) == 'firing'"],
    ["sort(rules[].state) == ['firing']"],
    ['rules[].state == [`"firing"`]'],
    ["[rules[0].state, rules[1].state] == ['firing']"],
    ["{s: rules[0].state, t: rules[1].state} == {s: 'firing'}"],
    ['sum(rules[].silences) > `0`'],
    ['length(rules[].alerts[]) > `0`'],
    ['length(rules[].alerts) == `2`'],
    ['!(rules[].paused)'],
    ['!([rules[0].paused, rules[1].paused])'],
    ["rules | [?name == 'a'].state | contains(@, 'firing')"],
    ["let $r = rules in contains($r[].state, 'firing')"],
    ["sort_by(rules, &name)[].state | contains(@, 'firing')"],
    ["to_string(rules[0].muted) == 'true' && to_string(rules[1].muted) == 'true'"],
    ["to_string([rules[0].muted, rules[1].muted]) != 'x'"],
    ["type(rules[0].muted) != 'array' && type(rules[1].muted) != 'array'"],
    ['not_null(rules[0].muted, rules[0].name) == not_null(rules[1].muted, rules[1].name)'],
  ])('%s is not known where the key is missing, null, or there for one of two', (expression) => {
    const there = `{"name": "a", "state": "ok", "paused": false, "muted": true, "silences": 0, "notes": ["y"],
      "alerts": [{"state": "ok"}], "by": {"x": {"state": "ok"}}}`;
    const missing = '{"name": "a", "by": {"x": {}}}';
    const nothing = `{"name": "a", "state": null, "paused": null, "muted": null, "silences": null, "notes": null,
      "alerts": null, "by": {"x": {"state": null}}}`;
    for (const one of [missing, nothing])
      for (const document of [rules(one), rules(one, there), rules(there, one)])
        expect(answerOf(document, expression)).toEqual({ ok: true, value: null });
    expect(answerOf(rules(there), expression)).toMatchObject({ ok: true, value: expect.any(Boolean) });
  });

  it.each([
    ["contains(rules[].state, 'firing')", true],
    ["contains(rules[].state, 'pending')", false],
    ["contains(rules[].[state], ['firing'])", true],
    ["contains(rules[].[state], ['pending'])", false],
    ['contains(rules, `{"state": "firing"}`)', false],
    ['length(rules[].silences[]) > `0`', false],
    ['length(rules[0].silences) == `0`', true],
    ['sum(rules[0].silences) > `0`', false],
    ["contains(rules[0].silences, 'x')", false],
    ['length(none) == `0`', true],
    ["contains(none[].state, 'firing')", false],
    ["length(rules[?state == 'firing'].until) == `0`", null],
    ['length(rules[?until]) == `0`', true],
    ['length(rules[0]) == `3`', true],
    ["length([latest][?status == 'open']) > `0`", false],
  ])('%s is %s where the lists stand in the response', (expression, expected) => {
    const one = '{"state": "firing", "silences": [], "until": null}';
    const document = parsed(`{"rules": [${one}, ${one}], "none": [], "latest": null}`);
    expect(answerOf(document, expression)).toEqual({ ok: true, value: expected });
  });

  it('has no answer from a function that is none', () => {
    expect(answerOf(parsed(known), 'lenght(missing)')).toMatchObject({ ok: false });
  });

  it.each([
    ['sum(rules[].parts)', '{"rules": []}', null],
    ['sum(rules[].parts)', '{"rules": [{}]}', null],
    ['sum(rules[].parts)', '{"rules": [{"parts": 60}, {}]}', null],
    ['max(rules[].parts)', '{"rules": [{"parts": 60}, {}]}', null],
    ['sum([every, range])', '{"every": 60}', null],
    ['sum([every, range])', '{"every": 60, "range": 300}', 360],
    ['every + `60`', '{"every": 60}', 120],
  ])('the figure %s of %s is %s', (expression, text, expected) => {
    expect(figureOf(parsed(text), expression)).toEqual({ ok: true, value: expected });
  });

  it.each(['`60`', 'every - `60`', 'every + `-60`', 'every || `60`'])('the figure %s is refused', (expression) => {
    expect(figureOf(parsed('{"every": 60}'), expression)).toMatchObject({ ok: false, code: 'config' });
  });

  it.each(['`true`', '`1` == `1`', '!(`false`)', 'missing || `false`', "type('a') == 'string'"])(
    'refuses %s, which does not look',
    (expression) => expect(answerOf(parsed(known), expression)).toMatchObject({ ok: false, code: 'config' }),
  );

  it("leaves conditions to JMESPath's own rules, where a missing key fails", () => {
    expect(conditionOf(parsed(known), "missing != 'ok'")).toEqual({ ok: true, value: true });
    expect(conditionOf(parsed(known), '!missing')).toEqual({ ok: true, value: true });
    expect(conditionOf(parsed(known), 'sum(rules[].missing) == `0`')).toEqual({ ok: true, value: true });
    expect(conditionOf(parsed(known), 'length(missing) > `0`')).toMatchObject({ ok: false, code: 'wrong-type' });
  });
});

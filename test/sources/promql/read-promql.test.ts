import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPromql } from '../../../src/sources/promql/read-promql.ts';

function read(text: string) {
  const reading = readPromql(text);
  if (reading === null) throw new Error(`does not parse: ${text}`);
  return reading;
}

describe('what is PromQL', () => {
  it.each([
    'up',
    'up # a comment',
    '# first\nup\n# last',
    'sum by (job, le) (rate(http_requests_total{code=~"5..", path!="/health"}[5m]))',
    'sum(rate(a[5m])) without (pod,)',
    '{__name__="a", b="c"}',
    '{"metric.with.dots", "label.with.dots"="x"}',
    'a{b=~"x|y", c!~`z\\d`, d=\'single\'}',
    'histogram_quantile(0.95, sum by (le) (rate(b_bucket[10m])))',
    'a and on (x) b or c unless ignoring (y) d',
    'a / on (job) group_left (team) b',
    'a > bool 0.5',
    '-a ^ 2 % 3 atan2 b',
    'rate(a[1h30m] offset 1d @ 1700000000)',
    'max_over_time(rate(a[5m])[1h:] @ end() offset -5m)',
    'a{b="ünï 日本"}',
    'rate(a[2 * 5m])',
    'topk(3, a)',
    'count_values("version", build_info)',
    'label_replace(a, "x", "$1", "y", "(.*)")',
    'sum(a) or vector(0)',
    '1_000 + 0x1F + 1e3 + .5 + Inf',
    'time() - timestamp(a)',
    'SUM(a) BY (b)',
  ])('%s is read', (text) => expect(readPromql(text)).not.toBeNull());

  it.each([
    '',
    '   ',
    '# only a comment',
    'sum(',
    'sum(a))',
    'a +',
    'a b',
    'a{b="c}',
    '"not closed',
    "a{b='it\\'}",
    'a{b="\\q"}',
    'a{b="\\ud800"}',
    'a{b="\\400"}',
    'a{b=c}',
    'a{=b}',
    'no_such_function(a)',
    'topk(a)',
    'sum(1, a)',
    'sum()',
    'a[5m',
    'a[0s]',
    'a[5m - 5m]',
    'sum(a)[5m]',
    '(a)[5m]',
    '(a) offset 5m',
    'a offset 5m [5m]',
    'a[5m][5m]',
    'rate(a)[5m]',
    '1 offset 5m',
    'sum(a) offset 5m',
    'a offset 5m offset 1m',
    'a offset 5m @ 1 offset 1m',
    'a @ 1 @ 2',
    'a @ NaN',
    'a[1/0]',
    'a[step()]',
    'a[max_of(5m, 1m)]',
    '{}',
    '{a=""}',
    '{a=~".*"}',
    '{"a", "b"}',
    'a{"b"}',
    'résumé',
    'up; drop',
    'WITH (x = a) x',
    'a default 0',
    'a # comment\r or vector(1)',
    `${'('.repeat(5000)}a${')'.repeat(5000)}`,
    Array.from({ length: 3000 }, () => 'a').join('+'),
  ])('%s is refused', (text) => expect(readPromql(text)).toBeNull());

  it('reads any text without throwing', () => {
    const words = fc.constantFrom(
      ...['a', 'sum', '(', ')', '{', '}', '[', ']', '5m', ':', '"x"', '=', '=~', ',', 'or', 'and', 'offset', '@', '#'],
      ...['vector', 'rate', '1', '-', '/', '>', 'bool', 'by', 'on', 'absent', '\n', '\r', "'", '"', '\\', '`', 'é'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 25 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (one) => void readPromql(one)),
      { numRuns: 2000 },
    );
  });
});

describe('the selectors of a query', () => {
  const parts = (text: string) => read(text).selectors;

  it.each<[string, readonly string[]]>([
    ['up', ['up']],
    ['1 + 2', []],
    ['sum(rate(a{x="1", y!~"2"}[5m])) / sum(rate(b[5m]))', ['a{x="1",y!~"2"}', 'b']],
    ['rate(a[5m] offset 1h)', ['a offset 3600s']],
    ['rate(a[5m] @ 1700000000 offset 90m)', ['a @ 1700000000 offset 5400s']],
    ['a @ start() + b @ end()', ['a @ start()', 'b @ end()']],
    ['a offset -500ms', ['a offset -500ms']],
    ['a - a offset 1d', ['a', 'a offset 86400s']],
    ['a + b offset 1d * c', ['a', 'b offset 86400s', 'c']],
    ['-a offset 5m', ['a offset 300s']],
    ['a > b @ 5 and c offset 1m', ['a', 'b @ 5', 'c offset 60s']],
    ['max_over_time(rate(a[5m] offset 1m)[1h:] offset 1d)', ['a offset 86460s']],
    ['max_over_time(rate(a[5m] offset 1m)[1h:] @ 1000 offset 1d)', ['a @ 1000 offset 86460s']],
    ['max_over_time((a @ 5 offset 1m)[1h:] offset 1d)', ['a @ 5 offset 60s']],
    ['max_over_time(max_over_time(a[1h:])[2h:] offset 3h)', ['a offset 10800s']],
    ['a # x{y="z"}\n + b{c="#not a comment"}', ['a', 'b{c="#not a comment"}']],
    ['a{ # why\n b="c", }', ['a{b="c"}']],
    ['{"m.n", "a.b"=~"c"}', ['{"m.n","a.b"=~"c"}']],
    ['topk(scalar(k), a)', ['k', 'a']],
    ['info(a, {team="x"})', ['a']],
    ['label_replace(a, "b", "c", "", "")', ['a']],
  ])('%s', (text, expected) => expect(parts(text).map((one) => one.text)).toEqual(expected));

  it.each<[string, string | null]>([
    ['a{b="c"}', 'a'],
    ['{__name__="a"}', 'a'],
    ['{"a.b"}', 'a.b'],
    ['{__name__=~"a|b"}', null],
    ['{job="x"}', null],
    ['{__name__="a",__name__="b"}', null],
  ])('%s is named %s', (text, name) => expect(parts(text)[0]?.name).toBe(name));

  it('reads matchers with their escapes', () => {
    expect(parts('a{b="q\\"\\x41\\u00e9\\101\\n\\\\", c=\'it"s\', d=`\\d`, "e.f"!="g"}')[0]?.matchers).toEqual([
      { label: 'b', op: '=', value: 'q"AéA\n\\' },
      { label: 'c', op: '=', value: 'it"s' },
      { label: 'd', op: '=', value: '\\d' },
      { label: 'e.f', op: '!=', value: 'g' },
    ]);
    expect(parts('a{b="\\xc3\\xa9"}')[0]?.matchers[0]?.value).toBe('é');
  });

  it.each<[string, readonly boolean[]]>([
    ['a + b', [false, false]],
    ['a or b', [true, true]],
    ['(a or vector(0)) / b', [true, false]],
    ['a and b', [false, false]],
    ['a unless b', [false, true]],
    ['a * absent(b)', [false, true]],
    ['sum(a or b) / count(c)', [true, true, false]],
    ['a + fill(0) b', [true, true]],
    ['a + fill_right(0) b', [false, true]],
    ['a + fill_left(0) b', [true, false]],
  ])('%s can do without %j', (text, expected) => expect(parts(text).map((one) => one.optional)).toEqual(expected));

  it.each<[string, number]>([
    ['a', 0],
    ['rate(a[5m])', 300],
    ['rate(a[5m] offset 1h)', 3900],
    ['rate(a[5m]) + rate(b[1w])', 604_800],
    ['avg_over_time(rate(a[5m] offset 1m)[1h:1m] offset 2h)', 300 + 60 + 3600 + 7200],
    ['rate(a[1h30m])', 5400],
    ['rate(a[2 * 5m + 30])', 630],
    ['rate(a[(1h - 30m) / 2])', 900],
    ['rate(a[(-2) ^ 2 * 1m])', 240],
    ['rate(a[1y2w3d4h5m6s7ms])', 31_536_000 + 2 * 604_800 + 3 * 86_400 + 4 * 3600 + 306.007],
    ['a offset -1h', 0],
    ['a @ end()', 0],
    ['a @ 1700000000', Number.POSITIVE_INFINITY],
  ])('%s looks back %d seconds', (text, seconds) => expect(read(text).longestWindowSeconds).toBe(seconds));
});

describe('a number that nobody measured', () => {
  it.each([
    '0.99',
    '-1',
    '"text"',
    'vector(1)',
    'time()',
    'pi()',
    'hour()',
    'absent(a)',
    'absent_over_time(a[5m])',
    'a or vector(0)',
    'vector(0) or a',
    'sum(a) / sum(b) or vector(1)',
    'max(sum(a) or vector(0))',
    'rate((a or vector(1))[5m:])',
    '(a or vector(0)) + (b or vector(0))',
    '1 - (a or vector(0))',
    'vector(0.99) and on () a',
    'vector(0.99) unless a',
    'clamp_min(a or vector(0), 0.9)',
    'count(a or vector(0))',
    'a or on () vector(0)',
    'label_replace(vector(0.99), "x", "y", "", "")',
    'round(vector(0.99), 0.01)',
    'histogram_quantile(0.9, b or vector(0))',
    'topk(1, vector(1))',
    'count(vector(scalar(a)))',
    'group(vector(scalar(a)))',
    'scalar(a) != bool 1',
    'scalar(a) ^ 0',
    '1 ^ scalar(a)',
    'scalar(a) != vector(0.99)',
    'timestamp(vector(scalar(a)))',
    'day_of_week(vector(scalar(a)))',
    'count_over_time(vector(scalar(a))[5m:])',
    'info(vector(1), {x="y"})',
    'a + fill(0) vector(1)',
    'absent(a) or b',
    'vector(0) or a offset 5m / b',
    'vector(0) or a offset 5m > b offset 5m',
    'absent(a) or b + c @ end() * d',
    '2 ^ vector(1) or a offset 5m - b',
  ])('%s may answer without data', (text) => expect(read(text).answersWithoutData).toBe(true));

  it.each([
    'a',
    'sum(a)',
    'count(a)',
    'sum(a) / sum(b)',
    '(sum(a) or vector(0)) / sum(b)',
    '1 - (sum(a) or vector(0)) / sum(b)',
    'sum(a) > bool 0.5',
    'a or b',
    'a and vector(1)',
    'a - a offset 1d',
    'a or b offset 1d * c',
    '1 - a offset 5m ^ 2',
    '-vector(1) * a',
    'a unless vector(1)',
    'a * absent(b)',
    'scalar(a)',
    'scalar(sum(a)) / scalar(sum(b))',
    'scalar(a) * 100',
    'vector(scalar(a))',
    'time() - a',
    'clamp(a, 0, 1)',
    'round(a, 0.01)',
    'histogram_quantile(0.9, sum by (le) (rate(b_bucket[5m])))',
    'quantile_over_time(0.9, a[5m])',
    'max_over_time((a > 0)[1h:])',
    'topk(1, a)',
    'quantile(0.5, a)',
    'count_values("x", a)',
  ])('%s needs data', (text) => expect(read(text).answersWithoutData).toBe(false));
});

describe('the labels of a result', () => {
  it.each<[string, readonly string[] | null]>([
    ['a', null],
    ['rate(a[5m])', null],
    ['sum(a)', []],
    ['sum by (x, y) (a)', ['x', 'y']],
    ['sum(a) by (x)', ['x']],
    ['sum by () (a)', []],
    ['sum without (x) (a)', null],
    ['sum without (x) (sum by (x, y) (a))', ['y']],
    ['sum by (x) (sum by (y) (a))', []],
    ['sum(a) / sum(b)', []],
    ['sum by (x) (a) / on (x) group_left (team) b', null],
    ['a / on (x) b', ['x']],
    ['a > on (x) b', null],
    ['a / b', null],
    ['sum by (x) (a) > 5', ['x']],
    ['5 > sum by (x) (a)', ['x']],
    ['sum by (x) (a) or sum by (y) (b)', ['x', 'y']],
    ['sum by (x) (a) or b', null],
    ['sum by (x) (a) and b', ['x']],
    ['sum by (x) (a) unless b', ['x']],
    ['scalar(a)', []],
    ['vector(1)', []],
    ['1', []],
    ['topk(3, sum by (x) (a))', ['x']],
    ['topk by (x) (3, a)', null],
    ['count_values("v", a)', ['v']],
    ['count_values by (x) ("v", a)', ['x', 'v']],
    ['histogram_quantile(0.9, sum by (le, x) (rate(b[5m])))', ['le', 'x']],
    ['label_replace(sum(a), "x", "y", "", "")', null],
    ['label_join(sum(a), "x", "-", "y")', null],
    ['absent(a{x="y"})', null],
    ['info(sum(a))', null],
    ['-sum by (x) (a)', ['x']],
    ['max_over_time(sum by (x) (a)[5m:])', ['x']],
  ])('%s', (text, labels) => expect(read(text).outputLabels).toEqual(labels));
});

describe('the clock', () => {
  it.each<[string, boolean]>([
    ['timestamp(a)', false],
    ['timestamp((a offset 5m))', false],
    ['max(timestamp(a{b="c"}))', false],
    ['push_time_seconds{job="x"}', false],
    ['time()', true],
    ['time() - a', true],
    ['timestamp(sum(a))', true],
    ['timestamp(a * 1)', true],
    ['timestamp(rate(a[5m]))', true],
    ['max(timestamp(vector(1)))', true],
    ['minute()', true],
    ['minute(a)', false],
    ['topk(scalar(vector(time())), a)', true],
    ['max_over_time(timestamp(a)[1h:])', false],
  ])('%s', (text, expected) => expect(read(text).readsClock).toBe(expected));

  it.each([
    ['a', 'vector'],
    ['a[5m]', 'range'],
    ['a[5m:1m] offset 1h', 'range'],
    ['"x"', 'string'],
    ['scalar(a) * 2', 'scalar'],
    ['1 > bool 2', 'scalar'],
    ['a * 2', 'vector'],
    ['-(1)', 'scalar'],
  ])('%s gives a %s', (text, type) => expect(read(text).type).toBe(type));
});

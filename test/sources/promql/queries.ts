import fc from 'fast-check';

/** Queries of many forms over the metrics, written as people might; not all of them are sound. */
export function queries(metrics: readonly string[]): fc.Arbitrary<string> {
  const moment = fc.constantFrom('', '', '', ' offset 1s', ' @ end()', ' offset 1s @ end()');
  const selector = fc
    .tuple(fc.constantFrom(...metrics), fc.constantFrom('', '', '{model="a"}', '{model!="c"}'), moment)
    .map(([name, braces, when]) => `${name}${braces}${when}`);
  const label = fc.constantFrom('model', 'instance', 'job');
  const aggregate = fc.constantFrom('sum', 'count', 'max', 'min', 'avg', 'group', 'stddev');
  const overTime = fc.constantFrom('rate', 'avg_over_time', 'count_over_time', 'last_over_time', 'absent_over_time');
  const plain = fc.constantFrom('abs', 'ceil', 'sgn', 'timestamp', 'day_of_week', 'absent', 'sort', 'round');
  const operator = fc.constantFrom(
    '+',
    '-',
    '*',
    '/',
    '^',
    '%',
    '>',
    '!=',
    '<=',
    'and',
    'or',
    'unless',
    '> bool',
    'atan2',
  );
  const { query } = fc.letrec<{ query: string; open: string }>((tie) => {
    const inner = tie('query');
    const leaf = fc.oneof(selector, fc.constantFrom('1', 'vector(1)', 'time()', 'vector(0)', '0.5', '0'));
    return {
      query: fc.oneof({ maxDepth: 4, depthSize: 'small' }, leaf, tie('open')),
      open: fc.oneof(
        fc.tuple(inner, operator, inner).map(([a, sign, b]) => `${a} ${sign} ${b}`),
        fc.tuple(inner, operator, inner).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
        fc.tuple(inner, operator, label, inner).map(([a, sign, on, b]) => `${a} ${sign} on (${on}) ${b}`),
        fc.tuple(inner, operator, inner).map(([a, sign, b]) => `${a} ${sign} on () ${b}`),
        fc.tuple(aggregate, inner).map(([name, a]) => `${name}(${a})`),
        fc.tuple(aggregate, label, inner).map(([name, by, a]) => `${name} by (${by}) (${a})`),
        fc.tuple(aggregate, label, inner).map(([name, by, a]) => `${name}(${a}) without (${by})`),
        fc.tuple(label, inner).map(([by, a]) => `topk by (${by}) (1, ${a})`),
        inner.map((a) => `count_values("found", ${a})`),
        fc.tuple(overTime, selector).map(([name, a]) => `${name}(${a.replace(/^(\w+(?:\{[^}]*\})?)/, '$1[10s]')})`),
        fc.tuple(overTime, inner).map(([name, a]) => `${name}((${a})[10s:1s])`),
        fc.tuple(plain, inner).map(([name, a]) => `${name}(${a})`),
        inner.map((a) => `scalar(${a})`),
        inner.map((a) => `vector(${a})`),
        fc.tuple(inner, inner).map(([a, b]) => `clamp_min(${a}, ${b})`),
        fc.tuple(inner, inner).map(([a, b]) => `clamp(${a}, ${b}, 0.5)`),
        fc.tuple(inner, operator).map(([a, sign]) => `(${a}) ${sign} (${a})`),
        fc.tuple(inner, label).map(([a, to]) => `label_replace(${a}, "${to}", "z", "", "")`),
        inner.map((a) => `-${a}`),
      ),
    };
  });
  return query;
}

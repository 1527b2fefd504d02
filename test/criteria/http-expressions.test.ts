import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';

/** Findings about expressions in criteria with one metric over http; both are lines of YAML flow maps. */
async function found(from: string, verify?: string) {
  const alert =
    verify === undefined
      ? ''
      : `    indicator: leading
    alert: { when: "< 0.5", within: 1h, notifies: pager, verify: { source: api, rule: R, ${verify} } }
`;
  const text = `version: 1
feature: f
sources:
  api: { type: http, url: "https://api.example.com/v1" }
metrics:
  m:
    layer: task
    target: ">= 0.9"
    from: { source: api, ${from} }
${alert}`;
  const { findings } = await loadCriteria(text, 'gate.yml');
  const errors = findings.filter(({ level }) => level === 'error');
  return errors.map(({ code, args }) => [code, args['key'], args['problem']]);
}

const invalid = (key: string, problem?: string) => [['invalid-expression', key, problem]];

describe('expressions over responses', () => {
  it.each([
    ['value: "data.rate", sample-size: "length(rows[?ok])", observed-at: "data.to"'],
    ['successes: "length(rows[?ok == `true`])", sample-size: "length(rows)"'],
    ['value: v, fail-if: "length(errors) > `0`", partial-if: "`false`", ready-if: "status == \'done\'"'],
    ['value: v, query: { a: "v." }, json: { value: "`1`" }'],
    ['value: "`1` - v", observed-at: "join(\'\', [t, \'Z\'])", sample-size: "n * `1000`"'],
    ['observed-at: commit'],
  ])('%s is found right', async (from) => expect(await found(from)).toEqual([]));

  it.each([
    ['value: "v."', 'value', undefined],
    ['value: "v || `0.99`"', 'value', 'literal'],
    ['value: v, sample-size: "`500`"', 'sample-size', 'literal'],
    ['value: v, successes: "not_null(k, `5`)"', 'successes', 'literal'],
    ['value: v, observed-at: "t || \'2026-11-20T10:00:00Z\'"', 'observed-at', 'literal'],
    ['value: "(v || q) + `0.05`"', 'value', 'literal'],
    ['value: v, sample-size: "n + `500`"', 'sample-size', 'literal'],
    ['value: v, successes: "`500` - k"', 'successes', 'literal'],
    ["value: v, observed-at: \"join('', [t, '2026-11-20T10:00:00Z'])\"", 'observed-at', 'literal'],
    ["value: v, observed-at: \"replace(t, '2020-01-01', '2026-11-20')\"", 'observed-at', 'literal'],
    ['value: v, fail-if: "[?"', 'fail-if', undefined],
    ['value: v, partial-if: "a b"', 'partial-if', undefined],
    ['value: v, ready-if: "a ="', 'ready-if', undefined],
    ['value: v, ready-if: "`true`"', 'ready-if', 'literal'],
    ['value: v, ready-if: "`1` == `1`"', 'ready-if', 'literal'],
    [`value: "${Array(33).fill('a').join('.')}"`, 'value', 'too-deep'],
    ['value: "{a: v}.constructor.length"', 'value', 'built-in'],
  ])('%s is found', async (from, key, problem) => expect(await found(from)).toEqual(invalid(key, problem)));

  it('may be 512 characters long', async () => {
    expect(await found(`value: "${'a'.repeat(512)}"`)).toEqual([]);
    expect(await found(`value: "${'a'.repeat(513)}"`)).toMatchObject([
      ['invalid-text', 'metrics.m.from.value', 'too-long'],
    ]);
  });
});

describe('expressions about alerts', () => {
  const exists = 'exists: "length(rules) == `1`"';

  it('may be 512 characters long', async () => {
    const muted = (length: number) => `${exists}, muted: "${'a'.repeat(length)}"`;
    expect(await found('value: v', muted(512))).toEqual([]);
    expect(await found('value: v', muted(513))).toMatchObject([
      [expect.any(String), expect.stringContaining('muted'), 'too-long'],
    ]);
  });

  it.each([
    [exists],
    [`${exists}, enabled: "!(rules[0].paused)", muted: "rules[0].muted", delay-seconds: "rules[0].delay * \`60\`"`],
    [`${exists}, delay-seconds: "rules[0].delay + \`60\`"`],
    [`${exists}, fail-if: "error != \`null\`", query: { name: R }`],
  ])('%s is found right', async (verify) => expect(await found('value: v', verify)).toEqual([]));

  it.each([
    ['exists: "`true`"', 'exists', 'literal'],
    ['exists: "length(rules"', 'exists', undefined],
    [`${exists}, enabled: "\`1\` == \`1\`"`, 'enabled', 'literal'],
    [`${exists}, evaluating: "a || \`true\`"`, 'evaluating', 'literal'],
    [`${exists}, muted: "!(\`true\`)"`, 'muted', 'literal'],
    [`${exists}, notifies: "\`true\`"`, 'notifies', 'literal'],
    [`${exists}, watches: "type(\`1\`) == 'number'"`, 'watches', 'literal'],
    [`${exists}, firing: "a."`, 'firing', undefined],
    [`${exists}, pending: "a."`, 'pending', undefined],
    [`${exists}, delay-seconds: "\`60\`"`, 'delay-seconds', 'literal'],
    [`${exists}, fail-if: "a."`, 'fail-if', undefined],
    [`${exists}, partial-if: "a."`, 'partial-if', undefined],
    [`${exists}, enabled: "${Array(33).fill('a').join('.')}"`, 'enabled', 'too-deep'],
  ])('%s is found', async (verify, key, problem) =>
    expect(await found('value: v', verify)).toEqual(invalid(key, problem)),
  );
});

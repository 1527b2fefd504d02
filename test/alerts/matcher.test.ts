import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regexTests } from '../../src/alerts/anchored-regex.ts';
import { type Matcher, matches, parseMatchers } from '../../src/alerts/matcher.ts';
import { labelled } from './labels.ts';

const matcher = (name: string, operator: string, value: string): Matcher => ({
  name,
  value,
  isRegex: operator.includes('~'),
  isEqual: operator.startsWith('='),
});

describe('a matcher', () => {
  const labels = labelled({ alertname: 'Low', team: null, ['__proto__']: 'x' });
  it.each<[string, string, string, string]>([
    ['alertname', '=', 'Low', 'yes'],
    ['alertname', '=', 'High', 'no'],
    ['alertname', '!=', 'Low', 'no'],
    ['alertname', '=~', 'L.*', 'yes'],
    ['alertname', '!~', 'L.*', 'no'],
    ['alertname', '=~', '(', 'unknown'],
    ['alertname', '!~', '(', 'unknown'],
    ['severity', '=', '', 'yes'],
    ['severity', '=', 'page', 'no'],
    ['severity', '!=', 'page', 'yes'],
    ['severity', '=~', '.*', 'yes'],
    ['severity', '=~', '.+', 'no'],
    ['team', '=', 'a', 'unknown'],
    ['team', '!=', 'a', 'unknown'],
    ['team', '!~', 'a', 'unknown'],
    ['toString', '=', '', 'yes'],
  ])('%s %s %j: %s', (name, operator, value, expected) => {
    expect(matches(matcher(name, operator, value), labels, regexTests())).toBe(expected);
  });
});

describe('matchers as a configuration writes them', () => {
  it.each<[string, readonly Matcher[] | null]>([
    ['severity="page"', [matcher('severity', '=', 'page')]],
    [' severity = page ', [matcher('severity', '=', 'page')]],
    ['a!="b"', [matcher('a', '!=', 'b')]],
    ['a=~"b|c"', [matcher('a', '=~', 'b|c')]],
    ['a!~b.*', [matcher('a', '!~', 'b.*')]],
    ['a=""', [matcher('a', '=', '')]],
    ['a=', [matcher('a', '=', '')]],
    ['{a="1",b="2"}', [matcher('a', '=', '1'), matcher('b', '=', '2')]],
    ['a="1", b=~"x,y",', [matcher('a', '=', '1'), matcher('b', '=~', 'x,y')]],
    ['{}', []],
    ['"my label"="x y"', [matcher('my label', '=', 'x y')]],
    ['a="say \\"hi\\" \\\\ \\n"', [matcher('a', '=', 'say "hi" \\ \n')]],
    ['a=~"x\\.y\\d"', [matcher('a', '=~', 'x\\.y\\d')]],
    ['a=~"x\\ty"', null],
    ['a="open', null],
    ['a', null],
    ['="x"', null],
    ['a=~x{1,2}', null],
    ['a="b" c="d"', null],
    [`a="${'x'.repeat(10_001)}"`, null],
  ])('%s', (written, expected) => {
    expect(parseMatchers(written)).toEqual(expected);
  });

  it('are what they were written from', () => {
    const plain = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(fc.constantFrom('=', '!=', '=~', '!~'), plain, (operator, value) => {
        const quoted = `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
        expect(parseMatchers(`label${operator}${quoted}`)).toEqual([matcher('label', operator, value)]);
      }),
    );
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseMatchers(text)));
  });
});

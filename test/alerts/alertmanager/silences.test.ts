import { describe, expect, it } from 'vitest';
import { activeSilences, silencedBy, silenceWords } from '../../../src/alerts/alertmanager/silences.ts';
import { regexTests } from '../../../src/alerts/anchored-regex.ts';
import { labelled } from '../labels.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();
const silence = (matchers: unknown, more: Readonly<Record<string, unknown>> = {}) => ({
  id: 'one',
  status: { state: 'active' },
  matchers,
  startsAt: at(-1),
  endsAt: at(1),
  ...more,
});
const named = (name: string, value: string, isRegex = false, isEqual: unknown = true) => ({
  name,
  value,
  isRegex,
  isEqual,
});
const labels = labelled({ alertname: 'Low', severity: 'page', instance: null });
const silenced = (...silences: readonly unknown[]) =>
  silencedBy(activeSilences(silences, NOW) ?? [], labels, regexTests()).silenced;

describe('a silence', () => {
  it.each<[string, unknown, string]>([
    ['of its name', silence([named('alertname', 'Low')]), 'yes'],
    ['of its name, without isEqual', silence([{ name: 'alertname', value: 'Low', isRegex: false }]), 'yes'],
    ['of a pattern', silence([named('alertname', 'L.*', true)]), 'yes'],
    ['of a part of its name', silence([named('alertname', 'Lo', true)]), 'no'],
    ['of another', silence([named('alertname', 'High')]), 'no'],
    ['of all but another', silence([named('alertname', 'High', false, false)]), 'yes'],
    ['of all but it', silence([named('alertname', 'L.*', true, false)]), 'no'],
    ['of a label that it does not carry', silence([named('team', 'a')]), 'no'],
    ['of alerts without that label', silence([named('team', '')]), 'yes'],
    ['of one instance', silence([named('alertname', 'Low'), named('instance', 'a')]), 'unknown'],
    ['of one instance of another', silence([named('instance', 'a'), named('alertname', 'High')]), 'no'],
    ['of a broken pattern', silence([named('alertname', '(', true)]), 'unknown'],
    ['of a bomb', silence([named('alertname', '(.{1,1000}){1,1000}', true)]), 'unknown'],
    ['of __proto__', silence([named('__proto__', 'x')]), 'no'],
    ['without matchers', silence([]), 'unknown'],
    ['without a list of matchers', silence(undefined), 'unknown'],
    ['of half a matcher', silence([{ name: 'alertname' }]), 'unknown'],
    ['of a strange matcher', silence([named('alertname', 'High', false, 'yes')]), 'unknown'],
    ['that is over', silence([named('alertname', 'Low')], { status: { state: 'expired' } }), 'no'],
    ['to come', silence([named('alertname', 'Low')], { status: { state: 'pending' }, startsAt: at(1) }), 'no'],
    [
      'to come, that came',
      silence([named('alertname', 'Low')], { status: { state: 'pending' }, startsAt: at(0) }),
      'yes',
    ],
    ['without a state', silence([named('alertname', 'Low')], { status: {} }), 'yes'],
    ['without a state, over', silence([named('alertname', 'Low')], { status: {}, endsAt: at(0) }), 'no'],
    ['without state and times', silence([named('alertname', 'Low')], { status: {}, startsAt: 1, endsAt: '' }), 'yes'],
  ])('%s', (_, one, expected) => {
    expect(silenced(one)).toBe(expected);
  });

  it('that is certain counts before one that is possible', () => {
    expect(silenced(silence([named('instance', 'a')]), silence([named('alertname', 'Low')]))).toBe('yes');
  });

  it.each([[null], [{}], ['x'], [[1]], [[[]]]])('is not read from %j', (answer) => {
    expect(activeSilences(answer, NOW)).toBeNull();
  });

  it('may be one of very many', () => {
    const begun = performance.now();
    const many = Array.from({ length: 20_000 }, (_, at) => silence([named('alertname', `Other-${at}.*`, true)]));
    expect(silenced(...many)).toBe('unknown');
    const plain = Array.from({ length: 50_000 }, (_, at) =>
      silence([named('team', '.*', true), named('alertname', `Other-${at}`)]),
    );
    expect(silenced(...plain)).toBe('no');
    expect(performance.now() - begun).toBeLessThan(8000);
  });
});

describe('the words of a silence', () => {
  const words = (matchers: unknown, more: Readonly<Record<string, unknown>>) =>
    (activeSilences([silence(matchers, more)], NOW) ?? []).map(silenceWords).join();
  const name = named('alertname', 'Low');

  it.each<[string, unknown, Readonly<Record<string, unknown>>, string]>([
    [
      'all of it',
      [name, named('a', 'x|y', true), named('b', 'z', false, false)],
      { createdBy: 'maria' },
      'a silence by "maria" until 2026-11-22 13:00 UTC, for alertname="Low", a=~"x|y", b!="z"',
    ],
    [
      'a zone',
      [name],
      { endsAt: '2026-12-01T00:30:00+02:00' },
      'a silence until 2026-11-30 22:30 UTC, for alertname="Low"',
    ],
    [
      'seconds',
      [name],
      { endsAt: '2026-12-31T23:59:01Z' },
      'a silence until 2027-01-01 00:00 UTC, for alertname="Low"',
    ],
    ['no end', [name], { endsAt: 'some day', createdBy: ' ' }, 'a silence, for alertname="Low"'],
    ['no matchers that can be read', [1], { endsAt: '' }, 'a silence'],
    [
      'many matchers',
      [name, named('a', '1'), named('b', '2'), named('c', '3', true, false), named('d', '4')],
      { endsAt: '' },
      'a silence, for alertname="Low", a="1", b="2" and 2 more',
    ],
    [
      'names of any length',
      [named('a', 'x'.repeat(1000))],
      { endsAt: '', createdBy: 'm\n\n'.repeat(500) },
      `a silence by "${'m '.repeat(500).slice(0, 39)}…", for a="${'x'.repeat(39)}…"`,
    ],
  ])('say who, until when and for what: %s', (_, matchers, more, expected) => {
    expect(words(matchers, more)).toBe(expected);
  });
});

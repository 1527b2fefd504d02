import { describe, expect, it } from 'vitest';
import { bomb } from '../../hostile-server/answers.ts';
import type { Handler } from '../../hostile-server/start-server.ts';
import { factsOf, judgedOf } from './asked-rule.ts';
import * as fake from './fake-prometheus.ts';

const absent = (query: string, more = {}) => fake.alerting({ name: 'NoData', query, ...more });
const notesOf = async (...groups: readonly unknown[]) =>
  (await factsOf({ '/api/v1/rules': fake.rules(...groups) })).notes ?? [];
const silent = (names: string) =>
  `without ${names} the rule stays silent, and no other rule alerts when ${names.includes(',') ? 'one' : 'it'} is absent(): add one`;

describe('a rule whose data may go missing', () => {
  it.each<[string, readonly unknown[], readonly string[]]>([
    ['nobody looks', [fake.alerting()], [silent('"answer_quality"')]],
    ['absent() of it', [fake.alerting(), absent('absent(answer_quality)')], []],
    ['absent_over_time of it', [fake.alerting(), absent('absent_over_time(answer_quality{job="a"}[1h]) == 1')], []],
    ['absent() of what it is made of', [fake.alerting(), absent('sum(absent(sum(answer_quality))) by (job)')], []],
    ['absent() of another', [fake.alerting(), absent('absent(up)')], [silent('"answer_quality"')]],
    ['a name in a text', [fake.alerting(), absent('up{a="absent(answer_quality)"} > 1')], [silent('"answer_quality"')]],
    ['paused', [fake.alerting(), absent('absent(answer_quality)', { isPaused: true })], [silent('"answer_quality"')]],
    ['no PromQL', [fake.alerting(), absent('absent(answer_quality')], [silent('"answer_quality"')]],
    ['in itself', [fake.alerting({ query: 'answer_quality < 0.9 or absent(answer_quality)' })], []],
    ['fires without data', [fake.alerting({ query: '(answer_quality or vector(0)) < 0.9' })], []],
    ['one of two', [fake.alerting({ query: 'a / b > 1' }), absent('absent(a)')], [silent('"b"')]],
    ['neither of two', [fake.alerting({ query: 'a / b > 1' })], [silent('"a", "b"')]],
    [
      'what it is recorded from',
      [fake.alerting(), fake.recording('answer_quality', 'avg(q)'), absent('absent(q)')],
      [],
    ],
    ['a series without a name', [fake.alerting({ query: '{job="a"} > 1' })], []],
  ])('%s', async (_, rules, notes) => {
    expect(await notesOf(fake.group(rules))).toEqual(notes);
  });

  it('is not told where the rules are not known', async () => {
    const tooMany: Handler = (request, response) => {
      const { searchParams } = new URL(request.url, 'http://it');
      return (searchParams.has('rule_name[]') ? fake.rules(fake.group([fake.alerting()])) : bomb('gzip'))(
        request,
        response,
      );
    };
    expect((await factsOf({ '/api/v1/rules': tooMany })).notes).toBeUndefined();
  }, 20_000);

  it('is not told where there is more to read than anybody would', async () => {
    const huge = absent(`absent(up) > ${Array.from({ length: 1500 }, () => 'absent(up)').join(' + ')}`);
    const some = Array.from({ length: 10 }, () => huge);
    expect(await notesOf(fake.group([fake.alerting(), ...some]))).toEqual([silent('"answer_quality"')]);
    expect(await notesOf(fake.group([fake.alerting(), ...some, ...some]))).toEqual([]);
  });

  it('is verified all the same', async () => {
    expect(await judgedOf({})).toBe('verified alert-verified');
  });
});

describe('a rule with gaps', () => {
  const watched = absent('absent(answer_quality)');
  const recorded =
    '"answer_quality": recorded less often than every 5 min, so that there are gaps in which the rule sees nothing';
  const held =
    'evaluated less often than every 5 min and with a for: one evaluation without a sample, and it begins to wait again';

  it.each([
    [300, []],
    [301, [recorded]],
  ])('reads what is recorded each %d s', async (interval, notes) => {
    const slow = fake.group([fake.recording('answer_quality', 'avg(q)')], { interval });
    expect(await notesOf(fake.group([fake.alerting(), watched]), slow)).toEqual(notes);
  });

  it.each([
    [300, 60, []],
    [301, 60, [held]],
    [301, 0, []],
  ])('is evaluated each %d s and held for %d s', async (interval, duration, notes) => {
    expect(await notesOf(fake.group([fake.alerting({ duration }), watched], { interval }))).toEqual(notes);
  });
});

import { describe, expect, it } from 'vitest';
import { bomb, status } from '../../hostile-server/answers.ts';
import type { Handler } from '../../hostile-server/start-server.ts';
import { factsOf, judgedOf, ruleWith, short } from './asked-rule.ts';
import * as fake from './fake-prometheus.ts';

const WEEK = 604_800;
const NAMELESS = 'answer_quality < 0.9 and on () {job="x"} > 0';

describe('a delay of which not every part is known', () => {
  const tooMany: Handler = (request, response) => {
    const { searchParams } = new URL(request.url, 'http://it');
    const only = fake.rules(fake.group([fake.alerting({ duration: WEEK })]));
    return (searchParams.has('rule_name[]') ? only : bomb('gzip'))(request, response);
  };
  const recorded = (query: string) =>
    fake.rules(fake.group([fake.alerting({ query: `r + on () ${query} > 1` }), fake.recording('r', 'rate(a[7d])')]));

  it.each<[string, fake.Paths, string]>([
    ['a series without a name', ruleWith({ query: NAMELESS }), 'partly-verified alert-partly-verified'],
    ['that, held for a week', ruleWith({ query: NAMELESS, duration: WEEK }), 'refuted alert-over-limit'],
    ['that, held for a day', ruleWith({ query: NAMELESS, duration: 86_400 }), 'refuted alert-over-within'],
    ['that, each three days', ruleWith({ query: NAMELESS }, { interval: 259_200 }), 'refuted alert-not-evaluating'],
    [
      'a mean of a week beside a fixed time',
      ruleWith({ query: 'avg_over_time(answer_quality[7d]) + on () (a @ 5) < 1' }),
      'refuted alert-over-limit',
    ],
    ['a week that is recorded', { '/api/v1/rules': recorded('{job="x"}') }, 'refuted alert-over-limit'],
    ['rules that are too many, held for a week', { '/api/v1/rules': tooMany }, 'refuted alert-over-limit'],
    [
      'a configuration that is not shown, held for a week',
      { ...ruleWith({ duration: WEEK }), '/api/v1/status/config': status(403) },
      'refuted alert-over-limit',
    ],
  ])(
    'is too long by the parts that are: %s',
    async (_, paths, expected) => {
      expect(await judgedOf(paths)).toBe(expected);
    },
    20_000,
  );

  it('says what it is at least', async () => {
    const facts = await factsOf(ruleWith({ query: NAMELESS, duration: 20 }));
    expect(facts).toMatchObject({ delay: null, delayAtLeast: 30 + 15 + 30 + 300 });
  });

  it.each<[unknown]>([[-1], ['forever'], [undefined], [null], [1.79e308], [true], ['NaN']])(
    'is not taken for good where it holds for %j',
    async (duration) => {
      expect(await judgedOf(ruleWith({ duration }))).toBe('unknown alert-unsure');
    },
  );
});

describe('an evaluation that is late', () => {
  const HOUR = 3600;
  it.each<[string, number, number, string]>([
    ['each hour, three hours ago', HOUR, 3 * HOUR, 'yes'],
    ['each hour, longer ago', HOUR, 3 * HOUR + 1, 'no'],
    ['each 6 hours, 8 hours ago', 6 * HOUR, 8 * HOUR, 'yes'],
    ['each 6 hours, longer ago', 6 * HOUR, 8 * HOUR + 1, 'no'],
    ['each two days', 48 * HOUR, HOUR, 'yes'],
    ['less than each two days', 48 * HOUR + 1, HOUR, 'no'],
    ['at hardly any time', 1e9, 6 * 365 * 24 * HOUR, 'no'],
    ['at an interval that is none', 1.79e308, 5, 'no-answer'],
  ])('%s', async (_, interval, seconds, expected) => {
    const { answers } = await factsOf(ruleWith({ lastEvaluation: fake.ago(seconds) }, { interval }));
    expect(short(answers.evaluating)).toBe(expected);
  });
});

describe('a rule of which nobody can tell at which value it fires', () => {
  it.each<[string, string]>([
    ['answer_quality < 0.9', 'verified alert-verified'],
    ['0.9 > answer_quality', 'verified alert-verified'],
    ['answer_quality < 0.9 > 0.95', 'partly-verified alert-partly-verified'],
    ['answer_quality < 0.9 unless on () vector(1)', 'partly-verified alert-partly-verified'],
    ['topk(0, answer_quality) < 0.9', 'partly-verified alert-partly-verified'],
    ['clamp_min(answer_quality, 0.95) < 0.9', 'partly-verified alert-partly-verified'],
    ['answer_quality < scalar(threshold)', 'partly-verified alert-partly-verified'],
  ])('%s: %s', async (query, expected) => {
    expect(await judgedOf(ruleWith({ query }))).toBe(expected);
  });
});

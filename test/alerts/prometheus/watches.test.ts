import { describe, expect, it } from 'vitest';
import { regexTests } from '../../../src/alerts/anchored-regex.ts';
import { readsOf } from '../../../src/alerts/prometheus/reads.ts';
import { ruleBook } from '../../../src/alerts/prometheus/rules.ts';
import { watchesMetric } from '../../../src/alerts/prometheus/watches.ts';
import { factsOf, ruleWith, short } from './asked-rule.ts';

const NONE = ruleBook([], true).recorded;
const watches = (rule: string, metric: string, sameServer = true) =>
  short(
    watchesMetric(
      readsOf(rule, NONE),
      { type: 'prometheus', keys: { query: metric }, sameServer, scale: null },
      NONE,
      regexTests(),
      false,
    ),
  );

describe('one name and other labels', () => {
  it.each<[string, string, string]>([
    ['{app=~"shop|cart"}', '{app="wiki"}', 'no'],
    ['{app=~"shop|wiki"}', '{app="wiki"}', 'yes'],
    ['{app!~"wiki"}', '{app="wiki"}', 'no'],
    ['{app!~"wi.*"}', '{app="wiki"}', 'no'],
    ['{app!~"shop"}', '{app="wiki"}', 'yes'],
    ['{app!="shop"}', '{app="wiki"}', 'yes'],
    ['{app=""}', '{app=~".+"}', 'no'],
    ['{app=~"shop|cart"}', '{app=~"wiki|chat"}', 'cannot-tell'],
    ['{app=~"wiki|chat"}', '{app=~"wiki|chat"}', 'yes'],
    ['{app=~"wiki"}', '{app!~"wiki"}', 'no'],
    ['{app!="a"}', '{app!="b"}', 'cannot-tell'],
    ['{app=~"("}', '{app="wiki"}', 'cannot-tell'],
    ['{app=~"wiki|chat"}', '{app="wiki",zone="a"}', 'yes'],
    ['{app="wiki"}', '', 'yes'],
    ['{app="wiki",env="prod"}', '{app="wiki"}', 'yes'],
    ['{app="wiki",env="prod"}', '{app="wiki",zone="a"}', 'cannot-tell'],
    ['{zone="a"}', '{app="wiki"}', 'cannot-tell'],
    ['{app="shop",zone="a"}', '{app="wiki",env="prod"}', 'no'],
  ])('errors%s and errors%s', (rule, metric, expected) => {
    expect(watches(`sum(rate(errors${rule}[1h])) > 5`, `sum(rate(errors${metric}[1h]))`)).toBe(expected);
    expect(watches(`sum(rate(errors${metric}[1h])) > 5`, `sum(rate(errors${rule}[1h]))`)).toBe(expected);
  });
});

describe('what both measure', () => {
  it.each<[string, string, string, string]>([
    ['a fraction of the same', 'bad / all > 1', 'bad / all', 'yes'],
    ['the part that is measured', 'bad > 1', 'bad / all', 'yes'],
    ['a fraction of it', 'bad / all > 1', 'bad', 'yes'],
    ['only what both divide by', 'slow / all > 1', 'bad / all', 'cannot-tell'],
    ['only what the metric divides by', 'all > 1', 'bad / all', 'cannot-tell'],
    ['only what the rule divides by', 'bad / all > 1', 'all', 'cannot-tell'],
    ['one over it', '1 / bad > 1', 'bad', 'yes'],
    ['one of two on both sides', 'bad + slow > 1', 'bad + late', 'cannot-tell'],
    ['one of two on one side', 'bad + slow > 1', 'bad', 'yes'],
    ['only what is excluded', 'up == 0 unless on () bad', 'bad', 'cannot-tell'],
    ['only a condition', 'slow > 1 and on () bad > 1', 'bad', 'cannot-tell'],
    ['what a condition is made for', 'bad > 1 and on () all > 100', 'bad / all', 'yes'],
    ['only its absence', 'absent(bad)', 'bad', 'cannot-tell'],
    ['only its time', 'time() - timestamp(bad) > 9', 'bad', 'cannot-tell'],
    ['one of two that stand in for each other', 'bad or slow > 1', 'bad', 'cannot-tell'],
    ['it, or a number', '(bad or vector(0)) > 1', 'bad or vector(0)', 'yes'],
    ['it, or nought of others', '(bad or all * 0) > 1', 'bad / all', 'yes'],
    ['a time that is fixed', 'bad @ 5 > 1', 'bad', 'no'],
    ['a fixed time beside it', 'bad - bad @ 5 > 1', 'bad', 'yes'],
    ['it only at a fixed time', 'slow - on () bad @ 5 > 1', 'bad', 'cannot-tell'],
  ])('%s', (_, rule, metric, expected) => {
    expect(watches(rule, metric)).toBe(expected);
  });

  it('is the same where the rule compares the very expression of the metric', async () => {
    const query = 'sum(good) or sum(fallback)';
    const { answers } = await factsOf(ruleWith({ query: `(${query}) < 5` }), { reads: { keys: { query } } });
    expect(short(answers.watches)).toBe('yes');
  });
});

it('is not told by names on another server or tenant', () => {
  expect(watches('bad > 1', 'bad', false)).toBe('cannot-tell');
  expect(watches('bad > 1', 'bad')).toBe('yes');
});

describe('labels that are selected of a recorded series', () => {
  const rule = {
    ...{ type: 'recording', name: 'job:errors', group: 'g', query: 'sum by (app) (rate(errors[5m]))' },
    ...{ labels: new Map<string, string>(), intervalSeconds: 60, holdSeconds: null, health: 'ok', hasError: false },
    ...{ lastEvaluation: null, paused: false, state: 'unknown' as const },
  };
  const { recorded } = ruleBook([rule], true);
  it.each<[string, string, string]>([
    ['job:errors{app="wiki"}', 'errors{app="wiki"}', 'yes'],
    ['job:errors{app="wiki"}', 'errors{app="shop"}', 'cannot-tell'],
    ['job:errors', 'errors{app="shop"}', 'yes'],
  ])('%s and %s', (query, metric, expected) => {
    const reads = { type: 'prometheus', keys: { query: metric }, sameServer: true, scale: null };
    const answer = watchesMetric(readsOf(`${query} > 1`, recorded), reads, recorded, regexTests(), false);
    expect(short(answer)).toBe(expected);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALERT_QUESTIONS,
  type AlertAnswer,
  type AlertFacts,
  type AlertReport,
  type Fires,
} from '../../src/core/alert-facts.ts';
import { REFUTED_REASONS } from '../../src/core/alert-reason-codes.ts';
import type { Alert, AlertParts, Target } from '../../src/core/criterion.ts';
import type { DetectionDelay } from '../../src/core/detection-delay.ts';
import { judgeAlert } from '../../src/core/judge-alert.ts';
import { parseTarget } from '../../src/core/target.ts';

const HOUR = 3600;
const verify = { source: 'prom', rule: 'LowQuality', labels: {}, keys: {} };
const alert: Alert = { when: null, withinSeconds: 24 * HOUR, notifies: '#oncall', parts: null, verify };
const yes: AlertAnswer = { answer: 'yes', detail: 'so it is' };
const no: AlertAnswer = { answer: 'no', detail: 'it is not' };
const noAnswer: AlertAnswer = { answer: 'unknown', because: 'no-answer', detail: 'nobody said' };
const cannotTell: AlertAnswer = { answer: 'unknown', because: 'cannot-tell', detail: 'nobody can say' };
const good = { exists: yes, enabled: yes, evaluating: yes, muted: no, notifies: yes, watches: yes };
const parts = {
  lag: 15,
  refresh: 0,
  window: 0,
  badShare: 1,
  interval: 60,
  hold: 0,
  recording: 0,
  group: 300,
  route: 0,
};
const delayOf = (seconds: number): DetectionDelay => ({ parts, seconds });
const facts = (more: Partial<AlertFacts> = {}): AlertFacts => ({
  kind: 'answered',
  rule: 'ai > LowQuality',
  where: 'prom.example',
  answers: good,
  state: 'inactive',
  fires: null,
  delay: delayOf(HOUR),
  ...more,
});
const answers = (more: Partial<AlertFacts['answers']>) => facts({ answers: { ...good, ...more } });
const states = (judged: ReturnType<typeof judgeAlert>) => `${judged.state} ${judged.reason?.code ?? ''}`.trim();

describe('the state of an alert', () => {
  it('is declared where nobody is to be asked, whatever is said', () => {
    const declared = { ...alert, verify: null };
    const expected = {
      state: 'declared',
      rule: null,
      where: null,
      detectsWithinSeconds: 24 * HOUR,
      reason: null,
      facts: null,
    };
    expect(judgeAlert(declared, null)).toEqual(expected);
    expect(judgeAlert(declared, facts({ state: 'firing' }))).toEqual(expected);
  });

  it.each<[string, AlertReport | null, string]>([
    ['no report', null, 'unknown alert-not-asked'],
    ['not asked', { kind: 'not-asked' }, 'unknown alert-not-asked'],
    [
      'nobody answered',
      { kind: 'unanswered', code: 'network', detail: 'refused', where: 'p' },
      'unknown alert-unanswered',
    ],
    [
      'several rules',
      { kind: 'unanswered', code: 'ambiguous', detail: '2 rules', where: 'p' },
      'unknown alert-ambiguous',
    ],
    ['all good', facts(), 'verified alert-verified'],
    ['pending', facts({ state: 'pending' }), 'verified alert-verified'],
    ['missing', answers({ exists: no }), 'refuted alert-missing'],
    ['disabled', answers({ enabled: no }), 'refuted alert-disabled'],
    ['not evaluated', answers({ evaluating: no }), 'refuted alert-not-evaluating'],
    ['unrouted', answers({ notifies: no }), 'refuted alert-unrouted'],
    ['muted', answers({ muted: yes }), 'refuted alert-muted'],
    ['another metric', answers({ watches: no }), 'refuted alert-watches-other'],
    ['firing', facts({ state: 'firing' }), 'refuted alert-firing'],
    ['48 h', facts({ delay: delayOf(48 * HOUR) }), 'refuted alert-over-within'],
    ['over 48 h', facts({ delay: delayOf(48 * HOUR + 1) }), 'refuted alert-over-limit'],
    ['as declared', facts({ delay: delayOf(24 * HOUR) }), 'verified alert-verified'],
    ['over what is declared', facts({ delay: delayOf(24 * HOUR + 1) }), 'refuted alert-over-within'],
    ['a bad beside an unknown', answers({ exists: noAnswer, muted: yes }), 'refuted alert-muted'],
    ['whether it exists cannot be told', answers({ exists: cannotTell }), 'unknown alert-unsure'],
    ['whether it is enabled cannot be told', answers({ enabled: cannotTell }), 'unknown alert-unsure'],
    ['whether it is evaluated cannot be told', answers({ evaluating: cannotTell }), 'unknown alert-unsure'],
    ['possibly muted', answers({ muted: noAnswer }), 'unknown alert-unsure'],
    ['possibly unrouted', answers({ notifies: noAnswer }), 'unknown alert-unsure'],
    ['no answer about what it watches', answers({ watches: noAnswer }), 'unknown alert-unsure'],
    ['no state', facts({ state: 'unknown' }), 'unknown alert-unsure'],
    ['who is told cannot be told', answers({ notifies: cannotTell }), 'partly-verified alert-partly-verified'],
    ['no delay', facts({ delay: null }), 'partly-verified alert-partly-verified'],
    [
      'no delay, and little of it known',
      facts({ delay: null, delayAtLeast: 24 * HOUR }),
      'partly-verified alert-partly-verified',
    ],
    [
      'no delay, and too much of it known',
      facts({ delay: null, delayAtLeast: 24 * HOUR + 1 }),
      'refuted alert-over-within',
    ],
    ['no delay, and far too much', facts({ delay: null, delayAtLeast: 48 * HOUR + 1 }), 'refuted alert-over-limit'],
    [
      'no delay, and nothing of it',
      facts({ delay: null, delayAtLeast: null }),
      'partly-verified alert-partly-verified',
    ],
    ['no delay, and NaN of it', facts({ delay: null, delayAtLeast: Number.NaN }), 'unknown alert-unsure'],
    ['a delay, whatever else is said', facts({ delayAtLeast: 1e9 }), 'verified alert-verified'],
    ['a delay of NaN', facts({ delay: delayOf(Number.NaN) }), 'unknown alert-unsure'],
    ['an infinite delay', facts({ delay: delayOf(Number.POSITIVE_INFINITY) }), 'unknown alert-unsure'],
    ['a negative delay', facts({ delay: delayOf(-1) }), 'unknown alert-unsure'],
    ['a part of NaN', facts({ delay: { seconds: 1, parts: { ...parts, lag: Number.NaN } } }), 'unknown alert-unsure'],
  ])('%s', (_, report, expected) => {
    expect(states(judgeAlert(alert, report))).toBe(expected);
  });

  it('is unknown where an answer was left out or is no answer', () => {
    const { muted: _, ...five } = good;
    expect(states(judgeAlert(alert, facts({ answers: five as AlertFacts['answers'] })))).toBe('unknown alert-unsure');
    const strange = { ...good, muted: { answer: 'maybe', detail: '' } } as unknown as AlertFacts['answers'];
    expect(states(judgeAlert(alert, facts({ answers: strange })))).toBe('unknown alert-unsure');
    const state = 'paused' as AlertFacts['state'];
    expect(states(judgeAlert(alert, facts({ state })))).toBe('unknown alert-unsure');
  });

  it('names the worst of several that are bad', () => {
    const all = { exists: no, enabled: no, evaluating: no, notifies: no, muted: yes, watches: no };
    const questions = ['exists', 'enabled', 'evaluating', 'notifies', 'muted', 'watches'] as const;
    questions.forEach((_, at) => {
      const left = Object.fromEntries(questions.slice(at).map((question) => [question, all[question]]));
      const judged = judgeAlert(alert, facts({ answers: { ...good, ...left }, state: 'firing', delay: delayOf(1e6) }));
      expect(judged.reason?.code).toBe(REFUTED_REASONS[at]);
    });
  });

  it('says what is not known, and what it rests on', () => {
    const judged = judgeAlert(alert, { ...answers({ muted: cannotTell, watches: cannotTell }), delay: null });
    expect(judged).toMatchObject({
      rule: 'ai > LowQuality',
      where: 'prom.example',
      detectsWithinSeconds: 24 * HOUR,
      reason: { args: { unknown: ['muted', 'watches', 'delay'], rule: 'ai > LowQuality', where: 'prom.example' } },
    });
    expect(judgeAlert(alert, answers({ muted: yes })).reason?.args).toMatchObject({
      question: 'muted',
      detail: 'so it is',
    });
    expect(judgeAlert(alert, facts({ state: 'pending' })).reason?.args).toMatchObject({
      state: 'pending',
      seconds: HOUR,
    });
    const silent: AlertReport = { kind: 'unanswered', code: 'auth', detail: 'no', where: 'prom.example' };
    expect(judgeAlert(alert, silent)).toMatchObject({
      rule: 'LowQuality',
      where: 'prom.example',
      reason: { args: { code: 'auth', detail: 'no', rule: 'LowQuality', where: 'prom.example' } },
      facts: null,
    });
  });

  it('takes the computed delay where there is one, else the declared', () => {
    expect(judgeAlert(alert, facts()).detectsWithinSeconds).toBe(HOUR);
    expect(judgeAlert(alert, facts({ delay: delayOf(Number.NaN) })).detectsWithinSeconds).toBe(24 * HOUR);
    const undeclared = { ...alert, withinSeconds: null };
    expect(judgeAlert(undeclared, facts({ delay: delayOf(48 * HOUR) })).state).toBe('verified');
    expect(judgeAlert(undeclared, facts({ delay: delayOf(49 * HOUR) })).state).toBe('refuted');
    expect(judgeAlert(undeclared, facts({ delay: null })).detectsWithinSeconds).toBeNull();
  });
});

describe('a rule that fires otherwise than declared', () => {
  const judge = (when: string, fires: AlertFacts['fires'], more: Partial<AlertFacts> = {}) => {
    const read = parseTarget(when, null);
    if (!read.ok) throw new Error(when);
    return judgeAlert({ ...alert, when: read.target }, facts({ fires, ...more }));
  };
  const at = (operator: Fires['operator'], bound: number, sameQuantity = true): Fires => ({
    operator,
    bound,
    sameQuantity,
  });
  const partly = 'partly-verified alert-partly-verified';
  const verified = 'verified alert-verified';
  const other = 'refuted alert-other-direction';

  it.each<[string, Fires | null, string]>([
    ['> 0.15', null, verified],
    ['> 0.15', at('>', 0.15), verified],
    ['> 0.15', at('>', 0.15 * (1 + 5e-10)), verified],
    ['> 0.15', at('>', 0.15 * (1 + 2e-9)), partly],
    ['> 0.15', at('>', 0.1), verified],
    ['> 0.15', at('>=', 0.15), verified],
    ['>= 0.15', at('>', 0.15), partly],
    ['> 0.15', at('>', 0.99), partly],
    ['> 0.15', at('>', Number.POSITIVE_INFINITY), partly],
    ['> 0.15', at('>', Number.NEGATIVE_INFINITY), verified],
    ['> 0.15', at('>', Number.NaN), partly],
    ['> 0', at('>', 0), verified],
    ['< 0.9', at('<', 0.9), verified],
    ['< 0.9', at('<', 0.95), verified],
    ['< 0.9', at('<', 0.1), partly],
    ['<= 0.9', at('<', 0.9), partly],
    ['< 0.9', at('<', Number.NEGATIVE_INFINITY), partly],
    ['< 0.9', at('<', Number.NaN), partly],
    ['< 0.9', at('>', 0.9), other],
    ['> 0.15', at('<', 0.15), other],
    ['> 0.15', at('<=', 0.99), other],
    ['> 0.15', at('<', 0.85, false), partly],
    ['> 0.15', at('>', 0.99, false), partly],
    ['> 0.15', at('>', 0.1, false), verified],
    ['0.1 .. 0.2', at('>', 0.99), verified],
  ])('%s, and the rule %j: %s', (when, fires, expected) => {
    expect(states(judge(when, fires))).toBe(expected);
  });

  it('is said with both', () => {
    const args = { fires: '> 0.99', when: '> 0.15' };
    expect(judge('> 0.15', at('>', 0.99)).reason?.args).toMatchObject({ ...args, unknown: [] });
    expect(judge('> 0.15', at('>', 0.99), { delay: null }).reason?.args).toMatchObject({ ...args, unknown: ['delay'] });
    expect(judge('> 0.15', at('<', 0.1 + 0.2)).reason?.args).toMatchObject({ fires: '< 0.3', when: '> 0.15' });
    expect(judge('> 0.15', at('>', Number.POSITIVE_INFINITY)).reason?.args).toMatchObject({ fires: '> +Inf' });
    expect(judge('> 0.15', at('>', 0.1), { delay: null }).reason?.args).not.toHaveProperty('fires');
  });

  it('is bad after another metric, and before firing', () => {
    const turned = at('<', 0.15);
    expect(states(judge('> 0.15', turned, { state: 'firing' }))).toBe(other);
    const elsewhere = { answers: { ...good, watches: no } };
    expect(states(judge('> 0.15', turned, elsewhere))).toBe('refuted alert-watches-other');
  });

  it('stays unknown where an answer may be bad', () => {
    expect(states(judge('> 0.15', at('>', 0.99), { answers: { ...good, muted: noAnswer } }))).toBe(
      'unknown alert-unsure',
    );
  });
});

describe('what is not known of a rule', () => {
  it.each<[string, Partial<AlertFacts>, string]>([
    ['slow, whichever way', { delay: delayOf(65 * HOUR), delayAtLeast: 49 * HOUR }, 'refuted alert-over-limit'],
    ['slow one way', { delay: delayOf(65 * HOUR), delayAtLeast: 24 * HOUR }, 'partly-verified alert-partly-verified'],
    ['slower than promised', { delay: delayOf(65 * HOUR), delayAtLeast: 25 * HOUR }, 'refuted alert-over-limit'],
    ['in time, whichever way', { delay: delayOf(24 * HOUR), delayAtLeast: HOUR }, 'verified alert-verified'],
    ['a least that is none', { delay: delayOf(65 * HOUR), delayAtLeast: Number.NaN }, 'refuted alert-over-limit'],
    ['a least below 0', { delay: delayOf(65 * HOUR), delayAtLeast: -1 }, 'refuted alert-over-limit'],
    ['where it fires', { firesUntold: true }, 'partly-verified alert-partly-verified'],
  ])('%s', (_, more, expected) => {
    expect(states(judgeAlert(alert, facts(more)))).toBe(expected);
  });

  it('is said', () => {
    expect(judgeAlert(alert, facts({ firesUntold: true })).reason?.args).toMatchObject({ unknown: ['fires'] });
    const slow = judgeAlert(alert, facts({ delay: delayOf(65 * HOUR), delayAtLeast: HOUR }));
    expect(slow.reason?.args).toMatchObject({ unknown: ['delay'], seconds: null });
    expect(slow.facts?.delay).toBeNull();
  });
});

describe('an alert whose parts are declared', () => {
  const NONE: AlertParts = {
    everySeconds: null,
    windowSeconds: null,
    forSeconds: null,
    delaySeconds: null,
    routingSeconds: null,
    eventsPerHour: null,
  };
  const bound = (operator: '<=' | '>', at: number): Target => ({ kind: 'bound', operator, bound: at, text: 'x' });
  const metric = { target: bound('<=', 0.1), unit: 'ratio' };
  const declared = (parts: Partial<AlertParts>, more: Partial<Alert> = {}): Alert => ({
    ...{ ...alert, verify: null, parts: { ...NONE, ...parts }, when: bound('>', 0.2) },
    ...more,
  });
  const windowOf = (seconds: number) => ({ windowSeconds: seconds - 90 });

  it.each<[string, Partial<AlertParts>, Partial<Alert>, string]>([
    ['in time', windowOf(HOUR), {}, 'declared'],
    ['as promised', windowOf(24 * HOUR), {}, 'declared'],
    ['a second later', windowOf(24 * HOUR + 1), {}, 'refuted alert-over-within'],
    ['48 h where nothing is promised', windowOf(48 * HOUR), { withinSeconds: null }, 'declared'],
    ['a second over 48 h', windowOf(48 * HOUR + 1), { withinSeconds: null }, 'refuted alert-over-limit'],
    ['over 48 h, though more is promised', windowOf(49 * HOUR), { withinSeconds: 1e6 }, 'refuted alert-over-limit'],
    ['too few events', { ...windowOf(HOUR), eventsPerHour: 2 }, {}, 'refuted alert-over-limit'],
    ['enough events', { ...windowOf(HOUR), eventsPerHour: 100 }, {}, 'declared'],
    ['events and no threshold', { eventsPerHour: 100 }, { when: null }, 'unknown alert-unsure'],
    ['events, and the level of the target', { eventsPerHour: 100 }, { when: bound('>', 0.1) }, 'unknown alert-unsure'],
    ['a part that is no number', { forSeconds: Number.NaN }, {}, 'unknown alert-unsure'],
    ['a part that is negative', { windowSeconds: -1e6 }, {}, 'unknown alert-unsure'],
    ['a promise that is no number', windowOf(HOUR), { withinSeconds: Number.NaN }, 'refuted alert-over-within'],
  ])('%s', (_, parts, more, expected) => {
    expect(states(judgeAlert(declared(parts, more), null, metric))).toBe(expected);
  });

  it('says how long it takes, of what, and by whose word', () => {
    const { delay, detectsWithinSeconds } = judgeAlert(declared(windowOf(HOUR)), null, metric);
    expect([detectsWithinSeconds, delay?.seconds, delay?.by, delay?.parts.window]).toEqual([
      ...[HOUR, HOUR, 'criteria', HOUR - 90],
    ]);
    const slow = judgeAlert(declared(windowOf(25 * HOUR)), null, metric);
    expect(slow.detectsWithinSeconds).toBe(25 * HOUR);
    expect(slow.reason?.args).toMatchObject({
      partsOf: 'criteria',
      seconds: 25 * HOUR,
      window: 25 * HOUR - 90,
      group: 30,
    });
    const unknown = judgeAlert(declared({ forSeconds: Number.NaN }), null, metric);
    expect(unknown.delay ?? null).toBeNull();
    expect(unknown.reason?.args).toMatchObject({ question: 'delay', because: 'declared' });
  });

  it('without its metric does not know the traffic', () => {
    expect(states(judgeAlert(declared({ eventsPerHour: 100 }), null))).toBe('unknown alert-unsure');
  });

  it.each<[string, Partial<AlertParts>, Partial<AlertFacts>, string, number]>([
    ['the system knows better', windowOf(49 * HOUR), {}, 'verified alert-verified', HOUR],
    ['the system knows worse', windowOf(HOUR), { delay: delayOf(25 * HOUR) }, 'refuted alert-over-within', 25 * HOUR],
    ['the system cannot tell', windowOf(2 * HOUR), { delay: null }, 'partly-verified alert-partly-verified', 2 * HOUR],
    ['the same, too late', windowOf(25 * HOUR), { delay: null }, 'refuted alert-over-within', 25 * HOUR],
    ['the same, far too late', windowOf(49 * HOUR), { delay: null }, 'refuted alert-over-limit', 49 * HOUR],
    [
      'the system knows that it takes longer',
      windowOf(2 * HOUR),
      { delay: null, delayAtLeast: 3 * HOUR },
      ...(['partly-verified alert-partly-verified', 24 * HOUR] as const),
    ],
    [
      'the system knows part of it',
      windowOf(4 * HOUR),
      { delay: null, delayAtLeast: 3 * HOUR },
      ...(['partly-verified alert-partly-verified', 4 * HOUR] as const),
    ],
    [
      'one way is slow, and the parts are as well',
      windowOf(30 * HOUR),
      { delay: delayOf(65 * HOUR), delayAtLeast: HOUR },
      ...(['refuted alert-over-within', 30 * HOUR] as const),
    ],
    ['parts that are none, and no answer', { forSeconds: -1 }, { delay: null }, 'unknown alert-unsure', 24 * HOUR],
    ['parts that are none, beside an answer', { forSeconds: -1 }, {}, 'verified alert-verified', HOUR],
    ['an answer that is none', windowOf(HOUR), { delay: delayOf(Number.NaN) }, 'unknown alert-unsure', 24 * HOUR],
    ['a least that is none', windowOf(HOUR), { delay: null, delayAtLeast: Number.NaN }, 'unknown alert-unsure', 86_400],
  ])('with a system to ask: %s', (_, parts, more, expected, seconds) => {
    const judged = judgeAlert(declared(parts, { verify }), facts(more), metric);
    expect([states(judged), judged.detectsWithinSeconds]).toEqual([expected, seconds]);
  });

  it('waits for the answer of the system that it names', () => {
    const judged = judgeAlert(declared(windowOf(49 * HOUR), { verify }), { kind: 'not-asked' }, metric);
    expect(states(judged)).toBe('unknown alert-not-asked');
  });
});

/** From worst to best: a known bad and an unknown are both no pass. */
const RANK = { refuted: 0, unknown: 1, 'partly-verified': 2, verified: 3, declared: 3 };
const anyAnswer = fc.constantFrom(yes, no, noAnswer, cannotTell);
const anyFacts = fc.record({
  answers: fc.record({
    exists: anyAnswer,
    enabled: anyAnswer,
    evaluating: anyAnswer,
    muted: anyAnswer,
    notifies: anyAnswer,
    watches: anyAnswer,
  }),
  state: fc.constantFrom<AlertFacts['state']>('inactive', 'pending', 'firing', 'unknown'),
  delay: fc.constantFrom(null, delayOf(1), delayOf(25 * HOUR), delayOf(1e6), delayOf(Number.NaN)),
});

describe('whatever a system says', () => {
  it('never gets better by a worse answer', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...ALERT_QUESTIONS), (given, question) => {
        const bad = question === 'muted' ? yes : no;
        const ladder = [question === 'muted' ? no : yes, cannotTell, noAnswer, bad];
        const ranks = ladder.map((answer) => {
          const worse = facts({ ...given, answers: { ...given.answers, [question]: answer } });
          return RANK[judgeAlert(alert, worse).state];
        });
        expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
      }),
    );
  });

  it('is verified only with six good answers, a state and a delay in time', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const judged = judgeAlert(alert, facts(given));
        const { answers: said, state, delay } = given;
        const fine = ALERT_QUESTIONS.every((question) => said[question] === good[question]);
        const whole = fine && (state === 'inactive' || state === 'pending') && delay?.seconds === 1;
        expect(judged.state === 'verified').toBe(whole);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { AlertReport } from '../../src/core/alert-facts.ts';
import { ALERT_REASON_CODES } from '../../src/core/alert-reason-codes.ts';
import { judgeAlert } from '../../src/core/judge-alert.ts';
import type { AlertState } from '../../src/core/result.ts';
import { alertViews, delayWords } from '../../src/report/alert-view.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { formatDelay } from '../../src/report/durations.ts';
import { jsonReport } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Message } from '../../src/report/messages/message.ts';
import { ALERT_REASON_MESSAGES } from '../../src/report/messages/reasons-alert.ts';
import { toPlain } from '../../src/report/prose.ts';
import { reportView } from '../../src/report/report.ts';
import { renderText } from '../../src/report/text.ts';
import { reasonFix } from '../../src/report/texts.ts';
import {
  alertFacts,
  criterion,
  DECLARED,
  launchReady,
  measured,
  outcome,
  result,
  target,
  verifiedAlert,
} from './outcomes.ts';

const MESSAGES: Readonly<Record<string, Message>> = ALERT_REASON_MESSAGES;
const no = (detail: string) => ({ answer: 'no', detail }) as const;
const yes = (detail: string) => ({ answer: 'yes', detail }) as const;
const cannotTell = { answer: 'unknown', because: 'cannot-tell', detail: 'the service does not show it' } as const;
const noAnswer = { answer: 'unknown', because: 'no-answer', detail: 'am.acme.dev does not answer' } as const;
const fires = (operator: '<' | '>', bound: number) => ({ operator, bound, sameQuantity: true });
const LOOSE = alertFacts({}, { fires: fires('>', 0.99) });
const FIRING = alertFacts({}, { state: 'firing' });
const SLOW = alertFacts({}, { delay: { parts: parts({ window: 259_200 }), seconds: 259_500 } });

function parts(over: Partial<Parameters<typeof delayWords>[0]['parts']>) {
  const nothing = { lag: 0, refresh: 0, window: 0, badShare: 1, interval: 300, hold: 0, recording: 0 };
  return { ...nothing, group: 0, route: 0, ...over };
}

const made = (state: AlertState) => launchReady({ alerts: { repeat_query_rate: state } });
const judged = (report: AlertReport, within?: number) => made(verifiedAlert(report, within));
const lineOf = (state: AlertState) => toPlain(alertViews(made(state))[0]?.line ?? []);
const markdown = (one: ReturnType<typeof made>) => renderMarkdown(one, { maxBytes: 60_000 });
/** The report of a terminal with its lines joined. */
const terminal = (one: ReturnType<typeof made>) =>
  renderText(one, { colour: false, width: 120, unicode: true }).replaceAll(/\s+/g, ' ');
const NAME = 'repeat-query rate (same user, < 10 min)';

describe('the line of an alert', () => {
  it.each<[string, AlertState, string]>([
    ['declared', DECLARED, 'notifies #wiki-oncall: declared, not verified'],
    [
      'verified',
      verifiedAlert(alertFacts()),
      'notifies #wiki-oncall: verified; rule wiki > RepeatQueryRateHigh at prometheus.acme.dev; detects within 25.3 h: 10 min lag + 24 h window + 5 min interval + 1 h hold + 30 s grouping',
    ],
    ['pending', verifiedAlert(alertFacts({}, { state: 'pending' })), '30 s grouping; pending now'],
    [
      'partly verified',
      verifiedAlert(alertFacts({}, { answers: { notifies: cannotTell }, delay: null })),
      ': partly verified, not known: whether somebody is notified, how long it takes; rule wiki > RepeatQueryRateHigh at prometheus.acme.dev',
    ],
    [
      'loose',
      verifiedAlert(LOOSE),
      ': partly verified, fires at > 0.99, the criteria promise > 0.15; rule wiki > RepeatQueryRateHigh at',
    ],
    [
      'loose, and partly verified',
      verifiedAlert(alertFacts({}, { fires: fires('>', 0.99), delay: null })),
      ': partly verified, fires at > 0.99, the criteria promise > 0.15, not known: how long it takes; rule',
    ],
    [
      'refuted',
      verifiedAlert(FIRING),
      ': refuted (alert-firing); rule wiki > RepeatQueryRateHigh at prometheus.acme.dev;',
    ],
    [
      'unknown',
      verifiedAlert({ kind: 'unanswered', code: 'timeout', detail: 'no answer in 20 s', where: 'prometheus.acme.dev' }),
      ': could not be verified (alert-unanswered); rule RepeatQueryRateHigh at prometheus.acme.dev',
    ],
    ['not asked', verifiedAlert({ kind: 'not-asked' }), '(alert-not-asked); rule RepeatQueryRateHigh'],
  ])('says of one that is %s what was found', (_, state, words) => {
    expect(lineOf(state)).toContain(words);
    expect(lineOf(state)).toContain(`${NAME}: alerts when > 0.15 within 24 h`);
  });
});

describe('the words of a delay', () => {
  it.each([
    [0, '0 s'],
    [0.2, '1 s'],
    [59, '59 s'],
    [60, '1 min'],
    [61, '1.1 min'],
    [3599, '60 min'],
    [3600, '1 h'],
    [90_900, '25.3 h'],
    [172_800, '48 h'],
    [172_801, '48.1 h'],
    [1_216_800, '338 h'],
    [Number.NaN, 'unknown'],
    [-1, 'unknown'],
  ])('are never less than %s s', (seconds, words) => expect(formatDelay(seconds)).toBe(words));

  it('wait for whole intervals, as the rule does', () => {
    const delay = { parts: parts({ hold: 60, window: 3600 }), seconds: 4200, by: 'system' } as const;
    expect(delayWords(delay)).toBe('detects within 1.2 h: 1 h window + 5 min interval + 5 min hold');
  });

  it('name the share of the window that must be bad', () => {
    const delay = { parts: parts({ window: 86_400, badShare: 0.5 }), seconds: 43_500, by: 'system' } as const;
    expect(delayWords(delay)).toBe('detects within 12.1 h: 12 h of a 24 h window + 5 min interval');
  });

  it('are one number where there is one part', () => {
    expect(delayWords({ parts: parts({ interval: 0, lag: 5400 }), seconds: 5400, by: 'system' })).toBe(
      'detects within 1.5 h',
    );
  });
});

describe('an alert whose parts are declared', () => {
  const none = { everySeconds: null, windowSeconds: null, forSeconds: null, delaySeconds: null, routingSeconds: null };
  const declared = (hours: number, report: AlertReport | null = null) => {
    const shared = { when: target('> 0.15'), withinSeconds: 129_600, notifies: '#x' };
    const declaredParts = { ...none, eventsPerHour: null, windowSeconds: hours * 3600, forSeconds: 90 };
    const verify = report === null ? null : { source: 'prom', rule: 'High', labels: {}, keys: {} };
    return judgeAlert({ ...shared, parts: declaredParts, verify }, report);
  };
  const SUM = '1 min every + 2 min for + 30 s grouping';

  it('shows them as it does those of a system, by the names of the criteria', () => {
    const state = declared(24);
    expect(lineOf(state)).toContain(
      `: declared, not verified; detects within 24.1 h by its declared parts: 24 h window + ${SUM}`,
    );
    const alert = jsonReport(made(state)).metrics[5]?.alert;
    expect(alert).toMatchObject({
      ...{ state: 'declared', detects_within_seconds: 86_610, answers: null },
      delay: { seconds: 86_610, by: 'criteria', window: 86_400, interval: 60, hold: 90, group: 30 },
    });
    expect(alert?.notes).toBeNull();
  });

  it.each<[number, string, string]>([
    [40, 'alert-over-within', 'more than the 36 h that within declares'],
    [72, 'alert-over-limit', 'more than the 48 h that a launch allows'],
  ])('blocks where they add up to too much: %d h', (hours, code, words) => {
    const one = made(declared(hours));
    expect([one.decision, one.verdict]).toEqual(['no-go', 'fail']);
    const [block] = reportView(one).blocking;
    expect([block?.id, toPlain(block?.says ?? [])]).toEqual([
      'alert:repeat_query_rate',
      `By its declared parts the alert may take ${hours}.1 h to reach somebody, ${words}: ${hours} h window + ${SUM}.`,
    ]);
    expect(toPlain(block?.fix ?? [])).toMatch(new RegExp(`^Shorten window \\(${hours} h\\) first, or `));
    expect(terminal(one)).toContain(`refuted (${code})`);
  });

  it('blocks where they cannot be computed', () => {
    const one = made(declared(Number.NaN));
    expect([one.decision, one.verdict]).toEqual(['no-go', 'incomplete']);
    const [block] = reportView(one).blocking;
    expect(toPlain(block?.says ?? [])).toBe(
      'Of the alert it is not known how long it takes: its declared parts cannot be computed',
    );
    expect(toPlain(block?.fix ?? [])).toMatch(/^Correct every, window, for/);
  });

  it('stands in where the system cannot tell', () => {
    const line = lineOf(declared(24, alertFacts({}, { delay: null })));
    expect(line).toContain('partly verified, not known: how long it takes; rule wiki > RepeatQueryRateHigh');
    expect(line).toContain('detects within 24.1 h by its declared parts: 24 h window');
  });
});

describe('weak spots of a rule', () => {
  const notes = ['without "a<b>" the rule stays silent'];

  it('stand under its answers and in the JSON report, and change nothing else', () => {
    const one = judged(alertFacts({}, { notes }));
    expect([one.decision, one.verdict]).toEqual(['go', 'pass']);
    expect(markdown(one)).toContain('  - note: without "`a<b>`" the rule stays silent\n');
    expect(jsonReport(one).metrics[5]?.alert?.notes).toEqual(notes);
    expect(jsonReport(judged(alertFacts())).metrics[5]?.alert?.notes).toEqual([]);
  });
});

describe('an alert that blocks', () => {
  const refuted: readonly (readonly [string, AlertReport, string])[] = [
    [
      'alert-missing',
      alertFacts({}, { answers: { exists: no('no rule of that name') } }),
      'was not found: no rule of that name',
    ],
    ['alert-disabled', alertFacts({}, { answers: { enabled: no('paused') } }), 'switched off'],
    ['alert-not-evaluating', alertFacts({}, { answers: { evaluating: no('health err') } }), 'health err'],
    ['alert-unrouted', alertFacts({}, { answers: { notifies: no('receiver null') } }), 'Nobody would be notified'],
    ['alert-muted', alertFacts({}, { answers: { muted: yes('a silence by maria') } }), 'a silence by maria'],
    ['alert-watches-other', alertFacts({}, { answers: { watches: no('it reads up') } }), 'it reads up'],
    [
      'alert-other-direction',
      alertFacts({}, { fires: fires('<', 0.15) }),
      'fires in the other direction: it fires at < 0.15, the criteria promise > 0.15',
    ],
    ['alert-firing', FIRING, 'fires now'],
    ['alert-over-limit', SLOW, '72.1 h to reach somebody, more than the 48 h'],
  ];

  it.each(refuted)('by %s is named, with what to do, wherever a report begins', (code, report, words) => {
    const one = judged(report);
    const { headline, firstStep, blocking } = reportView(one);
    expect([one.decision, one.verdict, blocking[0]?.id]).toEqual(['no-go', 'fail', 'alert:repeat_query_rate']);
    expect(toPlain(headline.gist)).toBe(`the alert of ${NAME} is refuted`);
    const step = toPlain(firstStep ?? []);
    expect(step).toContain(`alert of ${NAME}: `);
    const advice = MESSAGES[code]?.fix(one.alerts['repeat_query_rate']?.reason?.args ?? {}) ?? '';
    expect(step.toLowerCase()).toContain(advice.toLowerCase());
    const says = toPlain(blocking[0]?.says ?? []);
    for (const part of [words, 'RepeatQueryRateHigh', 'prometheus.acme.dev']) expect(says).toContain(part);
    expect(toPlain(blocking[0]?.fix ?? [])).toContain(advice);
    expect(markdown(one)).toContain(`| **alert of ${NAME}** | – | – | – | – |`);
    const [annotation] = annotationsOf(one);
    expect(annotation).toMatchObject({
      level: 'error',
      title: 'launch-gate: alert of repeat_query_rate refuted',
      line: 1,
    });
    expect(annotation?.text).toContain(words);
    expect(terminal(one)).toContain(`refuted (${code})`);
  });

  it('by a delay over what is declared says both', () => {
    expect(toPlain(reportView(judged(alertFacts(), 86_400)).blocking[0]?.says ?? [])).toContain(
      'may take 25.3 h to reach somebody, more than the 24 h that within declares',
    );
  });

  it.each<[string, AlertReport, string]>([
    [
      'alert-unsure',
      alertFacts({}, { answers: { notifies: noAnswer } }),
      'it is not known whether somebody is notified: am.acme.dev',
    ],
    ['alert-unanswered', { kind: 'unanswered', code: 'auth', detail: 'status 401', where: 'h' }, '(auth): status 401'],
    ['alert-ambiguous', { kind: 'unanswered', code: 'ambiguous', detail: '2 rules', where: 'h' }, 'Several rules'],
  ])('by %s is not decided', (_, report, words) => {
    const one = judged(report);
    expect([one.decision, one.verdict]).toEqual(['no-go', 'incomplete']);
    expect(toPlain(reportView(one).headline.gist)).toBe(`the alert of ${NAME} could not be verified`);
    expect(toPlain(reportView(one).blocking[0]?.says ?? [])).toContain(words);
  });

  it('leaves the first step to what fails below it', () => {
    const results = launchReady().results.map((one) =>
      one.criterion.id === 'answer_bleu' ? result(one.criterion, measured(0.1)) : one,
    );
    const one = outcome({ results, alerts: { repeat_query_rate: verifiedAlert(FIRING) } });
    expect(toPlain(reportView(one).firstStep ?? [])).toMatch(/^model metric answer BLEU/);
  });

  it('is only reported where its metric is advisory', () => {
    const results = launchReady().results.map((one) =>
      one.criterion.id === 'repeat_query_rate' ? { ...one, criterion: { ...one.criterion, required: false } } : one,
    );
    const one = outcome({ results, alerts: { repeat_query_rate: verifiedAlert(FIRING) } });
    expect(one.blocking).toEqual(['launch-set']);
    expect(markdown(one)).toContain('refuted (`alert-firing`)');
    expect(annotationsOf(one).map(({ title }) => title)).not.toContain(
      'launch-gate: alert of repeat_query_rate refuted',
    );
  });

  it('that is not asked because the criteria are new leaves the first step to the criteria', () => {
    const live = { source: 'prom', keys: {}, scale: null };
    const unasked = result(criterion('recall', 'model', { from: live }), { kind: 'not-asked', why: 'criteria-new' });
    const one = outcome({
      results: [unasked, ...launchReady().results],
      alerts: { repeat_query_rate: verifiedAlert({ kind: 'not-asked' }) },
      introduced: true,
      findings: [
        {
          code: 'criteria-introduced',
          args: { path: 'launch-gate.yml' },
          level: 'warning',
          at: { path: 'launch-gate.yml', line: null, column: null },
          metric: null,
        },
      ],
    });
    const { firstStep, blocking } = reportView(one);
    expect(blocking.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['criteria', 'recall', 'alert:repeat_query_rate']),
    );
    expect(toPlain(firstStep ?? [])).toMatch(/merge/);
    expect(toPlain(firstStep ?? [])).not.toContain('recall');
  });
});

describe('the answers', () => {
  it('stand under the alert, each with its evidence', () => {
    const report = alertFacts({}, { answers: { notifies: cannotTell, watches: noAnswer } });
    const text = markdown(judged(report));
    for (const line of [
      '  - exists: yes (as it should be)',
      '  - silenced: no (as it should be)',
      '  - notifies somebody: unknown, the system cannot tell (the service does not show it)',
      '  - watches this metric: unknown (`am.acme.dev` does not answer)',
      '  - state: inactive',
    ])
      expect(text).toContain(`${line}\n`);
  });

  it('show at which values the rule fires', () => {
    expect(markdown(judged(LOOSE))).toContain('  - fires at: `> 0.99`\n  - state: inactive\n');
    expect(markdown(judged(alertFacts()))).not.toContain('fires at:');
    expect(jsonReport(judged(LOOSE)).metrics[5]?.alert).toMatchObject({
      fires: '> 0.99',
      text: 'The rule “wiki > RepeatQueryRateHigh” at prometheus.acme.dev fires at > 0.99, the criteria promise > 0.15; all else that could be asked is good.',
    });
  });

  it('are one where there is no such rule', () => {
    const none = { answer: 'unknown', because: 'no-answer', detail: 'there is no such rule' } as const;
    const exists = no('a rule of that name exists with severity=ticket');
    const answers = { exists, enabled: none, evaluating: none, muted: none, notifies: none, watches: none };
    const one = judged(alertFacts({}, { answers, state: 'unknown', delay: null }));
    expect(alertViews(one)[0]?.answers.map(toPlain)).toEqual([
      'exists: no (a rule of that name exists with severity=ticket)',
    ]);
    expect(markdown(one)).not.toContain('there is no such rule');
  });

  it('are none where nobody was asked', () => {
    expect(alertViews(made(DECLARED))[0]?.answers).toEqual([]);
  });

  it('are left out on a terminal where all is well', () => {
    expect(terminal(judged(alertFacts()))).not.toContain('silenced: no');
    expect(terminal(judged(FIRING))).toContain('silenced: no');
  });

  it('stand in the JSON report as data', () => {
    const alert = jsonReport(judged(alertFacts({}, { answers: { notifies: cannotTell }, state: 'pending' }))).metrics[5]
      ?.alert;
    expect(alert).toEqual({
      state: 'partly-verified',
      rule: 'wiki > RepeatQueryRateHigh',
      where: 'prometheus.acme.dev',
      detects_within_seconds: 90_930,
      text: expect.stringContaining('not known: whether somebody is notified'),
      fires: null,
      answers: {
        ...{ exists: 'yes', enabled: 'yes', evaluating: 'yes', muted: 'no', notifies: 'unknown', watches: 'yes' },
        state: 'pending',
      },
      delay: {
        ...{
          seconds: 90_930,
          by: 'system',
          lag: 600,
          refresh: 0,
          window: 86_400,
          bad_share: 1,
          interval: 300,
          hold: 3600,
        },
        ...{ recording: 0, group: 30, route: 0 },
      },
      notes: [],
    });
  });

  it('are null in the JSON report where nobody answered, or where the delay is no number', () => {
    expect(jsonReport(made(DECLARED)).metrics[5]?.alert).toMatchObject({ answers: null, delay: null });
    const broken = alertFacts({}, { delay: { parts: parts({ lag: Number.NaN }), seconds: Number.NaN } });
    expect(jsonReport(judged(broken)).metrics[5]?.alert).toMatchObject({ state: 'unknown', delay: null });
  });
});

describe('the launch set', () => {
  it.each<[string, AlertState, string]>([
    ['verified', verifiedAlert(alertFacts()), 'verified'],
    ['partly verified', verifiedAlert(alertFacts({}, { delay: null })), 'partly verified'],
    ['declared', DECLARED, 'declared, not verified'],
    ['refuted', verifiedAlert(FIRING), '0 of 1 judged'],
  ])('says of an alert that is %s what it rests on', (_, state, remark) => {
    const part = reportView(made(state)).launchParts.find(({ name }) => name === 'alerted leading indicator');
    expect(part?.remark).toBe(remark);
  });

  it('does not take the word of another metric’s alert', () => {
    const alert = { when: target('> 0.15'), withinSeconds: 3600, notifies: '#x', parts: null, verify: null };
    const lagging = result(criterion('other', 'product', { alert }), measured(0.9));
    const alerts = { other: verifiedAlert(alertFacts()), repeat_query_rate: DECLARED };
    const one = outcome({ results: [...launchReady().results, lagging], alerts });
    expect(reportView(one).launchParts.at(-1)?.remark).toBe('declared, not verified');
  });

  it('says how an alert that is only declared comes to count', () => {
    const { launchSet } = launchReady().gate ?? {};
    if (launchSet === undefined) throw new Error('there are criteria');
    const one = launchReady({ gate: { launchSet: { ...launchSet, verifiedAlerts: true } } });
    expect(one.blocking).toEqual(['launch-set']);
    expect(toPlain(reportView(one).firstStep ?? [])).toContain(`Add verify to the alert of ${NAME}`);
  });

  it('says why an alert that is refuted does not count', () => {
    const [, block] = reportView(judged(FIRING)).blocking;
    expect([block?.id, toPlain(block?.fix ?? [])]).toEqual([
      'launch-set',
      `Mend the alert of ${NAME} first: as it is, it does not count.`,
    ]);
  });
});

describe('evidence that was read live', () => {
  const provenance = { source: 'prom', where: 'prometheus.acme.dev:9090/api/v1/query', kind: 'live' } as const;
  const evidence = (one: Parameters<typeof result>[1]) =>
    (reportView(outcome({ results: [result(criterion('m', 'model'), one)] })).metrics[0]?.evidence ?? []).map(toPlain);

  it('names the host and the age', () => {
    expect(evidence(measured(0.9, { provenance }))).toEqual(['26 h old', 'prom', 'read from prometheus.acme.dev:9090']);
  });

  it('names the host that failed', () => {
    const found = evidence({ kind: 'failed', code: 'timeout', detail: 'x', provenance });
    expect(found).toEqual(['prom', 'at prometheus.acme.dev:9090']);
  });
});

describe('the words of every state', () => {
  it('exist for exactly the codes', () => {
    expect(Object.keys(ALERT_REASON_MESSAGES)).toEqual([...ALERT_REASON_CODES]);
  });

  it.each(ALERT_REASON_CODES)('%s: are whole sentences, also without any argument', (code) => {
    const { title, says, fix, why, example }: Message = ALERT_REASON_MESSAGES[code];
    const full = {
      ...{ rule: 'g > r', where: 'h.example', detail: 'd', code: 'server', question: 'muted', unknown: ['delay'] },
      ...{ seconds: 90, within: 60, limit: 172_800, state: 'pending' },
    };
    const otherwise = { fires: '> 0.99', when: '> 0.15' };
    expect(title).toMatch(/^[A-Z0-9][^.]+$/);
    expect(why).toMatch(/^[A-Z].+\.$/);
    expect(example).not.toBe('');
    for (const args of [
      {},
      full,
      { ...full, detail: '', where: null },
      { ...full, ...otherwise },
      { ...full, ...otherwise, unknown: [] },
    ]) {
      // Of an alert where all is well there is nothing to do.
      const advice = code === 'alert-verified' && !('state' in args) ? [] : [fix(args)];
      for (const sentence of [says(args), ...advice]) {
        expect(sentence).toMatch(/^[A-Z].*\S$/);
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object| {2}| [,.;]|\(\)|“”/);
      }
    }
  });

  it('ask nothing of anybody where all is well', () => {
    expect(reasonFix({ code: 'alert-verified', args: { state: 'inactive' } })).toEqual([]);
    expect(reasonFix({ code: 'alert-verified', args: { state: 'pending' } })).not.toEqual([]);
  });
});

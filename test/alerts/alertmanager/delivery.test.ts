import { describe, expect, it } from 'vitest';
import { agreed, deliveryOf, longestWait } from '../../../src/alerts/alertmanager/delivery.ts';
import { readRouting } from '../../../src/alerts/alertmanager/routing.ts';
import { regexTests } from '../../../src/alerts/anchored-regex.ts';
import type { AlertAnswer } from '../../../src/core/alert-facts.ts';
import { labelled } from '../labels.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const clock = (minutes: number) => new Date(minutes * 60_000).toISOString().slice(11, 16);
const FINELY = Array.from({ length: 102 }, (_, at) => `{ start_time: "${clock(at)}", end_time: "${clock(at + 1)}" }`);
const RECEIVERS = `
receivers:
  - name: nobody
  - name: empty
    webhook_configs: []
  - name: pager
    pagerduty_configs: [{ service_key: <secret> }]
  - name: chat
    slack_configs: [{ channel: "#ops" }]
time_intervals:
  - name: weekend
    time_intervals: [{ weekdays: [saturday, sunday] }]
  - name: always
    time_intervals: [{}]
  - name: server
    time_intervals: [{ location: Local }]
  - name: over
    time_intervals: [{ years: ["2020"], location: Local }]
  - name: finely
    time_intervals: [{ times: [${FINELY}] }]
`;
const labels = labelled({ alertname: 'Low', severity: 'page', cluster: null });
const delivered = (route: string, more = '') => {
  const routing = readRouting(`route: ${route}${RECEIVERS}${more}`);
  if (routing === null) throw new Error('not a routing');
  return deliveryOf(routing, labels, regexTests(), NOW);
};
const PAGE = 'receiver: pager, matchers: [severity="page"]';
const OTHER = 'receiver: chat, matchers: [severity="ticket"]';
const MAYBE = 'matchers: [cluster="a"]';

describe('the way of an alert through the routes', () => {
  it.each<[string, string, string, RegExp]>([
    ['the root', '{ receiver: pager }', 'yes', /"pager"/],
    ['a root without integrations', '{ receiver: nobody }', 'no', /"nobody"/],
    ['a root with empty integrations', '{ receiver: empty }', 'no', /"empty"/],
    ['a receiver that does not exist', '{ receiver: gone }', 'no', /"gone"/],
    ['a route that takes it', `{ receiver: nobody, routes: [{ ${PAGE} }] }`, 'yes', /"pager"/],
    ['a route that takes others', `{ receiver: nobody, routes: [{ ${OTHER} }] }`, 'no', /"nobody"/],
    [
      'a route that drops it',
      '{ receiver: pager, routes: [{ receiver: nobody, match: { severity: page } }] }',
      'no',
      /"nobody"/,
    ],
    [
      'a pattern that drops it',
      '{ receiver: pager, routes: [{ receiver: nobody, match_re: { alertname: "L.*" } }] }',
      'no',
      /"nobody"/,
    ],
    [
      'a pattern that drops others',
      '{ receiver: pager, routes: [{ receiver: nobody, match_re: { alertname: "L" } }] }',
      'yes',
      /"pager"/,
    ],
    [
      'the first of two',
      `{ receiver: chat, routes: [{ receiver: nobody, match: { alertname: Low } }, { ${PAGE} }] }`,
      'no',
      /"nobody"/,
    ],
    [
      'one that goes on',
      `{ receiver: chat, routes: [{ receiver: nobody, continue: true }, { ${PAGE} }] }`,
      'yes',
      /"pager"/,
    ],
    [
      'a receiver that is inherited',
      '{ receiver: pager, routes: [{ matchers: [severity="page"] }] }',
      'yes',
      /"pager"/,
    ],
    [
      'one that is inherited by a child of a child',
      '{ receiver: nobody, routes: [{ receiver: pager, routes: [{ match: { alertname: Low } }] }] }',
      'yes',
      /"pager"/,
    ],
    [
      'one that may take it',
      `{ receiver: pager, routes: [{ receiver: nobody, ${MAYBE} }] }`,
      'unknown',
      /may be routed/,
    ],
    [
      'one that may take it from nobody',
      `{ receiver: nobody, routes: [{ receiver: pager, ${MAYBE} }] }`,
      'unknown',
      /may be routed/,
    ],
    ['two that tell somebody', `{ receiver: pager, routes: [{ receiver: chat, ${MAYBE} }] }`, 'yes', /"chat", "pager"/],
    [
      'two that tell nobody',
      `{ receiver: nobody, routes: [{ receiver: empty, ${MAYBE} }] }`,
      'no',
      /"empty", "nobody"/,
    ],
    [
      'one that may stop before the pager',
      `{ receiver: pager, routes: [{ receiver: nobody, ${MAYBE} }, { ${PAGE} }] }`,
      'unknown',
      /./,
    ],
    [
      'one that may stop and goes on',
      `{ receiver: pager, routes: [{ receiver: nobody, ${MAYBE}, continue: true }, { ${PAGE} }] }`,
      'yes',
      /"pager"/,
    ],
    [
      'a branch that may be taken, all of it telling',
      `{ receiver: nobody, routes: [{ ${MAYBE.replace(']', ']')}, receiver: chat, routes: [{ ${PAGE} }] }] }`,
      'unknown',
      /"pager"/,
    ],
    [
      'muted at all times',
      '{ receiver: nobody, routes: [{ receiver: pager, mute_time_intervals: [always] }] }',
      'no',
      /"pager"/,
    ],
    [
      'muted elsewhere',
      '{ receiver: pager, mute_time_intervals: [always], routes: [{ receiver: chat }] }',
      'yes',
      /"chat"/,
    ],
    [
      'muted by the clock of the server',
      '{ receiver: nobody, routes: [{ receiver: pager, mute_time_intervals: [server] }] }',
      'unknown',
      /cannot be read may keep "pager" silent/,
    ],
    [
      'told by the clock of the server',
      '{ receiver: nobody, routes: [{ receiver: pager, active_time_intervals: [over] }] }',
      'unknown',
      /"pager"/,
    ],
    [
      'muted by too many times',
      '{ receiver: nobody, routes: [{ receiver: pager, mute_time_intervals: [finely] }] }',
      'unknown',
      /"pager"/,
    ],
    [
      'perhaps muted, and going on',
      '{ receiver: nobody, routes: [{ receiver: pager, mute_time_intervals: [server], continue: true }, { receiver: chat }] }',
      'yes',
      /"chat"/,
    ],
    [
      'perhaps muted, and going on to nobody',
      '{ receiver: nobody, routes: [{ receiver: pager, mute_time_intervals: [server], continue: true }, { receiver: empty }] }',
      'unknown',
      /"pager"/,
    ],
    [
      'nobody, whenever that is',
      '{ receiver: nobody, routes: [{ receiver: empty, mute_time_intervals: [server] }] }',
      'no',
      /"empty"/,
    ],
  ])('%s', (_, route, answer, detail) => {
    const { notifies } = delivered(route);
    expect(notifies.answer).toBe(answer);
    expect(notifies.detail).toMatch(detail);
  });

  it.each<[string, string, { group: number; route: number } | null]>([
    ['defaults', '{ receiver: pager }', { group: 300, route: 0 }],
    ['what is written', '{ receiver: pager, group_wait: 10s, group_interval: 1m }', { group: 60, route: 0 }],
    ['a wait that is longer', '{ receiver: pager, group_wait: 10m, group_interval: 1m }', { group: 600, route: 0 }],
    ['what is inherited', `{ receiver: nobody, group_interval: 2m, routes: [{ ${PAGE} }] }`, { group: 120, route: 0 }],
    [
      'a weekend',
      '{ receiver: nobody, routes: [{ receiver: pager, mute_time_intervals: [weekend] }] }',
      { group: 300, route: 172_800 },
    ],
    [
      'the first to be told',
      '{ receiver: nobody, routes: [{ receiver: pager, mute_time_intervals: [weekend], continue: true }, { receiver: chat }] }',
      { group: 300, route: 0 },
    ],
    [
      'the last of those that may be',
      `{ receiver: pager, routes: [{ receiver: chat, group_interval: 1h, ${MAYBE} }] }`,
      { group: 3600, route: 0 },
    ],
    [
      'the clock of the server',
      '{ receiver: nobody, routes: [{ receiver: pager, mute_time_intervals: [server] }] }',
      null,
    ],
    [
      'a clock that is not declared',
      '{ receiver: nobody, routes: [{ receiver: pager, active_time_intervals: [gone] }] }',
      null,
    ],
  ])('takes as long as %s', (_, route, wait) => {
    expect(delivered(route).wait).toEqual(wait);
  });

  it('notes that other alerts may hold it back', () => {
    const inhibits = 'inhibit_rules: [{ source_match: { severity: down }, equal: [cluster] }]';
    expect(delivered('{ receiver: pager }', inhibits).notifies.detail).toMatch(/inhibit/);
    expect(delivered('{ receiver: pager }').notifies.detail).not.toMatch(/inhibit/);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no YAML', 'route: [}'],
    ['no route', 'receivers: []'],
    ['no receivers', 'route: { receiver: pager }'],
    ['no receiver', 'route: {}\nreceivers: []'],
    ['a receiver twice', 'route: { receiver: a }\nreceivers: [{ name: a }, { name: a }]'],
    ['a matcher that is none', 'route: { receiver: a, routes: [{ matchers: ["a b"] }] }\nreceivers: [{ name: a }]'],
    ['matchers that are no list', 'route: { receiver: a, routes: [{ matchers: x="y" }] }\nreceivers: [{ name: a }]'],
    ['a wait that is none', 'route: { receiver: a, group_wait: soon }\nreceivers: [{ name: a }]'],
    ['a key that stands twice', 'route: { receiver: a, receiver: b }\nreceivers: [{ name: a }]'],
    ['much too much', `route: { receiver: a }\nreceivers: [{ name: a }]\n#${'x'.repeat(1_100_000)}`],
    [
      'a bomb of aliases',
      `a: &a [x,x]\n${Array.from({ length: 25 }, (_, n) => `b${n}: &b${n} [*${n === 0 ? 'a' : `b${n - 1}`}, *${n === 0 ? 'a' : `b${n - 1}`}]`).join('\n')}\nroute: *b24`,
    ],
    ['a very deep tree', `route: ${'{ receiver: a, routes: ['.repeat(60)}${']}'.repeat(60)}\nreceivers: [{ name: a }]`],
  ])('is not read from %s', (_, config) => {
    expect(readRouting(config)).toBeNull();
  });
});

describe('several Alertmanagers', () => {
  const yes: AlertAnswer = { answer: 'yes', detail: 'a' };
  const no: AlertAnswer = { answer: 'no', detail: 'b' };
  const noAnswer: AlertAnswer = { answer: 'unknown', because: 'no-answer', detail: 'c' };
  const cannotTell: AlertAnswer = { answer: 'unknown', because: 'cannot-tell', detail: 'd' };
  it.each<[readonly AlertAnswer[], object]>([
    [[], { answer: 'no' }],
    [[yes], yes],
    [[no], no],
    [[yes, yes], yes],
    [[no, no], no],
    [[yes, no], { answer: 'unknown', because: 'no-answer' }],
    [[yes, noAnswer], noAnswer],
    [[no, noAnswer], noAnswer],
    [[yes, cannotTell], cannotTell],
    [[cannotTell, no], { answer: 'unknown', because: 'no-answer' }],
    [[cannotTell, noAnswer], noAnswer],
  ])('%j agree on %j', (answers, expected) => {
    expect(agreed(answers)).toMatchObject(expected);
  });

  it('wait for the slowest', () => {
    expect(longestWait([])).toBeNull();
    expect(longestWait([{ group: 1, route: 0 }, null])).toBeNull();
    expect(
      longestWait([
        { group: 1, route: 0 },
        { group: 0, route: 5 },
      ]),
    ).toEqual({ group: 0, route: 5 });
  });
});

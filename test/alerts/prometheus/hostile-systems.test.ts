import { describe, expect, it } from 'vitest';
import { factsOf, short } from './asked-rule.ts';
import { ago, NOW, routes, silences, success } from './fake-prometheus.ts';

const many = (count: number, line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at));
const RECEIVERS = 'receivers: [{name: a, webhook_configs: [{url: x}]}]';
const U = '[\\pL\\pN\\pS\\pM\\pP]';
const configured = (yaml: string) => ({ '/api/v1/status/config': success({ yaml }) });
const routed = (lines: readonly string[], more = '') => ({
  '/am/api/v2/status': routes(`route:\n  receiver: a\n  routes:\n${lines.join('\n')}\n${RECEIVERS}\n${more}`),
});
const silenced = (count: number, pattern: (at: number) => string) => ({
  '/am/api/v2/silences': silences(
    ...Array.from({ length: count }, (_, at) => ({
      id: `s${at}`,
      status: { state: 'active' },
      startsAt: ago(5),
      endsAt: new Date(NOW + 3_600_000).toISOString(),
      matchers: [{ name: 'alertname', value: pattern(at), isRegex: true, isEqual: true }],
    })),
  ),
});
const TIMES = many(100, () => '{start_time: "00:01", end_time: "23:59"}').join(',');
const INTERVAL = `time_intervals: [{name: n, time_intervals: [{times: [${TIMES}], location: Asia/Kolkata}]}]`;
const REPLACING = many(3000, (at) => `  - {action: replace, target_label: t${at}}\n`).join('');
const JOINING = `  - &d {action: drop, source_labels: [${Array(50_000).fill('q').join(', ')}], regex: z}\n`;

/** How long the only thread was busy without a pause, in milliseconds. */
async function longestPause<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly pauseMs: number }> {
  let [last, pauseMs] = [performance.now(), 0];
  const beat = () => {
    const now = performance.now();
    pauseMs = Math.max(pauseMs, now - last);
    last = now;
  };
  const timer = setInterval(beat, 20);
  const result = await work();
  beat();
  clearInterval(timer);
  return { result, pauseMs };
}

describe('an alerting system that wants to keep the gate busy', () => {
  it.each<[string, Parameters<typeof factsOf>[0], 'notifies' | 'muted', string]>([
    ['very many keys', configured(many(60_000, (at) => `k${at}: ${at}`).join('\n')), 'notifies', 'yes'],
    [
      'steps of rewriting that join very many labels',
      configured(`alerting:\n  alert_relabel_configs:\n${REPLACING}${JOINING}${'  - *d\n'.repeat(900)}`),
      'notifies',
      'no-answer',
    ],
    [
      'aliases of very many names',
      configured(`[${many(45_000, (at) => `&a${at} x`)},${many(45_000, (at) => `*a${at}`)}]`),
      'notifies',
      'no-answer',
    ],
    [
      'very many routes with time intervals',
      routed(
        many(6000, () => `  - {receiver: a, continue: true, mute_time_intervals: [n], matchers: ['instance="1"']}`),
        INTERVAL,
      ),
      'notifies',
      'no-answer',
    ],
    [
      'very many routes with patterns',
      routed(
        many(
          9000,
          (at) => `  - {matchers: ['x=~"(?i)\\\\pL{1,${(at % 900) + 1}}${at}"'], receiver: a, continue: true}`,
        ),
      ),
      'notifies',
      'no-answer',
    ],
    ['long patterns in silences', silenced(3000, (at) => `(?i)${U.repeat(46)}${at}`), 'muted', 'no-answer'],
    [
      'repeating patterns in silences',
      silenced(3000, (at) => `(?i)((\\pL|\\pN|\\pS){1,${990 - (at % 900)}}x${at})`),
      'muted',
      'no-answer',
    ],
  ])(
    'is answered soon: %s',
    async (_, paths, question, expected) => {
      const { result, pauseMs } = await longestPause(() => factsOf(paths));
      expect(short(result.answers[question])).toBe(expected);
      // Far more than it takes on a busy machine, and less than what it took before any bound.
      expect(pauseMs).toBeLessThan(15_000);
    },
    600_000,
  );
});

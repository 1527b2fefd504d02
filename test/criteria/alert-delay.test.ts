import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { toPlain } from '../../src/report/prose.ts';
import { findingFix, findingSays } from '../../src/report/texts.ts';

const CODES = ['alert-parts-too-slow', 'rule-interval-gap', 'for-over-48h', 'events-per-hour-unusable'];

/** A file with all that a full launch needs, the alert of its product metric given. */
function withAlert(alert: string, { target = '<= 0.10', unit = 'unit: ratio, ', layer = 'product' } = {}): string {
  return `version: 1
feature: f
defaults: { max-age: 1d }
metrics:
  a: { layer: model, target: ">= 1" }
  b: { layer: task, target: ">= 1" }
  c: { layer: product, target: ">= 1" }
  m: { layer: ${layer}, target: "${target}", ${unit}indicator: leading, alert: { ${alert} } }
`;
}
const DECLARED = 'when: "> 0.20", within: 24h, notifies: us';

async function found(text: string, codes: readonly string[] = CODES): Promise<readonly Finding[]> {
  const { findings } = await loadCriteria(text, 'gate.yml');
  return findings.filter(({ code }) => codes.includes(code));
}

function words(finding: Finding): string {
  return `${toPlain(findingSays(finding))} ${toPlain(findingFix(finding))}`;
}

describe('the declared parts of an alert', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    [', every: 1m', []],
    // 86,310 s and 90 s are a day.
    [', window: 86310s', []],
    [', window: 86311s', ['alert-parts-too-slow']],
    [', window: 24h, every: 24h, delay: 2h', ['alert-parts-too-slow']],
    [', every: 5m, for: 1h', []],
    [', every: 301s, for: 1s', ['rule-interval-gap']],
    [', every: 301s, for: 0m', []],
    [', every: 1h', []],
    [', for: 48h', ['alert-parts-too-slow']],
    [', for: 172801s', ['alert-parts-too-slow', 'for-over-48h']],
    [', window: 1h, events-per-hour: 100', []],
    [', window: 1h, events-per-hour: 2', ['alert-parts-too-slow']],
    // What could not be read has a finding of its own, and is no further one.
    [', window: 3 days', []],
    [', window: 1h, events-per-hour: -2', []],
  ])('%s', async (parts, codes) => {
    expect((await found(withAlert(DECLARED + parts))).map(({ code }) => code).sort()).toEqual(codes);
  });

  it.each<[string, readonly string[]]>([
    ['when: "> 0.20", notifies: us, window: 172710s', []],
    ['when: "> 0.20", notifies: us, window: 172711s', ['alert-parts-too-slow']],
    ['when: "> 0.20", within: 72h, notifies: us, window: 172710s', []],
    ['when: "> 0.20", within: 72h, notifies: us, window: 172711s', ['alert-parts-too-slow']],
  ])('count at most 48 h, whatever is promised: %s', async (alert, codes) => {
    const findings = await found(withAlert(alert));
    expect(findings.map(({ code }) => code)).toEqual(codes);
    for (const one of findings) expect(words(one)).toContain('more than the 48h within which an alert counts: ');
  });

  it('are said, with the one to shorten', async () => {
    const [slow] = await found(withAlert(`${DECLARED}, window: 24h, every: 24h, delay: 25h, for: 1h, routing: 10m`));
    if (slow === undefined) throw new Error('it is too slow');
    expect(slow).toMatchObject({ level: 'warning', metric: 'm', at: { line: 8 } });
    const sum = '25 h delay + 24 h window + 24 h every + 24 h for + 30 s grouping + 10 min routing';
    expect(words(slow)).toBe(
      `By its parts the alert may take 97.2 h to reach somebody, more than the 24h that within promises: ${sum}. Shorten delay (25 h) first, or alert on a metric that moves earlier.`,
    );
  });

  it('that are long because of few events say so', async () => {
    const [slow] = await found(withAlert(`${DECLARED}, window: 1h, events-per-hour: 2.5`));
    expect(slow === undefined ? '' : words(slow)).toContain(
      'Let it fire further from the target: at 2.5 events an hour it takes 43.2 h to see the 108 that tell the two levels apart',
    );
    const [one] = await found(withAlert(`${DECLARED}, window: 1h, events-per-hour: 1`));
    expect(one === undefined ? '' : words(one)).toContain('at 1 event an hour it takes');
    const [other] = await found(withAlert(`${DECLARED}, delay: 50h, events-per-hour: 100`));
    expect(other === undefined ? '' : words(other)).toContain('Shorten delay (50 h) first');
  });
});

describe('events per hour of which nothing can be computed', () => {
  it.each<[string, string, Parameters<typeof withAlert>[1], string]>([
    ['no-when', 'within: 24h, notifies: us', {}, 'the alert has no when. Add when'],
    ['band', DECLARED, { target: '0.05 .. 0.10' }, 'the target 0.05 .. 0.10 is a band. Remove'],
    ['same-level', 'when: "> 10%", within: 24h, notifies: us', {}, 'fires at the level of the target (<= 0.10)'],
    [
      'not-shares',
      'when: "> 450", within: 24h, notifies: us',
      { target: '<= 300', unit: 'unit: ms, ' },
      '<= 300 and > 450 are not shares of a whole. Remove',
    ],
    ['not-shares', DECLARED, { unit: 'unit: s, ' }, '<= 0.10 and > 0.20 are not shares of a whole'],
  ])('%s: %s', async (problem, alert, more, expected) => {
    const text = withAlert(`${alert}, events-per-hour: 10`, more);
    const [finding] = await found(text);
    expect(finding).toMatchObject({ code: 'events-per-hour-unusable', level: 'error', args: { problem } });
    expect(finding === undefined ? '' : words(finding)).toContain(expected);
    expect((await loadCriteria(text, 'gate.yml')).gate).toBeNull();
  });

  it('by so few that they never come', async () => {
    const [finding] = await found(withAlert(`${DECLARED}, events-per-hour: 1.0e-320`));
    expect(finding?.args['problem']).toBe('too-few-events');
    expect(finding === undefined ? '' : words(finding)).toContain('so few events that the alert would never see');
  });

  it('are no second finding where the threshold cannot be read', async () => {
    expect(await found(withAlert('when: "often", within: 24h, notifies: us, events-per-hour: 10'))).toEqual([]);
    expect(await found(withAlert(`${DECLARED}, events-per-hour: 10`, { target: 'low' }))).toEqual([]);
  });

  it('are none for a metric without a unit whose numbers are shares, and in percent', async () => {
    expect(await found(withAlert(`${DECLARED}, events-per-hour: 100`, { unit: '' }))).toEqual([]);
    const percent = { target: '<= 10', unit: 'unit: percent, ' };
    expect(await found(withAlert('when: "> 20", within: 24h, notifies: us, events-per-hour: 100', percent))).toEqual(
      [],
    );
  });
});

describe('the launch set', () => {
  const unreachable = (text: string) => found(text, ['launch-set-unreachable']);

  it('can be complete with an alert in time', async () => {
    expect(await unreachable(withAlert(`${DECLARED}, window: 6h`))).toEqual([]);
  });

  it.each([
    [DECLARED, 'at most 24h'],
    ['when: "> 0.20", within: 48h, notifies: us', 'at most 48h'],
  ])('cannot, with one that is too slow by its own parts: %s', async (alert, most) => {
    const [finding] = await unreachable(withAlert(`${alert}, window: 3d`));
    expect(finding === undefined ? '' : words(finding)).toContain(
      `m has an alert but no alert parts that add up to ${most}`,
    );
  });

  it('may, where the alerting system is to be asked how long it takes', async () => {
    const text = withAlert(`${DECLARED}, window: 3d, verify: { source: prom, rule: R }`).replace(
      'metrics:',
      'sources: { prom: { type: prometheus, url: "https://prometheus.example.com" } }\nmetrics:',
    );
    expect(await unreachable(text)).toEqual([]);
    expect(await found(text, ['alert-parts-too-slow'])).toHaveLength(1);
  });

  it.each(['model', 'business'])('is not served by an alert on the %s layer, which is named', async (layer) => {
    const [finding] = await unreachable(withAlert(DECLARED, { layer }));
    expect(finding?.level).toBe('warning');
    expect(finding === undefined ? '' : words(finding)).toContain(
      'the alert on m does not count, since it is on another layer',
    );
  });
});

describe('a criteria file with parts', () => {
  it('hands all of them on', async () => {
    const parts = 'every: 5m, window: 24h, for: 1h, delay: 10m, routing: 0m, events-per-hour: 12.5';
    const { gate } = await loadCriteria(withAlert(`when: "> 0.20", within: 36h, notifies: us, ${parts}`), 'gate.yml');
    expect(gate?.metrics.find(({ id }) => id === 'm')?.alert?.parts).toEqual({
      everySeconds: 300,
      windowSeconds: 86_400,
      forSeconds: 3600,
      delaySeconds: 600,
      routingSeconds: 0,
      eventsPerHour: 12.5,
    });
    const bare = await loadCriteria(withAlert(DECLARED), 'gate.yml');
    expect(bare.gate?.metrics.find(({ id }) => id === 'm')?.alert?.parts).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { NO_ODDS_CODES } from '../../src/core/odds.ts';
import { oddsTable } from '../../src/core/odds-table.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { formatChance } from '../../src/report/format-chance.ts';
import { displayWidth } from '../../src/report/layout.ts';
import { NO_ODDS_WORDS } from '../../src/report/messages/no-odds.ts';
import { oddsReport } from '../../src/report/odds-json.ts';
import { renderOdds } from '../../src/report/odds-text.ts';

const METRICS = `
  answer_resolves_query: { layer: task, target: ">= 80%", unit: ratio }
  repeat_query_rate: { layer: product, target: "<= 10", unit: percent }
  day_14_retention: { layer: product, target: ">= 0.70", unit: ratio, required: false }
  unsafe_share: { layer: task, target: "<= 0.003", unit: ratio }
  seen_by_judge: { layer: task, target: ">= 0.80", unit: ratio, judge: { sensitivity: 0.9, specificity: 0.95 } }
  seconds_waited: { layer: task, target: "<= 3", unit: s }
  named_cases: { layer: model, target: ">= 1", unit: ratio, confidence: none }
`;

async function table(metrics: string = METRICS, samples = 100) {
  const text = `version: 1\nfeature: f\ndefaults: { max-age: 7d, confidence: 95%, min-samples: ${samples} }\nmetrics:${metrics}`;
  const { gate, findings } = await loadCriteria(text, 'gate.yml');
  const odds = gate === null ? null : oddsTable(gate);
  if (odds === null) throw new Error(`no odds: ${findings.map(({ code }) => code).join(', ')}`);
  return odds;
}

const render = async (metrics?: string, width = 80) => renderOdds(await table(metrics), { colour: false, width });
const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('the odds on a terminal', () => {
  it('are a table of what it takes and how likely it is', async () => {
    const lines = (await render()).split('\n');
    expect(lines[0]).toBe('Odds before there is data');
    const start = lines.findIndex((line) => line.startsWith('  metric'));
    expect(lines.slice(start, start + 8)).toEqual([
      '  metric                    to pass                 at      +5     +10     cases',
      '                                                target  points  points  for 80 %',
      '  answer_resolves_query     at least 87 of 100   4.7 %    35 %    88 %       398',
      '  repeat_query_rate         at most 4 of 100     2.4 %    44 %  100 %*       203',
      '  day_14_retention          at least 78 of 100   4.8 %    29 %    74 %       530',
      '  (advisory)',
      '  unsafe_share              not even 0 of 100      0 %    0 %*    0 %*       998',
      '  seen_by_judge             at least 81 of 100   4.2 %    22 %    61 %       688',
    ]);
  });

  it('say what the reader does with them, what all together comes to, and what is left out', async () => {
    const text = flat(await render());
    expect(text).toContain('a system that you mean to launch should pass 80 % of the time or more');
    expect(text).toContain('* a perfect system: the scale ends before it could be so many points better.');
    expect(text).toContain(
      'Where the unit is percent, or none is written, cases are counted only if the evidence gives',
    );
    expect(text).toContain('counts are as the judge says and levels are as they truly are');
    expect(text).toContain(
      'All 4 required metrics with odds pass together 0 % of the time where each is truly 5 points better, and 0 % at 10 points, were they independent of each other; 2 required metrics without odds can only lower that.',
    );
    expect(text).toContain('The confidence needs no correction for their number, because all of them must pass.');
    expect(text).toContain(`No odds: seconds_waited (${NO_ODDS_WORDS['not-a-share']}); named_cases (`);
  });

  it('say only what there is to say', async () => {
    const one = flat(await render('\n  a: { layer: task, target: ">= 0.5", unit: ratio }\n'));
    expect(one).toContain(
      'The one required metric with odds passes 24 % of the time where it is truly 5 points better',
    );
    expect(one).not.toMatch(/\* a perfect|judge|successes|independent|No odds|correction/);
    const none = flat(await render('\n  answer_bleu: { layer: model, target: ">= 0.3" }\n'));
    expect(none).toBe(
      `Odds before there is data No metric is a share of cases with both a confidence and min-samples. No odds: answer_bleu (${NO_ODDS_WORDS['corpus-score']}). `,
    );
  });

  it.each([60, 80, 100])('fit into %d columns, in ASCII, whatever the numbers', async (width) => {
    const id = 'a-metric-whose-name-is-as-long-as-the-name-of-a-metric-may-be-64';
    const odds = await table(`${METRICS}  ${id}: { layer: task, target: ">= 0.5", unit: ratio }\n`, 1_000_000_000_000);
    const text = renderOdds(odds, { colour: false, width, unicode: false });
    for (const line of text.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
    expect(text).toMatch(/^[ -~\n]+$/);
  });

  it('are coloured only where it is asked for', async () => {
    expect(renderOdds(await table(), { colour: true, width: 80 })).toContain('\u001b[1mOdds before there is data');
    expect(await render()).not.toContain('\u001b');
  });

  it('list eight of many metrics without odds', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `  s${index}: { layer: task, target: "<= 3", unit: s }\n`);
    const text = flat(await render(`\n  a: { layer: task, target: ">= 0.5", unit: ratio }\n${many.join('')}`));
    expect(text).toContain('s7 and 12 more (');
  });
});

describe('a chance', () => {
  it.each([
    [0, '0 %'],
    [1e-9, '<0.1 %'],
    [0.00099, '<0.1 %'],
    [0.001, '0.1 %'],
    [0.0469, '4.7 %'],
    [0.0994, '9.9 %'],
    [0.0996, '10 %'],
    [0.347, '35 %'],
    [0.7949, '79 %'],
    [0.7999, '79 %'],
    [0.8, '80 %'],
    [0.994, '99 %'],
    [0.9951, '>99 %'],
    [1 - 1e-12, '>99 %'],
    [1, '100 %'],
  ])('%d is %s', (chance, shown) => expect(formatChance(chance)).toBe(shown));
});

describe('the odds for programs', () => {
  it('are the same numbers, unrounded', async () => {
    const report = oddsReport(await table());
    expect(report.metrics[0]).toMatchObject({
      metric: 'answer_resolves_query',
      required: true,
      confidence: 0.95,
      samples: 100,
      needs: { comparison: 'at least', successes: 87 },
      chances: { better_by_10_points: { level: 0.9, perfect: false } },
      least_samples: 14,
      samples_for_80_percent: { better_by_5_points: 398, better_by_10_points: 94 },
    });
    expect(report.metrics[0]?.chances.at_target.chance).toBeCloseTo(0.04691224, 8);
    expect(report.metrics[1]?.needs).toEqual({ comparison: 'at most', successes: 4 });
    expect(report.metrics[3]?.needs).toBeNull();
    expect(report.without).toContainEqual({ metric: 'named_cases', required: true, why: 'no-confidence' });
    expect(report.joint).toEqual({
      metrics: 4,
      better_by_5_points: 0,
      better_by_10_points: 0,
      assumes: 'independence',
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('why there are none', () => {
  it.each(NO_ODDS_CODES.map((code) => [code]))('%s: is said', (code) =>
    expect(NO_ODDS_WORDS[code]).toMatch(/^\S.*[^.]$/),
  );
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { jsonReport } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { reportJsonSchema } from '../../src/report/report-schema.ts';
import { renderText } from '../../src/report/text.ts';
import { run } from '../../src/run.ts';
import { localWorld } from '../../src/world.ts';
import { METRICS, withNorthStar } from '../criteria/north-star-rows.ts';

const NOW = Date.UTC(2026, 10, 22, 8);
const GOOD = {
  problems_resolved_per_week: 412,
  answer_resolves_query: 0.9,
  repeat_query_rate: 0.05,
  recontact_48h: 0.1,
};
const DETOUR = '{ until: 2026-12-31, reason: "see <b>why</b> @team `x` ##[error]", expected: "::error:: -5%" }';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-north-star-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the gate makes of criteria and values, judged for real. */
async function judged(text: string, values: Readonly<Record<string, number>> = {}): Promise<Outcome> {
  writeFileSync(path.join(folder, 'gate.yml'), text);
  const written = Object.entries({ ...GOOD, ...values }).map(([id, value]) => [id, { value }]);
  const report = { observed_at: '2026-11-21T10:00:00Z', metrics: Object.fromEntries(written) };
  writeFileSync(path.join(folder, 'values.json'), JSON.stringify(report));
  const world = localWorld({ workspaceRoot: folder, nowMs: NOW, commit: null, env: {} });
  const file = path.join(folder, 'gate.yml');
  const inputs = { criteriaPath: 'gate.yml', criteriaFile: file, values: ['values.json'] };
  return run({ ...inputs, stage: null, pullRequest: null, allowedHosts: null }, world);
}

const text = (outcome: Outcome) => renderText(outcome, { width: 400, colour: false });
const markdown = (outcome: Outcome) => renderMarkdown(outcome, { maxBytes: 60_000 });
const lineOf = (report: string) => report.split('\n').filter((line) => /^(\*\*)?North star:/.test(line));

describe('the north star in reports', () => {
  it('stands on one line, all well', async () => {
    const outcome = await judged(withNorthStar());
    const line = 'problems_resolved_per_week 412 · target ≥ 400 · all counter-metrics pass';
    expect(lineOf(text(outcome))).toEqual([`North star: ${line}`]);
    expect(
      lineOf(markdown(outcome)).map((one) => one.replaceAll(/[`\u00a0]/g, (sign) => (sign === '`' ? '' : ' '))),
    ).toEqual([`**North star:** ${line}`]);
  });

  it('names what fails beside it', async () => {
    const outcome = await judged(withNorthStar(), { repeat_query_rate: 0.41 });
    expect(lineOf(text(outcome))).toEqual([
      'North star: problems_resolved_per_week 412 · target ≥ 400 · counter-metrics: repeat_query_rate fails',
    ]);
    expect(outcome.findings.map(({ code }) => code)).toContain('north-star-bright');
    expect(text(outcome)).toContain('Bright but wrong');
  });

  it('is reported and blocks nothing by itself', async () => {
    const outcome = await judged(withNorthStar(), { problems_resolved_per_week: 3 });
    expect(outcome.blocking).not.toContain('problems_resolved_per_week');
    expect(lineOf(text(outcome))[0]).toContain('problems_resolved_per_week 3 · target ≥ 400, missed');
    expect(outcome.findings.map(({ code }) => code)).toContain('north-star-dip');
  });

  it('excuses no counter-metric by a detour, and shows nothing of it as markup', async () => {
    const values = { problems_resolved_per_week: 3, repeat_query_rate: 0.41 };
    const outcome = await judged(withNorthStar({ detour: DETOUR }), values);
    expect(outcome.blocking).toContain('repeat_query_rate');
    expect(outcome.findings).toContainEqual(expect.objectContaining({ code: 'north-star-detour', level: 'info' }));
    expect(lineOf(text(outcome))[0]).toMatch(/repeat_query_rate fails · detour until 2026-12-31 \(39 days left\)$/);
    expect(text(outcome)).not.toMatch(/::error|##\[/);
    expect(markdown(outcome).replaceAll(/`[^`\n]*`/g, '')).not.toMatch(/<b>|@team|##\[/);
  });

  it('shows a value that is missing as missing', async () => {
    const outcome = await judged(
      withNorthStar({ metric: 'other' }, `${METRICS}\n  other: { layer: product, target: ">= 1", required: false }`),
    );
    expect(lineOf(text(outcome))[0]).toContain('other no value (missing) · target ≥ 1');
  });

  it('neutralises a hostile title', async () => {
    const title = 'required: false, title: "<img src=x> @all ##[error] | x"';
    const outcome = await judged(withNorthStar({}, METRICS.replace('required: false', title)));
    const [line = ''] = lineOf(markdown(outcome));
    expect(line.replaceAll(/`[^`]*`/g, '')).not.toMatch(/<img|@all|##\[/);
    expect(lineOf(text(outcome))[0]).not.toContain('##[');
  });

  it('is absent where none is declared', async () => {
    const outcome = await judged(`version: 1\nfeature: f\nmetrics:\n${METRICS}\n`);
    expect(lineOf(text(outcome)).concat(lineOf(markdown(outcome)))).toEqual([]);
    expect(jsonReport(outcome).north_star).toBeNull();
  });

  it('is said to be left out where only the decision fits', async () => {
    const outcome = await judged(withNorthStar(), { repeat_query_rate: 0.41 });
    expect(renderMarkdown(outcome, { maxBytes: 900 })).toMatch(/Not shown: .*the north star/);
  });
});

describe('the north star in the JSON report', () => {
  it('has its status, its guards and its detour', async () => {
    const changes = { detour: DETOUR, 'counter-metrics': '[recontact_48h]', 'review-by': '2027-06-30' };
    const outcome = await judged(withNorthStar(changes), { problems_resolved_per_week: 3, recontact_48h: 0.5 });
    expect(jsonReport(outcome).north_star).toEqual({
      metric: 'problems_resolved_per_week',
      status: 'fail',
      value: 3,
      counter_metrics: [{ id: 'recontact_48h', status: 'fail' }],
      guards: [{ id: 'repeat_query_rate', status: 'pass' }],
      detour: {
        until: '2026-12-31',
        reason: 'see <b>why</b> @team `x` ##[error]',
        expected: '::error:: -5%',
        active: true,
        days_left: 39,
      },
      review_by: '2027-06-30',
    });
  });

  it('says that a detour is over, whoever lowered that', async () => {
    const lints = 'lints:\n  ns-detour-open: { level: info, reason: renewed next week }\n';
    const outcome = await judged(
      withNorthStar({ detour: DETOUR.replace('2026-12-31', '2026-11-21') }, METRICS, lints),
      {
        problems_resolved_per_week: 3,
      },
    );
    expect(jsonReport(outcome).north_star?.detour).toMatchObject({ active: false, days_left: null });
    expect(lineOf(text(outcome))[0]).toContain('detour over since 2026-11-21');
    expect(outcome.findings.map(({ code }) => code)).toContain('north-star-dip');
  });

  it('is described, and not demanded of reports of other programs', () => {
    const schema = reportJsonSchema() as { properties: Record<string, object>; required: string[] };
    expect(schema.properties['north_star']).toMatchObject({ description: expect.stringContaining('never gated') });
    expect(schema.required).not.toContain('north_star');
    expect(schema.required).toContain('metrics');
  });
});

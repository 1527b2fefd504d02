import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { FINDING_LEVELS, type FindingCode } from '../../src/core/finding-codes.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { METRICS, NORTH_STAR_ROWS, withNorthStar } from './north-star-rows.ts';

const NOW = Date.UTC(2026, 10, 22, 8);

/** Lints of single metrics, which are not what these rows are about. */
function isAbout({ code, level }: Finding): boolean {
  return code.startsWith('ns-') || (level === 'error' && !['layer-misplaced'].includes(code));
}

function shown({ code, at, metric, level }: Finding): string {
  const unusual = level === FINDING_LEVELS[code as FindingCode] ? '' : ` (${level})`;
  return `${code} ${at.line}:${at.column}${metric === null ? '' : ` ${metric}`}${unusual}`;
}

async function found(text: string, nowMs: number | null = null): Promise<string[]> {
  const { findings } = await loadCriteria(text, 'gate.yml', undefined, nowMs);
  return findings.filter(isAbout).map(shown);
}

async function argsOf(text: string, code: FindingCode, nowMs: number | null = null) {
  const { findings } = await loadCriteria(text, 'gate.yml', undefined, nowMs);
  return findings.filter((finding) => finding.code === code).map(({ args }) => args);
}

describe('the north star, every finding at its place', () => {
  for (const [name, row] of Object.entries(NORTH_STAR_ROWS)) {
    it(name, async () => expect(await found(row.text)).toEqual(row.found));
  }

  it('is not asked for', async () => {
    expect(await found(`version: 1\nfeature: f\nmetrics:\n${METRICS}\n`)).toEqual([]);
  });
});

const value = (text: string) => found(withNorthStar({ 'value-question': JSON.stringify(text) }));

describe('the value question', () => {
  it.each([
    'More problems resolved per week',
    'We want problems_resolved_per_week to rise',
    'PROBLEMS   RESOLVED — PER WEEK!!!!',
    'problem resolve problems resolves weekly',
    'the number of problems resolved in a week',
    'If this grows, are users better off, and why?',
    'If this grows, are users genuinely better off?',
    '????????????????????????????????',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'yes yes yes yes yes yes yes yes yes',
    'y\u200be\u200bs\u200b \u200bi\u200bt\u200b \u200bi\u200bs\u200b \u200bs\u200bo',
    'ｐｒｏｂｌｅｍｓ　ｒｅｓｏｌｖｅｄ　ｐｅｒ　ｗｅｅｋ',
  ])('is not answered by %j', async (text) => {
    expect(await value(text)).toEqual(['ns-no-value 10:19']);
  });

  it.each([
    'If this grows, are users genuinely better off? Because …',
    'Yes: a resolved problem is an hour of work that is not lost',
    'Ja: Wer eine Antwort hat, ruft niemanden mehr an',
    'Да, потому что людям больше не нужно звонить',
    '是的，因为每解决一个问题，同事就不必再打电话给服务台',
    'はい。問題が一つ解決するたびに、電話をかけずに仕事へ戻れるから',
  ])('is answered by %j', async (text) => {
    expect(await value(text)).toEqual([]);
  });

  it('is not answered by the title, in whatever script', async () => {
    const titled = METRICS.replace('required: false', 'required: false, title: 每周为同事们真正解决的工作问题总数');
    const text = (answer: string) => withNorthStar({ 'value-question': answer }, titled);
    expect(await found(text('每周为同事们真正解决的工作问题总数要越来越多才好'))).toEqual(['ns-no-value 10:19']);
    expect(await found(text('因为每解决一个问题，同事就能回去工作而不必打电话给服务台'))).toEqual([]);
  });

  it('says what is wrong with the answer', async () => {
    const problem = async (text: string) => {
      const [args] = await argsOf(withNorthStar({ 'value-question': JSON.stringify(text) }), 'ns-no-value');
      return args?.['problem'];
    };
    expect(await problem(' ')).toBe('empty');
    expect(await problem('good for users')).toBe('short');
    expect(await problem('more problems resolved per week')).toBe('restates');
  });

  it('is missing where it is not written', async () => {
    expect(await found(withNorthStar({ 'value-question': null }))).toEqual(['missing-key 8:1']);
    expect(await found(withNorthStar({ 'value-question': '7' }))).toEqual(['invalid-text 10:19']);
    expect(await found(withNorthStar({ 'value-question': '"<fill in: why>"' }))).toEqual(['placeholder 10:19']);
  });
});

/** What the lint says of a north star with this name and one guard. */
const named = (id: string, target = '>= 9') =>
  argsOf(
    withNorthStar(
      { metric: id, 'counter-metrics': '[repeat_query_rate]' },
      `${METRICS}\n  ${id}: { layer: product, target: "${target}", required: false }`,
    ),
    'ns-activity',
  );

describe('activity', () => {
  it.each([
    ...['dau', 'wau', 'weekly_active_users', 'mau', 'engagement', 'ctr', 'session_time', 'messages_per_user'],
    ...['queries_per_user', 'generated_words', 'feature_usage', 'adoption_rate', 'click_through_rate'],
    ...['wiki_sessions', 'prompts_completed', 'weekly_prompts', 'words_generated', 'page_views', 'total_queries'],
    ...['minutes_per_session', 'chats.started', 'assistant-requests', 'active_teams', 'queries_not_resolved'],
  ])('is what %s counts', async (id) => {
    expect(await named(id)).toEqual([{ metric: id, guards: ['repeat_query_rate'], level: 'error' }]);
  });

  it.each([
    ...['problems_resolved_per_week', 'queries_resolved', 'sessions_with_resolved_problem', 'hours_saved_per_user'],
    ...['weekly_active_teams_with_accepted_answer', 'successful_conversations', 'sessions_without_recontact'],
    ...['satisfaction_per_conversation', 'revenue_per_session', 'tickets_deflected', 'task_completion_rate'],
    ...['day_14_retention', 'incidents_prevented', 'sessions_with_task_completed'],
  ])('is not what %s counts', async (id) => {
    const metrics = METRICS.includes(`${id}:`)
      ? METRICS
      : `${METRICS}\n  ${id}: { layer: product, target: ">= 9", required: false }`;
    const text = withNorthStar({ metric: id, 'counter-metrics': '[repeat_query_rate]' }, metrics);
    expect(await argsOf(text, 'ns-activity')).toEqual([]);
  });

  it('is not rewarded where less of it is better', async () => {
    expect(await named('prompts_per_problem', '<= 3')).toEqual([]);
    expect(await named('retried_prompts', '<= 3')).toEqual([]);
    expect(await named('retried_prompts', '>= 3')).toHaveLength(1);
  });

  it('is not guarded by other activity, nor twice by one metric', async () => {
    const more =
      '\n  dau: { layer: product, target: ">= 9", required: false }\n  chats: { layer: product, target: ">= 1" }';
    const text = (counters: string) => withNorthStar({ metric: 'dau', 'counter-metrics': counters }, METRICS + more);
    const level = async (counters: string) => (await argsOf(text(counters), 'ns-activity'))[0]?.['level'];
    expect(await level('[repeat_query_rate, chats]')).toBe('error');
    expect(await level('[repeat_query_rate]')).toBe('error');
    expect(await level('[recontact_48h]')).toBe('warning');
  });
});

describe('gating', () => {
  it('tells the only required metric from one of several', async () => {
    const only = METRICS.replace(', required: false', '').replaceAll(
      /(drives: .*|"<= 0.1\d?") \}/g,
      '$1, required: false }',
    );
    expect(await argsOf(withNorthStar({}, only), 'ns-sole-gate')).toMatchObject([{ problem: 'only' }]);
    const several = METRICS.replace(', required: false', '');
    expect(await argsOf(withNorthStar({}, several), 'ns-sole-gate')).toMatchObject([{ problem: 'required' }]);
  });

  it('names what leads nowhere once, and no more than can be read', async () => {
    const more = Array.from({ length: 30 }, (_, index) => `\n  lone_${index}: { layer: task, target: ">= 1" }`).join(
      '',
    );
    const [args, ...rest] = await argsOf(withNorthStar({}, METRICS + more), 'ns-orphan');
    expect(rest).toEqual([]);
    expect(args?.['metrics']).toHaveLength(20);
    expect(args).toMatchObject({ count: 30, more: 10, metric: 'problems_resolved_per_week' });
  });

  it('follows circles of links to their end', async () => {
    const more =
      '\n  a: { layer: task, target: ">= 1", drives: [b] }\n  b: { layer: task, target: ">= 1", drives: [a] }';
    expect(await argsOf(withNorthStar({}, METRICS + more), 'ns-orphan')).toMatchObject([{ metrics: ['a', 'b'] }]);
  });
});

const detour = (until: string) =>
  withNorthStar({ detour: `{ until: ${until}, reason: confidence notes, expected: "-5%" }` });

describe('dates', () => {
  it.each([
    ['2026-11-21', ['ns-detour-open 15:20']],
    ['2026-11-22', []],
    ['2026-11-22T07:59:59Z', ['ns-detour-open 15:20']],
    ['2026-11-22T08:00:00Z', []],
    ['2027-05-21', []],
    ['2027-05-22', ['ns-detour-open 15:20 (warning)']],
    ['2099-12-31', ['ns-detour-open 15:20 (warning)']],
  ])('a detour until %s', async (until, expected) => {
    expect(await found(detour(until), NOW)).toEqual(expected);
    expect(await found(detour(until))).toEqual([]);
  });

  it('a detour that is over does not stop the pull request that mends it', async () => {
    const { gate, findings } = await loadCriteria(detour('2026-11-21'), 'gate.yml', undefined, NOW, 'warning');
    expect(findings.filter(({ code }) => code === 'ns-detour-open').map(({ level }) => level)).toEqual(['warning']);
    expect(gate).not.toBeNull();
  });

  it('a detour without an end is no detour', async () => {
    const text = withNorthStar({ detour: '{ reason: confidence notes, expected: "-5%" }' });
    expect(await found(text, NOW)).toEqual(['missing-key 15:3']);
  });

  it.each([
    ['2026-11-21', ['ns-review 15:14']],
    ['2026-11-22', []],
    ['2026-11-22T07:59:59.999Z', ['ns-review 15:14']],
    ['2027-06-30', []],
  ])('a review by %s', async (by, expected) => {
    expect(await found(withNorthStar({ 'review-by': by }), NOW)).toEqual(expected);
    expect(await found(withNorthStar({ 'review-by': by }))).toEqual([]);
  });

  it('a review without a date is not asked for', async () => {
    expect(await found(withNorthStar(), NOW)).toEqual([]);
  });
});

describe('the block of a full north star', () => {
  const FULL = withNorthStar({
    metric: 'problems_resolved_per_week',
    'value-question': '"If this grows, are users genuinely better off? Because …"',
    'rewards-behaviour': '"asking once"',
    'represents-outcome': '"people are back at work"',
    'could-grow-while-value-declines':
      '\n    - how: "users re-ask because answers are poor"\n      guard: repeat_query_rate',
    'counter-metrics': '[repeat_query_rate, recontact_48h]',
    detour: '{until: 2026-12-31, reason: "confidence indicators slow engagement", expected: "adoption -5%"}',
    'review-by': '2027-06-30',
  });

  it('is clean, and stands in the gate as it is written', async () => {
    const { gate, findings } = await loadCriteria(FULL, 'gate.yml', undefined, NOW);
    expect(findings.filter(({ code }) => code.startsWith('ns-'))).toEqual([]);
    expect(gate?.northStar).toEqual({
      line: 8,
      metric: 'problems_resolved_per_week',
      valueQuestion: 'If this grows, are users genuinely better off? Because …',
      rewardsBehaviour: 'asking once',
      representsOutcome: 'people are back at work',
      couldGrow: [{ how: 'users re-ask because answers are poor', guard: 'repeat_query_rate' }],
      counterMetrics: ['repeat_query_rate', 'recontact_48h'],
      detour: {
        untilMs: Date.UTC(2027, 0, 1) - 1,
        untilText: '2026-12-31',
        reason: 'confidence indicators slow engagement',
        expected: 'adoption -5%',
      },
      reviewBy: { ms: Date.UTC(2027, 6, 1) - 1, text: '2027-06-30' },
    });
  });

  it('can be lowered with a reason, and a north star without a way or a counter-metric is then no crash', async () => {
    const lints = ['ns-no-counter', 'ns-no-inflation', 'ns-no-value']
      .map((code) => `  ${code}: { level: warning, reason: agreed with the board until the pilot ends }\n`)
      .join('');
    const text = withNorthStar(
      { 'counter-metrics': '[]', 'could-grow-while-value-declines': '[]', 'value-question': '""' },
      METRICS,
      `lints:\n${lints}`,
    );
    const { gate } = await loadCriteria(text, 'gate.yml', undefined, NOW);
    expect(gate?.northStar).toMatchObject({ counterMetrics: [], couldGrow: [], valueQuestion: '' });
  });

  it('has a row for every code', async () => {
    const texts = [
      ...Object.values(NORTH_STAR_ROWS).map(({ text }) => text),
      detour('2026-01-01'),
      withNorthStar({ 'review-by': '2026-01-01' }),
    ];
    const codes = new Set<string>();
    for (const text of texts)
      for (const { code } of (await loadCriteria(text, 'g', undefined, NOW)).findings) codes.add(code);
    const ours = Object.keys(FINDING_LEVELS).filter((code) => code.startsWith('ns-'));
    expect(ours).toHaveLength(10);
    expect(ours.filter((code) => !codes.has(code))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { judgeAlert } from '../../src/core/judge-alert.ts';
import { CRITERIA, PAGES, textOf } from './pages.ts';
import { ANALYTICS } from './recipes/analytics.ts';
import type { Case, Value } from './recipes/case.ts';
import { EVALUATIONS } from './recipes/evaluations.ts';
import { OBSERVABILITY } from './recipes/observability.ts';
import { type Answering, basic, criteriaOf, json, response, runRecipe, type Seen } from './recipes/server.ts';
import { WAREHOUSES } from './recipes/warehouses.ts';

const CASES: Readonly<Record<string, Case>> = { ...ANALYTICS, ...EVALUATIONS, ...OBSERVABILITY, ...WAREHOUSES };
/** The recipe with two requests stands on its own below. */
const NAMES = [...Object.keys(CASES), 'langfuse'].sort();
const HEADINGS = ['## What is read', '## Criteria', '## Credential', '## Time and sample size', '## Traps'];

describe('recipes', () => {
  it('are there for sixteen systems, each with one criteria file', () => {
    expect(NAMES).toHaveLength(16);
    const pages = PAGES.filter((page) => page.startsWith('docs/recipes/') && !page.endsWith('README.md'));
    expect(pages).toEqual(NAMES.map((name) => `docs/recipes/${name}.md`));
    expect(CRITERIA.map(({ page }) => page).filter((page) => page.startsWith('docs/recipes/'))).toEqual(pages);
  });

  it.each(NAMES)('%s: has the parts of a recipe, and is in the index', (name) => {
    const page = textOf(`docs/recipes/${name}.md`);
    for (const heading of HEADINGS) expect(page).toContain(`\n${heading}\n`);
    expect(page).toMatch(/\n## The vendor's documentation\n\n.*\(https:/);
    expect(textOf('docs/recipes/README.md')).toContain(`(${name}.md)`);
  });

  it.each(NAMES)('%s: limits the age of what it reads, or says why not', async (name) => {
    const { gate } = await criteriaOf(name);
    const ages = gate.metrics.map(({ maxAgeSeconds }) => maxAgeSeconds);
    expect(ages.every((age) => age === null)).toBe(name === 'honeycomb');
    expect(ages.some((age) => age === null)).toBe(name === 'honeycomb');
  });
});

describe.each(Object.entries(CASES))('%s', (name, one) => {
  it('asks as documented, and reads value, sample size and time', async () => {
    const { gate } = await criteriaOf(name);
    const { seen, measured } = await runRecipe(gate, answering(name, one));
    const [request, ...others] = seen.filter((asked) => !isForAlert(one, asked));
    expect(others).toEqual([]);
    expect(request).toMatchObject({ method: one.method, path: one.path, headers: one.headers, query: one.query ?? {} });
    if (one.body === undefined) expect(request?.body).toBeNull();
    else expect(request?.body).toMatchObject(one.body);
    expect([...measured.values()].map(({ kind }) => kind)).toEqual(one.values.map(() => 'measured'));
    for (const value of one.values) expect(measured.get(value.metric)).toMatchObject(asMeasured(value));
  });

  it.each(one.bad)('takes no value from: $name', async ({ change, code }) => {
    const { gate } = await criteriaOf(name);
    const { measured } = await runRecipe(gate, answering(name, one, change), code === 'not-ready' ? '1s' : undefined);
    const codes = [...measured.values()].map((answer) => (answer.kind === 'failed' ? answer.code : answer.kind));
    expect(codes).toEqual(one.values.map(() => code));
  });

  it('takes no value from a refusal or a page in HTML', async () => {
    const { gate } = await criteriaOf(name);
    const refused = await runRecipe(gate, () => ({ status: 403, text: '{"detail":"no"}' }));
    expect([...refused.measured.values()]).toMatchObject(one.values.map(() => ({ kind: 'failed', code: 'forbidden' })));
    const html = await runRecipe(gate, () => ({ type: 'text/html', text: '<html>Sign in</html>' }));
    expect([...html.measured.values()]).toMatchObject(one.values.map(() => ({ kind: 'failed', code: 'bad-response' })));
  });
});

const ALERTED = Object.entries(CASES).flatMap(([name, one]) =>
  one.alert === undefined ? [] : [{ name, one, alert: one.alert }],
);

describe.each(ALERTED)('the alert of $name', ({ name, one, alert }) => {
  it('is verified as far as the system says', async () => {
    const state = await alertState(name, answering(name, one));
    expect([state.reason, state.state]).toEqual([expect.anything(), alert.state]);
  });

  it.each(alert.bad)('is not in order: $name', async ({ change, state, reason }) => {
    const judged = await alertState(name, answering(name, one, undefined, change));
    expect([judged.state, judged.reason?.code]).toEqual([state, reason]);
  });

  it('is unknown without an answer', async () => {
    const judged = await alertState(name, () => ({ status: 404, text: '{}' }));
    expect([judged.state, judged.reason?.code]).toEqual(['unknown', 'alert-unanswered']);
  });
});

describe('langfuse', () => {
  const answer = (change: (answer: unknown) => unknown): Answering => {
    return ({ query }) =>
      json(change(response(query['dataType'] === 'BOOLEAN' ? 'langfuse-boolean' : 'langfuse-numeric')));
  };

  it('asks for each name, with the keys of the source and of the metric', async () => {
    const { gate } = await criteriaOf('langfuse');
    const { seen, measured } = await runRecipe(
      gate,
      answer((same) => same),
    );
    const shared = { environment: 'production', limit: '100' };
    expect(seen.map(({ query }) => query).sort((a, b) => String(a['name']).localeCompare(String(b['name'])))).toEqual([
      { ...shared, name: 'answer-correctness', dataType: 'NUMERIC' },
      { ...shared, name: 'answer-grounded', dataType: 'BOOLEAN' },
    ]);
    const authorization = basic('LANGFUSE_PUBLIC_KEY', 'LANGFUSE_SECRET_KEY');
    for (const one of seen)
      expect(one).toMatchObject({
        method: 'GET',
        path: '/api/public/v3/scores',
        body: null,
        headers: { authorization },
      });
    const kind = 'last-event';
    const correct = { metric: '', value: 0.9, n: 3, at: '2026-11-21T14:00:00.000Z', kind };
    const grounded = { metric: '', value: 0.75, n: 4, successes: 3, at: '2026-11-21T13:00:00.000Z', kind };
    expect(measured.get('answer_correctness')).toMatchObject(asMeasured(correct));
    expect(measured.get('answer_grounded')).toMatchObject(asMeasured(grounded));
  });

  it.each([
    ['no scores', () => ({ data: [], meta: { limit: 100 } }), ['absent', 'absent']],
    ['another version', () => ({ scores: [] }), ['bad-response', 'bad-response']],
    ['text', () => ({ data: [{ value: 'good', timestamp: 'x' }] }), ['wrong-type', 0]],
  ])('takes no value from: %s', async (_, change, expected) => {
    const { gate } = await criteriaOf('langfuse');
    const { measured } = await runRecipe(gate, answer(change));
    const codes = [...measured.values()].map((one) =>
      one.kind === 'failed' ? one.code : one.kind === 'measured' ? one.value : one.kind,
    );
    expect(codes).toEqual(expected);
  });
});

function isForAlert({ alert, path }: Case, { path: asked, body }: Seen): boolean {
  if (alert === undefined) return false;
  return alert.path === path ? JSON.stringify(body).includes('nrqlConditionsSearch') : asked === alert.path;
}

/** Answers as the system would, changed for the value or for the alert. */
function answering(
  name: string,
  one: Case,
  forValue: (answer: never) => unknown = (same) => same,
  forAlert: (answer: never) => unknown = (same) => same,
): Answering {
  return (seen) => {
    const [fixture, change] = isForAlert(one, seen) ? [one.alert?.fixture ?? '', forAlert] : [name, forValue];
    const type = name === 'phoenix' ? 'text/plain; charset=utf-8' : 'application/json';
    return { type, ...json(change(response(fixture) as never)) }; // each change knows its own fixture
  };
}

async function alertState(name: string, answers: Answering) {
  const { gate } = await criteriaOf(name);
  const { alerts } = await runRecipe(gate, answers);
  const metric = gate.metrics.find(({ alert }) => alert !== null);
  if (metric === undefined || metric.alert === null) throw new Error('no alert');
  return judgeAlert(metric.alert, alerts.get(metric.id) ?? null);
}

function asMeasured({ value, n, successes, at, kind }: Omit<Value, 'metric'>) {
  return {
    kind: 'measured',
    value,
    sampleSize: n,
    successes: successes ?? null,
    observedAtMs: at === null ? null : Date.parse(at),
    observedAtKind: kind,
    notes: at === null ? ['no observed-at is written in from'] : [],
    provenance: { kind: 'live' },
  };
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIAGNOSIS_CODES } from '../../src/core/diagnosis.ts';
import type { Confirmation } from '../../src/core/platform.ts';
import { STATUSES } from '../../src/core/result.ts';
import type { Subject } from '../../src/core/subject.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import { DOCUMENT_FORMATS } from '../../src/sources/formats/index.ts';
import type { World } from '../../src/world.ts';
import { runScenario, runScenarioOn, SCENARIOS, scenarioNames } from './scenario.ts';

const FORMAT_NAMES = [...DOCUMENT_FORMATS.keys(), 'jsonl', 'csv'];

/** `UPDATE_GOLDEN=1 npm test` writes the expected reports anew; look at the difference before committing it. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

function compare(name: string, file: string, actual: string): void {
  const expectedFile = path.join(SCENARIOS, name, 'expected', file);
  if (UPDATE) {
    mkdirSync(path.dirname(expectedFile), { recursive: true });
    writeFileSync(expectedFile, actual);
  }
  expect(existsSync(expectedFile), `${expectedFile} is missing; run UPDATE_GOLDEN=1 npm test`).toBe(true);
  expect(actual).toBe(readFileSync(expectedFile, 'utf8'));
}

describe('scenarios', () => {
  it.each(scenarioNames())('%s', async (name) => {
    const outcome = await runScenario(name);
    compare(name, 'report.json', renderJson(outcome));
    compare(name, 'summary.md', renderMarkdown(outcome, { maxBytes: 60_000 }));
    compare(name, 'report.txt', renderText(outcome, { colour: false, width: 80, unicode: true }));
  });

  it('give the same bytes when they run again', async () => {
    for (const name of scenarioNames().slice(0, 5))
      expect(renderJson(await runScenario(name))).toBe(renderJson(await runScenario(name)));
  });
});

describe('the scenarios together', async () => {
  const outcomes = await Promise.all(scenarioNames().map(runScenario));
  const criteria = scenarioNames().map((name) => readFileSync(path.join(SCENARIOS, name, 'launch-gate.yml'), 'utf8'));

  it.each(STATUSES)('have a metric that is %s', (status) => {
    expect(outcomes.some(({ results }) => results.some((result) => result.status === status))).toBe(true);
  });

  it.each(['pass', 'incomplete', 'fail', 'error'])('have the verdict %s', (verdict) => {
    expect(outcomes.some((outcome) => outcome.verdict === verdict)).toBe(true);
  });

  it.each(['verdict', 'override', 'report-mode', 'not-affected'])('have the cause %s', (cause) => {
    expect(outcomes.some((outcome) => outcome.cause === cause)).toBe(true);
  });

  it.each(['go', 'no-go'])('have the decision %s on a pull request', (decision) => {
    expect(outcomes.some((outcome) => outcome.context.pullRequest !== null && outcome.decision === decision)).toBe(
      true,
    );
  });

  it('never let a refused or a missing override through', () => {
    for (const { decision, override, cause } of outcomes) {
      if (override?.state === 'refused') expect(decision).toBe('no-go');
      if (cause === 'override') expect(override?.state).toBe('granted');
    }
  });

  it.each(DIAGNOSIS_CODES)('have the diagnosis %s', (code) => {
    expect(outcomes.some(({ diagnosis }) => diagnosis?.code === code)).toBe(true);
  });

  it.each(FORMAT_NAMES)('read the format %s', (format) => {
    expect(criteria.some((text) => text.includes(`format: ${format}`))).toBe(true);
  });

  it.each(['shadow', 'limited', 'full', null])('reach the stage %s', (stage) => {
    expect(outcomes.some((outcome) => outcome.stage.reached === stage)).toBe(true);
  });
});

/** The subject that a world reads, changed. */
const subjectWith = (change: (subject: Subject) => Partial<Subject>) => (world: World) => ({
  readSubject: async (request: Parameters<World['readSubject']>[0]) => {
    const read = await world.readSubject(request);
    return read.ok ? { ok: true as const, subject: { ...read.subject, ...change(read.subject) } } : read;
  },
});

/** Lines on top of the criteria that a pull request introduces. */
const introducing = (lines: string, over: Partial<Subject>) =>
  subjectWith(({ criteria }) => {
    if (!criteria.text.ok) throw new Error('the scenario has no criteria');
    return { criteria: { ...criteria, text: { ...criteria.text, text: lines + criteria.text.text } }, ...over };
  });

describe('a pull request', () => {
  const go = '45-pull-request-go';
  const overridden = '38-override-granted';
  const introduced = '36-introduced-gate';

  it('is judged by the text that is trusted, whatever the workspace has', async () => {
    const name = '35-weakened-criteria';
    const criteriaFile = path.join(SCENARIOS, name, 'proposed.yml');
    const { outcome } = await runScenarioOn(name, undefined, { criteriaFile });
    expect(renderJson(outcome)).toBe(renderJson(await runScenario(name)));
  });

  it('is decided once more where the gate’s label went meanwhile', async () => {
    const { outcome, commentOn } = await runScenarioOn(overridden, () => ({
      confirm: async ({ pullRequest }): Promise<Confirmation> => {
        if (pullRequest === null) throw new Error('the scenario has no pull request');
        return { kind: 'labels-changed', labelled: { ...pullRequest, labels: [] } };
      },
    }));
    expect([outcome.decision, outcome.cause, outcome.override]).toEqual(['no-go', 'verdict', null]);
    expect(commentOn?.number).toBe(12);
  });

  it.each([go, overridden])('is not judged where it is superseded meanwhile, and not commented: %s', async (name) => {
    const at = { path: 'GitHub', line: null, column: null };
    const finding = { code: 'superseded', args: {}, level: 'error', at, metric: null } as const;
    const { outcome, commentOn } = await runScenarioOn(name, () => ({
      confirm: async () => ({ kind: 'superseded', finding }),
    }));
    expect(outcome).toMatchObject({ decision: 'no-go', verdict: 'error', findings: [finding], results: [] });
    expect(commentOn).toBeNull();
  });

  it.each([
    ['open', 'pull_request', 12],
    ['open', 'workflow_run', 12],
    ['open', 'merge_group', undefined],
    ['closed', 'pull_request', undefined],
    ['merged', 'pull_request', undefined],
  ] as const)('that is %s is commented under %s: %s', async (state, event, number) => {
    const { outcome, commentOn } = await runScenarioOn(go, (world) => ({
      facts: { ...world.facts, event },
      ...subjectWith(({ pullRequest }) => ({ pullRequest: pullRequest && { ...pullRequest, state } }))(world),
    }));
    expect([outcome.decision, commentOn?.number]).toEqual(['go', number]);
  });

  it.each([
    ['new', 'go, report-mode'],
    ['unchanged', 'no-go, verdict'],
    ['trusted', 'no-go, verdict'],
  ] as const)('that introduces criteria in mode report, its workflow being %s, is %s', async (kind, expected) => {
    const { outcome } = await runScenarioOn(
      introduced,
      introducing('mode: report\n', { workflow: { kind, paths: [] } }),
    );
    expect(`${outcome.decision}, ${outcome.cause}`).toBe(expected);
    expect([outcome.verdict, outcome.blocking]).toEqual(['incomplete', ['criteria']]);
  });

  it('that introduces criteria is not overridden by their own rules', async () => {
    const lines = 'override: { label: own/label }\n';
    const own = subjectWith(({ pullRequest }) => ({
      labelled: pullRequest && { ...pullRequest, labels: ['own/label'] },
    }));
    const { outcome } = await runScenarioOn(introduced, (world) => own({ ...world, ...introducing(lines, {})(world) }));
    expect([outcome.decision, outcome.override]).toEqual(['no-go', null]);
  });

  it.each(['new', 'changed', 'unknown'] as const)(
    'whose workflow is %s does not pass by its evidence',
    async (kind) => {
      const workflow = { kind, paths: ['.github/workflows/launch-gate.yml'] };
      const { outcome } = await runScenarioOn(
        go,
        subjectWith(() => ({ workflow })),
      );
      expect(outcome).toMatchObject({ decision: 'no-go', verdict: 'fail', blocking: ['workflow'] });
    },
  );
});

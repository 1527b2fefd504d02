import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIAGNOSIS_CODES } from '../../src/core/diagnosis.ts';
import { STATUSES } from '../../src/core/result.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import { DOCUMENT_FORMATS } from '../../src/sources/formats/index.ts';
import { runScenario, SCENARIOS, scenarioNames } from './scenario.ts';

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

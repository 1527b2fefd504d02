import { describe, expect, it } from 'vitest';
import { holds, textOf } from './expression.ts';
import { type Runner, runWorkflow, starts } from './run-workflow.ts';
import { OWN, SAMPLES, sample } from './samples.ts';
import { parsedWorkflow } from './workflow.ts';

const PULL_REQUEST_ACTIONS = [
  'opened',
  'reopened',
  'synchronize',
  'ready_for_review',
  'edited',
  'labeled',
  'unlabeled',
];

describe("GitHub's own parser", () => {
  it.each([...SAMPLES, ...OWN])('reads $path', async ({ path, text }) => {
    const { jobs } = await parsedWorkflow(path, text);
    expect(jobs.flatMap(({ steps }) => steps).length).toBeGreaterThan(1);
  });

  it('refuses what GitHub would refuse', async () => {
    const wrong = sample('release.yml').text.replace('runs-on:', 'runs-at:');
    await expect(parsedWorkflow('wrong.yml', wrong)).rejects.toThrow('runs-at');
  });
});

describe("GitHub's own evaluator", () => {
  const contexts = { github: { event: { number: 12, label: { name: 'x' } } }, steps: { gate: { outputs: {} } } };

  it.each([
    ['success()', 'success', true],
    ['success()', 'failure', false],
    ['always()', 'failure', true],
    ['failure()', 'failure', true],
    ["github.event.label.name == 'X'", 'success', true],
    ["github.event.label.name == 'x'", 'failure', false],
    ["github.event.label.name == 'x' && always()", 'failure', true],
    ["steps.gate.outputs.decision == 'go'", 'success', false],
    ['steps.gate.outputs.decision', 'success', false],
  ] as const)('%s after %s is %s', (condition, status, expected) => {
    expect(holds(condition, contexts, status)).toBe(expected);
  });

  it('gives empty text for what is absent', () => {
    const written = (expression: string) => ({ kind: 'expression', expression }) as const;
    expect(textOf(written("format('{0}/{1}', github.event.number, 'a')"), contexts)).toBe('12/a');
    expect(textOf(written('steps.gate.outputs.decision'), contexts)).toBe('');
  });
});

describe('samples', () => {
  const onPullRequests = SAMPLES.filter(({ text }) => /^ {2}pull_request(_target)?:/m.test(text));

  it.each(onPullRequests)('$path starts on every event of a pull request that changes the answer', async (file) => {
    const workflow = await parsedWorkflow(file.path, file.text);
    const event = Object.keys(workflow.events).find((name) => name.startsWith('pull_request')) ?? '';
    for (const action of PULL_REQUEST_ACTIONS)
      expect([action, starts(workflow, event, action)]).toEqual([action, true]);
    expect(starts(workflow, event, 'assigned')).toBe(false);
  });

  it('would tell of a missing type', async () => {
    const { path, text } = sample('pull-request.yml');
    const workflow = await parsedWorkflow(path, text.replace(/^ {4}types:.*\n/m, ''));
    expect(starts(workflow, 'pull_request', 'opened')).toBe(true);
    expect(starts(workflow, 'pull_request', 'labeled')).toBe(false);
  });

  it.each(SAMPLES)('$path puts no expression into a script', async ({ path, text }) => {
    const { jobs } = await parsedWorkflow(path, text);
    for (const { run } of jobs.flatMap(({ steps }) => steps)) expect(run?.kind ?? 'text').toBe('text');
  });
});

describe('the runner of these tests', () => {
  const failing: Runner = {
    actions: {
      'actions/checkout': async () => ({ outcome: 'success', outputs: {} }),
      'actions/upload-artifact': async () => ({ outcome: 'success', outputs: {} }),
      'actions/download-artifact': async () => ({ outcome: 'success', outputs: {} }),
      'launch-gate/launch-gate': async () => ({ outcome: 'success', outputs: { decision: 'go' } }),
    },
    shell: async () => ({ outcome: 'failure', outputs: {} }),
  };

  it('skips a job whose need failed, as GitHub does, so that both have to be required', async () => {
    const { path, text } = sample('pull-request.yml');
    const jobs = await runWorkflow(await parsedWorkflow(path, text), { github: {} }, failing);
    expect([jobs['evaluate']?.result, jobs['gate']?.result]).toEqual(['failure', 'skipped']);
  });

  it('does not deploy after a failed gate', async () => {
    const { path, text } = sample('release.yml');
    const jobs = await runWorkflow(await parsedWorkflow(path, text), { github: {} }, failing);
    expect([jobs['release-gate']?.result, jobs['deploy']?.result]).toEqual(['failure', 'skipped']);
  });
});

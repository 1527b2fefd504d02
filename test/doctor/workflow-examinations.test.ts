import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { examineWorkflows } from '../../src/doctor/workflow-examinations.ts';

const TYPES = '[opened, reopened, synchronize, ready_for_review, edited, labeled, unlabeled]';
const step = (more = '') => `{ uses: launch-gate/launch-gate@v0${more} }`;
const workflow = (on: string, job = `steps: [${step()}]`, more = '') =>
  `on: ${on}\n${more}jobs: { gate: { runs-on: ubuntu-latest, ${job} } }\n`;

function examined(texts: readonly string[], credentials: readonly string[] = []) {
  const files = texts.map((text, index) => ({ path: `w${index}.yml`, content: parse(text) }));
  const { examinations, jobs } = examineWorkflows(files, credentials);
  return { found: examinations.map(({ subject, state, code, args }) => [subject, state, code, args] as const), jobs };
}

describe('examineWorkflows', () => {
  it('is content with a workflow that starts on labels', () => {
    const { found, jobs } = examined([workflow(`{ pull_request: { types: ${TYPES} }, merge_group: }`)]);
    expect(found).toEqual([['w0.yml', 'well', 'workflow-runs-gate', {}]]);
    expect(jobs).toEqual([{ path: 'w0.yml', check: 'gate' }]);
  });

  it('names the check as GitHub does, by the name of the job', () => {
    const named = workflow(`{ pull_request: { types: ${TYPES} } }`, `name: Launch gate, steps: [${step()}]`);
    expect(examined([named]).jobs).toEqual([{ path: 'w0.yml', check: 'Launch gate' }]);
  });

  it.each([
    ['pull_request', 'pull_request', ['labeled', 'unlabeled']],
    ['[push, pull_request]', 'pull_request', ['labeled', 'unlabeled']],
    ['{ pull_request: }', 'pull_request', ['labeled', 'unlabeled']],
    ['{ pull_request_target: { types: [opened, labeled] } }', 'pull_request_target', ['unlabeled']],
    ['{ pull_request: { types: opened } }', 'pull_request', ['labeled', 'unlabeled']],
  ])('says what %s does not start on', (on, event, types) => {
    expect(examined([workflow(on)]).found).toEqual([['w0.yml', 'mend', 'workflow-not-labeled', { event, types }]]);
  });

  it.each([
    ['no workflow', []],
    ['a workflow without the gate', ['on: pull_request\njobs: { a: { steps: [{ run: "true" }] } }\n']],
    [
      'a step of another action of a similar name',
      [workflow('pull_request', 'steps: [{ uses: acme/not-launch-gates@v1 }]')],
    ],
    ['jobs that are no map', ['on: pull_request\njobs: [a]\n']],
  ])('misses the gate in %s', (_, texts) => {
    expect(examined(texts)).toEqual({ found: [['.github/workflows', 'mend', 'workflow-missing', {}]], jobs: [] });
  });

  it('misses pull requests where the gate runs on releases only', () => {
    const { found, jobs } = examined([workflow('release')]);
    expect(found.map(([, , code]) => code)).toEqual(['workflow-missing', 'workflow-runs-gate']);
    expect(jobs).toEqual([]);
  });

  it.each([
    ['the job', `if: github.actor != 'x', steps: [${step()}]`],
    ['the step', `steps: [${step(", if: github.actor != 'x'")}]`],
  ])('warns of an if on %s', (_, job) => {
    const { found } = examined([workflow(`{ pull_request: { types: ${TYPES} } }`, job)]);
    expect(found).toEqual([['w0.yml', 'mend', 'workflow-skips', {}]]);
  });

  it.each([
    ['nowhere', `steps: [${step()}]`, '', ['A_TOKEN', 'B_TOKEN']],
    ['on the step', `steps: [${step(', env: { A_TOKEN: a }')}]`, '', ['B_TOKEN']],
    ['on the job and the workflow', `env: { A_TOKEN: a }, steps: [${step()}]`, 'env: { B_TOKEN: b }\n', []],
    ['on another step', `steps: [{ run: x, env: { A_TOKEN: a, B_TOKEN: b } }, ${step()}]`, '', ['A_TOKEN', 'B_TOKEN']],
  ])('looks for credentials %s', (_, job, more, missing) => {
    const { found } = examined([workflow(`{ pull_request: { types: ${TYPES} } }`, job, more)], ['A_TOKEN', 'B_TOKEN']);
    expect(found).toEqual(
      missing.length === 0
        ? [['w0.yml', 'well', 'workflow-runs-gate', {}]]
        : [['w0.yml', 'mend', 'workflow-without-credentials', { names: missing }]],
    );
  });

  it('says which file it could not read', () => {
    const { examinations } = examineWorkflows([{ path: 'w.yml', content: null }], []);
    expect(examinations.map(({ code, state }) => [code, state])).toEqual([
      ['workflow-unreadable', 'unknown'],
      ['workflow-missing', 'mend'],
    ]);
  });
});

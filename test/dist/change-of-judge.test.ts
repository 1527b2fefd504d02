import { describe, expect, it } from 'vitest';
import { MERGE_SHA, mergeGroupEvent, pullRequestEvent } from '../github-server/events.ts';
import { BASE_SHA } from '../github-server/given-model.ts';
import {
  BAD,
  CRITERIA,
  CRITERIA_TEXT,
  criteriaWith,
  EVIDENCE,
  edited,
  FILES,
  type Given,
  GO,
  GOOD,
  judge,
  judgeOn,
  onRepository,
  PATIENT,
  WORKFLOW,
  withCriteria,
} from './gate-run.ts';

const USES_ACTION = 'jobs: { gate: { runs-on: ubuntu-latest, steps: [{ uses: ./.github/actions/gate }] } }\n';
const USES_WORKFLOW = 'jobs: { gate: { uses: ./.github/workflows/shared.yml } }\n';
const ACTION = '.github/actions/gate/action.yml';
const ACTION_TEXT = 'name: gate\nruns: { using: composite, steps: [{ uses: launch-gate/launch-gate@v0 }] }\n';
const SHARED = '.github/workflows/shared.yml';
const SHARED_TEXT =
  'on: workflow_call\njobs: { gate: { runs-on: ubuntu-latest, steps: [{ uses: launch-gate/launch-gate@v0 }] } }\n';

describe.concurrent('the workflow of the run', PATIENT, () => {
  const local = { ...FILES, [WORKFLOW]: `on: pull_request\n${USES_ACTION}`, [ACTION]: ACTION_TEXT };
  const shared = { ...FILES, [WORKFLOW]: `on: pull_request\n${USES_WORKFLOW}`, [SHARED]: SHARED_TEXT };

  it.each<[string, Given, string]>([
    ['itself', { head: { ...FILES, [WORKFLOW]: 'on: pull_request\njobs: {}\n' } }, WORKFLOW],
    ['through a local action', { base: local, head: { ...local, [ACTION]: `${ACTION_TEXT}# x\n` } }, ACTION],
    [
      "through a local action's script",
      { base: local, head: { ...local, '.github/actions/gate/run.sh': 'true\n' } },
      '.github/actions/gate/run.sh',
    ],
    ['through a reusable workflow', { base: shared, head: { ...shared, [SHARED]: `${SHARED_TEXT}# x\n` } }, SHARED],
  ])('blocks when it is changed %s', async (_how, given, path) => {
    const run = await judge(given);
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'fail', blocking: '["workflow"]' } });
    expect(run.serious).toMatchObject([{ code: 'workflow-changed', path }]);
    expect(run.comments[0]).toContain(path);
  });

  it('blocks when it is added beside criteria that are there', async () => {
    const added = '.github/workflows/second.yml';
    const env = { GITHUB_WORKFLOW_REF: `acme/assistant/${added}@refs/pull/12/merge` };
    const run = await judge({ head: { ...FILES, [added]: 'on: pull_request\njobs: {}\n' } }, { env });
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', blocking: '["workflow"]' } });
    expect(run.serious).toMatchObject([{ code: 'workflow-changed', path: added }]);
  });

  it('blocks in the merge queue where the branch was renamed away from it', async () => {
    const old = '.github/workflows/old.yml';
    const { [WORKFLOW]: text, ...others } = FILES;
    const given: Given = {
      start: { ...others, [old]: String(text) },
      head: { ...others, [old]: `${text}# forged\n` },
      model: { commits: { [MERGE_SHA]: { files: { ...FILES, [WORKFLOW]: `${text}# forged\n` } } } },
    };
    const run = await judge(given, { event: (model) => mergeGroupEvent(model) });
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', blocking: '["workflow"]' }, writes: [] });
  });

  it('blocks in the merge queue too', async () => {
    const given = { head: { ...FILES, [WORKFLOW]: 'on: merge_group\njobs: {}\n' } };
    const run = await judge(given, { event: (model) => mergeGroupEvent(model) });
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', blocking: '["workflow"]' }, writes: [] });
  });

  it.each<[string, Given, 'pull_request' | 'pull_request_target']>([
    [
      'another workflow is changed',
      { head: { ...FILES, '.github/workflows/tests.yml': 'on: push\n' } },
      'pull_request',
    ],
    ['a local action that it does not use is changed', { head: { ...FILES, [ACTION]: ACTION_TEXT } }, 'pull_request'],
    ['it comes from the base branch', { head: { ...FILES, [WORKFLOW]: 'on: push\n' } }, 'pull_request_target'],
  ])('does not block when %s', async (_what, given, name) => {
    const run = await judge(given, { event: (model) => pullRequestEvent(model, { name }) });
    expect(run).toMatchObject({ code: 0, outputs: GO });
  });

  it('blocks when it cannot be read', async () => {
    await onRepository({}, async (github) => {
      github.script({ path: /\/contents\/.github\/workflows\//, answer: { status: 403, body: { message: 'No' } } });
      const run = await judgeOn(github);
      expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail', blocking: '["workflow"]' } });
      expect(run.codes).toContain('workflow-unknown');
    });
  });

  it('blocks when GitHub lists fewer files than are changed', async () => {
    const run = await judge({ pullRequest: { reportedChangedFiles: 3001 } });
    expect(run.outputs['decision']).toBe('no-go');
    expect(run.report.blocking).toContain('workflow');
    expect(run.codes).toContain('changed-files-unknown');
  });
});

describe.concurrent('evidence that the change brings', PATIENT, () => {
  it('is named, and refused for what users do', async () => {
    const run = await judge({ head: { ...FILES, [EVIDENCE]: GOOD } });
    expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
    expect(run.report.blocking).toEqual(['re_ask', 'deflected', 'launch-set']);
    const of = (id: string) => run.report.metrics.find((metric) => metric.id === id);
    expect(of('re_ask')).toMatchObject({ status: 'error', reason: { code: 'evidence-in-change' } });
    expect(of('page_found')).toMatchObject({ status: 'pass', provenance: 'in-change' });
    expect(run.comments[0]).toContain(EVIDENCE);
    expect(run.report.findings.filter(({ code }) => code === 'evidence-in-change').map(({ metric }) => metric)).toEqual(
      ['page_found', 'correct', 're_ask', 'deflected'],
    );
  });

  it('is refused from the values input alike', async () => {
    const text = CRITERIA_TEXT.replaceAll(', from: results', '')
      .replace('    from: results\n', '')
      .replace(/sources:\n.*\n/, '');
    const base = withCriteria(text);
    const inputs = { values: 'evals/*.json' };
    const [brought, free] = await Promise.all([
      judge({ base, head: { ...base, [EVIDENCE]: GOOD } }, { inputs }),
      judge({ base }, { inputs }),
    ]);
    expect(free).toMatchObject({ code: 0, outputs: GO });
    expect(brought.report).toMatchObject({ verdict: 'error', blocking: ['re_ask', 'deflected', 'launch-set'] });
  });
});

describe.concurrent('a gate that applies to some files', PATIENT, () => {
  const base = withCriteria(criteriaWith(['version: 1', 'version: 1\napplies-to: ["rag/**"]']));

  it('lets a change of other files through and says no more than that', async () => {
    const run = await judge({ base }, { evidence: BAD });
    expect(run).toMatchObject({
      code: 0,
      outputs: { decision: 'go', cause: 'not-affected', verdict: 'fail', blocking: '[]' },
      writes: [],
    });
    expect(run.summary).toContain('does not touch the feature');
  });

  it('judges a change of its files', async () => {
    const run = await judge({ base, head: { ...base, 'rag/index.ts': '1' } }, { evidence: BAD });
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', blocking: '["correct"]' } });
  });

  it.each([
    ['weakened criteria', { [CRITERIA]: edited(String(base[CRITERIA]), '>= 0.75', '>= 0.5') }, ['criteria']],
    ['a narrower list', { [CRITERIA]: edited(String(base[CRITERIA]), '"rag/**"', '"rag/x/**"') }, ['criteria']],
    ['a changed workflow', { [WORKFLOW]: 'on: pull_request\njobs: {}\n' }, ['workflow']],
  ])('blocks %s all the same', async (_what, files, blocking) => {
    const run = await judge({ base, head: { ...base, ...files } }, { evidence: BAD });
    expect(run.code).toBe(1);
    expect(run.report).toMatchObject({ decision: 'no-go', verdict: 'fail', blocking });
  });

  it('updates the comment that says otherwise', async () => {
    await onRepository({ base: FILES }, async (github) => {
      const before = await judgeOn(github, { evidence: BAD });
      expect(before.comments[0]).toContain('NO-GO');
      const { commits } = github.model;
      const tip = commits[BASE_SHA];
      if (tip !== undefined) commits[BASE_SHA] = { ...tip, files: { ...base } };
      const after = await judgeOn(github, { evidence: BAD, env: { GITHUB_RUN_ATTEMPT: '2' } });
      expect(after.comments).toHaveLength(1);
      expect(after.comments[0]).toContain('does not touch the feature');
    });
  });
});

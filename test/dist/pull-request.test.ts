import { describe, expect, it } from 'vitest';
import { BASE_SHA, HEAD_SHA } from '../github-server/given-model.ts';
import {
  BAD,
  CRITERIA,
  CRITERIA_TEXT,
  edited,
  evidence,
  FILES,
  type Given,
  GO,
  judge,
  judgeOn,
  LOWERED,
  OLD_SHA,
  onRepository,
  PATIENT,
  RAISED,
  REPORT_MODE,
  WORKFLOW,
  withCriteria,
} from './gate-run.ts';

describe.concurrent('criteria on a pull request', PATIENT, () => {
  it('says nothing to a clean pass, in seven calls', async () => {
    const run = await judge();
    expect(run).toMatchObject({ code: 0, outputs: { ...GO, 'comment-url': '' }, writes: [], comments: [] });
    expect(run.report).toMatchObject({
      subject: { repository: 'acme/assistant', event: 'pull_request', pull_request: 12, head_sha: HEAD_SHA },
      criteria: { path: CRITERIA, ref: 'main', sha: BASE_SHA, changes: [] },
    });
    expect(run.report.subject.base_sha).toBe(BASE_SHA);
    expect(run.github.requests).toHaveLength(7);
  });

  it('judges by the base branch and blocks a target that the head lowers, at its line there', async () => {
    const head = `# Now easier\n${LOWERED}`;
    const run = await judge({ head: withCriteria(head) });
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'fail', blocking: '["criteria"]' } });
    const [change] = run.report.criteria.changes;
    const line = head.split('\n').findIndex((text) => text.includes('correct:')) + 1;
    expect(change).toMatchObject({ metric: 'correct', kind: 'weakened', line });
    expect(run.report.metrics.map(({ target }) => target)).toContain('>= 0.75');
    const place = `file=${CRITERIA},line=${line}`;
    expect(run.annotations.some((text) => text.startsWith('::error') && text.includes(place))).toBe(true);
    expect(run.comments).toHaveLength(1);
    expect(run.comments[0]).toMatch(/1 weakening of the criteria/);
    expect(run.summary).toMatch(/1 weakening of the criteria/);
  });

  it('lowers no target for the failing: both block', async () => {
    const run = await judge({ head: withCriteria(LOWERED) }, { evidence: BAD });
    expect(run.report).toMatchObject({ verdict: 'fail', blocking: ['criteria', 'correct'] });
  });

  it('lists what is only strengthened, and lets it through', async () => {
    const run = await judge({ head: withCriteria(RAISED) });
    expect(run).toMatchObject({ code: 0, outputs: GO });
    expect(run.report.criteria.changes).toMatchObject([{ metric: 'correct', kind: 'strengthened' }]);
    expect(run.comments[0]).toContain('correct');
  });

  it('blames no branch for what the base branch did meanwhile', async () => {
    // The base branch raised a target after the branch began; the branch touches a title.
    const start = withCriteria(LOWERED);
    const head = withCriteria(edited(LOWERED, 'title: Support assistant', 'title: Assistant'));
    const run = await judge({ base: FILES, start, head });
    expect(run).toMatchObject({ code: 0, outputs: { decision: 'go', verdict: 'pass' } });
    expect(run.report.criteria.changes.map(({ kind }) => kind)).toEqual(['other']);
    expect(run.report.metrics.map(({ target }) => target)).toContain('>= 0.75');
    const refs = run.github.requests.flatMap(({ path, query }) => (path.includes('contents/') ? [query['ref']] : []));
    expect(refs).toContain(OLD_SHA);
  });

  it('does not compare a branch that is behind and leaves the criteria alone', async () => {
    const run = await judge({ base: FILES, start: withCriteria(LOWERED) });
    expect(run).toMatchObject({ code: 0, outputs: GO });
    expect(run.report.criteria.changes).toEqual([]);
  });

  it.each<[string, Given, string]>([
    ['removes', { head: withCriteria(null) }, 'criteria-removed'],
    ['breaks', { head: withCriteria(edited(CRITERIA_TEXT, 'layer: task', 'layer: tsk')) }, 'criteria-invalid'],
    ['empties', { head: withCriteria('') }, 'criteria-invalid'],
    [
      'moves',
      {
        head: { ...withCriteria(null), 'gate/launch-gate.yml': CRITERIA_TEXT },
        pullRequest: {
          changedFiles: [{ filename: 'gate/launch-gate.yml', status: 'renamed', previous_filename: CRITERIA }],
        },
      },
      'criteria-moved',
    ],
    [
      'replaces by a folder',
      {
        head: { ...withCriteria(null), [`${CRITERIA}/x.yml`]: CRITERIA_TEXT },
        pullRequest: { changedFiles: [CRITERIA] },
      },
      'criteria-invalid',
    ],
    [
      'replaces by a link',
      { head: { ...FILES, [CRITERIA]: { symlink: 'other.yml' }, '.github/other.yml': CRITERIA_TEXT } },
      'criteria-invalid',
    ],
    [
      'replaces by a submodule',
      { head: { ...FILES, [CRITERIA]: { submodule: 'https://github.com/acme/x' } } },
      'criteria-invalid',
    ],
    ['makes too large', { head: withCriteria(`${CRITERIA_TEXT}${'# x\n'.repeat(300_000)}`) }, 'criteria-invalid'],
  ])('blocks a pull request that %s the criteria file', async (_what, given, code) => {
    const run = await judge(given);
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'fail', blocking: '["criteria"]' } });
    expect(run.report.criteria.changes).toMatchObject([{ metric: null, kind: 'weakened', code }]);
    expect(run.comments).toHaveLength(1);
  });

  it.each<[string, Given['base']]>([
    ['a folder', { ...withCriteria(null), [`${CRITERIA}/x.yml`]: CRITERIA_TEXT }],
    ['a link', { ...FILES, [CRITERIA]: { symlink: 'other.yml' }, '.github/other.yml': CRITERIA_TEXT }],
    ['a link to nowhere', { ...FILES, [CRITERIA]: { symlink: '/proc/self/environ' } }],
    ['a submodule', { ...FILES, [CRITERIA]: { submodule: 'https://github.com/acme/x' } }],
    ['too large for GitHub', withCriteria(`${CRITERIA_TEXT}${'# x\n'.repeat(300_000)}`)],
    ['too large for the gate', withCriteria(`${CRITERIA_TEXT}${'# x\n'.repeat(70_000)}`)],
    ['invalid', withCriteria(edited(CRITERIA_TEXT, 'layer: task', 'layer: tsk'))],
  ])('cannot judge where the base branch has %s in the place of the criteria', async (_what, base) => {
    const given = base === undefined ? {} : { base };
    // What the pull request would make of it does not matter.
    const run = await judge({ ...given, head: { ...FILES, 'prompts/answer.md': 'Other.\n' } });
    expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
    expect(run.report.blocking).toContain('criteria');
  });

  it('cannot judge where neither side has criteria', async () => {
    const run = await judge({ base: withCriteria(null) });
    expect(run).toMatchObject({ code: 2, outputs: { verdict: 'error', blocking: '["criteria"]' } });
    expect(run.codes).toEqual(['criteria-not-found']);
  });

  it('reads the criteria at one commit, whatever the base branch does meanwhile', async () => {
    await onRepository({ model: { commits: { [OLD_SHA]: { files: withCriteria(LOWERED) } } } }, async (github) => {
      github.script({
        path: /\/branches\/main$/,
        after: 0,
        times: 1,
        answer: (_request, model) => {
          // The answer still names the commit before; the branch has moved when it arrives.
          setImmediate(() => {
            model.branches['main'] = OLD_SHA;
          });
        },
      });
      const run = await judgeOn(github, { evidence: evidence({ correct: 0.6 }) });
      expect(github.model.branches['main']).toBe(OLD_SHA);
      expect(run).toMatchObject({ code: 1, report: { criteria: { sha: BASE_SHA }, blocking: ['correct'] } });
      const asked = github.requests.filter(({ path }) => path.includes('/contents/'));
      expect(asked.map(({ query }) => query['ref'])).not.toContain(OLD_SHA);
      expect(asked.every(({ query }) => /^[0-9a-f]{40}$/.test(query['ref'] ?? ''))).toBe(true);
      expect(github.requests.filter(({ path }) => path.includes('/branches/'))).toHaveLength(1);
    });
  });
});

describe.concurrent('criteria that the pull request introduces', PATIENT, () => {
  const { [WORKFLOW]: _, ...bare } = withCriteria(null);

  it('are incomplete at best', async () => {
    const run = await judge({ base: withCriteria(null), head: FILES });
    expect(run).toMatchObject({
      code: 1,
      outputs: { decision: 'no-go', verdict: 'incomplete', blocking: '["criteria"]' },
    });
    expect(run.codes).toContain('criteria-introduced');
    expect(run.report.metrics).toHaveLength(4);
    expect(run.comments).toHaveLength(1);
  });

  it('let a new workflow report only', async () => {
    const run = await judge({ base: bare, head: { ...FILES, [CRITERIA]: REPORT_MODE } }, { evidence: BAD });
    expect(run).toMatchObject({ code: 0, outputs: { decision: 'go', cause: 'report-mode', verdict: 'fail' } });
    expect(run.report.blocking).toEqual(['criteria', 'correct']);
    expect(run.comments[0]).toMatch(/would have blocked/i);
  });

  it('enforce in a workflow that was there before, whatever their mode', async () => {
    const run = await judge({ base: withCriteria(null), head: withCriteria(REPORT_MODE) });
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'incomplete' } });
  });

  it('enforce where the existing workflow is pointed at them', async () => {
    const head = { ...FILES, '.github/easy.yml': REPORT_MODE, [WORKFLOW]: 'on: pull_request\njobs: {}\n# easy\n' };
    const run = await judge({ head }, { inputs: { criteria: '.github/easy.yml' } });
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'fail' } });
    expect(run.report.blocking).toEqual(['criteria', 'workflow']);
  });

  it('cannot be judged where they are invalid, also in report mode', async () => {
    const broken = edited(REPORT_MODE, 'layer: task', 'layer: tsk');
    const run = await judge({ base: bare, head: { ...FILES, [CRITERIA]: broken } });
    expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
  });
});

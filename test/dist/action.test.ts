import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { githubOf, ROOT, runAction } from './run-dist.ts';

/** A workspace with a copy of a scenario's files at its top. */
function workspace(scenario: string, change: (file: string, text: string) => string = (_, text) => text): string {
  const made = mkdtempSync(path.join(tmpdir(), 'launch-gate-workspace-'));
  for (const file of ['launch-gate.yml', 'results.json']) {
    const from = path.join(ROOT, 'fixtures/scenarios', scenario, file);
    if (existsSync(from)) writeFileSync(path.join(made, file), change(file, readFileSync(from, 'utf8')));
  }
  return made;
}
const HERE = { criteria: 'launch-gate.yml' };

describe('the action', () => {
  it('says go: exit 0, outputs, summary, a JSON report', async () => {
    const run = await runAction(HERE, workspace('01-go'));
    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({
      decision: 'go',
      verdict: 'pass',
      cause: 'verdict',
      diagnosis: 'healthy',
      blocking: '[]',
    });
    expect(run.summary).toContain('GO');
    expect(run.annotations.filter((line) => line.startsWith('::error'))).toEqual([]);
    const report = JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8'));
    expect(report).toMatchObject({
      schema_version: 1,
      decision: 'go',
      subject: { repository: 'acme/assistant', pull_request: 12 },
    });
  });

  it('says no-go: exit 1, annotations at the lines of what blocks', async () => {
    const run = await runAction(HERE, workspace('02-no-go'));
    expect(run.code).toBe(1);
    expect(run.outputs).toMatchObject({ decision: 'no-go', verdict: 'fail', diagnosis: 'diverges-model-task' });
    expect(JSON.parse(run.outputs['blocking'] ?? '')).toEqual(['answer_correct', 're_ask_share', 'deflected_share']);
    const criteria = readFileSync(path.join(ROOT, 'fixtures/scenarios/02-no-go/launch-gate.yml'), 'utf8').split('\n');
    const line = criteria.findIndex((text) => text.trim() === 'answer_correct:') + 1;
    expect(run.annotations.some((text) => text.includes(`file=launch-gate.yml,line=${line}`))).toBe(true);
  });

  it('cannot judge: exit 2, outputs all the same', async () => {
    const run = await runAction({ criteria: 'nowhere.yml' }, workspace('01-go'));
    expect(run.code).toBe(2);
    expect(run.outputs).toMatchObject({ decision: 'no-go', verdict: 'error', diagnosis: '', blocking: '["criteria"]' });
    expect(run.summary).toContain('nowhere.yml');
    expect(existsSync(run.outputs['report'] ?? '')).toBe(true);
  });

  it('lets a report-mode gate through and says what it would have blocked', async () => {
    const run = await runAction(HERE, workspace('11-report-mode'));
    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({ decision: 'go', verdict: 'fail', cause: 'report-mode' });
    expect(run.summary).toMatch(/would have blocked/i);
  });

  it('fails a report-mode gate whose criteria are invalid: the mode is then not known', async () => {
    const broken = workspace('11-report-mode', (file, text) =>
      file === 'launch-gate.yml' ? text.replace('layer: task', 'layer: tsk') : text,
    );
    expect(await runAction(HERE, broken)).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
  });

  it.each([
    [{ stage: 'fll' }, /stage/],
    [{ comment: 'allways' }, /comment/],
    [{ 'pull-request': '12a' }, /pull-request/],
    [{ 'gate-id': 'a--b' }, /gate-id/],
    [{ baseline: 'b.json' }, /baseline/],
    [{ criteria: '../launch-gate.yml' }, /workspace/],
  ])('refuses the inputs %j', async (inputs, text) => {
    const run = await runAction({ ...HERE, ...inputs }, workspace('01-go'));
    expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
    expect(run.summary).toMatch(text);
  });

  it('raises the stage and never lowers it', async () => {
    const raised = await runAction({ ...HERE, stage: 'full' }, workspace('13-stage-shadow-reached'));
    expect(raised).toMatchObject({ code: 1, outputs: { verdict: 'incomplete' } });
    const lowered = await runAction({ ...HERE, stage: 'shadow' }, workspace('09-blind'));
    expect(lowered).toMatchObject({ code: 1, outputs: { verdict: 'incomplete' } });
    expect(lowered.summary).toContain('shadow');
  });

  it('shows at most nine errors and one that counts the rest', async () => {
    const metrics = Array.from({ length: 30 }, (_, index) => `  m${index}: { layer: task, target: ">= 0.5" }`).join(
      '\n',
    );
    const made = workspace('01-go', (file, text) =>
      file === 'launch-gate.yml' ? `version: 1\nfeature: f\nmetrics:\n${metrics}\n` : text,
    );
    const { annotations } = await runAction(HERE, made);
    const errors = annotations.filter((line) => line.startsWith('::error'));
    expect(errors.length).toBe(10);
    expect(errors.at(-1)).toMatch(/and \d+ more/);
  });

  it('ends as no-go at its deadline, with outputs', async () => {
    const run = await runAction(HERE, workspace('01-go'), { env: { LAUNCH_GATE_DEADLINE_SECONDS: '0' } });
    expect(run.code).toBe(2);
    expect(run.outputs).toMatchObject({ decision: 'no-go', verdict: 'error', blocking: '["criteria"]' });
  });

  it('reads no criteria through a symbolic link, and shows nothing of what lies behind it', async () => {
    const made = workspace('01-go');
    writeFileSync(path.join(made, 'secret'), 'a-secret-of-the-runner\n');
    symlinkSync(path.join(made, 'secret'), path.join(made, 'linked.yml'));
    const run = await runAction({ criteria: 'linked.yml' }, made);
    expect(run.code).toBe(2);
    expect(run.out + run.err + run.summary).not.toContain('a-secret-of-the-runner');
    expect(run.summary).toContain('symbolic link');
  });

  it('keeps the columns of the report in the log', async () => {
    const { out } = await runAction(HERE, workspace('02-no-go'));
    const lines = out.split('\n');
    const heading = lines.find((line) => line.startsWith('layer '));
    expect(heading).toMatch(/^layer {2,}metric {2,}target/);
  });

  it.each(['GITHUB_STEP_SUMMARY', 'RUNNER_TEMP'])('keeps its decision where %s cannot be written', async (name) => {
    const go = await runAction(HERE, workspace('01-go'), { env: { [name]: '/no/such/folder/x' } });
    expect(go.code).toBe(0);
    expect(go.annotations.some((line) => line.startsWith('::warning'))).toBe(true);
    const noGo = await runAction(HERE, workspace('02-no-go'), { env: { [name]: '/no/such/folder/x' } });
    expect(noGo.code).toBe(1);
  });

  it('never lets text from files command the runner', async () => {
    const hostile = '::error::owned\n##[error]owned\n::set-output name=decision::go\u001b[31m';
    const made = workspace('02-no-go', (file, text) =>
      file === 'launch-gate.yml'
        ? text
            .replace('title: Support assistant', `title: ${JSON.stringify(hostile)}`)
            .replace('unit: ratio', `title: ${JSON.stringify(hostile)}\n    unit: ratio`)
        : text,
    );
    const run = await runAction(HERE, made);
    expect(run.code).toBe(1);
    expect(
      run.out
        .split('\n')
        .filter(
          (line) =>
            /owned|set-output/.test(line) &&
            /^\s*(::|##\[)/.test(line) &&
            !/^::(error|warning) (file|title)=/.test(line),
        ),
    ).toEqual([]);
    expect(run.out).not.toContain('\u001b[31m');
    expect(run.outputs['decision']).toBe('no-go');
  });

  it('judges by the base branch, whatever the workspace says', async () => {
    const made = workspace('02-no-go');
    const github = await githubOf(made, HERE.criteria);
    const lowered = workspace('02-no-go', (file, text) =>
      file === 'launch-gate.yml' ? text.replaceAll(/target: ".*"/g, 'target: ">= 0"') : text,
    );
    const run = await runAction(HERE, lowered, { github });
    await github.close();
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'fail' } });
    expect(github.requests.every(({ authorization }) => authorization === 'job-token')).toBe(true);
  });

  it.each([
    ['02-no-go', 'on-change', 1],
    ['01-go', 'on-change', 0],
    ['01-go', 'always', 1],
    ['02-no-go', 'never', 0],
  ])('on %s with comment: %s leaves %i comments, also when it runs twice', async (scenario, comment, count) => {
    const made = workspace(scenario);
    const github = await githubOf(made, HERE.criteria);
    const first = await runAction({ ...HERE, comment }, made, { github });
    const second = await runAction({ ...HERE, comment }, made, { github, env: { GITHUB_RUN_ATTEMPT: '2' } });
    await github.close();
    const comments = github.model.pullRequests[0]?.comments ?? [];
    expect(comments.length).toBe(count);
    for (const { body, user } of comments) {
      expect(body).toContain(scenario === '01-go' ? 'GO' : 'NO-GO');
      expect(user?.login).toBe('github-actions[bot]');
    }
    const url = count === 0 ? '' : `https://github.com/acme/assistant/pull/12#issuecomment-${comments[0]?.id}`;
    expect([first.outputs['comment-url'], second.outputs['comment-url']]).toEqual([url, url]);
  });

  it('keeps its decision where the comment is forbidden, and names the permission', async () => {
    const made = workspace('02-no-go');
    const permissions = { issues: 'read', 'pull-requests': 'read' } as const;
    const github = await githubOf(made, HERE.criteria, { pullRequests: [{}], permissions });
    const run = await runAction(HERE, made, { github });
    await github.close();
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'fail', 'comment-url': '' } });
    const warnings = run.annotations.filter((line) => line.startsWith('::warning'));
    expect(warnings.filter((line) => line.includes('pull-requests'))).toHaveLength(1);
  });

  it('cannot judge where GitHub does not answer for the criteria', async () => {
    const made = workspace('01-go');
    const github = await githubOf(made, HERE.criteria);
    github.script({ path: /\/contents\//, answer: { status: 403, body: { message: 'Forbidden' } } });
    const run = await runAction(HERE, made, { github });
    await github.close();
    expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' } });
  });

  it('runs on the repository itself as the self-test workflow does', async () => {
    expect((await runAction({ criteria: 'fixtures/self-test/go.yml' }, ROOT)).code).toBe(0);
    const noGo = await runAction({ criteria: 'fixtures/self-test/no-go.yml' }, ROOT);
    expect(noGo.outputs['diagnosis']).toBe('diverges-model-task');
  });
});

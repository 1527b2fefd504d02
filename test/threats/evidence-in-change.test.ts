import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CriteriaText } from '../../src/core/criteria-text.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { ChangedFiles, PullRequest } from '../../src/core/subject.ts';
import { run } from '../../src/run.ts';
import { localWorld, NO_FACTS, readCriteriaFile, type World } from '../../src/world.ts';
import { changes } from '../sources/changes.ts';
import { temporaryWorkspace } from '../sources/temporary-workspace.ts';
import { NOW_MS, readyCriteria } from './ready-gate.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const BASE = '89abcdef0123456789abcdef0123456789abcdef';

const evidence = (metrics: Readonly<Record<string, number>>) =>
  JSON.stringify({ observed_at: '2026-11-21T09:00:00Z', metrics });
const TECHNICAL = { recall: 0.9, answered: 0.8 };
const USERS = { re_ask_share: 0.06, deflected_share: 0.41 };
/** The technical metrics and the users' outcomes in files of their own. */
const CRITERIA = `${readyCriteria({ sources: 'users: { type: file, path: users/*.json, format: values }' })}`
  .replaceAll(/(target: "<= 0.12"\n {4}from: )others/g, '$1users')
  .replaceAll('target: ">= 0.30", from: others', 'target: ">= 0.30", from: users');

interface Change {
  readonly files?: Readonly<Record<string, string>>;
  readonly criteria?: string;
  readonly values?: readonly string[];
  readonly changed: ChangedFiles | null;
  /** The criteria as the pull request would have them. */
  readonly proposed?: string;
}

/** Runs the whole gate on a pull request that changes files, with trusted criteria that it leaves alone or proposes anew. */
async function judgeChange({
  files = {},
  criteria = CRITERIA,
  values = [],
  changed,
  proposed,
}: Change): Promise<Outcome> {
  const { folder } = temporaryWorkspace({ 'launch-gate.yml': criteria });
  const all = { 'others.json': evidence(TECHNICAL), 'users/november.json': evidence(USERS), ...files };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  const local = localWorld({ workspaceRoot: folder, nowMs: NOW_MS, commit: COMMIT, env: {} });
  const world: World = {
    ...local,
    facts: NO_FACTS,
    readSubject: async ({ criteriaFile }) => {
      const text = await readCriteriaFile(criteriaFile);
      const pullRequest = changed === null ? null : pullRequestOf(changed);
      return {
        ok: true,
        subject: {
          commit: COMMIT,
          baseSha: BASE,
          pullRequest,
          labelled: pullRequest,
          criteria: {
            text,
            ref: 'main',
            sha: BASE,
            introduced: false,
            proposed: proposed === undefined ? null : { before: text, after: read(proposed), movedTo: null },
          },
          workflow: { kind: 'unchanged' },
          notes: [],
        },
      };
    },
  };
  const criteriaFile = path.join(folder, 'launch-gate.yml');
  return run(
    { criteriaPath: 'launch-gate.yml', criteriaFile, values, stage: null, pullRequest: null, allowedHosts: null },
    world,
  );
}

function read(text: string): CriteriaText {
  return { ok: true, text, bytes: Buffer.byteLength(text), digest: 'sha256:0' };
}

function pullRequestOf(changed: ChangedFiles): PullRequest {
  return {
    number: 12,
    state: 'open',
    authorId: 1,
    headSha: COMMIT,
    headRepository: 'acme/wiki',
    headBranch: 'better-answers',
    baseBranch: 'main',
    labels: [],
    changed,
  };
}

const statusOf = (outcome: Outcome, id: string) => {
  const result = outcome.results.find(({ criterion }) => criterion.id === id);
  return `${result?.status}: ${result?.reason.code}`;
};

describe('users’ outcomes that a pull request writes itself', () => {
  it('are go where it leaves them alone', async () => {
    for (const changed of [null, changes('README.md', 'src/answer.ts'), changes('others.json')]) {
      const outcome = await judgeChange({ changed });
      expect([outcome.decision, outcome.verdict, outcome.blocking]).toEqual(['go', 'pass', []]);
    }
  });

  it.each<[string, ChangedFiles]>([
    ['the file is added', changes({ path: 'users/november.json', status: 'added' })],
    ['the file is altered', changes('users/november.json')],
    ['the file is altered in another letter case', changes('Users/November.JSON')],
    ['the file was moved there', changes({ path: 'users/november.json', previousPath: 'x', status: 'renamed' })],
    ['a newer, worse file was removed', changes({ path: 'users/december.json', status: 'removed' })],
    ['a newer, worse file was moved away', changes({ path: 'x', previousPath: 'users/dec.json', status: 'renamed' })],
    ['the folder is a submodule', changes('users')],
    ['the way it is checked out is altered', changes({ path: '.gitattributes', status: 'added' })],
    ['the way it is checked out is altered, there', changes('users/.gitattributes')],
    ['the list of files is not complete', { files: [], complete: false }],
  ])('block: %s', async (_, changed) => {
    const outcome = await judgeChange({ changed });
    expect(outcome).toMatchObject({ decision: 'no-go', cause: 'verdict', verdict: 'error' });
    expect(outcome.blocking).toEqual(['re_ask_share', 'deflected_share', 'launch-set']);
    expect(statusOf(outcome, 're_ask_share')).toBe('error: evidence-in-change');
    expect(statusOf(outcome, 'deflected_share')).toBe('error: evidence-in-change');
    expect([statusOf(outcome, 'recall'), statusOf(outcome, 'answered')]).toEqual([
      'pass: target-met',
      'pass: target-met',
    ]);
  });

  it('block where a bad value was taken out of the file and its due date is to come', async () => {
    const due = `launch-date: 2026-11-30\n${CRITERIA.replace('">= 0.30",', '">= 0.30", due: 2026-12-15,')}`;
    const files = { 'users/november.json': evidence({ re_ask_share: 0.06 }) };
    const untouched = await judgeChange({ criteria: due, files, changed: changes('README.md') });
    expect([statusOf(untouched, 'deflected_share'), untouched.decision]).toEqual(['pending: not-due', 'go']);
    const outcome = await judgeChange({ criteria: due, files, changed: changes('users/november.json') });
    expect(statusOf(outcome, 'deflected_share')).toBe('error: evidence-in-change');
    expect([outcome.decision, outcome.verdict]).toEqual(['no-go', 'error']);
  });

  it('block from values files as from sources', async () => {
    const criteria = CRITERIA.replace(', from: users }', ' }');
    const files = {
      'users/november.json': evidence({ re_ask_share: 0.06 }),
      'given.json': evidence({ deflected_share: 0.41 }),
    };
    const judged = (changed: ChangedFiles) => judgeChange({ criteria, files, values: ['given.json'], changed });
    expect((await judged(changes('others.json'))).decision).toBe('go');
    const outcome = await judged(changes('given.json'));
    expect([outcome.decision, outcome.blocking]).toEqual(['no-go', ['deflected_share']]);
    expect(statusOf(outcome, 'deflected_share')).toBe('error: evidence-in-change');
  });

  it('do not open the gate as a pull request that is not affected', async () => {
    const criteria = `${CRITERIA}applies-to: ["rag/**"]\n`;
    const decide = async (changed: ChangedFiles) => {
      const { decision, cause } = await judgeChange({ criteria, changed, files: { 'others.json': evidence({}) } });
      return `${decision}, ${cause}`;
    };
    expect(await decide(changes('docs/a.md'))).toBe('go, not-affected');
    for (const changed of [
      changes('docs/a.md', 'rag/index.ts'),
      changes({ path: 'docs/a.md', previousPath: 'rag/a.md', status: 'renamed' }),
      changes({ path: 'rag/a.md', status: 'removed' }),
      changes(),
      { files: changes('docs/a.md').files, complete: false },
    ])
      expect(await decide(changed)).toBe('no-go, verdict');
  });
});

describe('a pull request that changes what is judged', () => {
  const criteria = `${CRITERIA}applies-to: ["rag/**"]\n`;
  const changed = changes('launch-gate.yml');
  const without = { 'others.json': evidence({}) };
  const decide = async (proposed: string, files: Change['files'] = without) => {
    const { decision, cause } = await judgeChange({ criteria, changed, proposed, files });
    return `${decision}, ${cause}`;
  };
  const edited = (from: string, to: string): string => {
    expect(criteria).toContain(from);
    return criteria.replace(from, to);
  };

  it('is judged whatever it touches where it may fill a launch set that is short', async () => {
    const more = edited('metrics:\n', 'metrics:\n  easy: { layer: model, target: ">= 0.01", from: others }\n');
    expect(await decide(more)).toBe('no-go, verdict');
    expect(await decide(more, {})).toBe('go, not-affected');
    expect(await decide(edited('">= 0.30"', '">= 0.31"'))).toBe('go, not-affected');
    expect(await decide(edited('">= 0.30"', '">= 0.29"'))).toBe('no-go, verdict');
  });

  it('is not affected where it changes words alone', async () => {
    expect(await decide(`# Reviewed.\n${criteria}`)).toBe('go, not-affected');
    expect(await decide(`title: Another title\n${criteria}`)).toBe('go, not-affected');
  });
});

describe('an optional file that is made unreadable', () => {
  // Where no user sees the feature yet, the absence of what users did does not block.
  const criteria = CRITERIA.replace('version: 1', 'version: 1\nstage: shadow').replace(
    '{ type: file, path: users/*.json, format: values }',
    '{ type: file, path: users/november.json, format: values, optional: true }',
  );
  const judged = async (users: Readonly<Record<string, string>>) => {
    const source = Object.keys(users).length === 0 ? criteria.replace('november', 'december') : criteria;
    const { decision, verdict } = await judgeChange({ criteria: source, files: users, changed: changes('README.md') });
    return `${decision}, ${verdict}`;
  };

  it('is an error, and not a file that is not there', async () => {
    expect(criteria).toContain('optional: true');
    expect(await judged({})).toBe('go, pass');
    for (const content of ['', '{', 'version https://git-lfs.github.com/spec/v1\n', '{\0"\0m\0"\0'])
      expect(await judged({ 'users/november.json': content })).toBe('no-go, error');
  });
});

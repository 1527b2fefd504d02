import { describe, expect, it } from 'vitest';
import type { WorkflowChange } from '../../src/core/subject.ts';
import {
  MERGE_SHA,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  workflowDispatchEvent,
  workflowRunEvent,
} from '../github-server/events.ts';
import { HEAD_SHA } from '../github-server/given-model.ts';
import type { ChangedFile, File, Model } from '../github-server/model.ts';
import { asked, closeServersAfterEach, readingOn, startRepository, WORKFLOW } from './reading.ts';

closeServersAfterEach();

const uses = (...steps: string[]) =>
  `on: pull_request\njobs:\n  gate:\n    steps:\n${steps.map((use) => `      - uses: ${use}\n`).join('')}      - run: echo\n`;
const calls = (workflow: string) => `jobs:\n  gate:\n    uses: ${workflow}\n`;
const composite = (...steps: string[]) =>
  `runs:\n  using: composite\n  steps:\n${steps.map((use) => `    - uses: ${use}\n`).join('')}`;

interface Given {
  readonly files?: Readonly<Record<string, File>>;
  readonly changed: readonly (string | ChangedFile)[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly reported?: number;
}

async function repository({ files = { [WORKFLOW]: uses('acme/gate@v1') }, changed, reported }: Given) {
  return startRepository({
    pullRequests: [{ changedFiles: changed, reportedChangedFiles: reported ?? null }],
    commits: { [MERGE_SHA]: { files } },
  });
}

async function changeOf(given: Given): Promise<WorkflowChange> {
  const server = await repository(given);
  return (await readingOn(server, pullRequestEvent, given.env).subject()).workflow;
}

const changed = (...paths: string[]) => ({ kind: 'changed', paths });
const unknown = (...paths: string[]) => ({ kind: 'unknown', paths });
const unchanged = { kind: 'unchanged' };

describe('the workflow of the run', () => {
  it.each([
    ['nothing', [], unchanged],
    ['code', ['src/a.ts'], unchanged],
    ['another workflow', ['.github/workflows/tests.yml'], unchanged],
    ['a file of the same name elsewhere', ['docs/.github/workflows/launch-gate.yml'], unchanged],
    ['itself', [WORKFLOW], changed(WORKFLOW)],
    [
      'itself in other letter case',
      ['.github/Workflows/Launch-Gate.yml'],
      changed('.github/Workflows/Launch-Gate.yml'),
    ],
    ['its name', [{ filename: WORKFLOW, status: 'renamed', previous_filename: 'old.yml' }], changed(WORKFLOW)],
    [
      'its name, from it',
      [{ filename: 'new.yml', status: 'renamed', previous_filename: WORKFLOW }],
      changed('new.yml'),
    ],
    ['a copy', [{ filename: WORKFLOW, status: 'copied', previous_filename: 'old.yml' }], changed(WORKFLOW)],
    ['its removal', [{ filename: WORKFLOW, status: 'removed' }], changed(WORKFLOW)],
    ['it, as new', [{ filename: WORKFLOW, status: 'added' }], { kind: 'new', paths: [WORKFLOW] }],
    [
      'it, as new, with the criteria',
      [
        { filename: WORKFLOW, status: 'added' },
        { filename: '.github/launch-gate.yml', status: 'added' },
      ],
      { kind: 'new', paths: [WORKFLOW] },
    ],
    [
      'it, as new, and another new one',
      [
        { filename: WORKFLOW, status: 'added' },
        { filename: '.github/workflows/x.yml', status: 'added' },
      ],
      { kind: 'new', paths: [WORKFLOW] },
    ],
    [
      'it, as new, in the place of another',
      [
        { filename: WORKFLOW, status: 'added' },
        { filename: '.github/workflows/old.yml', status: 'removed' },
      ],
      changed(WORKFLOW),
    ],
    [
      'it, as new, and another',
      [{ filename: WORKFLOW, status: 'added' }, '.github/workflows/old.yml'],
      changed(WORKFLOW),
    ],
    [
      'it, as new, and another’s name',
      [
        { filename: WORKFLOW, status: 'added' },
        { filename: 'x', status: 'renamed', previous_filename: '.github/workflows/old.yml' },
      ],
      changed(WORKFLOW),
    ],
    [
      'it, as new, and an action',
      [{ filename: WORKFLOW, status: 'added' }, '.github/actions/gate/action.yml'],
      changed(WORKFLOW),
    ],
    ['one like it, as new', [{ filename: WORKFLOW.toUpperCase(), status: 'added' }], changed(WORKFLOW.toUpperCase())],
  ] as const)('and a pull request that changes %s', async (_, files, expected) => {
    expect(await changeOf({ changed: files })).toEqual(expected);
  });

  it('is asked for only under events whose workflow a pull request can bring', async () => {
    const change = { changed: [WORKFLOW] };
    const server = await repository(change);
    server.model.workflowRuns.push({
      id: 1,
      event: 'pull_request',
      headBranch: 'feature',
      headSha: HEAD_SHA,
      headRepository: null,
      path: WORKFLOW,
      conclusion: null,
      runAttempt: 1,
      pullRequests: [12],
    });
    const kind = async (event: Parameters<typeof readingOn>[1], number: number | null = null) =>
      (await readingOn(server, event).subject(number)).workflow.kind;
    expect(await kind(pullRequestEvent)).toBe('changed');
    expect(await kind(mergeGroupEvent)).toBe('changed');
    expect(await kind((model: Model) => pullRequestEvent(model, { name: 'pull_request_target' }))).toBe('trusted');
    expect(await kind(workflowDispatchEvent, 12)).toBe('trusted');
    expect(await kind(workflowRunEvent)).toBe('trusted');
    expect(await kind(pushEvent)).toBe('trusted');
  });

  it.each([
    ['another repository', { GITHUB_WORKFLOW_REF: `acme/policies/${WORKFLOW}@refs/heads/main` }, unchanged],
    [
      'this repository in other letter case',
      { GITHUB_WORKFLOW_REF: `ACME/Assistant/${WORKFLOW}@refs/pull/12/merge` },
      changed(WORKFLOW),
    ],
    ['a branch with @', { GITHUB_WORKFLOW_REF: `acme/assistant/${WORKFLOW}@refs/heads/a@b.yml@c` }, changed(WORKFLOW)],
    [
      'a branch with @refs/',
      { GITHUB_REF: 'refs/heads/a@refs/b', GITHUB_WORKFLOW_REF: `acme/assistant/${WORKFLOW}@refs/heads/a@refs/b` },
      changed(WORKFLOW),
    ],
    [
      'another repository, at a commit',
      { GITHUB_WORKFLOW_REF: `acme/policies/${WORKFLOW}@${'ba5e'.repeat(10)}` },
      unchanged,
    ],
    ['a file of another kind', { GITHUB_WORKFLOW_REF: 'acme/assistant/x.txt@refs/heads/main' }, unknown(WORKFLOW)],
    ['no ref', { GITHUB_WORKFLOW_REF: `acme/assistant/${WORKFLOW}` }, unknown(WORKFLOW)],
    ['nowhere', { GITHUB_WORKFLOW_REF: undefined }, unknown(WORKFLOW)],
    ['nonsense', { GITHUB_WORKFLOW_REF: 'launch-gate.yml' }, unknown(WORKFLOW)],
  ])('is of %s', async (_, env, expected) => {
    expect(await changeOf({ changed: [WORKFLOW], env })).toEqual(expected);
  });

  it('may have an @ in its name', async () => {
    const names = ['launch-gate.yml@x.yml', 'a@refs.yml', '@.yaml'];
    for (const name of names.map((one) => `.github/workflows/${one}`)) {
      const files = { [name]: uses('acme/gate@v1') };
      const edited = { files, changed: [name, WORKFLOW.replace('launch-gate', 'other')] };
      for (const ref of ['refs/pull/12/merge', 'refs/heads/x@y.yml']) {
        const env = { GITHUB_WORKFLOW_REF: `acme/assistant/${name}@${ref}`, GITHUB_REF: 'refs/pull/12/merge' };
        expect(await changeOf({ ...edited, env })).toEqual(changed(name));
      }
    }
  });

  it('is read at the commit that the run took it from, else at the head', async () => {
    const files = { [WORKFLOW]: uses('./.github/actions/gate') };
    const local = { changed: ['.github/actions/gate/run.sh'] };
    expect(await changeOf({ ...local, files })).toEqual(changed('.github/actions/gate/run.sh'));
    const server = await repository({ ...local, files: {} });
    server.model.commits[HEAD_SHA]!.files[WORKFLOW] = files[WORKFLOW];
    const env = { GITHUB_WORKFLOW_SHA: 'refs/pull/12/merge' };
    expect((await readingOn(server, pullRequestEvent, env).subject()).workflow).toEqual(
      changed('.github/actions/gate/run.sh'),
    );
  });

  it.each([
    ['code', ['src/a.ts'], unchanged],
    ['a workflow', ['.github/workflows/tests.yml'], unknown('.github/workflows/tests.yml')],
    ['an action', ['.github/actions/x/run.sh'], unknown('.github/actions/x/run.sh')],
    ['an action elsewhere', ['tools/Action.YAML'], unknown('tools/Action.YAML')],
    ['a Dockerfile', ['gate/Dockerfile'], unknown('gate/Dockerfile')],
    ['what was an action', [{ filename: 'x', status: 'renamed', previous_filename: 'gate/action.yml' }], unknown('x')],
    ['a file called like one', ['src/reaction.yml', 'Dockerfile.txt'], unchanged],
  ] as const)('that is not found, and a pull request that changes %s', async (_, files, expected) => {
    expect(await changeOf({ files: {}, changed: files })).toEqual(expected);
    expect(await changeOf({ changed: files, env: { GITHUB_WORKFLOW_REF: '' } })).toEqual(expected);
  });

  it('is not known where not all changed files are', async () => {
    expect(await changeOf({ changed: ['a'], reported: 2 })).toEqual(unknown(WORKFLOW));
    const added = { filename: WORKFLOW, status: 'added' } as const;
    expect(await changeOf({ changed: [added], reported: 3001 })).toEqual(unknown(WORKFLOW));
  });

  it.each([
    ['no YAML', 'jobs: ]['],
    ['a list', '- a'],
    ['a word', 'x'],
    ['empty', ''],
    [
      'a bomb',
      `a: &a [1,1]\n${[...'bcdefghij'].map((key, i) => `${key}: &${key} [${`*${'abcdefghi'[i]},`.repeat(9)}]`).join('\n')}\n`,
    ],
    ['a link', { symlink: '/etc/passwd' }],
    ['large', `# ${'x'.repeat(1024 * 1024)}`],
  ])('is not known where its file is %s', async (_, file) => {
    expect(await changeOf({ files: { [WORKFLOW]: file }, changed: ['src/a.ts'] })).toEqual(unknown(WORKFLOW));
  });

  it.each([[403], [500], [401]])('is not known where GitHub answers %i', async (status) => {
    const server = await repository({ changed: ['src/a.ts'] });
    server.script({ path: /workflows/, answer: { status } });
    expect((await readingOn(server, pullRequestEvent).subject()).workflow).toEqual(unknown(WORKFLOW));
  });
});

describe('what the workflow uses', () => {
  const ACTION = '.github/actions/gate';
  const REUSED = '.github/workflows/reused.yml';
  const ROOT = (runs: string) => ({ [WORKFLOW]: uses('./'), 'action.yml': `runs: ${runs}` });
  const OUTSIDE = (main: string, more = 'using: node24') => ({
    [WORKFLOW]: uses('./gate/action'),
    'gate/action/action.yml': `runs: { main: ${main}, ${more} }`,
  });

  it.each([
    ['a local action', { [WORKFLOW]: uses(`./${ACTION}`) }, `${ACTION}/lib/deep/x.js`, true],
    ['a local action with a slash at the end', { [WORKFLOW]: uses(`./${ACTION}/`) }, `${ACTION}/action.yml`, true],
    ['a local action in other letter case', { [WORKFLOW]: uses(`./${ACTION}`) }, '.github/Actions/Gate/x.js', true],
    [
      'a folder that begins alike',
      { [WORKFLOW]: uses(`./${ACTION}`), [`${ACTION}/action.yml`]: 'name: x' },
      `${ACTION}-other/x.js`,
      false,
    ],
    [
      'an action of this repository by its name',
      { [WORKFLOW]: uses(`Acme/Assistant/${ACTION}@main`) },
      `${ACTION}/x.js`,
      true,
    ],
    ['an action of another repository', { [WORKFLOW]: uses(`acme/other/${ACTION}@main`) }, `${ACTION}/x.js`, false],
    ['an image', { [WORKFLOW]: uses('docker://alpine:3') }, 'docker:/x', false],
    ['a reusable workflow', { [WORKFLOW]: calls(`./${REUSED}`) }, REUSED, true],
    [
      'a reusable workflow by its repository’s name',
      { [WORKFLOW]: calls(`acme/assistant/${REUSED}@v1`) },
      REUSED,
      true,
    ],
    ['a reusable workflow of another repository', { [WORKFLOW]: calls(`acme/other/${REUSED}@v1`) }, REUSED, false],
    [
      'an action of a reusable workflow',
      { [WORKFLOW]: calls(`./${REUSED}`), [REUSED]: uses('./tools/gate') },
      'tools/gate/index.js',
      true,
    ],
    [
      'an action of an action',
      { [WORKFLOW]: uses('./a'), 'a/action.yml': composite('./b'), 'b/action.yaml': composite('./c') },
      'c/x',
      true,
    ],
    [
      'an action of an action, unchanged',
      { [WORKFLOW]: uses('./a'), 'a/action.yml': composite('./b'), 'b/action.yaml': composite('x/y@v1') },
      'c/x',
      false,
    ],
    [
      'an action that uses itself',
      { [WORKFLOW]: uses('./a'), 'a/action.yml': composite('./a', './b'), 'b/action.yml': composite('./a') },
      'c/x',
      false,
    ],
    [
      'jobs that are no jobs',
      {
        [WORKFLOW]:
          'jobs:\n  a: null\n  b: [1]\n  c: { steps: text }\n  d: { uses: 7 }\n  e: { steps: [null, 1, { uses: [] }] }',
      },
      'c/x',
      false,
    ],
    ['the action at the root', { [WORKFLOW]: uses('./') }, 'action.yml', true],
    ['the action at the root, its image', { [WORKFLOW]: uses('./') }, 'Dockerfile', true],
    ['the action at the root by its repository’s name', { [WORKFLOW]: uses('acme/assistant@v1') }, 'action.yaml', true],
    [
      'the action at the root, its script',
      { [WORKFLOW]: uses('./'), 'action.yml': 'runs: { using: node24, main: dist/index.js }' },
      'dist/chunk.js',
      true,
    ],
    [
      'the action at the root, its last script',
      { [WORKFLOW]: uses('./'), 'action.yml': 'runs: { main: index.js, post: ./end/post.js }' },
      'end/x.js',
      true,
    ],
    [
      'the action at the root, a script beside it',
      { [WORKFLOW]: uses('./'), 'action.yml': 'runs: { main: index.js }' },
      'Index.js',
      true,
    ],
    [
      'the action at the root, something else',
      { [WORKFLOW]: uses('./'), 'action.yml': 'runs: { main: dist/index.js }' },
      'src/index.ts',
      false,
    ],
    ['an action’s script outside its folder', OUTSIDE('../dist/index.js'), 'gate/dist/chunk.js', true],
    ['an action’s first script outside its folder', OUTSIDE('x.js', 'pre: ../../lib/a.js'), 'lib/b.js', true],
    ['an action’s last script outside its folder', OUTSIDE('x.js', 'post: ../../lib/a.js'), 'lib/b.js', true],
    ['an action’s script outside its folder, and something else', OUTSIDE('../dist/index.js'), 'gate/src/x.ts', false],
    ['an action’s script at the root', OUTSIDE('../../index.js'), 'lib/deep.js', true],
    ['an action’s script at the root, and documentation', OUTSIDE('../../index.js'), 'docs/x.js', false],
    ['an action’s image outside its folder', OUTSIDE('x.js', 'image: ../Dockerfile'), 'gate/run.sh', true],
    [
      'an action of a checkout in a folder',
      { [WORKFLOW]: uses('./src/ci/gate'), 'ci/gate/action.yml': 'runs: { using: node24, main: index.js }' },
      'ci/gate/index.js',
      true,
    ],
    [
      'an action of a checkout in a deeper folder',
      { [WORKFLOW]: uses('./a/b/ci/gate'), 'ci/gate/action.yaml': composite('./tools/x') },
      'tools/x/run',
      true,
    ],
    [
      'an action of a checkout in a folder, and something else',
      { [WORKFLOW]: uses('./src/ci/gate'), 'ci/gate/action.yml': 'runs: { using: node24, main: index.js }' },
      'ci/other/index.js',
      false,
    ],
    [
      'the action at the root of a checkout in a folder',
      { [WORKFLOW]: uses('./self'), 'action.yml': 'runs: { using: node24, main: dist/index.js }' },
      'dist/index.js',
      true,
    ],
    ['the action at the root, an image', ROOT('{ using: docker, image: Dockerfile }'), 'entrypoint.sh', true],
    ['the action at the root, a ready image', ROOT("{ using: Docker, image: 'docker://x' }"), 'a/b.py', true],
    [
      'the action at the root, its commands',
      ROOT('{ using: composite, steps: [{ run: ./gate.sh }] }'),
      'gate.sh',
      true,
    ],
    ['the action at the root, an image, and a text', ROOT('{ using: docker, image: Dockerfile }'), 'a/b.md', false],
    ['the action at the root, an image, and docs', ROOT('{ using: docker, image: Dockerfile }'), 'docs/a.png', false],
    ['the action at the root, an image, and a licence', ROOT('{ using: docker, image: Dockerfile }'), 'LICENSE', false],
    ['the action at the root, an image, and other docs', ROOT('{ using: docker, image: x }'), 'src/docs/a.py', true],
    [
      'the action at the root, its steps',
      { [WORKFLOW]: uses('./'), 'action.yml': composite('./tools/x') },
      'tools/x/run',
      true,
    ],
  ])('is %s: a change of it counts', async (_, files, path, isChanged) => {
    expect(await changeOf({ files, changed: [path] })).toEqual(isChanged ? changed(path) : unchanged);
  });

  it('is named in full where several parts are changed', async () => {
    const files = { [WORKFLOW]: uses('./a', './b'), 'a/action.yml': composite() };
    expect(await changeOf({ files, changed: ['a/x', 'b/y', 'b/z'] })).toEqual(changed('a/x', 'b/y', 'b/z'));
  });

  it('is not known where an action is not in the repository and something like an action is changed', async () => {
    const files = { [WORKFLOW]: uses('./checkout-of-head/.github/actions/gate') };
    expect(await changeOf({ files, changed: [`${ACTION}/x.js`] })).toEqual(unknown(`${ACTION}/x.js`));
    expect(await changeOf({ files, changed: ['src/x.js'] })).toEqual(unchanged);
  });

  it.each([
    [
      'an action that cannot be parsed',
      { [WORKFLOW]: uses('./a'), 'a/action.yml': 'runs: ][' },
      unknown('a/action.yml'),
    ],
    [
      'a script that leaves the repository',
      { [WORKFLOW]: uses('./a'), 'a/action.yml': 'runs: { using: node24, main: ../../x/index.js }' },
      unknown('../../x/index.js'),
    ],
    [
      'a script of the machine',
      { [WORKFLOW]: uses('./a'), 'a/action.yml': 'runs: { using: node24, main: /opt/x.js }' },
      unknown('/opt/x.js'),
    ],
    [
      'an action of a checkout in a folder that cannot be parsed',
      { [WORKFLOW]: uses('./src/a'), 'a/action.yml': 'runs: ][' },
      unknown('a/action.yml'),
    ],
    ['a path that leaves the repository', { [WORKFLOW]: uses('./../other/action') }, unknown('../other/action')],
  ])('is not known behind %s', async (_, files, expected) => {
    expect(await changeOf({ files, changed: ['src/a.ts'] })).toEqual(expected);
  });

  it('is followed ten deep, and not known beyond', async () => {
    const chain = (length: number) => ({
      [WORKFLOW]: uses('./a1'),
      ...Object.fromEntries(
        Array.from({ length }, (_, i) => [
          `a${i + 1}/action.yml`,
          i + 1 < length ? composite(`./a${i + 2}`) : composite(),
        ]),
      ),
    });
    expect(await changeOf({ files: chain(10), changed: ['a10/x'] })).toEqual(changed('a10/x'));
    expect(await changeOf({ files: chain(10), changed: ['src/x'] })).toEqual(unchanged);
    expect(await changeOf({ files: chain(11), changed: ['src/x'] })).toEqual(unknown('a11'));
  });

  it('is not followed without end', async () => {
    const names = Array.from({ length: 80 }, (_, i) => `a${i}`);
    const files = {
      [WORKFLOW]: uses(...names.map((name) => `./${name}`)),
      ...Object.fromEntries(names.map((name) => [`${name}/action.yml`, composite()])),
    };
    const server = await repository({ files, changed: ['src/x'] });
    expect((await readingOn(server, pullRequestEvent).subject()).workflow.kind).toBe('unknown');
    expect(asked(server).length).toBeLessThan(70);
  });
});

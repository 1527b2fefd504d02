import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pullRequestEvent, scheduleEvent } from '../github-server/events.ts';
import { BASE_SHA, type GivenModel, HEAD_SHA } from '../github-server/given-model.ts';
import type { ChangedFile, File, Model } from '../github-server/model.ts';
import { asked, CRITERIA, closeServersAfterEach, OTHER_SHA, readingOn, startRepository } from './reading.ts';

closeServersAfterEach();

const event = (model: Model) => pullRequestEvent(model, { name: 'pull_request_target' });

interface Copies {
  readonly base?: File;
  readonly head?: File;
  readonly mergeBase?: File;
  readonly changed?: readonly (string | ChangedFile)[];
}

/** Copies of the criteria on the base branch, at the head and where the branch left; without one there is none. */
async function repository({ base, head, mergeBase, changed = [CRITERIA] }: Copies, given: GivenModel = {}) {
  const files = (file: File | undefined) => ({ files: file === undefined ? {} : { [CRITERIA]: file } });
  return startRepository({
    pullRequests: [{ changedFiles: changed, mergeBaseSha: OTHER_SHA }],
    ...given,
    commits: { [BASE_SHA]: files(base), [HEAD_SHA]: files(head), [OTHER_SHA]: files(mergeBase), ...given.commits },
  });
}

async function criteriaOf(copies: Copies, path?: string) {
  const server = await repository(copies);
  const { criteria } = await readingOn(server, event, {}, path).subject();
  return criteria;
}

const text = (content: string) => ({
  ok: true,
  text: content,
  bytes: Buffer.byteLength(content),
  digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
});
const notFound = { ok: false, code: 'criteria-not-found', detail: CRITERIA };
const unreadable = (detail: string) => ({ ok: false, code: 'criteria-unreadable', detail });

describe('criteria', () => {
  it('are those of the base branch, with what the pull request would make of them', async () => {
    expect(await criteriaOf({ base: 'strict', head: 'lax', mergeBase: 'old' })).toEqual({
      text: text('strict'),
      ref: 'main',
      sha: BASE_SHA,
      introduced: false,
      proposed: { before: text('old'), after: text('lax'), movedTo: null },
    });
  });

  it('that the pull request leaves alone are not compared, however far behind its branch is', async () => {
    const server = await repository({ base: 'new', head: 'old', mergeBase: 'old', changed: ['src/a.ts'] });
    const { criteria } = await readingOn(server, event).subject();
    expect(criteria).toMatchObject({ text: text('new'), proposed: null });
    expect(asked(server).some((call) => call.includes('compare'))).toBe(false);
    expect(asked(server).filter((call) => call.includes('contents'))).toHaveLength(1);
  });

  it('are compared from the tip that was read to the head that was read', async () => {
    const server = await repository({ base: 'a', head: 'b', mergeBase: 'c' });
    await readingOn(server, event).subject();
    expect(asked(server).filter((call) => call.includes('compare'))).toEqual([`GET compare/${BASE_SHA}...${HEAD_SHA}`]);
    const refs = server.requests.filter(({ path }) => path.includes('/contents/')).map(({ query }) => query['ref']);
    expect(refs.sort()).toEqual([BASE_SHA, HEAD_SHA, OTHER_SHA].sort());
  });

  it.each([
    ['removed', { status: 'removed' }, null],
    ['moved away', { status: 'renamed', filename: 'gate.yml', previous_filename: CRITERIA }, 'gate.yml'],
    [
      'moved to other letter case',
      { status: 'renamed', filename: '.github/Launch-Gate.yml', previous_filename: CRITERIA },
      '.github/Launch-Gate.yml',
    ],
    [
      'moved in other letter case',
      { status: 'renamed', filename: 'gate.yml', previous_filename: CRITERIA.toUpperCase() },
      'gate.yml',
    ],
    ['copied', { status: 'copied', filename: 'gate.yml', previous_filename: CRITERIA }, null],
  ] as const)('that are %s are compared with nothing at the head', async (_, change, movedTo) => {
    const changed = [{ filename: CRITERIA, ...change }];
    const { proposed } = await criteriaOf({ base: 'a', mergeBase: 'a', changed });
    expect(proposed).toEqual({ before: text('a'), after: notFound, movedTo });
  });

  it.each([
    ['other letter case', '.GitHub/Launch-Gate.yml', CRITERIA],
    ['another spelling of an accent', 'gate-e\u0301.yml', 'gate-\u00e9.yml'],
  ])('are compared where the changed path differs by %s only', async (_, changed, path) => {
    const server = await startRepository({ pullRequests: [{ changedFiles: [changed] }] });
    for (const sha of [BASE_SHA, HEAD_SHA]) server.model.commits[sha]!.files[path] = 'a';
    const { criteria } = await readingOn(server, event, {}, path).subject();
    expect(criteria.proposed).toMatchObject({ before: text('a'), after: text('a') });
  });

  it.each([
    ['./.github/launch-gate.yml'],
    ['.github//launch-gate.yml'],
    ['.github/./launch-gate.yml'],
    ['.github/launch-gate.yml/'],
  ])('are found and compared by the path %s too', async (path) => {
    expect((await criteriaOf({ base: 'a', head: 'b', mergeBase: 'a' }, path)).proposed).toMatchObject({
      after: text('b'),
    });
  });

  it('are compared where the list of files is not complete', async () => {
    const server = await repository({ base: 'a', head: 'b', mergeBase: 'a' });
    server.model.pullRequests[0]!.changedFiles = [];
    server.model.pullRequests[0]!.reportedChangedFiles = 3001;
    const { criteria } = await readingOn(server, event).subject();
    expect(criteria.proposed).toMatchObject({ before: text('a'), after: text('b') });
  });

  it('that came to the base branch later are not found where the branch left', async () => {
    expect((await criteriaOf({ base: 'a', head: 'b' })).proposed).toEqual({
      before: notFound,
      after: text('b'),
      movedTo: null,
    });
  });

  it('that only the head has are introduced', async () => {
    expect(await criteriaOf({ head: 'own' })).toEqual({
      text: text('own'),
      ref: 'main',
      sha: BASE_SHA,
      introduced: true,
      proposed: null,
    });
  });

  it('that nobody has are not found', async () => {
    expect(await criteriaOf({})).toEqual({
      text: notFound,
      ref: 'main',
      sha: BASE_SHA,
      introduced: false,
      proposed: null,
    });
  });

  it('are read of the head’s own repository’s commit, also from a fork', async () => {
    const repo = { owner: 'someone', name: 'fork' };
    const server = await repository(
      { base: 'a', head: 'b', mergeBase: 'a' },
      {
        pullRequests: [{ changedFiles: [CRITERIA], mergeBaseSha: OTHER_SHA, head: { repo } }],
      },
    );
    expect((await readingOn(server, event).subject()).criteria.proposed).toMatchObject({ after: text('b') });
  });

  it('without a pull request are the default branch’s', async () => {
    const server = await repository({ base: 'a' });
    expect((await readingOn(server, scheduleEvent).subject()).criteria).toEqual({
      text: text('a'),
      ref: 'main',
      sha: BASE_SHA,
      introduced: false,
      proposed: null,
    });
    const without = await repository({});
    expect((await readingOn(without, scheduleEvent).subject()).criteria).toMatchObject({
      text: notFound,
      introduced: false,
    });
  });

  it.each([
    ['the merge base', /compare/, 'the merge base'],
    ['the copy at the merge base', new RegExp(`ref=${OTHER_SHA}`), 'the criteria at the merge base'],
    ['the copy at the head', new RegExp(`ref=${HEAD_SHA}`), 'the criteria at the head'],
  ])('stop the run where %s cannot be read', async (_, path, what) => {
    const server = await repository({ base: 'a', head: 'b', mergeBase: 'a' });
    server.script({ path, answer: { status: 403 } });
    expect(await readingOn(server, event).read()).toMatchObject({
      ok: false,
      finding: { code: 'github-unavailable', args: { what, status: 403 } },
    });
  });

  it('stop the run where branches without a common commit are compared', async () => {
    const server = await repository({ base: 'a', head: 'b' });
    server.script({ path: /compare/, answer: { status: 404, body: { message: 'No common ancestor' } } });
    expect(await readingOn(server, event).read()).toMatchObject({ ok: false, finding: { code: 'github-unavailable' } });
  });

  it('stop the run where GitHub does not say whether the head introduces them', async () => {
    const server = await repository({});
    server.script({ path: new RegExp(`ref=${HEAD_SHA}`), answer: { status: 502 } });
    expect(await readingOn(server, event).read()).toMatchObject({
      ok: false,
      finding: { code: 'github-unavailable', args: { status: 502 } },
    });
  });
});

describe('what stands at the path of the criteria', () => {
  it.each([
    ['a link to a folder', { symlink: '../src' }, 'it is a symbolic link; commit the file itself'],
    ['a link out of the repository', { symlink: '/etc/passwd' }, 'it is a symbolic link; commit the file itself'],
    ['a submodule', { submodule: 'https://github.com/x/y' }, 'it is a submodule'],
    ['a file over 1 MB', 'x'.repeat(1024 * 1024 + 1), 'it is larger than 1 MB'],
    ['no UTF-8', Buffer.from([0x66, 0xff, 0xfe]), 'it is not UTF-8 text; save it as UTF-8'],
  ])('is no criteria: %s', async (_, file, detail) => {
    expect((await criteriaOf({ base: file, changed: [] })).text).toEqual(unreadable(detail));
    expect(await criteriaOf({ head: file })).toMatchObject({ introduced: true, text: unreadable(detail) });
    expect((await criteriaOf({ base: 'a', mergeBase: 'a', head: file })).proposed?.after).toEqual(unreadable(detail));
  });

  it('is no criteria: a folder', async () => {
    const files = { [`${CRITERIA}/file`]: 'a' };
    const server = await startRepository({ commits: { [BASE_SHA]: { files } } });
    expect((await readingOn(server, event).subject()).criteria.text).toEqual(unreadable('it is a folder, not a file'));
  });

  it('is no criteria: a link to a file, which GitHub answers as if it were that file', async () => {
    const files = { [CRITERIA]: { symlink: 'real.yml' }, '.github/real.yml': 'a' };
    const server = await startRepository({ commits: { [BASE_SHA]: { files } } });
    expect((await readingOn(server, event).subject()).criteria.text).toEqual(
      unreadable('it is a symbolic link; commit the file itself'),
    );
    server.script({ path: /git\/blobs/, answer: { status: 403 } });
    expect(await readingOn(server, event).read()).toMatchObject({ ok: false, finding: { code: 'github-unavailable' } });
  });

  it('is a file where the name of the blob names nothing else', async () => {
    const server = await repository({ base: 'other', changed: [] });
    server.script({ path: /contents/, answer: { status: 200, body: answered({ sha: 'e'.repeat(40) }) } });
    expect((await readingOn(server, event).subject()).criteria.text).toEqual(text('other'));
  });

  it.each([
    ['empty', ''],
    ['exactly 1 MB', 'x'.repeat(1024 * 1024)],
    ['of lines in any script', 'feature: „Wörter“ – 語\n'.repeat(100)],
  ])('is a file that is %s', async (_, content) => {
    expect((await criteriaOf({ base: content, changed: [] })).text).toEqual(text(content));
  });

  const blob = (content: string) =>
    createHash('sha1')
      .update(`blob ${Buffer.byteLength(content)}\0${content}`)
      .digest('hex');
  const answered = (over: object) => ({
    type: 'file',
    path: CRITERIA,
    name: 'launch-gate.yml',
    sha: blob('other'),
    size: 5,
    encoding: 'base64',
    content: Buffer.from('other').toString('base64'),
    ...over,
  });

  it.each([
    ['another file', { path: 'real.yml' }, 'it is a symbolic link; commit the file itself'],
    ['a file that names a target', { target: 'real.yml' }, 'it is a symbolic link; commit the file itself'],
    ['a submodule called file', { submodule_git_url: 'https://github.com/x/y' }, 'it is a submodule'],
    ['a folder by itself', { type: 'dir' }, 'it is a folder, not a file'],
    ['something new', { type: 'portal' }, 'it is not a regular file'],
    ['not base64', { encoding: 'utf-8' }, 'GitHub does not give its content'],
    ['without content', { content: undefined }, 'GitHub does not give its content'],
    ['cut short', { content: Buffer.from('othe').toString('base64') }, 'GitHub does not give its content'],
    ['with letters that base64 has not', { content: 'b3Ro!!ZXI=' }, 'GitHub does not give its content'],
    [
      'another content of the same size',
      { content: Buffer.from('OTHER').toString('base64') },
      'it is a symbolic link; commit the file itself',
    ],
  ])('is refused where the answer is %s', async (_, over, detail) => {
    const server = await repository({ base: 'other', changed: [] });
    server.script({ path: /contents/, times: 1, answer: { status: 200, body: answered({}) } });
    expect((await readingOn(server, event).subject()).criteria.text).toEqual(text('other'));
    server.script({ path: /contents/, answer: { status: 200, body: answered(over) } });
    expect((await readingOn(server, event).subject()).criteria.text).toEqual(unreadable(detail));
  });
});

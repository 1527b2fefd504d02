import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GitEnvironment, headCommit, lookAtGit } from '../../src/sources/local-git.ts';
import { ENVIRONMENT, temporaryWorkspace } from './temporary-workspace.ts';

const COMMITTED = '2026-11-18T10:00:00Z';
const COMMITTED_MS = Date.UTC(2026, 10, 18, 10);

function git(folder: string, ...words: readonly string[]): string {
  const date = { GIT_AUTHOR_DATE: COMMITTED, GIT_COMMITTER_DATE: COMMITTED };
  const who = [
    '-c',
    'user.name=t',
    '-c',
    'user.email=t@example.invalid',
    '-c',
    'commit.gpgsign=false',
    '-c',
    'init.defaultBranch=main',
  ];
  return execFileSync('git', [...who, ...words], {
    cwd: folder,
    env: { ...ENVIRONMENT, ...date },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function repository(): string {
  const { folder } = temporaryWorkspace({
    'clean.json': '1',
    'sub/clean.json': '1',
    'sub/x y[1].json': '1',
    'changed.json': '1',
    'staged.json': '1',
    'hidden.json': '1',
    '.gitignore': 'ignored.json\n',
  });
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'one');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'two');
  return folder;
}

async function gitFacts(
  folder: string,
  paths: readonly string[],
  times: boolean,
  environment: GitEnvironment,
  commit: string | null = null,
) {
  return (await lookAtGit(folder, paths, times, environment, commit))?.files ?? null;
}

describe('what git knows of evidence', () => {
  it('tells committed files from changed, staged, new, ignored and hidden ones', async () => {
    const folder = repository();
    writeFileSync(path.join(folder, 'changed.json'), '2');
    writeFileSync(path.join(folder, 'staged.json'), '2');
    git(folder, 'add', 'staged.json');
    git(folder, 'update-index', '--assume-unchanged', 'hidden.json');
    writeFileSync(path.join(folder, 'hidden.json'), '2');
    writeFileSync(path.join(folder, 'new.json'), '1');
    writeFileSync(path.join(folder, 'ignored.json'), '1');
    const names = [
      'clean.json',
      'sub/x y[1].json',
      'changed.json',
      'staged.json',
      'hidden.json',
      'new.json',
      'ignored.json',
    ];
    const facts = await gitFacts(folder, names, true, ENVIRONMENT);
    const clean = { tracked: true, committedAtMs: COMMITTED_MS };
    const unknown = { tracked: false, committedAtMs: null };
    expect(Object.fromEntries(facts ?? [])).toEqual({
      'clean.json': clean,
      'sub/x y[1].json': clean,
      'changed.json': unknown,
      'staged.json': unknown,
      'hidden.json': unknown,
      'new.json': unknown,
      'ignored.json': unknown,
    });
  });

  it('looks up times only where they are asked for', async () => {
    expect((await gitFacts(repository(), ['clean.json'], false, ENVIRONMENT))?.get('clean.json')).toEqual({
      tracked: true,
      committedAtMs: null,
    });
  });

  it('works below the top of the repository', async () => {
    const folder = repository();
    expect(
      (await gitFacts(path.join(folder, 'sub'), ['clean.json'], true, ENVIRONMENT))?.get('clean.json')?.committedAtMs,
    ).toBe(COMMITTED_MS);
    appendFileSync(path.join(folder, 'sub/clean.json'), ' ');
    expect(
      (await gitFacts(path.join(folder, 'sub'), ['clean.json'], true, ENVIRONMENT))?.get('clean.json')?.tracked,
    ).toBe(false);
  });

  it('takes no time from the edge of a shallow clone', async () => {
    const folder = repository();
    const shallow = temporaryWorkspace().folder;
    git(shallow, 'clone', '-q', '--depth', '1', `file://${folder}`, 'clone');
    const clone = path.join(shallow, 'clone');
    expect((await gitFacts(clone, ['clean.json'], true, ENVIRONMENT))?.get('clean.json')).toEqual({
      tracked: true,
      committedAtMs: null,
    });
    expect(await headCommit(clone, ENVIRONMENT)).toBe(git(folder, 'rev-parse', 'HEAD').trim());
  });

  it('knows nothing outside a checkout, without git, and before the first commit', async () => {
    const { folder } = temporaryWorkspace({ 'a.json': '1' });
    expect(await gitFacts(folder, ['a.json'], true, ENVIRONMENT)).toBeNull();
    expect(await headCommit(folder, ENVIRONMENT)).toBeNull();
    const checkout = repository();
    const without = { PATH: '/nonexistent', HOME: undefined };
    expect(await gitFacts(checkout, ['clean.json'], true, without)).toBeNull();
    expect(await headCommit(checkout, without)).toBeNull();
    git(folder, 'init', '-q');
    expect(await headCommit(folder, ENVIRONMENT)).toBeNull();
    expect((await gitFacts(folder, ['a.json'], true, ENVIRONMENT))?.get('a.json')).toEqual({
      tracked: false,
      committedAtMs: null,
    });
  });

  it('runs no program that the checkout configures', async () => {
    const folder = repository();
    const proof = path.join(folder, 'proof');
    mkdirSync(path.join(folder, 'bin'));
    writeFileSync(path.join(folder, 'bin/monitor'), `#!/bin/sh\ntouch ${proof}\n`, { mode: 0o755 });
    git(folder, 'config', 'core.fsmonitor', path.join(folder, 'bin/monitor'));
    git(folder, 'config', 'filter.spy.clean', `${path.join(folder, 'bin/monitor')}; cat`);
    writeFileSync(path.join(folder, '.gitattributes'), '* filter=spy\n');
    utimesSync(path.join(folder, 'clean.json'), 1, 1);
    await gitFacts(folder, ['clean.json'], true, ENVIRONMENT);
    expect(() => execFileSync('test', ['-e', proof])).toThrow();
  });

  it('holds files to the commit under test, not to what was committed since', async () => {
    const folder = repository();
    const before = git(folder, 'rev-parse', 'HEAD').trim();
    writeFileSync(path.join(folder, 'changed.json'), '2');
    writeFileSync(path.join(folder, 'late.json'), '1');
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '-m', 'evidence of this run');
    const names = ['clean.json', 'changed.json', 'late.json'];
    const tracked = async (commit: string | null) => {
      const facts = await gitFacts(folder, names, false, ENVIRONMENT, commit);
      return names.filter((name) => facts?.get(name)?.tracked === true);
    };
    expect(await tracked(null)).toEqual(names);
    expect(await tracked(before)).toEqual(['clean.json']);
    expect(await tracked('1'.repeat(40))).toEqual([]);
  });

  it('passes on no variables of the step', async () => {
    const folder = repository();
    const elsewhere = { ...ENVIRONMENT, GIT_DIR: '/nonexistent', GIT_CONFIG_COUNT: 'broken' };
    expect(await headCommit(folder, elsewhere)).toMatch(/^[0-9a-f]{40}$/);
  });
});

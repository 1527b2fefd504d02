import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { localWorkspace } from '../../src/sources/local-workspace.ts';
import type { FileResult } from '../../src/sources/workspace.ts';
import { ENVIRONMENT, temporaryWorkspace } from './temporary-workspace.ts';

function problem(result: FileResult<unknown>): string {
  return result.ok ? 'ok' : `${result.problem.code}: ${result.problem.text}`;
}

async function linesOf(result: FileResult<AsyncIterable<readonly string[]>>): Promise<readonly string[]> {
  if (!result.ok) throw new Error(problem(result));
  const lines: string[] = [];
  for await (const batch of result.value) lines.push(...batch);
  return lines;
}

describe('paths that leave the workspace or are no files', () => {
  const { folder, workspace } = temporaryWorkspace({
    'evals/results.json': '{}',
    '.git/config': 'secret',
    'a.json': '1',
  });
  mkdirSync(path.join(folder, 'real'));
  writeFileSync(path.join(folder, 'real/inside.json'), '{}');
  symlinkSync('/etc/passwd', path.join(folder, 'link.json'));
  symlinkSync(path.join(folder, 'real/inside.json'), path.join(folder, 'inner-link.json'));
  symlinkSync(path.join(folder, 'real'), path.join(folder, 'linked-folder'));
  symlinkSync('/etc', path.join(folder, 'etc'));
  symlinkSync('/nowhere', path.join(folder, 'dangling'));
  execFileSync('mkfifo', [path.join(folder, 'pipe.json')]);

  it.each([
    ['../secret.json', 'blocked'],
    ['evals/../../x', 'blocked'],
    ['evals/..', 'blocked'],
    ['/etc/passwd', 'blocked'],
    ['~/x', 'blocked'],
    ['C:/x', 'blocked'],
    ['c:x', 'blocked'],
    ['..\\x', 'config'],
    ['a\0.json', 'config'],
    ['', 'config'],
    ['  ', 'config'],
    ['x'.repeat(1001), 'config'],
    ['.git/config', 'blocked'],
    ['.GIT/config', 'blocked'],
    ['./evals/./../.git/config', 'blocked'],
    ['link.json', 'blocked'],
    ['inner-link.json', 'blocked'],
    ['linked-folder/inside.json', 'blocked'],
    ['etc/passwd', 'blocked'],
    ['dangling', 'blocked'],
    ['pipe.json', 'blocked'],
    ['evals', 'config'],
    ['evals/results.json/x', 'not-found'],
    ['missing.json', 'not-found'],
  ])('%j is %s', async (name, code) => {
    for (const result of [
      await workspace.readText(name, 1000),
      await workspace.readLines(name),
      await workspace.readChunks(name),
    ])
      expect(problem(result)).toMatch(new RegExp(`^${code}: `));
    if (code !== 'not-found' && !['pipe.json', 'link.json', 'inner-link.json', 'dangling'].includes(name))
      expect((await workspace.find(name)).ok).toBe(false);
  });

  it('does not hang on a socket', async () => {
    const server = createServer().listen(path.join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(problem(await workspace.readText('socket', 10))).toContain('no regular file');
    server.close();
  });

  it('reads through doubled slashes and dots', async () => {
    expect(await workspace.readText('./evals//results.json', 100)).toEqual({ ok: true, value: '{}' });
  });

  it('may itself be reached through a link', async () => {
    symlinkSync(folder, path.join(folder, 'self'));
    const linked = localWorkspace(path.join(folder, 'self'), ENVIRONMENT);
    expect(await linked.readText('a.json', 100)).toEqual({ ok: true, value: '1' });
    expect(problem(await linked.readText('self/a.json', 100))).toContain('symbolic link');
  });

  it('names the file that was probably meant, and the step that makes it', async () => {
    const text = problem(await workspace.find('evals/result.json'));
    expect(text).toContain('evals/result.json was not found');
    expect(text).toContain('must run before the gate in the same job');
    expect(text).toContain('Did you mean evals/results.json?');
    expect(problem(await workspace.find('nowhere/result.json'))).not.toContain('Did you mean');
  });

  it('lists folders, none behind a link', async () => {
    expect(await workspace.list('evals')).toEqual({ ok: true, value: ['results.json'] });
    expect(await workspace.isDirectory('evals')).toBe(true);
    expect(await workspace.isDirectory('linked-folder')).toBe(false);
    expect(await workspace.isDirectory('a.json')).toBe(false);
    expect(problem(await workspace.list('etc'))).toContain('blocked');
  });
});

describe('globs', () => {
  const files = [
    'evals/b.json',
    'evals/a.json',
    'evals/deep/c.json',
    '.hidden/d.json',
    'node_modules/x/e.json',
    'odd[1].json',
  ];
  const { folder, workspace } = temporaryWorkspace(Object.fromEntries(files.map((name) => [name, '{}'])));

  it.each([
    ['evals/*.json', ['evals/a.json', 'evals/b.json']],
    ['evals/**/*.json', ['evals/a.json', 'evals/b.json', 'evals/deep/c.json']],
    ['{evals,.hidden}/?.json', ['.hidden/d.json', 'evals/a.json', 'evals/b.json']],
    ['odd[1].json', ['odd[1].json']],
    ['**/e.json', null],
    ['evals/*.xml', null],
    ['evals/d*', null],
  ])('%s', async (pattern, expected) => {
    const found = await workspace.find(pattern);
    if (expected === null) expect(problem(found)).toContain('not-found: no file of the workspace matches');
    else expect(found).toEqual({ ok: true, value: expected });
  });

  it('finds folders where they are asked for', async () => {
    expect(await workspace.find('evals/*', { directories: true })).toEqual({
      ok: true,
      value: ['evals/a.json', 'evals/b.json', 'evals/deep'],
    });
    expect(await workspace.find('evals', { directories: true })).toEqual({ ok: true, value: ['evals'] });
  });

  it('does not look behind links', async () => {
    symlinkSync('/etc', path.join(folder, 'etc'));
    expect(problem(await workspace.find('etc/*'))).toContain('blocked');
    expect(problem(await workspace.find('{etc,none}/*'))).toContain('not-found');
  });

  it('refuses patterns made to be slow, and more matches than anyone means', async () => {
    expect(problem(await workspace.find('*a*a*a*a*a*a*a*b'))).toContain('config');
    mkdirSync(path.join(folder, 'many'));
    for (let index = 0; index <= 1000; index += 1) writeFileSync(path.join(folder, 'many', `${index}.json`), '');
    expect(problem(await workspace.find('many/*'))).toContain('too-large');
    expect(await workspace.find('many/?.json')).toMatchObject({ ok: true });
  });
});

describe('contents', () => {
  const { workspace, write } = temporaryWorkspace({
    'mark.json': '\uFEFF{}',
    'empty.json': '',
    'broken.json': new Uint8Array([0x22, 0xc3, 0xa9, 0xc3, 0x28, 0x22]),
    'cut.json': new Uint8Array([0x61, 0xe2, 0x82]),
    'utf16.json': new Uint8Array([0xff, 0xfe, 0x7b, 0x00]),
    'large.json': 'x'.repeat(101),
    'exact.json': 'é'.repeat(50),
    'lines.txt': 'one\r\ntwo\n\nthree',
  });

  it.each([
    ['empty.json', 'bad-response: empty.json: it is empty'],
    ['broken.json', 'byte at offset 3 '],
    ['cut.json', 'byte at offset 1 '],
    ['utf16.json', 'UTF-16'],
    ['large.json', 'too-large'],
  ])('%s is refused: %s', async (name, words) => {
    expect(problem(await workspace.readText(name, 100))).toContain(words);
  });

  it('removes a byte order mark and reads up to the limit', async () => {
    expect(await workspace.readText('mark.json', 100)).toEqual({ ok: true, value: '{}' });
    expect(await workspace.readText('exact.json', 100)).toEqual({ ok: true, value: 'é'.repeat(50) });
    expect(await linesOf(await workspace.readLines('mark.json'))).toEqual(['{}']);
  });

  it('splits lines at LF and CRLF, also where a chunk ends inside one', async () => {
    expect(await linesOf(await workspace.readLines('lines.txt'))).toEqual(['one', 'two', '', 'three']);
    const lines = Array.from({ length: 4000 }, (_, index) => `${index} ${'ü€😀'.repeat(index % 97)}`);
    write('long.txt', `${lines.join('\r\n')}\r\n`);
    expect(await linesOf(await workspace.readLines('long.txt'))).toEqual(lines);
    write('one-long.txt', 'y'.repeat(600_000));
    expect((await linesOf(await workspace.readLines('one-long.txt')))[0]?.length).toBe(600_000);
  });

  it('refuses lines over 16 MiB and bytes that are not UTF-8 wherever they stand', async () => {
    write('endless.txt', 'z'.repeat(17 * 1024 * 1024));
    await expect(workspace.readLines('endless.txt').then(linesOf)).rejects.toMatchObject({ code: 'too-large' });
    write('late.txt', Buffer.concat([Buffer.from('a\n'.repeat(300_000)), Buffer.from([0xff, 0x0a])]));
    await expect(workspace.readLines('late.txt').then(linesOf)).rejects.toThrow('byte at offset 600000 ');
  });
});

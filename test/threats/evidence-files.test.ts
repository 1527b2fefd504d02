import { execFileSync } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localWorkspace } from '../../src/sources/local-workspace.ts';
import { linkProblem, openInside } from '../../src/sources/open-inside.ts';
import { attacked, expectBlocked, judgeFolder, readyCriteria } from './ready-gate.ts';

const GOOD = '{"metrics": {"answered": 0.9}}';
const outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'launch-gate-outside-')));
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'launch-gate-inside-')));
const inside = (name: string) => path.join(folder, name);

beforeAll(() => {
  writeFileSync(path.join(outside, 'secret.json'), GOOD);
  mkdirSync(inside('real'));
  writeFileSync(inside('real/r.json'), GOOD);
  writeFileSync(inside('others.json'), '{"metrics": {"recall": 0.9, "re_ask_share": 0.06, "deflected_share": 0.41}}');
  symlinkSync(path.join(outside, 'secret.json'), inside('link.json'));
  symlinkSync(inside('real/r.json'), inside('inner.json'));
  symlinkSync(outside, inside('folder'));
  symlinkSync('loop.json', inside('loop.json'));
  execFileSync('mkfifo', [inside('pipe.json')]);
});
afterAll(() => {
  for (const one of [outside, folder]) rmSync(one, { recursive: true, force: true });
});

async function judgePath(name: string) {
  const attack = { sources: `s: { type: file, path: "${name}" }`, keys: 'target: ">= 0.5"\nfrom: s' };
  writeFileSync(inside('launch-gate.yml'), readyCriteria(attack));
  const started = performance.now();
  const outcome = await judgeFolder(folder);
  expect(performance.now() - started).toBeLessThan(5000);
  return outcome;
}

describe('evidence that is no plain file of the workspace', () => {
  it.each(['link.json', 'inner.json', 'folder/secret.json', 'loop.json', 'pipe.json', 'real', 'folder'])(
    '%s is refused',
    async (name) => expectBlocked(await judgePath(name), 'error'),
  );

  it.each(['folder/*.json', '{folder,none}/*.json', 'link*.json', 'pip?.json'])(
    'the glob %s finds none',
    async (name) => {
      expectBlocked(await judgePath(name), 'error');
    },
  );

  it('a plain file is read', async () => {
    expect(attacked(await judgePath('real/r.json')).status).toBe('pass');
    expect(attacked(await judgePath('rea?/*.json')).status).toBe('pass');
  });

  it('a second name of a file is that file, and no way out', async () => {
    linkSync(inside('real/r.json'), inside('hard.json'));
    expect(attacked(await judgePath('hard.json')).status).toBe('pass');
  });
});

describe('a path that changes while it is used', () => {
  it('is never read through a link that was swapped in', async () => {
    mkdirSync(inside('swap'));
    writeFileSync(inside('swap/r.json'), GOOD);
    const workspace = localWorkspace(folder, { PATH: '', HOME: '' });
    let turning = true;
    const swapping = (async () => {
      while (turning) {
        renameSync(inside('swap'), inside('kept'));
        symlinkSync(outside, inside('swap'));
        await new Promise((resolve) => setImmediate(resolve));
        rmSync(inside('swap'));
        renameSync(inside('kept'), inside('swap'));
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const read: string[] = [];
    for (let index = 0; index < 200; index += 1) {
      const result = await workspace.readText('swap/secret.json', 1000);
      read.push(result.ok ? 'read' : result.problem.code);
    }
    turning = false;
    await swapping;
    expect(read).not.toContain('read');
    expect(new Set(read).size).toBeGreaterThan(0);
  });

  it('is refused where another file was opened than the one that stands there', async () => {
    const opened = lstatSync(inside('real/r.json'));
    expect(await linkProblem(folder, 'real/r.json', opened)).toBeNull();
    expect(await linkProblem(folder, 'others.json', opened)).toMatchObject({ ok: false, problem: { code: 'blocked' } });
  });

  it('is refused where the root turns out to lead elsewhere', async () => {
    const opened = await openInside(async () => inside('folder'), 'secret.json');
    expect(opened).toMatchObject({ ok: false, problem: { code: 'blocked' } });
  });
});

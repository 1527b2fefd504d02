import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-watchdog-'));

// A process to itself needs the watchdog as JavaScript.
beforeAll(() => {
  const config = path.join(folder, 'tsconfig.json');
  writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}');
  const compilerOptions = { rootDir: path.join(ROOT, 'src'), outDir: folder, noCheck: true, types: [] };
  const files = [path.join(ROOT, 'src/watchdog.ts')];
  writeFileSync(
    config,
    JSON.stringify({ extends: path.join(ROOT, 'tsconfig.json'), compilerOptions, include: [], files }),
  );
  execFileSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', config], { stdio: 'inherit' });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program that starts the watchdog and then does something; ends with what became of it. */
async function program(name: string, seconds: number, then: string) {
  const output = path.join(folder, `${name}.output`);
  writeFileSync(output, 'before\n');
  const files = [
    [folder, 'a folder takes no text'],
    [output, 'decision=no-go\n'],
  ];
  const words = JSON.stringify({ seconds, descriptor: 2, text: 'last words\n', files });
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { startWatchdog } from './watchdog.js';\nconst callOff = startWatchdog(${words});\n${then}\n`,
  );
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'pipe'] });
  const closed = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('close', (code, signal) => resolve([code, signal])),
  );
  const [err, [code, signal]] = await Promise.all([text(child.stderr), closed]);
  return { code, signal, err, output: readFileSync(output, 'utf8') };
}

describe('the watchdog', { timeout: 60_000 }, () => {
  it('ends a process whose only thread never comes to itself, and writes what it can before', async () => {
    const ended = await program('busy', 1, 'for (;;);');
    expect(ended).toEqual({ code: null, signal: 'SIGKILL', err: 'last words\n', output: 'before\ndecision=no-go\n' });
  });

  it('keeps nobody who is done', async () => {
    const ended = await program('done', 600, 'process.exitCode = 1;');
    expect(ended).toEqual({ code: 1, signal: null, err: '', output: 'before\n' });
  });

  it('lets live whoever called it off', async () => {
    const ended = await program('called-off', 1, 'callOff(); setTimeout(() => process.exit(0), 2500);');
    expect(ended).toEqual({ code: 0, signal: null, err: '', output: 'before\n' });
  });
});

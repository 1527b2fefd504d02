import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryWorkspace } from './temporary-workspace.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const build = path.join(root, '.cache', `stream-memory-${process.pid}`);
const { folder } = temporaryWorkspace();
afterAll(() => rmSync(build, { recursive: true, force: true }));

/** Writes lines until the file has the size; `line` gets the number of the line. */
function writeLog(name: string, megabytes: number, header: string, line: (index: number) => string): number {
  const file = openSync(path.join(folder, name), 'w');
  let index = 0;
  for (let bytes = writeSync(file, header); bytes < megabytes * 1e6; ) {
    let block = '';
    for (let count = 0; count < 5000; count += 1, index += 1) block += `${line(index)}\n`;
    bytes += writeSync(file, block);
  }
  closeSync(file);
  return index;
}

/** The readers as JavaScript, which a process of their own can run. */
function compile(): void {
  mkdirSync(build, { recursive: true });
  const options = { outDir: './out', rootDir: '../../src', noEmitOnError: false };
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: options,
    include: [],
    files: ['../../src/sources/read-rows.ts', '../../src/sources/local-workspace.ts'],
  };
  writeFileSync(path.join(build, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(path.join(build, 'package.json'), '{"type": "module"}');
  execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', build], { stdio: 'pipe' });
}

/** The peak is that of this program alone: what `getrusage` tells includes the test runner that the child was forked from. */
function measure(name: string, kind: 'jsonl' | 'csv'): { readonly result: unknown; readonly peakMegabytes: number } {
  const at = (module: string): string => JSON.stringify(pathToFileURL(path.join(build, 'out/sources', module)).href);
  const script = `
    const { readRows } = await import(${at('read-rows.js')});
    const { localWorkspace } = await import(${at('local-workspace.js')});
    const keys = { where: { event: 'answer' }, 'rate-of': 'resolved', 'observed-at': 'at' };
    const results = await readRows(localWorkspace(${JSON.stringify(folder)}, process.env), ${JSON.stringify(name)}, '${kind}', [{ metric: 'm', keys, scale: null }]);
    const { readFileSync } = await import('node:fs');
    const kilobytes = /VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    console.log(JSON.stringify({ result: results.get('m'), peakMegabytes: Number(kilobytes) / 1024 }));`;
  // A heap far below the size of the file: a reader that keeps what it has read ends here, however late memory is freed.
  // Freeing in the same thread, and soon: so that the figure says what is kept, and not how busy the machine is.
  const flags = [
    '--max-old-space-size=48',
    '--max-semi-space-size=1',
    '--single-threaded-gc',
    '--input-type=module',
    '-e',
    script,
  ];
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
}

describe('memory of streamed files', () => {
  it('stays far below the size of the file', () => {
    compile();
    const lines = writeLog(
      'events.jsonl',
      200,
      '',
      (index) =>
        `{"event":"${index % 2 === 0 ? 'answer' : 'visit'}","resolved":${index % 4 === 0},"at":"2026-11-20T10:00:00Z","question":"how do I ${index} ${'x'.repeat(600)}"}`,
    );
    const json = measure('events.jsonl', 'jsonl');
    expect(json.result).toMatchObject({ value: 0.5, attempted: lines / 2, observedAtMs: Date.UTC(2026, 10, 20, 10) });
    expect(json.peakMegabytes).toBeLessThan(150);

    const rows = writeLog(
      'events.csv',
      80,
      'event,resolved,at,question\n',
      (index) =>
        `${index % 2 === 0 ? 'answer' : 'visit'},${index % 4 === 0},2026-11-20T10:00:00Z,"how, do I ${index} ${'x'.repeat(200)}"`,
    );
    const csv = measure('events.csv', 'csv');
    expect(csv.result).toMatchObject({ value: 0.5, attempted: rows / 2 });
    expect(csv.peakMegabytes).toBeLessThan(150);
  }, 120_000);
});

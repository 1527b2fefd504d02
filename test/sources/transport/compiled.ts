import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The transport compiled into a folder of its own, for programs that need a process to themselves. */
export function compiledTransport(): { readonly folder: string; readonly module: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-transport-'));
  const config = path.join(folder, 'tsconfig.json');
  writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}');
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  writeFileSync(
    config,
    JSON.stringify({
      extends: path.join(ROOT, 'tsconfig.json'),
      compilerOptions: { rootDir: path.join(ROOT, 'src'), outDir: path.join(folder, 'out'), noCheck: true },
      include: [],
      files: [path.join(ROOT, 'src/sources/transport/create-network.ts')],
    }),
  );
  execFileSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', config], { stdio: 'inherit' });
  const module = pathToFileURL(path.join(folder, 'out/sources/transport/create-network.js')).href;
  return { folder, module, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

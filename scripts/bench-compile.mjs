// Compiles servers of the tests, because Node 20 runs no TypeScript.
import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Compiles files below the project's root, with all that they import, into a folder laid out like the root. */
export function compileTests(root, into, files) {
  const config = `${into}.json`;
  writeFileSync(
    config,
    JSON.stringify({
      extends: path.join(root, 'tsconfig.test.json'),
      compilerOptions: {
        ...{ rootDir: root, outDir: into, noEmit: false, noCheck: true },
        typeRoots: [path.join(root, 'node_modules/@types')],
      },
      include: files.map((file) => path.join(root, file)),
    }),
  );
  const tsc = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', config], {
    encoding: 'utf8',
  });
  if (tsc.status !== 0) throw new Error(`${files[0]} does not compile: ${tsc.stdout}${tsc.stderr}`);
  for (const name of ['node_modules', 'fixtures', 'package.json'])
    symlinkSync(path.join(root, name), path.join(into, name));
}

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { localWorkspace } from '../../src/sources/local-workspace.ts';
import type { Workspace } from '../../src/sources/workspace.ts';

export const ENVIRONMENT = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
export const FIXTURES = fileURLToPath(new URL('../../fixtures/formats', import.meta.url));

/** The text of a fixture below `fixtures/formats`. */
export function fixture(name: string): string {
  return readFileSync(path.join(FIXTURES, name), 'utf8');
}

/** A workspace in a new folder with the files, removed after the test file's last test. */
export function temporaryWorkspace(files: Readonly<Record<string, string | Uint8Array>> = {}): {
  readonly folder: string;
  readonly workspace: Workspace;
  readonly write: (name: string, content: string | Uint8Array) => void;
} {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'launch-gate-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return { folder, workspace: localWorkspace(folder, ENVIRONMENT), write };
}

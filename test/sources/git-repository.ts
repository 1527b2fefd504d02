import { execFileSync } from 'node:child_process';
import { ENVIRONMENT, temporaryWorkspace } from './temporary-workspace.ts';

const SETTINGS = ['user.name=t', 'user.email=t@example.invalid', 'commit.gpgsign=false', 'init.defaultBranch=main'];

/** Runs git in a folder as a person would, and gives what it says. */
export function git(folder: string, ...words: readonly string[]): string {
  const settings = [...SETTINGS, 'protocol.file.allow=always'].flatMap((setting) => ['-c', setting]);
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  return execFileSync('git', [...settings, ...words], { cwd: folder, env: ENVIRONMENT, encoding: 'utf8', stdio });
}

/** Commits everything that is there, and gives the commit. */
export function commitAll(folder: string): string {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'change');
  return git(folder, 'rev-parse', 'HEAD').trim();
}

/** A repository in a new folder with these files in its first commit. */
export function repositoryWith(files: Readonly<Record<string, string | Uint8Array>>) {
  const made = temporaryWorkspace(files);
  git(made.folder, 'init', '-q');
  return { ...made, commit: commitAll(made.folder) };
}

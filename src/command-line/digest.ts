import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Answer } from '../core/answer.ts';
import { readGate } from '../criteria/read-gate.ts';
import { choice } from '../inputs.ts';
import { renderFindings } from '../report/findings-text.ts';
import { forLog } from '../report/neutralise.ts';
import { type FileFilter, filesAtCommit, isInsideCheckout, unknown } from '../sources/commit-files.ts';
import { filesInFolder } from '../sources/folder-files.ts';
import type { GitEnvironment } from '../sources/local-git.ts';
import { type PinnedFiles, pinnedFiles } from '../sources/pinned-files.ts';
import { filesInWorkTree, type WorkTree } from '../sources/work-tree.ts';
import { readCriteriaFile } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { COULD_NOT_JUDGE, type Invocation, usageError } from './invocation.ts';
import { formatNamed } from './publish-report.ts';
import type { Terminal } from './terminal.ts';

/**
 * `launch-gate digest`: prints the digest of the files that the criteria pin, as they lie in the folder or as a commit
 * has them; returns 0, or 2 where there is none.
 */
export async function digest(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  const { flags } = args;
  const format = formatNamed(flags.format, ['text', 'json']);
  if (format === null) return usageError(`--format ${choice(flags.format ?? '', ['text', 'json'])}`, terminal);
  const commit = flags.commit?.toLowerCase() ?? null;
  if (commit !== null && !/^[0-9a-f]{40}$/.test(commit))
    return usageError('--commit must be a full commit SHA, 40 hexadecimal digits (git rev-parse HEAD)', terminal);
  const criteriaPath = args.positional[0] ?? '.github/launch-gate.yml';
  const read = await readCriteriaFile(path.resolve(invocation.folder, criteriaPath));
  const { gate, findings } = await readGate(read, criteriaPath, Date.now());
  if (gate === null) {
    terminal.err(
      renderFindings(findings, { colour: terminal.colour, width: terminal.width, unicode: terminal.unicode }),
    );
    return COULD_NOT_JUDGE;
  }
  if (gate.pins === null)
    return usageError(`${criteriaPath} pins no files: name them, such as subject: { pins: ["prompts/**"] }`, terminal);
  const folder = path.resolve(invocation.folder, flags.workspace ?? '.');
  const { PATH, HOME } = invocation.env;
  const found = await digestOf(gate.pins, folder, commit, { PATH, HOME });
  if (!found.known) {
    terminal.err(`launch-gate: no digest: ${forLog(found.detail, 500)}\n`);
    return COULD_NOT_JUDGE;
  }
  warn(found.value, terminal);
  terminal.out(format === 'json' ? json(found.value, commit) : `${found.value.pinned.digest}\n`);
  return 0;
}

/** The pinned files, and the checkout that they lie in where they were read from one. */
interface Digested {
  readonly pinned: PinnedFiles;
  readonly tree: WorkTree | null;
}

async function digestOf(
  globs: readonly string[],
  folder: string,
  commit: string | null,
  environment: GitEnvironment,
): Promise<Answer<Digested>> {
  let tree: WorkTree | null = null;
  const pinned = await pinnedFiles(globs, async (isPinned: FileFilter) => {
    const root = await realpath(folder).catch(() => null);
    if (root === null) return unknown('the folder of --workspace cannot be read');
    if (commit !== null) return filesAtCommit(root, commit, isPinned, environment);
    if (!(await isInsideCheckout(root))) return filesInFolder(root, isPinned);
    const found = await filesInWorkTree(root, isPinned, environment);
    if (!found.known) return found;
    tree = found.value;
    return { known: true, value: tree.files };
  });
  return pinned.known ? { known: true, value: { pinned: pinned.value, tree } } : pinned;
}

/** The commit is named where the files are as it has them. */
function json({ pinned, tree }: Digested, asked: string | null): string {
  const isClean = tree !== null && tree.changed.length === 0 && tree.untracked.length === 0;
  const commit = asked ?? (isClean ? tree.head : null);
  return `${JSON.stringify({ digest: pinned.digest, commit, files: pinned.files }, null, 2)}\n`;
}

/** What keeps the digest from being that of a commit, and what may be left out of it by mistake. */
function warn({ pinned, tree }: Digested, terminal: Terminal): void {
  const say = (names: readonly string[], what: string) => {
    if (names.length === 0) return;
    const shown = names.slice(0, 10).map((name) => forLog(name));
    const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
    terminal.err(`launch-gate: ${what}: ${shown.join(', ')}${more}\n`);
  };
  say(tree?.changed ?? [], 'not as in the commit that is checked out, so that the digest is not that of the commit');
  say(tree?.untracked ?? [], 'pinned, but not known to git, so that the digest is not that of a commit');
  say(pinned.unmatched, 'under subject.pins, but naming no file');
}

import path from 'node:path';
import type { ChangedFile, ChangedFiles, WorkflowChange } from '../core/subject.ts';
import type { Api } from './api.ts';
import { folded, samePath, touches } from './changed-files.ts';
import { readContents } from './contents.ts';
import { shaFrom } from './shapes.ts';
import { type LocalUse, readUses, type Uses } from './uses.ts';
import { readWorkflowRef } from './workflow-ref.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reusable workflows may call each other to this depth, and an action's steps may use actions. */
const DEEPEST = 10;
const MOST_FILES = 50;

/** What the workflow of this run rests on. */
interface Walk {
  readonly api: Api;
  readonly files: readonly ChangedFile[];
  /** The commit that the workflow is read at. */
  readonly commit: string;
  readonly changed: Set<string>;
  readonly unread: Set<string>;
  readonly seen: Set<string>;
}

/** Whether the workflow can come from the pull request: for other events GitHub takes it from a branch of the repository. */
export function isWorkflowOfChange(env: Environment): boolean {
  return env['GITHUB_EVENT_NAME'] === 'pull_request' || env['GITHUB_EVENT_NAME'] === 'merge_group';
}

/**
 * Whether a pull request changes the workflow that runs the gate, or an action or reusable workflow of its repository
 * that this one uses. What cannot be told is `unknown`, never `unchanged`.
 */
export async function workflowChange(
  api: Api,
  env: Environment,
  { files, complete }: ChangedFiles,
  headSha: string,
): Promise<WorkflowChange> {
  if (!isWorkflowOfChange(env)) return { kind: 'trusted' };
  const reference = readWorkflowRef(env);
  const repository = `${api.owner}/${api.repo}`.toLowerCase();
  if (reference !== null && reference.repository.toLowerCase() !== repository) return { kind: 'unchanged' };
  const workflow = reference?.path;
  if (!complete) return { kind: 'unknown', paths: workflow === undefined ? [] : [workflow] };
  if (workflow === undefined) return bySuspicion(files);

  if (isNew(files, workflow)) return { kind: 'new', paths: [workflow] };
  const commit = shaFrom(env['GITHUB_WORKFLOW_SHA']) ?? headSha;
  const walk: Walk = { api, files, commit, changed: new Set(), unread: new Set(), seen: new Set() };
  await visit(walk, { kind: 'workflow', path: workflow }, 0);
  if (walk.changed.size > 0) return { kind: 'changed', paths: [...walk.changed] };
  if (walk.unread.size > 0) return { kind: 'unknown', paths: [...walk.unread] };
  return { kind: 'unchanged' };
}

/**
 * Whether the pull request adds the workflow and touches no other, nor an action. A workflow put in the place of another
 * is not new: it may carry the other's check.
 */
function isNew(files: readonly ChangedFile[], workflow: string): boolean {
  const own = files.filter(({ path }) => path === workflow);
  const isAdded = own.length > 0 && own.every(({ status }) => status === 'added');
  const others = files.filter(({ path, status }) => path !== workflow && status !== 'added');
  return (
    isAdded && !others.some((file) => pathsOf(file).some((path) => /^\.github\/(workflows|actions)\//i.test(path)))
  );
}

/** Notes what of a workflow or action the pull request changes, and goes on to what it uses in turn. */
async function visit(walk: Walk, use: LocalUse, depth: number): Promise<void> {
  const name = use.kind === 'workflow' ? use.path : use.folder;
  if (walk.seen.has(`${use.kind} ${name}`)) return;
  walk.seen.add(`${use.kind} ${name}`);
  if (depth > DEEPEST || walk.seen.size > MOST_FILES || name.split('/').includes('..')) {
    walk.unread.add(name);
    return;
  }
  const touched = walk.files.filter((file) => isPartOf(file, use));
  for (const { path } of touched) walk.changed.add(path);
  // What is changed already blocks: only for what is not does it matter what lies behind it.
  if (touched.length > 0) return;

  const uses = await usesOf(walk, use);
  if (uses === 'absent') return visitElsewhere(walk, use, depth);
  if (uses === null) return;
  if (use.kind === 'action') noteScripts(walk, use.folder, uses);
  for (const next of uses.uses) await visit(walk, next, depth + 1);
}

/** Reads what a workflow or action uses; what cannot be read is noted, and gives `null`. */
async function usesOf(walk: Walk, use: LocalUse): Promise<Uses | 'absent' | null> {
  for (const name of filesOf(use)) {
    const contents = await readContents(walk.api, name, walk.commit, name);
    if (contents.ok && contents.value.kind === 'absent') continue;
    const bytes = contents.ok && contents.value.kind === 'file' ? contents.value.bytes : null;
    const text = bytes === null ? null : new TextDecoder().decode(bytes);
    const uses = text === null ? null : await readUses(text, `${walk.api.owner}/${walk.api.repo}`);
    if (uses === null) walk.unread.add(name);
    return uses;
  }
  return 'absent';
}

/**
 * An action that is not where it is used: the repository may be checked out into a folder, whose name then comes first.
 * What is nowhere may be any action that the pull request changes.
 */
async function visitElsewhere(walk: Walk, use: LocalUse, depth: number): Promise<void> {
  const segments = use.kind === 'workflow' || use.folder === '' ? [] : use.folder.split('/');
  for (let skipped = 1; skipped <= Math.min(segments.length, DEEPEST); skipped += 1) {
    const moved = { kind: 'action', folder: segments.slice(skipped).join('/') } as const;
    if (await isThere(walk, moved)) return visit(walk, moved, depth + 1);
  }
  const suspicion = bySuspicion(walk.files);
  if (suspicion.kind === 'unknown') for (const path of suspicion.paths) walk.unread.add(path);
}

async function isThere(walk: Walk, use: LocalUse): Promise<boolean> {
  for (const name of filesOf(use)) {
    const contents = await readContents(walk.api, name, walk.commit, name);
    if (!contents.ok || contents.value.kind !== 'absent') return true;
  }
  return false;
}

/** Where a workflow or an action says what it does. */
function filesOf(use: LocalUse): readonly string[] {
  return use.kind === 'workflow' ? [use.path] : ['action.yml', 'action.yaml'].map((name) => within(use.folder, name));
}

/**
 * Notes changes of what an action runs: of the folder of each script, which may lie outside the action's own, and for
 * an action at the root that runs what it likes, of everything.
 */
function noteScripts(walk: Walk, folder: string, { runs, runsAnything }: Uses): void {
  if (folder === '' && runsAnything) noteBelow(walk, '.');
  for (const script of runs) {
    const file = path.posix.join(folder, script);
    if (script.startsWith('/') || file.startsWith('../')) walk.unread.add(script);
    else noteBelow(walk, path.posix.dirname(file));
  }
}

/** Notes the changed files below a folder; below the root, documentation is nothing that is run. */
function noteBelow(walk: Walk, folder: string): void {
  const isRun = (name: string) =>
    folder === '.' ? !/\.md$|^docs\/|^LICENSE[^/]*$/i.test(name) : folded(name).startsWith(folded(`${folder}/`));
  for (const file of walk.files) if (pathsOf(file).some(isRun)) walk.changed.add(file.path);
}

function isPartOf(file: ChangedFile, use: LocalUse): boolean {
  if (use.kind === 'workflow') return touches(file, use.path);
  if (use.folder === '') return ['action.yml', 'action.yaml', 'Dockerfile'].some((name) => touches(file, name));
  const below = folded(`${use.folder}/`);
  return pathsOf(file).some((path) => folded(path).startsWith(below) || samePath(path, use.folder));
}

/** Without knowing the workflow: any change to what may be one, or an action, may be a change to it. */
function bySuspicion(files: readonly ChangedFile[]): WorkflowChange {
  const suspicious = /^\.github\/(workflows|actions)\/|(^|\/)(action\.ya?ml|Dockerfile)$/i;
  const paths = files.filter((file) => pathsOf(file).some((path) => suspicious.test(path))).map(({ path }) => path);
  return paths.length > 0 ? { kind: 'unknown', paths } : { kind: 'unchanged' };
}

function pathsOf({ path, previousPath }: ChangedFile): readonly string[] {
  return previousPath === null ? [path] : [path, previousPath];
}

function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { CriteriaText } from './core/criteria-text.ts';
import type { Platform } from './core/platform.ts';
import type { SourceNews } from './core/source-news.ts';
import { criteriaText } from './criteria/criteria-text.ts';
import { deadlineSeconds } from './guard-process.ts';
import { keepSecrets, type Secrets } from './secrets.ts';
import { localWorkspace } from './sources/local-workspace.ts';
import type { Network, NetworkPolicy } from './sources/network.ts';
import type { Workspace } from './sources/workspace.ts';
import { VERSION } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Facts of the run for the report; none of them decides anything. Unknown is `null`. */
export interface Facts {
  readonly repository: string | null;
  readonly event: string | null;
  readonly pullRequest: number | null;
  readonly serverUrl: string | null;
  readonly runUrl: string | null;
  readonly runAttempt: number | null;
}

/** Facts of a run outside GitHub. */
export const NO_FACTS: Facts = {
  repository: null,
  event: null,
  pullRequest: null,
  serverUrl: null,
  runUrl: null,
  runAttempt: null,
};

/** Everything that a run may touch outside itself: handed in, so that the same inputs give the same bytes. */
export interface World extends Platform {
  /** One instant for the whole run, milliseconds since the epoch. */
  readonly nowMs: number;
  readonly facts: Facts;
  readonly workspace: Workspace;
  /** The commit that is checked out, for a subject that names none; `null` where it is unknown. */
  head(): Promise<string | null>;
  /** Opens the way to other hosts; loaded only where a source asks one. */
  network(policy: Pick<NetworkPolicy, 'underPullRequest' | 'allowedHosts'>): Promise<Network>;
  /** Ends what watches over a run that asks other hosts, once its decision is out. */
  rest(): void;
  /** True where an environment variable of the step holds something. */
  isSet(name: string): boolean;
  /** Told what became of each source, for the log. */
  readonly onSource?: ((news: SourceNews) => void) | undefined;
}

/** The world of the command line: the disk, git, and facts from the environment; no pull request. */
export function localWorld(given: {
  readonly workspaceRoot: string;
  readonly nowMs: number;
  /** The commit under test where it is known; else the workspace's HEAD counts. */
  readonly commit: string | null;
  readonly env: Environment;
  /** Where credentials are kept that must not be shown. */
  readonly secrets?: Secrets;
  readonly onSource?: ((news: SourceNews) => void) | undefined;
}): World {
  const workspace = workspaceAt(given.workspaceRoot, given.env, given.commit);
  return {
    nowMs: given.nowMs,
    facts: factsFromEnvironment(given.env),
    workspace,
    head: () => workspace.head(),
    ...networkWorld(given.env, given.secrets ?? keepSecrets(given.env)),
    onSource: given.onSource,
    ...diskPlatform(given.commit, readCriteriaFile, given.workspaceRoot, given.env),
  };
}

/** All requests together may take this long: short enough that a report can still be written within the run's deadline. */
const NETWORK_SHARE_OF_DEADLINE = 0.9;

/** How long after its deadline a run may take to write what it still can. */
const GRACE_SECONDS = 5;

/** Watches a run that reads what other hosts send, which may keep its only thread busy for ever. */
async function watch(env: Environment, deadline: number): Promise<() => void> {
  const { startWatchdog } = await import(/* webpackChunkName: "network" */ './watchdog.ts');
  const seconds = deadline + GRACE_SECONDS;
  const says = `launch-gate: still busy after ${seconds} s: could not judge`;
  const onRunner = env['GITHUB_ACTIONS'] === 'true' && (env['GITHUB_OUTPUT'] ?? '') !== '';
  if (!onRunner) return startWatchdog({ seconds, descriptor: 2, text: `${says}\n`, files: [] });
  // A later step that reads the outputs must never find an empty decision.
  const outputs = 'decision=no-go\nverdict=error\ncause=verdict\ndiagnosis=\nblocking=["criteria"]\n';
  const files = [
    [env['GITHUB_OUTPUT'] ?? '', outputs],
    ...((env['GITHUB_STEP_SUMMARY'] ?? '') === ''
      ? []
      : [[env['GITHUB_STEP_SUMMARY'] ?? '', `**NO-GO** ${says}\n`] as const]),
  ] as const;
  return startWatchdog({
    seconds,
    descriptor: 1,
    text: `\n::error title=launch-gate: NO-GO, could not judge::${says}\n`,
    files,
  });
}

/** The way to other hosts, with the credentials that the environment holds. */
export function networkWorld(env: Environment, secrets: Secrets): Pick<World, 'network' | 'isSet' | 'rest'> {
  const watched: { callOff: (() => void) | null } = { callOff: null };
  return {
    rest: () => watched.callOff?.(),
    async network(policy) {
      const { createNetwork } = await import(/* webpackChunkName: "network" */ './sources/transport/create-network.ts');
      const seconds = deadlineSeconds(env['LAUNCH_GATE_DEADLINE_SECONDS']);
      // Where no second thread can be had, the run is as it would be without one.
      watched.callOff ??= await watch(env, seconds).catch(() => () => {});
      return createNetwork({
        ...policy,
        env,
        version: VERSION,
        onSecret: (secret) => secrets.keep(secret),
        deadlineMs: seconds * 1000 * NETWORK_SHARE_OF_DEADLINE,
      });
    },
    isSet: (name) => (env[name] ?? '').trim() !== '',
  };
}

/** The evidence files below a folder, seen from a commit. */
export function workspaceAt(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  commit: string | null,
): Workspace {
  return localWorkspace(root, { PATH: env['PATH'], HOME: env['HOME'] }, commit);
}

/**
 * Criteria from the disk, trusted as they are: nobody's change is judged. Pinned files are those of `root`, and not known
 * where there is none.
 */
export function diskPlatform(
  commit: string | null,
  readCriteria: (file: string) => Promise<CriteriaText>,
  root: string | null = null,
  env: Environment = {},
): Pick<World, keyof Platform> {
  return {
    async readSubject({ criteriaFile }) {
      const text = await readCriteria(criteriaFile);
      const criteria = { text, ref: null, sha: null, introduced: false, proposed: null };
      const nothing = { baseSha: null, pullRequest: null, labelled: null, notes: [] };
      return { ok: true, subject: { commit, criteria, workflow: { kind: 'trusted' }, ...nothing } };
    },
    overrideFacts: () => Promise.reject(new Error('there is no pull request outside GitHub')),
    confirm: async () => ({ kind: 'same' }),
    async pinnedFiles(of, isPinned) {
      if (root === null) return { known: false, why: 'failed', detail: 'there is no folder to look at' };
      const { localFiles } = await import(/* webpackChunkName: "pins" */ './sources/local-files.ts');
      return localFiles(root, of, isPinned, { PATH: env['PATH'], HOME: env['HOME'] });
    },
  };
}

const LARGEST_CRITERIA_BYTES = 4 * 1024 * 1024;

/** Reads a criteria file from disk: a regular file of sane size and valid UTF-8, or the reason why not. */
export async function readCriteriaFile(file: string): Promise<CriteriaText> {
  try {
    // Without `O_NONBLOCK` opening a FIFO would wait for a writer, past every deadline.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (stat.isDirectory()) return unreadable('it is a folder, not a file');
      if (!stat.isFile()) return unreadable('it is not a regular file');
      if (stat.size > LARGEST_CRITERIA_BYTES)
        return unreadable(`it is ${stat.size} bytes long, and 256 KiB are the most`);
      return criteriaText(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return { ok: false, code: 'criteria-not-found', detail: path.basename(file) };
    return unreadable(`reading it failed (${code})`);
  }
}

function unreadable(detail: string): CriteriaText {
  return { ok: false, code: 'criteria-unreadable', detail };
}

/** The run's facts from GitHub's default environment variables, each checked for its form. */
export function factsFromEnvironment(env: Readonly<Record<string, string | undefined>>): Facts {
  const serverUrl = matching(env['GITHUB_SERVER_URL'], /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?$/);
  const repository = matching(env['GITHUB_REPOSITORY'], /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/);
  const runId = matching(env['GITHUB_RUN_ID'], /^\d{1,20}$/);
  return {
    repository,
    event: matching(env['GITHUB_EVENT_NAME'], /^[a-z_]{1,40}$/),
    pullRequest: numberOf(/^refs\/pull\/(\d{1,9})\//.exec(env['GITHUB_REF'] ?? '')?.[1]),
    serverUrl,
    runUrl: serverUrl && repository && runId ? `${serverUrl}/${repository}/actions/runs/${runId}` : null,
    runAttempt: numberOf(matching(env['GITHUB_RUN_ATTEMPT'], /^\d{1,6}$/)),
  };
}

function matching(value: string | undefined, pattern: RegExp): string | null {
  return value !== undefined && pattern.test(value) ? value : null;
}

function numberOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}

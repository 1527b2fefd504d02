import type { Finding } from './core/finding.ts';
import type { Context, Outcome } from './core/outcome.ts';
import { redactDeep, redactor } from './core/redact.ts';
import type { SourceNews } from './core/source-news.ts';
import type { Api } from './github/api.ts';
import { apiBudget } from './github/api-budget.ts';
import type { CommentResult } from './github/comment.ts';
import { commentOutcome } from './github/comment-outcome.ts';
import { githubPlatform } from './github/github-platform.ts';
import { openApi } from './github/octokit-api.ts';
import { type ActionInputs, type InputProblem, readActionInputs } from './inputs.ts';
import { runOnSubject } from './run.ts';
import type { Secrets } from './secrets.ts';
import { unjudged } from './unjudged.ts';
import { factsFromEnvironment, networkWorld, type World, workspaceAt } from './world.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a run tells while it goes on, and the secrets that it must not tell. */
export interface RunnerLog {
  readonly secrets: Secrets;
  readonly onSource: (news: SourceNews) => void;
}

/** A decided outcome with what publishing it needs. */
export interface ActionRun {
  /** Without secrets. */
  readonly outcome: Outcome;
  readonly redact: (text: string) => string;
  /** Writes the comment; `null` where there is no pull request to comment on. */
  readonly comment: (() => Promise<CommentResult>) | null;
  /** Ends what watches over the run, once all is published. */
  readonly rest: () => void;
}

/** Judges with the action's inputs what GitHub says is under test; wrong inputs end as verdict `error`. */
export async function runAction(
  getInput: (name: string) => string,
  env: Environment,
  { secrets, onSource }: RunnerLog,
): Promise<ActionRun> {
  const nowMs = Date.now();
  const read = readActionInputs(getInput);
  const repository = /^([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)$/.exec(env['GITHUB_REPOSITORY'] ?? '');
  if (!read.ok || repository === null) {
    const findings = read.ok ? [noRepository()] : read.problems.map(inputFinding);
    const context = bareContext(getInput('criteria') || '.github/launch-gate.yml', nowMs, env);
    const redact = redactor(secrets.all());
    return {
      outcome: redactDeep(unjudged({ stage: null }, context, null, findings), redact),
      redact,
      comment: null,
      rest: () => {},
    };
  }
  const [, owner = '', repo = ''] = repository;
  const { inputs } = read;
  const budget = apiBudget(env);
  const access = { repository: { owner, repo }, env, budget };
  const api = openApi({ ...access, token: inputs.githubToken });
  const teamApi = inputs.teamToken === null ? null : openApi({ ...access, token: inputs.teamToken });
  const network = networkWorld(env, secrets);
  const { outcome, commentOn } = await runOnSubject(inputs, {
    ...githubWorld(api, teamApi, nowMs, env),
    ...network,
    onSource,
  });
  // Only now: sources have named further secrets meanwhile.
  const redact = redactor(secrets.all());
  const shown = redactDeep(outcome, redact);
  const comment =
    commentOn === null
      ? null
      : () => commentOutcome(api, shown, { ...commenting(inputs, env, redact), pullRequest: commentOn });
  return { outcome: shown, redact, comment, rest: network.rest };
}

function commenting(inputs: ActionInputs, env: Environment, redact: ActionRun['redact']) {
  return { mode: inputs.comment, gateId: inputs.gateId, env, redact, nowMs: Date.now };
}

/** The world of the action: subject and proof from GitHub, evidence from the files that the job has. */
function githubWorld(
  api: Api,
  teamApi: Api | null,
  nowMs: number,
  env: Environment,
): Omit<World, keyof ReturnType<typeof networkWorld> | 'onSource'> {
  // Evidence is held against what was checked out, which under `pull_request` is GitHub's merge of head and base.
  const checkedOut = /^[0-9a-f]{40}$/.exec(env['GITHUB_SHA']?.toLowerCase() ?? '')?.[0] ?? null;
  return {
    nowMs,
    facts: factsFromEnvironment(env),
    workspace: workspaceAt(env['GITHUB_WORKSPACE'] || process.cwd(), env, checkedOut),
    head: async () => null,
    ...githubPlatform({ api, teamApi, env }),
  };
}

function inputFinding({ name, text }: InputProblem): Finding {
  const at = { path: 'inputs of the action', line: null, column: null };
  return { code: 'input-refused', args: { name, text }, level: 'error', at, metric: null };
}

function noRepository(): Finding {
  const args = { detail: 'the environment names no repository (GITHUB_REPOSITORY)' };
  return {
    code: 'event-unreadable',
    args,
    level: 'error',
    at: { path: 'GitHub', line: null, column: null },
    metric: null,
  };
}

function bareContext(criteriaPath: string, nowMs: number, env: Environment): Context {
  return {
    evaluatedAtMs: nowMs,
    criteriaPath,
    criteriaRef: null,
    criteriaSha: null,
    criteriaDigest: null,
    headSha: null,
    baseSha: null,
    ...factsFromEnvironment(env),
  };
}

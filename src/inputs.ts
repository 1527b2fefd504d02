import { STAGES, type Stage } from './core/layer.ts';
import { nearest } from './core/nearest.ts';

/** What a run is asked to judge. */
export interface Inputs {
  /** As the user wrote it: shown in reports and findings. */
  readonly criteriaPath: string;
  /** The same file as the world opens it. */
  readonly criteriaFile: string;
  /** Values files or globs, relative to the workspace. */
  readonly values: readonly string[];
  /** May only raise the criteria's stage. */
  readonly stage: Stage | null;
  /** The pull request that the user named, for events that carry none. */
  readonly pullRequest: number | null;
  /** `host` or `host:port`, lower case: sources elsewhere are refused. `null`: all hosts that the criteria name. */
  readonly allowedHosts: readonly string[] | null;
}

export const COMMENT_MODES = ['on-change', 'always', 'never'] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];

/** What the action is asked besides: how to speak to GitHub, and about what. */
export interface ActionInputs extends Inputs {
  readonly comment: CommentMode;
  /** Distinguishes several gates on one pull request; `null`: the feature's id does. */
  readonly gateId: string | null;
  readonly githubToken: string;
  /** `null` where no token was given that can read teams. */
  readonly teamToken: string | null;
}

/** An input that cannot be read; `text` says which, what is wrong and what to write instead. */
export interface InputProblem {
  readonly name: string;
  readonly text: string;
}

export type ReadInputs =
  | { readonly ok: true; readonly inputs: ActionInputs }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Inputs of the action that later versions act on: given a value now, they are refused rather than ignored. */
const NOT_SUPPORTED_YET = {
  baseline: 'comparisons with a baseline',
} as const;

/** What may stand in a hidden marker, which two hyphens in a row would end. */
const GATE_ID = /^[A-Za-z0-9]([A-Za-z0-9_.]|-(?!-)){0,63}$/;

/** A host name or address, IPv6 in brackets, with or without a port: no scheme, no path, no wildcard. */
const HOST = /^(?:[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?\.?|\[[0-9a-f:.]+\])(?::[1-9]\d{0,4})?$/;

/**
 * The action's inputs, all problems at once. `get` gives an input's text, trimmed, empty where it is not set; paths
 * are relative to the workspace.
 */
export function readActionInputs(get: (name: string) => string): ReadInputs {
  const problems: InputProblem[] = [];
  const refuse = (name: string, text: string) => problems.push({ name, text });

  const criteriaPath = plainPath(get('criteria') || '.github/launch-gate.yml');
  if (leavesWorkspace(criteriaPath)) refuse('criteria', 'the path must stay inside the workspace, without `..`');

  const stageText = get('stage');
  const stage = stageText === '' ? null : stageNamed(stageText);
  if (stageText !== '' && stage === null) refuse('stage', choice(stageText, STAGES));

  const commentText = get('comment') || 'on-change';
  const comment = COMMENT_MODES.find((mode) => mode === commentText);
  if (comment === undefined) refuse('comment', choice(commentText, COMMENT_MODES));

  const gateId = get('gate-id');
  if (gateId !== '' && !GATE_ID.test(gateId))
    refuse('gate-id', 'must be 1 to 64 letters, digits, `.`, `_` or single hyphens, and begin with a letter or digit');

  const number = get('pull-request');
  if (number !== '' && !/^[1-9]\d{0,8}$/.test(number))
    refuse('pull-request', `must be the number of a pull request, such as 12, and is "${number.slice(0, 60)}"`);

  const hosts = lines(get('allowed-hosts')).map((host) => host.toLowerCase());
  for (const host of hosts)
    if (!HOST.test(host))
      refuse(
        'allowed-hosts',
        `must name one host per line, such as prometheus.acme.dev or prometheus.acme.dev:9090, and has "${host.slice(0, 60)}"`,
      );

  const githubToken = get('github-token');
  if (githubToken === '')
    refuse('github-token', 'a token is needed to read the criteria; leave the input out to use the token of the job');

  for (const [name, what] of Object.entries(NOT_SUPPORTED_YET))
    if (get(name) !== '') refuse(name, `${what} are not supported yet in this version; remove this input`);

  if (problems.length > 0 || comment === undefined) return { ok: false, problems };
  const inputs: ActionInputs = {
    criteriaPath,
    criteriaFile: criteriaPath,
    values: lines(get('values')),
    stage,
    pullRequest: number === '' ? null : Number(number),
    allowedHosts: hosts.length === 0 ? null : hosts,
    comment,
    gateId: gateId === '' ? null : gateId,
    githubToken,
    teamToken: get('team-token') || null,
  };
  return { ok: true, inputs };
}

/** A stage by name, or `null`. */
export function stageNamed(text: string): Stage | null {
  return STAGES.find((stage) => stage === text) ?? null;
}

/** Says that a word is none of the choices, and which one it may have meant. */
export function choice(text: string, choices: readonly string[]): string {
  const near = nearest(text, choices);
  return `must be ${choices.join(', ')}, and is "${text.slice(0, 60)}"${near === null ? '' : `; did you mean ${near}?`}`;
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A path of the repository as GitHub's API names it: without `./` and doubled slashes. */
function plainPath(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(^|\/)(?:\.\/)+/g, '$1');
}

function leavesWorkspace(path: string): boolean {
  return (
    path === '' || /^([/\\]|[A-Za-z]:)|\/$/.test(path) || path.split(/[/\\]/).includes('..') || path.includes('\0')
  );
}

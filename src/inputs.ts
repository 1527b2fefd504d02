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
}

/** An input that cannot be read; `text` says which, what is wrong and what to write instead. */
export interface InputProblem {
  readonly name: string;
  readonly text: string;
}

export type ReadInputs =
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Inputs of the action that later versions act on: given a value now, they are refused rather than ignored. */
const NOT_SUPPORTED_YET = {
  'team-token': 'overrides by teams',
  'allowed-hosts': 'sources on other hosts',
  baseline: 'comparisons with a baseline',
  'pull-request': 'comments on the pull request',
  'gate-id': 'comments on the pull request',
} as const;

const COMMENT_MODES = ['on-change', 'always', 'never'];

/**
 * The action's inputs, all problems at once. `get` gives an input's text, trimmed, empty where it is not set; paths
 * are relative to the workspace.
 */
export function readActionInputs(get: (name: string) => string): ReadInputs {
  const problems: InputProblem[] = [];
  const refuse = (name: string, text: string) => problems.push({ name, text });

  const criteriaPath = get('criteria') || '.github/launch-gate.yml';
  if (leavesWorkspace(criteriaPath)) refuse('criteria', 'the path must stay inside the workspace, without `..`');

  const stageText = get('stage');
  const stage = stageText === '' ? null : stageNamed(stageText);
  if (stageText !== '' && stage === null) refuse('stage', choice(stageText, STAGES));

  const comment = get('comment') || 'on-change';
  if (!COMMENT_MODES.includes(comment)) refuse('comment', choice(comment, COMMENT_MODES));
  if (comment === 'always')
    refuse('comment', 'comments on the pull request are not supported yet; remove it, and read the job summary');

  for (const [name, what] of Object.entries(NOT_SUPPORTED_YET))
    if (get(name) !== '') refuse(name, `${what} are not supported yet in this version; remove this input`);

  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, inputs: { criteriaPath, criteriaFile: criteriaPath, values: lines(get('values')), stage } };
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

function leavesWorkspace(path: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..') || path.includes('\0');
}

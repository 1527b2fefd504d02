import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { Report } from '../../src/report/report-schema.ts';
import { MERGE_SHA, type RunnerEvent } from '../github-server/events.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import { BASE_SHA, type GivenModel, type GivenPullRequest, HEAD_SHA } from '../github-server/given-model.ts';
import type { ChangedFile, File, Model } from '../github-server/model.ts';
import { type ActionRun, ROOT, runAction } from './run-dist.ts';

// What the tests of the action on GitHub share: a repository with a gate and a pull request, and a run that is judged.

export const CRITERIA = '.github/launch-gate.yml';
export const WORKFLOW = '.github/workflows/launch-gate.yml';
export const EVIDENCE = 'evals/results.json';
/** Where a branch that is behind left the base branch. */
export const OLD_SHA = '01d0'.repeat(10);

/** Runs are processes of their own, several at a time: a busy machine takes its time. */
export const PATIENT = { timeout: 90_000 };

export type Files = Readonly<Record<string, File>>;

export const CRITERIA_TEXT = `version: 1
feature: support-assistant
title: Support assistant
sources:
  results: { type: file, path: evals/results.json, format: values }
defaults: { max-age: 7d }
metrics:
  page_found: { layer: model, target: ">= 0.85", unit: ratio, from: results, drives: [correct] }
  correct: { layer: task, target: ">= 0.75", unit: ratio, from: results, drives: [re_ask, deflected] }
  re_ask:
    layer: product
    target: "<= 0.12"
    unit: ratio
    from: results
    indicator: leading
    alert: { when: "> 0.20", within: 6h, notifies: "#assist-oncall" }
  deflected: { layer: business, target: ">= 0.30", unit: ratio, from: results }
`;

/** The repository before anyone changes it. */
export const FILES: Files = {
  [CRITERIA]: CRITERIA_TEXT,
  [WORKFLOW]:
    'on: pull_request\njobs: { gate: { runs-on: ubuntu-latest, steps: [{ uses: launch-gate/launch-gate@v0 }] } }\n',
  'prompts/answer.md': 'Answer well.\n',
};

/** The repository with other criteria, or none. */
export function withCriteria(text: string | null): Files {
  const { [CRITERIA]: _, ...others } = FILES;
  return text === null ? others : { ...FILES, [CRITERIA]: text };
}

/** A text with one part replaced, which must be in it. */
export function edited(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  return text.replace(from, to);
}

/** The criteria with parts replaced. */
export function criteriaWith(...parts: readonly (readonly [from: string, to: string])[]): string {
  return parts.reduce((text, [from, to]) => edited(text, from, to), CRITERIA_TEXT);
}
export const LOWERED = criteriaWith(['>= 0.75', '>= 0.50']);
export const RAISED = criteriaWith(['>= 0.75', '>= 0.78']);
export const REPORT_MODE = criteriaWith(['version: 1', 'version: 1\nmode: report']);

/** So many minutes ago, as GitHub writes times: to the second. */
export function minutesAgo(minutes: number): string {
  return `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

const VALUES = { page_found: 0.9, correct: 0.8, re_ask: 0.06, deflected: 0.41 };

/** A values file in which every metric meets its target, but for those given. */
export function evidence(values: Partial<Record<keyof typeof VALUES, unknown>> = {}): string {
  const metrics = Object.entries({ ...VALUES, ...values }).map(([id, value]) => [id, { value, sample_size: 350 }]);
  return JSON.stringify({ observed_at: minutesAgo(30), metrics: Object.fromEntries(metrics) });
}
export const GOOD = evidence();
export const BAD = evidence({ correct: 0.6 });

/** Outputs of a clean pass. */
export const GO = { decision: 'go', verdict: 'pass', cause: 'verdict', blocking: '[]' };

export interface Given {
  /** Files at the tip of the base branch. */
  readonly base?: Files;
  /** Where the branch left the base branch, if that moved on since. */
  readonly start?: Files;
  /** Files at the head; by default one prompt differs. What the pull request changes follows from them. */
  readonly head?: Files;
  readonly pullRequest?: GivenPullRequest;
  readonly model?: GivenModel;
}

/** A GitHub with a gate on its base branch and pull request 12 of mona, which grace may override. */
export function repository(given: Given = {}): Promise<GitHubServer> {
  const { base = FILES, start = base, head = { ...start, 'prompts/answer.md': 'Answer better.\n' } } = given;
  const commits = { [BASE_SHA]: { files: base }, [HEAD_SHA]: { files: head }, [MERGE_SHA]: { files: head } };
  return startGitHub({
    collaborators: { grace: 'maintain', mona: 'write' },
    activity: { 'acme/assistant': [{ at: minutesAgo(60) }] },
    ...given.model,
    commits: { ...commits, ...(start === base ? {} : { [OLD_SHA]: { files: start } }), ...given.model?.commits },
    pullRequests: [
      {
        changedFiles: changesBetween(start, head),
        mergeBaseSha: start === base ? null : OLD_SHA,
        ...given.pullRequest,
      },
      ...(given.model?.pullRequests ?? []),
    ],
  });
}

function changesBetween(before: Files, after: Files): readonly ChangedFile[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((filename): ChangedFile[] => {
    const [was, is] = [before[filename], after[filename]];
    if (was === is) return [];
    return [{ filename, status: was === undefined ? 'added' : is === undefined ? 'removed' : 'modified' }];
  });
}

export interface RunGiven {
  readonly inputs?: Readonly<Record<string, string>>;
  /** The values file of the workspace; `null`: there is none. */
  readonly evidence?: string | null;
  /** Made from the model as it stands when the run starts; a push to the pull request by default. */
  readonly event?: (model: Model) => RunnerEvent;
  readonly env?: Readonly<Record<string, string>>;
}

/** A run with what it left behind. */
export interface Judged extends ActionRun {
  readonly report: Report;
  readonly refusal: string | null;
  /** Codes of the findings. */
  readonly codes: readonly string[];
  /** The findings that are more than notes. */
  readonly serious: Report['findings'];
  /** Bodies of the comments on the pull request that the gate's account wrote. */
  readonly comments: readonly string[];
  /** Requests that change something, as `POST /repos/…`. */
  readonly writes: readonly string[];
}

/** Runs the action on a repository of its own. */
export async function judge(given: Given = {}, run: RunGiven = {}): Promise<Judged> {
  return onRepository(given, (github) => judgeOn(github, run));
}

/** Does something with a repository and ends it, also where that fails. */
export async function onRepository<T>(given: Given, use: (github: GitHubServer) => Promise<T>): Promise<T> {
  const github = await repository(given);
  let result: T;
  try {
    result = await use(github);
  } catch (error) {
    await github.close({ unchecked: true });
    throw error;
  }
  await github.close();
  return result;
}

/** Runs the action and holds what every run must keep: a report of the published shape that says what the outputs say. */
export async function judgeOn(github: GitHubServer, run: RunGiven = {}): Promise<Judged> {
  const before = github.requests.length;
  const workspace = mkdtempSync(path.join(tmpdir(), 'launch-gate-workspace-'));
  if (run.evidence !== null) {
    mkdirSync(path.join(workspace, path.dirname(EVIDENCE)));
    writeFileSync(path.join(workspace, EVIDENCE), run.evidence ?? GOOD);
  }
  const ended = await runAction(run.inputs ?? {}, workspace, {
    github,
    ...(run.event === undefined ? {} : { event: run.event(github.model) }),
    ...(run.env === undefined ? {} : { env: run.env }),
  });
  const report = readReport(ended);
  const requests = github.requests.slice(before);
  return {
    ...ended,
    report,
    refusal: report.override?.refusal?.code ?? null,
    codes: report.findings.map(({ code }) => code),
    serious: report.findings.filter(({ level }) => level !== 'info'),
    comments: (github.model.pullRequests[0]?.comments ?? [])
      .filter(({ user }) => user?.id === github.model.viewer.id)
      .map(({ body }) => body),
    writes: requests.filter(({ method }) => method !== 'GET').map((one) => `${one.method} ${one.path}`),
  };
}

const schema = JSON.parse(readFileSync(path.join(ROOT, 'schema/report.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

function readReport({ outputs, code, out, err }: ActionRun): Report {
  expect(outputs['report'], out + err).toBeTruthy();
  const report: Report = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'));
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  const { decision, verdict, cause } = outputs;
  expect({ decision, verdict, cause }).toEqual({
    decision: report.decision,
    verdict: report.verdict,
    cause: report.cause,
  });
  expect(JSON.parse(outputs['blocking'] ?? '')).toEqual(report.blocking);
  expect(code).toBe(report.decision === 'go' ? 0 : report.verdict === 'error' ? 2 : 1);
  return report;
}

/** Holds that a run ended before it judged, said so once, and wrote nothing. */
export function expectStopped(run: Judged, code: string): void {
  expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', verdict: 'error' }, comments: [], writes: [] });
  expect(run.codes).toEqual([code]);
  expect(run.annotations.filter((line) => line.startsWith('::error'))).toHaveLength(1);
}

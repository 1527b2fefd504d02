import type { Outcome } from '../core/outcome.ts';
import { RUN_FINDING_LEVELS } from '../core/run-finding-codes.ts';
import type { PullRequest } from '../core/subject.ts';
import { utf8Bytes } from '../report/fit.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { Api } from './api.ts';
import { type CommentRequest, type CommentResult, publishComment } from './comment.ts';
import { commentHead, gateIdentity, type RunStamp } from './comment-marker.ts';

/** GitHub refuses a comment over 65,536 characters; fewer bytes are within that however they are counted. */
const LARGEST_COMMENT_BYTES = 60_000;

/** How an outcome is commented. */
export interface CommentGiven {
  readonly pullRequest: Pick<PullRequest, 'number' | 'headSha'>;
  readonly mode: CommentRequest['mode'];
  /** As the input says; `null`: the feature by the trusted criteria, or else their path, tells gates apart. */
  readonly gateId: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly redact: (text: string) => string;
  readonly nowMs: () => number;
}

/** Says an outcome in the gate's one comment on a pull request; what fails is told in the result. */
export async function commentOutcome(api: Api, outcome: Outcome, given: CommentGiven): Promise<CommentResult> {
  const { pullRequest, mode, env, redact, nowMs } = given;
  const { context } = outcome;
  const gate = gateIdentity({
    gateId: given.gateId === null ? null : redact(given.gateId),
    // Criteria that the pull request brings name their feature as they like, also as another gate's.
    feature: outcome.feature === null || outcome.introduced ? null : redact(outcome.feature),
    criteriaPath: redact(context.criteriaPath),
  });
  const stamp: RunStamp = {
    runId: /^\d{1,20}$/.exec(env['GITHUB_RUN_ID'] ?? '')?.[0] ?? null,
    attempt: context.runAttempt,
    headSha: pullRequest.headSha.toLowerCase(),
    evaluatedAtMs: context.evaluatedAtMs,
    decision: outcome.decision,
  };
  const maxBytes = LARGEST_COMMENT_BYTES - utf8Bytes(commentHead(gate, stamp));
  return publishComment(api, {
    pullRequest: pullRequest.number,
    gate,
    stamp,
    body: redact(renderMarkdown(outcome, { maxBytes })),
    // A pull request that does not touch the feature gets no comment of its own, whatever the mode.
    mode: mode === 'always' && outcome.cause === 'not-affected' ? 'on-change' : mode,
    worthCreating: isWorthComment(outcome),
    serverUrl: context.serverUrl,
    nowMs,
  });
}

/**
 * Whether there is enough to say for a first comment: anything but a clean pass. A label of the gate, a change of the
 * criteria and a warning about this run are worth saying too; lints of criteria that pass are not.
 */
export function isWorthComment(outcome: Outcome): boolean {
  if (outcome.cause === 'not-affected') return false;
  const passes = outcome.decision === 'go' && outcome.cause === 'verdict' && outcome.verdict === 'pass';
  const labelled = outcome.override !== null || outcome.otherOverrides.length > 0;
  const warned = outcome.findings.some(
    ({ code, level }) => level !== 'info' && Object.hasOwn(RUN_FINDING_LEVELS, code),
  );
  return !passes || labelled || warned || outcome.changes.length > 0 || outcome.introduced;
}

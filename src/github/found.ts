import type { Finding, TextArgs } from '../core/finding.ts';
import { RUN_FINDING_LEVELS, type RunFindingCode } from '../core/run-finding-codes.ts';
import type { ApiFailure } from './api-failure.ts';

/** Something read from GitHub, or the finding that says why there is none. */
export type Found<T> = { readonly ok: true; readonly value: T } | NotFound;
export interface NotFound {
  readonly ok: false;
  readonly finding: Finding;
}

/**
 * Codes of what stops a run before there is anything to judge, with the arguments of their texts:
 * `event-unreadable` detail; `event-not-supported` event; `pull-request-not-found` event, detail;
 * `pull-request-unsuitable` number, detail; `queue-ref-unreadable` ref, detail; `github-unavailable` what, status,
 * detail; `superseded` number, judged, live (short SHAs, or branch names where the base branch changed).
 */
export type SubjectCode = Extract<
  RunFindingCode,
  | 'event-unreadable'
  | 'event-not-supported'
  | 'pull-request-not-found'
  | 'pull-request-unsuitable'
  | 'queue-ref-unreadable'
  | 'github-unavailable'
  | 'superseded'
>;

/** A value that was found. */
export function found<T>(value: T): Found<T> {
  return { ok: true, value };
}

/** The finding that stops a run; what it is about is at GitHub, not at a line of a file. */
export function stopped(code: SubjectCode, args: TextArgs): NotFound {
  const at = { path: 'GitHub', line: null, column: null };
  return { ok: false, finding: { code, args, level: RUN_FINDING_LEVELS[code], at, metric: null } };
}

/** The finding for a call that failed; `what` names what was asked for. */
export function unavailable(what: string, { status, detail }: ApiFailure): NotFound {
  return stopped('github-unavailable', { what, status, detail });
}

/** The finding for a pull request whose head is not, or no longer, the one that the run is about. */
export function superseded(number: number, judged: string, live: string): NotFound {
  return stopped('superseded', { number, judged: judged.slice(0, 7), live: live.slice(0, 7) });
}

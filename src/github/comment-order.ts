import type { RunStamp } from './comment-marker.ts';

/** How far a writer's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** How far it may be ahead of GitHub's, whose times are to the second. */
const AHEAD_OF_GITHUB_MS = 10_000;

/** A stamp as it stands in a comment. */
export interface FoundStamp {
  readonly stamp: RunStamp | null;
  /** When the comment got the text that it has, by GitHub's time. */
  readonly updatedAtMs: number;
}

/** How a comment that stands relates to what a run wants to write. */
export interface Standing {
  readonly keeps: boolean;
  /** True where another step of the same run wrote it, so that two gates share one comment. */
  readonly shared: boolean;
  /** What the comment says after all: of the run that stands, or of ours. */
  readonly shows: RunStamp['decision'];
}

/**
 * Whether a comment that stands is kept: where a run wrote it that judged the same head later, and where another step
 * of this very run wrote a no-go that ours would hide. Nothing is believed of a stamp from the future, nor of one later
 * than the comment itself: a run judges first and writes then.
 */
export function standing({ stamp, updatedAtMs }: FoundStamp, own: RunStamp, nowMs: number): Standing {
  const latestMs = Math.min(nowMs + CLOCK_SKEW_MS, updatedAtMs + AHEAD_OF_GITHUB_MS);
  if (stamp === null || stamp.headSha !== own.headSha || !(stamp.evaluatedAtMs <= latestMs))
    return { keeps: false, shared: false, shows: own.decision };
  const shared = stamp.runId !== null && stamp.runId === own.runId && stamp.attempt === own.attempt;
  const keeps =
    shared && stamp.decision !== own.decision ? stamp.decision === 'no-go' : stamp.evaluatedAtMs > own.evaluatedAtMs;
  return { keeps, shared, shows: keeps ? stamp.decision : own.decision };
}

/** The same for several comments: what keeps one of them keeps all. */
export function standingOfAll(stamps: readonly FoundStamp[], own: RunStamp, nowMs: number): Standing {
  const all = stamps.map((found) => standing(found, own, nowMs));
  const first = all.find(({ keeps }) => keeps) ?? all.find(({ shared }) => shared);
  return first ?? { keeps: false, shared: false, shows: own.decision };
}

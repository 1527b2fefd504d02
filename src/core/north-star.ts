/** The metric that stands for the value to users, as the criteria declare it: reported, never gated. */
export interface NorthStar {
  readonly line: number;
  /** Id of a metric of the file. */
  readonly metric: string;
  /** If this grows, are users better off, and why? */
  readonly valueQuestion: string;
  readonly rewardsBehaviour: string | null;
  readonly representsOutcome: string | null;
  /** How it could grow while value declines, each with the id of the metric that would show it. */
  readonly couldGrow: readonly { readonly how: string; readonly guard: string }[];
  /** Ids of the metrics that are gated in its place. */
  readonly counterMetrics: readonly string[];
  /** A dip that is expected, and until when; it excuses no counter-metric. */
  readonly detour: Detour | null;
  readonly reviewBy: { readonly ms: number; readonly text: string } | null;
}

/** A declared detour; the date is the end of the last day, in milliseconds since the epoch and as written. */
export interface Detour {
  readonly untilMs: number;
  readonly untilText: string;
  readonly reason: string;
  readonly expected: string;
}

/** Why a source could not say: the closed list that every source maps its failures to. */
export const SOURCE_ERRORS = [
  'config',
  'auth',
  'forbidden',
  'not-found',
  'no-data',
  'ambiguous',
  'not-a-number',
  'partial',
  'not-ready',
  'rate-limited',
  'timeout',
  'network',
  'server',
  'bad-response',
  'too-large',
  'blocked',
] as const;
export type SourceError = (typeof SOURCE_ERRORS)[number];

/** What a time stands for. `sample`, `last-event`, `window-end` and `commit` satisfy an age limit; the others do not. */
export type ObservedAtKind = 'sample' | 'last-event' | 'window-end' | 'commit' | 'computed' | 'query-time' | 'none';

/** Where a value was written: by a live system, in a file that git tracks, during this run, or by the change itself. */
export type ProvenanceKind = 'live' | 'file' | 'this-run' | 'in-change';

export interface Provenance {
  /** The source's id, or `values` for the values files given to the run. */
  readonly source: string;
  /** Where in that source: a path with a pointer, a host with a query's name. Untrusted text. */
  readonly where: string;
  readonly kind: ProvenanceKind;
}

/** A value with what is known about it. Unknown is `null`, never a guess. */
export interface Measured {
  readonly kind: 'measured';
  /** As the source gave it, times `scale`; may be NaN or infinite, which judging refuses. */
  readonly value: number;
  /** True where nobody wrote the value: it is `successes` of `sampleSize` as a share of 1, whatever the metric's unit. */
  readonly valueFromCounts?: true;
  /** Milliseconds since the epoch. */
  readonly observedAtMs: number | null;
  readonly observedAtKind: ObservedAtKind;
  /** Items judged (independent cases). */
  readonly sampleSize: number | null;
  /** Items that met the condition, of `sampleSize`; with `exposure`, the number of events. */
  readonly successes: number | null;
  /** Items tried, of which `sampleSize` were judged. */
  readonly attempted: number | null;
  readonly stddev: number | null;
  readonly stderr: number | null;
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
  /** What events were counted over (hours, requests); the value is events per unit of it. */
  readonly exposure: number | null;
  /** Number of independent units where it is smaller than the sample size. */
  readonly effectiveSize: number | null;
  /** The commit that the evidence names, lower-case hexadecimal. */
  readonly commit: string | null;
  /** The digest of the pinned files that the evidence names, `sha256:` and 64 hexadecimal digits; absent where it names none. */
  readonly pins?: string | null;
  /** https link for reviewers. Untrusted text. */
  readonly url: string | null;
  readonly provenance: Provenance;
  /** Remarks for reviewers, such as "time of the last commit that touched the file". Untrusted text. */
  readonly notes: readonly string[];
}

/** The source answered and the metric is not in it. */
export interface NotInSource {
  readonly kind: 'absent';
  /** True where an optional source failed: nothing is known of the value, so that no due date excuses its absence. */
  readonly sourceFailed?: boolean;
  readonly detail: string;
  readonly provenance: Provenance;
}

/** The source failed, or what it gave cannot be read as this metric. `detail` says what and what to do; untrusted text. */
export interface SourceFailure {
  readonly kind: 'failed';
  readonly code: SourceError | 'wrong-type' | 'impossible-count' | 'out-of-range';
  readonly detail: string;
  readonly provenance: Provenance;
}

/**
 * Nobody was asked: there is no `from` and no values file given to the run, or (`criteria-new`) the pull request itself
 * brings the criteria, and its sources on other hosts are asked once somebody has merged them.
 */
export interface NotAsked {
  readonly kind: 'not-asked';
  readonly why?: 'criteria-new';
}

export type Measurement = Measured | NotInSource | SourceFailure | NotAsked;

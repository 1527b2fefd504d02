import type { SourceFailure } from './measurement.ts';

/** What a log or a terminal is told of the sources while a run goes on; never part of the report. */
export type SourceNews = SourcesAsked | SourceAnswered;

/** Sources on other hosts that are asked from now on: told once, before the first of them answers. */
export interface SourcesAsked {
  readonly kind: 'asking';
  readonly sources: readonly {
    readonly source: string;
    /** How often this source will be told of: once for its values, once for its alerts. */
    readonly parts: number;
  }[];
}

/** What became of one source that was asked. */
export interface SourceAnswered {
  readonly source: string;
  readonly kind: 'values' | 'alerts';
  /** Hosts with ports that were asked; none for files. Untrusted text. */
  readonly hosts: readonly string[];
  readonly attempts: number;
  readonly milliseconds: number;
  readonly asked: number;
  /** How many of those got an answer: a value, or an alert's facts. */
  readonly answered: number;
  /** Codes of what failed, each once. */
  readonly failures: readonly SourceFailure['code'][];
}

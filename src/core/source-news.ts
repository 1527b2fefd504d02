import type { SourceFailure } from './measurement.ts';

/** What became of one source that was asked: for the log and the terminal, never for the report. */
export interface SourceNews {
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

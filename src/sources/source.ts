import type { Measurement, SourceFailure } from '../core/measurement.ts';
import type { SourceNews } from '../core/source-news.ts';
import type { ChangedFiles } from '../core/subject.ts';
import type { Network } from './network.ts';
import type { Workspace } from './workspace.ts';

/** What one metric asks of a source. */
export interface MetricRequest {
  readonly metric: string;
  /** The keys of the metric's `from` besides `source` and `scale`, validated by the type's schema. */
  readonly keys: Readonly<Record<string, unknown>>;
  readonly scale: number | null;
}

/** What a source may use of the world: no clock, no target. */
export interface SourceWorld {
  readonly workspace: Workspace;
  /** Files that the pull request under judgement changes; `null` where none is judged. */
  readonly changed: ChangedFiles | null;
  /** The way to other hosts, loaded when first asked for; `null` where no host may be asked at all. */
  readonly network: (() => Promise<Network>) | null;
  /** Told what became of a source. */
  readonly onSource?: ((news: SourceNews) => void) | undefined;
}

/** A source as a type sees it. */
export interface Source {
  readonly id: string;
  /** The keys of the declaration besides `type` and `optional`, validated by the type's schema. */
  readonly keys: Readonly<Record<string, unknown>>;
}

/**
 * A source type: turns requests into measurements. It answers every request, never throws past its runner, never
 * returns "the first of several", never guesses a time or a direction, and never sees a target.
 */
export interface SourceType {
  readonly type: string;
  /** What a failure says where there was nobody to ask: where a source is marked optional, only that is no error. */
  readonly unavailable: ReadonlySet<SourceFailure['code']>;
  measure(
    source: Source,
    requests: readonly MetricRequest[],
    world: SourceWorld,
  ): Promise<ReadonlyMap<string, Measurement>>;
}

/** For sources on other hosts: nobody answered. A refusal (`auth`, `forbidden`, `blocked`, `config`) is never excused. */
export const NOBODY_ANSWERED: ReadonlySet<SourceFailure['code']> = new Set([
  'network',
  'timeout',
  'server',
  'rate-limited',
  'not-ready',
]);

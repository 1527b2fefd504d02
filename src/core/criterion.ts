import type { Layer, Stage } from './layer.ts';
import type { OverrideRules } from './override.ts';

/** One comparison: a bound or an inclusive band. Numbers are in the metric's unit (`90%` of a ratio is 0.9). */
export type Target =
  | {
      readonly kind: 'bound';
      readonly operator: '>=' | '>' | '<=' | '<';
      readonly bound: number;
      readonly text: string;
    }
  | { readonly kind: 'band'; readonly low: number; readonly high: number; readonly text: string };

export type IntervalMethod = 'exact' | 'wilson' | 'point' | 't';

/** Where a metric's value comes from: a source's id and the keys of that source's type, already validated. */
export interface From {
  readonly source: string;
  readonly keys: Readonly<Record<string, unknown>>;
  /** Factor from the source's unit to the metric's. */
  readonly scale: number | null;
}

/** Where to ask whether an alert is really wired. */
export interface AlertVerification {
  /** Id of the source that runs the alert. */
  readonly source: string;
  readonly rule: string;
  /** Labels that select among several rules of that name. */
  readonly labels: Readonly<Record<string, string>>;
  /** Expressions and request keys for systems that are asked by them, already validated. */
  readonly keys: Readonly<Record<string, unknown>>;
}

/** A leading indicator's alert as declared in the criteria. Durations in seconds. */
export interface Alert {
  readonly when: Target | null;
  readonly withinSeconds: number | null;
  readonly notifies: string | null;
  /** `null`: the alert is only declared. */
  readonly verify: AlertVerification | null;
}

/** One metric with its target, validated; everything optional is `null` rather than absent. */
export interface Criterion {
  readonly id: string;
  readonly line: number;
  readonly layer: Layer;
  readonly title: string | null;
  readonly description: string | null;
  readonly owner: string | null;
  readonly runbook: string | null;
  readonly target: Target;
  readonly unit: string | null;
  /** `null`: read from the values files given to the run. */
  readonly from: From | null;
  readonly required: boolean;
  readonly waivable: boolean;
  readonly maxAgeSeconds: number | null;
  readonly minSamples: number | null;
  /** Least share of the attempted items that must have been judged, 0 to 1. */
  readonly minCompleted: number;
  readonly fromStage: Stage;
  /** One-sided confidence level, 0 to 1; `null` compares the point. */
  readonly confidence: number | null;
  readonly method: IntervalMethod | null;
  readonly traffic: 'live' | 'curated' | null;
  readonly indicator: 'leading' | 'lagging';
  readonly alert: Alert | null;
  readonly drives: readonly string[];
  /** Milliseconds since the epoch: until then absence of a value is `pending`. */
  readonly dueMs: number | null;
  /** The due date as written. */
  readonly dueText: string | null;
  /** True: the evidence must name the commit under test. */
  readonly bindCommit: boolean;
}

/** Least number of judged metrics per kind that a full launch needs. */
export interface LaunchSetNeeds {
  readonly model: number;
  readonly task: number;
  readonly product: number;
  readonly business: number;
  readonly alertedLeading: number;
  /** True: product and business values written during this run do not count. */
  readonly externalEvidence: boolean;
  /** True: an alert that is only declared does not count. */
  readonly verifiedAlerts: boolean;
}

/** A source as declared: its type and that type's keys, already validated. */
export interface SourceDeclaration {
  readonly id: string;
  readonly line: number;
  readonly type: string;
  readonly optional: boolean;
  readonly keys: Readonly<Record<string, unknown>>;
}

export type Mode = 'enforce' | 'report';

/** Whether a blocking verdict fails the run, by the event that it runs for. */
export interface ModeRules {
  readonly byEvent: Readonly<Record<string, Mode>>;
  /** Under every other event, and outside GitHub. */
  readonly otherwise: Mode;
}

/** The acceptance criteria of one feature, validated. Metrics keep the file's order. */
export interface Gate {
  readonly feature: string;
  readonly title: string | null;
  readonly owner: string | null;
  readonly mode: ModeRules;
  /** Globs; a pull request that changes none of these files is not affected. `null`: every pull request is. */
  readonly appliesTo: readonly string[] | null;
  readonly stage: Stage;
  readonly launchDate: string | null;
  readonly launchSet: LaunchSetNeeds;
  readonly sources: readonly SourceDeclaration[];
  readonly metrics: readonly Criterion[];
  readonly override: OverrideRules;
}

import type { FindingLevel } from './finding.ts';
import type { MetricLayer, Stage } from './layer.ts';
import type { NorthStar } from './north-star.ts';
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

/** The parts of an alert's delay as far as the criteria declare them, in seconds; what is not written is `null`. */
export interface AlertParts {
  /** How often the rule is evaluated. */
  readonly everySeconds: number | null;
  /** How far back the query looks. */
  readonly windowSeconds: number | null;
  /** How long the rule must hold before it fires. */
  readonly forSeconds: number | null;
  /** From the event to the store, with the cadence of what is computed in batches. */
  readonly delaySeconds: number | null;
  /** The longest time until a notification reaches someone. */
  readonly routingSeconds: number | null;
  readonly eventsPerHour: number | null;
}

/** A leading indicator's alert as declared in the criteria. Durations in seconds. */
export interface Alert {
  readonly when: Target | null;
  readonly withinSeconds: number | null;
  readonly notifies: string | null;
  /** `null`: none of them is declared, and `within` is taken at its word. */
  readonly parts: AlertParts | null;
  /** `null`: the alert is only declared. */
  readonly verify: AlertVerification | null;
}

/** How a judge that scores the values does against people: shares of 1, adding up to more than 1. */
export interface JudgeQuality {
  /** Share of the good answers that the judge calls good. */
  readonly sensitivity: number;
  /** Share of the bad answers that the judge calls bad. */
  readonly specificity: number;
}

/** Until when an undecided result does not block, and why. */
export interface Provision {
  /** Milliseconds since the epoch: the end of the last day. */
  readonly untilMs: number;
  /** The date as written. */
  readonly untilText: string;
  readonly reason: string;
}

/** One metric with its target, validated; everything optional is `null` rather than absent. */
export interface Criterion {
  readonly id: string;
  readonly line: number;
  /** `evidence`: a precondition of other metrics, which counts for no launch set and no diagnosis. */
  readonly layer: MetricLayer;
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
  /** `commit`: the evidence must name the commit under test; `pins`: carry the digest of the pinned files at it. */
  readonly bind: 'commit' | 'pins' | null;
  /** Counter-metrics that would show this one being gamed. */
  readonly guardedBy: readonly string[];
  /** Preconditions: while one does not pass, nothing is proven by this metric. */
  readonly validIf: readonly string[];
  readonly judge: JudgeQuality | null;
  /** Share of the majority class, 0 to 1, for accuracy. */
  readonly prevalence: number | null;
  readonly provisional: Provision | null;
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
  /** Globs of the files whose digest evidence must carry where `bind` is `pins`; `null` where none are named. */
  readonly pins: readonly string[] | null;
  readonly northStar: NorthStar | null;
  /** Levels of lints that the criteria set, by code. */
  readonly lints: Readonly<Record<string, LintLevel>>;
}

/** The level of a lint as the criteria set it, and why. */
export interface LintLevel {
  readonly level: FindingLevel;
  /** Written where the level is lower than usual. */
  readonly reason: string | null;
}

/** One condition on a label. */
export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** When the data are looked at, relative to the evaluation: by `offset` and `@`. */
export interface Moment {
  /** Seconds into the past; negative into the future. */
  readonly offsetSeconds: number;
  /** `@`: `start()`, `end()`, or seconds since the epoch as written; `null` without. */
  readonly at: string | null;
}

export interface SelectorExpression {
  readonly kind: 'selector';
  /** Name and matchers in one form, without comments and modifiers. */
  readonly series: string;
  /** `null` where a regular expression or nothing names the metric. */
  readonly name: string | null;
  readonly matchers: readonly Matcher[];
  /** `null` for an instant selector. */
  readonly rangeSeconds: number | null;
  readonly moment: Moment;
}

export interface SubqueryExpression {
  readonly kind: 'subquery';
  readonly of: Expression;
  readonly rangeSeconds: number;
  readonly moment: Moment;
}

export interface BinaryExpression {
  readonly kind: 'binary';
  /** In lower case. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly bool: boolean;
  readonly matching: { readonly kind: 'on' | 'ignoring'; readonly labels: readonly string[] } | null;
  /** `group_left` or `group_right`. */
  readonly grouped: boolean;
  /** Sides whose missing series are replaced by a number. */
  readonly filled: { readonly left: boolean; readonly right: boolean };
}

export interface AggregationExpression {
  readonly kind: 'aggregation';
  /** In lower case. */
  readonly operator: string;
  readonly parameter: Expression | null;
  readonly of: Expression;
  readonly grouping: { readonly kind: 'by' | 'without'; readonly labels: readonly string[] } | null;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** PromQL as far as it is looked at; parentheses are gone. */
export type Expression =
  /** `value` is `null` where the literal is read in ways that differ. */
  | { readonly kind: 'number'; readonly value: number | null }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'unary'; readonly negative: boolean; readonly of: Expression }
  | SelectorExpression
  | SubqueryExpression
  | BinaryExpression
  | AggregationExpression
  | CallExpression;

import type {
  BinaryExpression,
  CallExpression,
  Expression,
  Matcher,
  Moment,
  SelectorExpression,
} from './expression.ts';

/** A vector selector of a query, as it can stand alone. */
export interface Selector {
  /** As an instant selector at the moment that the query looks at. */
  readonly text: string;
  /** Name and matchers alone. */
  readonly series: string;
  /** `offset` and `@`, its own and those of the subqueries around it, to be put behind; with a blank before, or empty. */
  readonly modifiers: string;
  /** What `modifiers` writes. */
  readonly moment: Moment;
  /** `null` where a regular expression or nothing names the metric. */
  readonly name: string | null;
  readonly matchers: readonly Matcher[];
  /** How far it looks back: its own range and those of the subqueries around it. */
  readonly rangeSeconds: number;
  /** How far that lies in the past: its own offset and those of the subqueries around it; negative into the future. */
  readonly offsetSeconds: number;
  /** The time that `@` pins it to, in seconds since the epoch; `null` where it moves with the evaluation. */
  readonly pinnedSeconds: number | null;
  /** True where the query may answer without it: beside an `or`, behind `unless`, inside `absent`, filled in. */
  readonly optional: boolean;
}

/** How an expression is looked at by what stands around it. */
type Around = Pick<Selector, 'moment' | 'rangeSeconds' | 'optional'>;

const NOW: Around = { moment: { offsetSeconds: 0, at: null }, rangeSeconds: 0, optional: false };

/** All selectors that values come from, in the order of the text; `around` of an expression that is part of another. */
export function selectorsOf(expression: Expression, around: Around = NOW): readonly Selector[] {
  return within(expression, around);
}

function within(expression: Expression, around: Around): readonly Selector[] {
  switch (expression.kind) {
    case 'number':
    case 'string':
      return [];
    case 'selector':
      return [selectorOf(expression, around)];
    case 'unary':
      return within(expression.of, around);
    case 'subquery': {
      const moment = inside(expression.moment, around.moment);
      const rangeSeconds = expression.rangeSeconds + around.rangeSeconds;
      return within(expression.of, { ...around, moment, rangeSeconds });
    }
    case 'aggregation':
      return [
        ...(expression.parameter === null ? [] : within(expression.parameter, around)),
        ...within(expression.of, around),
      ];
    case 'binary':
      return withinBinary(expression, around);
    case 'call':
      return withinCall(expression, around);
    default:
      return expression satisfies never;
  }
}

function withinBinary({ operator, left, right, filled }: BinaryExpression, around: Around): readonly Selector[] {
  const optional = { ...around, optional: true };
  return [
    ...within(left, operator === 'or' || filled.left ? optional : around),
    ...within(right, operator === 'or' || operator === 'unless' || filled.right ? optional : around),
  ];
}

function withinCall({ name, arguments: given }: CallExpression, around: Around): readonly Selector[] {
  const absence = name === 'absent' || name === 'absent_over_time';
  // The second argument of info() names labels, not series.
  const asked = name === 'info' ? given.slice(0, 1) : given;
  return asked.flatMap((one) => within(one, absence ? { ...around, optional: true } : around));
}

/** The inner `@` counts; without one, offsets add up below what stands around. */
function inside(inner: Moment, outer: Moment): Moment {
  return inner.at === null ? { at: outer.at, offsetSeconds: inner.offsetSeconds + outer.offsetSeconds } : inner;
}

function selectorOf(selector: SelectorExpression, around: Around): Selector {
  const moment = inside(selector.moment, around.moment);
  const modifiers = written(moment);
  const { series, name, matchers } = selector;
  return {
    text: `${series}${modifiers}`,
    series,
    modifiers,
    moment,
    name,
    matchers,
    rangeSeconds: (selector.rangeSeconds ?? 0) + around.rangeSeconds,
    offsetSeconds: moment.offsetSeconds,
    pinnedSeconds: moment.at === null || moment.at.endsWith('()') ? null : Number(moment.at),
    optional: around.optional,
  };
}

function written({ at, offsetSeconds }: Moment): string {
  const pinned = at === null ? '' : ` @ ${at}`;
  const milliseconds = Math.round(offsetSeconds * 1000);
  if (milliseconds === 0) return pinned;
  return `${pinned} offset ${milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`}`;
}

import type { ColumnName, Layout } from './result-columns.ts';

/** What the planner computes for each column, in its own words; `null` where the server shows no plan. */
type Output = readonly string[] | null;

/** A type as the planner writes it after what it casts: two words only where those are the name of one. */
const TYPE = String.raw`::(?:time(?:stamp)?(?:\(\d\))? with(?:out)? time zone|double precision|character varying|[a-z_]\w*)(?:\([\d,]+\))?`;
/** A number that is not computed: `0.95`, `'-1'::integer`, `'0.95'::double precision`. */
const NUMBER = String.raw`(?:'-?\d[\d.]*(?:e[+-]?\d+)?'|\(?-?\d[\d.]*(?:e[+-]?\d+)?\)?)(?:${TYPE})?`;
const WRITTEN = new RegExp(`^${NUMBER}$`, 'i');
const FILLED_IN = new RegExp(String.raw`^\(*COALESCE\([\s\S]*, ${NUMBER}\)\)*(?:${TYPE})?$`, 'i');

const TEXTS_AND_TYPES = new RegExp(`'(?:[^']|'')*'|${TYPE}`, 'gi');
const CLOCK =
  /\b(?:now|(?:transaction|statement|clock)_timestamp)\(\)|\b(?:current_(?:timestamp|date)|localtimestamp)\b/i;
/** What names no column: the part of a time, the argument of a function, its schema; and words, since columns in capitals are quoted. */
const NO_REFERENCE =
  /\bEXTRACT\(\w+ FROM\b|\b[a-z_]\w* =>|(?:"(?:[^"]|"")+"|\b[a-z_][\w$]*)\.(?=(?:"(?:[^"]|"")+"|[a-z_][\w$]*)\()|"(?:[^"]|"")+"(?=\()|\b(?:[A-Z][A-Z_]*|true|false)\b(?!["$.])/g;
/** A column, or the result of a query inside the query. Calls of functions are none. */
const REFERENCE = /\$\d|"|[a-z_][\w$]*(?![\w$]|\()/i;

/** Beyond this many characters nobody looks: what is hinted at here is short. */
const LONGEST = 10_000;

const COUNTED = ['value', 'successes', 'sample_size'] as const;

/** What to say of numbers that stand in the query itself: they are no measurements, whatever table is read beside them. */
export function writtenNumbers(output: Output, layout: Layout): readonly string[] {
  return COUNTED.flatMap((column) => {
    const computed = computedFor(column, output, layout);
    if (computed === null) return [];
    if (WRITTEN.test(computed)) return [`${column} is a number of the query itself, whatever the tables hold`];
    if (FILLED_IN.test(computed))
      return [`${column} is a number of the query itself where nothing was measured: leave out the COALESCE`];
    return [];
  });
}

/**
 * What `observed_at` is made of where the plan shows no column in it: of the `clock`, as `date_trunc('hour', now())` is, or
 * of `nothing` that was read, as a time written in the query is. Else `null`.
 */
export function madeWithoutRows(output: Output, layout: Layout): 'clock' | 'nothing' | null {
  const computed = computedFor('observed_at', output, layout)?.replace(TEXTS_AND_TYPES, '') ?? null;
  if (computed === null || REFERENCE.test(computed.replace(NO_REFERENCE, ''))) return null;
  return CLOCK.test(computed) ? 'clock' : 'nothing';
}

function computedFor(column: ColumnName, output: Output, layout: Layout): string | null {
  const at = layout.get(column);
  const computed = at === undefined ? null : (output?.[at.index] ?? null);
  return computed === null || computed.length > LONGEST ? null : computed;
}

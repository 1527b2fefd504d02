/** What the server's planner says of a query. */
export interface QueryPlan {
  /** False where no row of a table that somebody made is read: whatever such a query gives, its author wrote. */
  readonly readsTable: boolean;
  /** True where it gives no row, whatever the tables hold, as with `WHERE false`. */
  readonly givesNothing: boolean;
  /** What it computes for each column, in the server's words; empty where that is not said. */
  readonly output: readonly string[];
}

type Entries = Readonly<Record<string, unknown>>;

/** A plan as `EXPLAIN (FORMAT JSON, VERBOSE)` gives it; `null` where that cannot be read. Never throws. */
export function readPlan(text: string): QueryPlan | null {
  const top = topNode(text);
  if (top === null) return null;
  const output = Array.isArray(top['Output']) ? top['Output'] : [];
  return {
    readsTable: someNode(top, readsMade),
    givesNothing: top['Node Type'] === 'Result' && top['One-Time Filter'] === 'false',
    output: output.every((part) => typeof part === 'string') ? output : [],
  };
}

function topNode(text: string): Entries | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const [first] = Array.isArray(parsed) && parsed.length === 1 ? parsed : [];
    const plan = isEntries(first) ? first['Plan'] : null;
    return isEntries(plan) && typeof plan['Node Type'] === 'string' ? plan : null;
  } catch {
    return null;
  }
}

/** Looks into everything inside a plan: extensions keep plans of their own, such as those of other servers, anywhere. */
function someNode(top: Entries, is: (node: Entries) => boolean): boolean {
  const left: unknown[] = [top];
  while (left.length > 0) {
    const next = left.pop();
    if (isEntries(next) && typeof next['Node Type'] === 'string' && is(next)) return true;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) left.push(inner);
  }
  return false;
}

/** True where a node of a plan itself gives rows of a table, or of a function, that did not come with the server. */
function readsMade(node: Entries): boolean {
  const made = isMade(node['Schema']);
  switch (node['Node Type']) {
    case 'Function Scan':
      return typeof node['Function Name'] === 'string' && made;
    // What another server joins or counts names no single table.
    case 'Foreign Scan':
      return true;
    // Of extensions: where it names no table and has nothing below it, the rows are its own.
    case 'Custom Scan':
      return typeof node['Relation Name'] === 'string' ? made : node['Plans'] === undefined;
    // Parts of a table that hold nothing of what is asked for are left out before they are read.
    case 'Append':
    case 'MergeAppend':
      return Number(node['Subplans Removed']) > 0;
    default:
      return typeof node['Relation Name'] === 'string' && made;
  }
}

/** Names of schemas that begin with `pg_` are the server's own. https://www.postgresql.org/docs/current/ddl-schemas.html */
function isMade(schema: unknown): boolean {
  return typeof schema === 'string' && schema !== 'information_schema' && !schema.startsWith('pg_');
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

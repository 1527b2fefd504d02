import type { Unreadable } from '../formats/format.ts';
import { quoted, someNames } from '../source-problem.ts';
import type { Column } from './session.ts';

/** The columns that a result may have. */
export const COLUMNS = ['metric', 'value', 'observed_at', 'sample_size', 'successes', 'stddev', 'stderr'] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** Where each of the columns stands in a row, by its name. */
export type Layout = ReadonlyMap<ColumnName, { readonly index: number; readonly type: number }>;

/** The most rows of a result that holds many metrics. */
export const MOST_METRIC_ROWS = 1000;

/** The most rows that a result may have: many with a column `metric`, else one and a second that shows that it is not alone. */
export function mostRows(columns: readonly Column[]): number {
  return columns.some(({ name }) => name === 'metric') ? MOST_METRIC_ROWS : 1;
}

/** Where each column stands, or why these columns cannot be read. */
export function layoutOf(columns: readonly Column[]): Layout | Unreadable {
  const layout = new Map<ColumnName, { readonly index: number; readonly type: number }>();
  const unknown = columns.map(({ name }) => name).filter((name) => !COLUMNS.some((known) => known === name));
  if (unknown.length > 0) {
    const detail = `the query gives columns that have no meaning here: ${someNames(unknown)}; name them ${COLUMNS.join(', ')}, or leave them out`;
    return { kind: 'failed', code: 'config', detail };
  }
  for (const [index, { name, type }] of columns.entries()) {
    const known = COLUMNS.find((column) => column === name);
    if (known === undefined) continue;
    if (layout.has(known))
      return { kind: 'failed', code: 'ambiguous', detail: `the query gives two columns ${quoted(name)}` };
    layout.set(known, { index, type });
  }
  if (!layout.has('value') && !(layout.has('successes') && layout.has('sample_size')))
    return {
      kind: 'failed',
      code: 'config',
      detail: 'the query gives no column "value", nor "successes" with "sample_size"',
    };
  return layout;
}

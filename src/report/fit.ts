/** How much of a report is shown; whole rows and parts go, never half of one. */
export interface Detail {
  /** Rows of passing metrics in the tables by layer. */
  readonly passingRows: boolean;
  /** Descriptions, notes, fixes, alerts. */
  readonly notes: boolean;
  /** The tables by layer. */
  readonly tables: boolean;
  /** Only the decision with its counts, and the footer. */
  readonly leadOnly: boolean;
  /** Most rows of what blocks, and of findings; the worst are kept. */
  readonly rows: number;
}

const ALL_ROWS = Number.MAX_SAFE_INTEGER;
export const FULL_DETAIL: Detail = {
  passingRows: true,
  notes: true,
  tables: true,
  leadOnly: false,
  rows: ALL_ROWS,
};

const STEPS: readonly Detail[] = [
  FULL_DETAIL,
  { ...FULL_DETAIL, passingRows: false },
  { ...FULL_DETAIL, passingRows: false, notes: false },
  { ...FULL_DETAIL, passingRows: false, notes: false, tables: false },
];

/** Size of a text in UTF-8 bytes. */
export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * The most detailed rendering of at most `maxBytes` UTF-8 bytes: passing rows go first, then notes, then the tables by
 * layer, then rows of what blocks (of `allRows`), then all but the decision. `bare` is returned where nothing else fits.
 */
export function fitToBytes(
  render: (detail: Detail) => string,
  allRows: number,
  maxBytes: number,
  bare: string,
): string {
  const fits = (detail: Detail): string | null => {
    const text = render(detail);
    return utf8Bytes(text) <= maxBytes ? text : null;
  };
  for (const step of STEPS) {
    const text = fits(step);
    if (text !== null) return text;
  }
  const leanest = STEPS.at(-1) ?? FULL_DETAIL;
  const rows = mostRows(allRows, (count) => fits({ ...leanest, rows: count }) !== null);
  const shortened = rows > 0 ? fits({ ...leanest, rows }) : null;
  return shortened ?? fits({ ...leanest, leadOnly: true, rows: 0 }) ?? bare;
}

/** The largest count of rows below `all` that fits, by bisection; 0 where none does. */
function mostRows(all: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = all - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

import type { Scale } from './entry.ts';

/** A scale as a reader writes it: `0 to 1`, `1 or more`. */
export function scaleText({ low, high }: Scale): string {
  if (low === null) return high === null ? 'any number' : `${high} or less`;
  return high === null ? `${low} or more` : `${low} to ${high}`;
}

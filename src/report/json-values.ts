import { plainText } from './neutralise.ts';

/** Longest foreign text in the JSON report, in code points: data is kept longer than what people are shown. */
export const JSON_CAP = 2_000;

/** Foreign text as the JSON report holds it. */
export function text(value: string | null): string | null {
  return value === null ? null : plainText(value, JSON_CAP);
}

/** A number that JSON has, or `null`. */
export function number(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

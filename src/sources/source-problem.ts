import type { SourceFailure } from '../core/measurement.ts';

type FailureCode = SourceFailure['code'];

/** A failure met in the middle of reading, thrown inside `sources` and turned into a failed measurement by the runner. */
export class SourceProblem extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, text: string) {
    super(text);
    this.name = 'SourceProblem';
    this.code = code;
  }
}

/** Foreign text inside a message: quoted, on one line, at most 80 characters. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `"${line.length > 80 ? `${line.slice(0, 79)}…` : line}"`;
}

/** At most ten names, quoted and joined, with the number left out. */
export function someNames(names: readonly string[]): string {
  const shown = names.slice(0, 10).map(quoted).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

/** What a value is, for messages about wrong types; never shows the value itself. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : 'not a finite number';
  return 'no data';
}

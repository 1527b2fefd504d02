import { credential } from './server.ts';

/** A value as the recipe must read it. */
export interface Value {
  readonly metric: string;
  readonly value: number;
  readonly n: number | null;
  readonly successes?: number;
  readonly at: string | null;
  readonly kind: string;
}

interface Changed {
  readonly name: string;
  /** What becomes of the good answer. */
  readonly change: (answer: never) => unknown;
}

/** One recipe: what its system must be asked, what is read of a good answer, and answers that are none. */
export interface Case {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  /** As they must arrive. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the body must have at least. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly values: readonly Value[];
  /** Each with the code of the failure, or `absent`. */
  readonly bad: readonly (Changed & { readonly code: string })[];
  readonly alert?: {
    readonly fixture: string;
    readonly path: string;
    readonly state: string;
    readonly bad: readonly (Changed & { readonly state: string; readonly reason: string })[];
  };
}

export type Row = Record<string, unknown>;

export const HOUR = '2026-11-21T15:00:00.000Z';

export function bearer(variable: string): { readonly authorization: string } {
  return { authorization: `Bearer ${credential(variable)}` };
}

/** A share that is judged by its counts. */
export function counts(metric: string, successes: number, n: number, at: string, kind: string): Value {
  return { metric, value: successes / n, n, successes, at, kind };
}

/** The answer with some of its keys at the top replaced. */
export function having(other: Row): (answer: Row) => Row {
  return (answer) => ({ ...answer, ...other });
}

/** Arguments of a text: what the table of messages fills into a sentence. Lists are joined by the renderer. */
export type TextArgs = Readonly<Record<string, string | number | null | readonly string[]>>;

/** A text by code, worded in `report/messages`: logic emits codes and arguments, never sentences. */
export interface Reason<Code extends string = string> {
  readonly code: Code;
  readonly args: TextArgs;
}

/** `error` stops the gate (verdict `error`), `warning` is shown to reviewers, `info` is a note. */
export type FindingLevel = 'error' | 'warning' | 'info';

/** A place in a text file; lines and columns count from 1. */
export interface Location {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** Something found wrong or worth knowing, as data: part of the result, never an exception. */
export interface Finding extends Reason {
  readonly level: FindingLevel;
  readonly at: Location;
  /** The metric that the finding is about, so that it is shown beside it; `null` for the file as a whole. */
  readonly metric: string | null;
  /** Where the criteria set another level than the usual one: which that was, and the reason written beside it. */
  readonly usually?: { readonly level: FindingLevel; readonly reason: string | null };
}

import type { ObservedAtKind, SourceError } from '../../core/measurement.ts';

/** A file read and parsed as far as its kind tells. `value` of `json` and `yaml` holds null-prototype objects. */
export interface EvidenceDocument {
  readonly path: string;
  readonly kind: 'json' | 'yaml' | 'xml' | 'text' | 'directory';
  /** Parsed data of `json` and `yaml`; the text of `xml` and `text`; `null` for a directory. */
  readonly value: unknown;
}

/** What a format found for one metric: numbers as they stand in the file, unknown ones left out. */
export interface Reading {
  readonly kind: 'reading';
  readonly value: number;
  /** Where nobody wrote the value: it is `successes` of `sampleSize` as a share of 1. */
  readonly valueFromCounts?: true;
  readonly where: string;
  readonly sampleSize?: number | null;
  readonly successes?: number | null;
  readonly attempted?: number | null;
  readonly stddev?: number | null;
  readonly stderr?: number | null;
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number } | null;
  readonly exposure?: number | null;
  readonly effectiveSize?: number | null;
  readonly observedAtMs?: number | null;
  readonly observedAtKind?: ObservedAtKind;
  /** Where the file states a time that cannot be taken: then no other time may stand in for it. */
  readonly unreadableTime?: true;
  readonly commit?: string | null;
  /** The digest of the pinned files, `sha256:` and 64 lower-case hexadecimal digits. */
  readonly pins?: string | null;
  readonly url?: string | null;
  readonly notes?: readonly string[];
}
export interface Absent {
  readonly kind: 'absent';
  /** What was looked for and what is there instead, such as the names that the file has. */
  readonly detail: string;
}
export interface Unreadable {
  readonly kind: 'failed';
  /** Never `not-found`, which says that the file itself is missing, and is excused where that may be. */
  readonly code: Exclude<SourceError, 'not-found'> | 'wrong-type' | 'impossible-count' | 'out-of-range';
  readonly detail: string;
}
export type FormatResult = Reading | Absent | Unreadable;

/** A result format: recognises a document by its structure and reads one metric's value from it. Never throws. */
export interface Format {
  readonly name: string;
  /** True where the structure is this format's; names and endings of files prove nothing. */
  recognises(document: EvidenceDocument): boolean;
  /** What was expected, said when a look-alike is refused: "an object with `results.prompts[]` and `results.stats`". */
  readonly expects: string;
  /** The time inside the document, for choosing the newest of a glob; `null` where it has none. */
  timeOf(document: EvidenceDocument): number | null;
  /** `keys` as validated by the format's schema; `metric` is the metric's id. */
  read(document: EvidenceDocument, keys: Readonly<Record<string, unknown>>, metric: string): FormatResult;
  /** What there is to choose from in the document, for `init` and for messages. */
  names(document: EvidenceDocument): readonly string[];
}

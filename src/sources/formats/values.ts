import { nearest } from '../../core/nearest.ts';
import { DuplicateKey } from '../bare-object.ts';
import { quoted, someNames } from '../source-problem.ts';
import { readInstant, timeProblem } from '../timestamp.ts';
import { absent, field, isObject, pointer, unreadable } from './document.ts';
import type { Absent, EvidenceDocument, Format, FormatResult, Reading, Unreadable } from './format.ts';
import { documentBreach, foundWords } from './values-contract.ts';
import { readEntry } from './values-entry.ts';

/** The native values file: `metrics` by id, each a number or what is known about it; JSON or YAML. */
export const values: Format = {
  name: 'values',
  expects: 'an object with `metrics`: a map of metric id to a number or an object with `value` or `successes`',
  recognises: (document) => isObject(document.value) && holdsEntries(field(document.value, 'metrics')),
  timeOf: (document) => documentTime(document).ms,
  names: (document) => metricNames(document),
  read: (document, keys, metric) => {
    const problem = documentProblem(document);
    if (problem !== null) return problem;
    const key = typeof keys['select'] === 'string' ? keys['select'] : metric;
    return withDocument(document, readMetric(document, key));
  },
};

/** Numbers and objects that hold a value or counts; lists of points, as other tools write, are another format. */
function holdsEntries(metrics: unknown): boolean {
  if (!isObject(metrics)) return false;
  const kinds = Object.keys(metrics).map((key) => entryKind(metrics, key));
  return !kinds.includes('foreign') && (kinds.length === 0 || kinds.includes('entry'));
}

function entryKind(metrics: Readonly<Record<string, unknown>>, key: string): 'entry' | 'foreign' | 'broken' {
  try {
    const entry = metrics[key];
    if (Array.isArray(entry)) return 'foreign';
    if (typeof entry === 'number') return 'entry';
    return isObject(entry) && (Object.hasOwn(entry, 'value') || Object.hasOwn(entry, 'successes')) ? 'entry' : 'broken';
  } catch (error) {
    if (error instanceof DuplicateKey) return 'entry';
    throw error;
  }
}

function metricNames(document: EvidenceDocument): readonly string[] {
  const metrics = field(document.value, 'metrics');
  return isObject(metrics) ? Object.keys(metrics) : [];
}

const DOCUMENT_KEYS = ['observed_at', 'subject', 'metrics'];

/** What is wrong with the document as a whole: then none of its metrics can be trusted. */
function documentProblem(document: EvidenceDocument): Unreadable | null {
  const breach = documentBreach(document.value);
  if (breach?.duplicate)
    return unreadable('ambiguous', `the key ${quoted(breach.duplicate)} stands twice in one object`);
  if (breach !== null) {
    const place = breach.path.length === 0 ? 'the document' : pointer(...breach.path);
    return unreadable(
      'bad-response',
      `not a values file: ${place}: found ${foundWords(breach.found)}; expected ${values.expects}`,
    );
  }
  const mistyped = Object.keys(Object(document.value)).flatMap((key) => {
    const meant = DOCUMENT_KEYS.includes(key) ? null : nearest(key, DOCUMENT_KEYS);
    return meant === null ? [] : [`${quoted(key)}: did you mean ${quoted(meant)}?`];
  });
  return mistyped.length === 0 ? null : unreadable('bad-response', `not a values file: ${mistyped.join(' ')}`);
}

function readMetric(document: EvidenceDocument, key: string): FormatResult {
  try {
    const entry = field(document.value, 'metrics', key);
    return entry === undefined ? notThere(key, metricNames(document)) : readEntry(entry, key);
  } catch (error) {
    if (error instanceof DuplicateKey) return unreadable('ambiguous', `${pointer('metrics', key)}: ${error.message}`);
    throw error;
  }
}

function notThere(key: string, names: readonly string[]): Absent {
  const meant = nearest(key, names);
  if (meant !== null) return absent(`no metric ${quoted(key)}; did you mean ${quoted(meant)}?`);
  return absent(`no metric ${quoted(key)}; the file has: ${names.length === 0 ? 'none' : someNames(names)}`);
}

interface Time {
  readonly ms: number | null;
  readonly notes: readonly string[];
}

function documentTime(document: EvidenceDocument): Time {
  const written = field(document.value, 'observed_at');
  if (typeof written !== 'string') return { ms: null, notes: [] };
  const time = readInstant(written);
  return time.ok ? { ms: time.ms, notes: [] } : { ms: null, notes: [timeProblem(time, 'observed_at')] };
}

/** Adds what the document says of all its metrics: the time, where the metric has none of its own, and the commit. */
function withDocument(document: EvidenceDocument, result: FormatResult): FormatResult {
  if (result.kind !== 'reading') return result;
  const commit = commitOf(field(document.value, 'subject', 'commit'));
  // A metric whose own time cannot be read has none: the document's would be a guess.
  const own = result.observedAtKind !== undefined;
  const time = own ? { ms: result.observedAtMs ?? null, notes: [] } : documentTime(document);
  const reading: Reading = {
    ...result,
    observedAtMs: time.ms,
    observedAtKind: time.ms === null ? 'none' : 'sample',
    commit: commit.sha,
    notes: [...(result.notes ?? []), ...time.notes, ...commit.notes],
  };
  return reading;
}

function commitOf(written: unknown): { readonly sha: string | null; readonly notes: readonly string[] } {
  if (typeof written !== 'string') return { sha: null, notes: [] };
  const sha = written.trim().toLowerCase();
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) return { sha, notes: [] };
  return { sha: null, notes: ['subject.commit is not a full commit SHA, so that the evidence names no commit'] };
}

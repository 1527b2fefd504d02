import { nearest } from '../../core/nearest.ts';
import { DuplicateKey } from '../bare-object.ts';
import { quoted, someNames } from '../source-problem.ts';
import { readInstant, timeProblem } from '../timestamp.ts';
import { absent, field, isObject, observed, oncePerDocument, pointer, unreadable } from './document.ts';
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

const metricNames = oncePerDocument((document): readonly string[] => {
  const metrics = field(document.value, 'metrics');
  return isObject(metrics) ? Object.keys(metrics) : [];
});

const DOCUMENT_KEYS = ['observed_at', 'subject', 'metrics'];

/** What is wrong with the document as a whole: then none of its metrics can be trusted. */
const documentProblem = oncePerDocument((document): Unreadable | null => {
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
});

function readMetric(document: EvidenceDocument, key: string): FormatResult {
  try {
    const entry = field(document.value, 'metrics', key);
    return entry === undefined ? notThere(key, document) : readEntry(entry, key);
  } catch (error) {
    if (error instanceof DuplicateKey) return unreadable('ambiguous', `${pointer('metrics', key)}: ${error.message}`);
    throw error;
  }
}

/** How many names are compared for a suggestion: for one metric, and for all that one document lacks. */
const MOST_COMPARED = 500;
const MOST_COMPARED_IN_ALL = 20_000;

const comparisonsLeft = oncePerDocument(() => ({ names: MOST_COMPARED_IN_ALL }));

function notThere(key: string, document: EvidenceDocument): Absent {
  const names = metricNames(document);
  const left = comparisonsLeft(document);
  const candidates = names.slice(0, Math.min(MOST_COMPARED, left.names));
  left.names -= candidates.length;
  const meant = nearest(key, candidates);
  if (meant !== null) return absent(`no metric ${quoted(key)}; did you mean ${quoted(meant)}?`);
  return absent(`no metric ${quoted(key)}; the file has: ${names.length === 0 ? 'none' : someNames(names)}`);
}

interface Time {
  readonly ms: number | null;
  /** True where a time is written that cannot be taken. */
  readonly unreadable: boolean;
  readonly notes: readonly string[];
}

function documentTime(document: EvidenceDocument): Time {
  const written = field(document.value, 'observed_at');
  if (typeof written !== 'string') return { ms: null, unreadable: false, notes: [] };
  const time = readInstant(written);
  if (time.ok) return { ms: time.ms, unreadable: false, notes: [] };
  return { ms: null, unreadable: true, notes: [timeProblem(time, 'observed_at')] };
}

/** Adds what the document says of all its metrics: the time, where the metric has none of its own, the commit and the pinned files. */
function withDocument(document: EvidenceDocument, result: FormatResult): FormatResult {
  if (result.kind !== 'reading') return result;
  const commit = commitOf(field(document.value, 'subject', 'commit'));
  const pins = pinsOf(field(document.value, 'subject', 'pins'));
  // A metric whose own time cannot be read has none: the document's would be a guess.
  const own = result.observedAtKind !== undefined;
  const time: Time = own
    ? { ms: result.observedAtMs ?? null, unreadable: result.observedAtMs == null, notes: [] }
    : documentTime(document);
  const reading: Reading = {
    ...result,
    ...observed(time.ms, time.unreadable),
    commit: commit.sha,
    pins: pins.digest,
    notes: [...(result.notes ?? []), ...time.notes, ...commit.notes, ...pins.notes],
  };
  return reading;
}

function commitOf(written: unknown): { readonly sha: string | null; readonly notes: readonly string[] } {
  if (typeof written !== 'string') return { sha: null, notes: [] };
  const sha = written.trim().toLowerCase();
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) return { sha, notes: [] };
  return { sha: null, notes: ['subject.commit is not a full commit SHA, so that the evidence names no commit'] };
}

function pinsOf(written: unknown): { readonly digest: string | null; readonly notes: readonly string[] } {
  if (typeof written !== 'string') return { digest: null, notes: [] };
  const digest = written.trim().toLowerCase();
  if (/^sha256:[0-9a-f]{64}$/.test(digest)) return { digest, notes: [] };
  const note = 'subject.pins is not sha256: and 64 hexadecimal digits, so that the evidence names no pinned files';
  return { digest: null, notes: [note] };
}

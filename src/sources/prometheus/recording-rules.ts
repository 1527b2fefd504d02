import { DuplicateKey } from '../bare-object.ts';
import { type Selector, selectorsBehind } from '../promql/read-promql.ts';
import { mapOf } from './query-answer.ts';

interface RecordingRule {
  readonly query: string;
  /** Labels that the rule gives to its series. */
  readonly labels: Readonly<Record<string, unknown>>;
}

/** The recording rules of a server. */
export interface RecordingRules {
  readonly byName: ReadonlyMap<string, readonly RecordingRule[]>;
  /** False where there may be others that the server did not tell. */
  readonly complete: boolean;
}

/** What is known where a server does not tell its rules. */
export const UNKNOWN_RULES: RecordingRules = { byName: new Map(), complete: false };

/** Reads the JSON of `/api/v1/rules` (https://prometheus.io/docs/prometheus/latest/querying/api/#rules). */
export function readRecordingRules(json: unknown): RecordingRules {
  try {
    return rulesOf(json);
  } catch (error) {
    if (error instanceof DuplicateKey) return UNKNOWN_RULES;
    throw error;
  }
}

function rulesOf(json: unknown): RecordingRules {
  const answer = mapOf(json);
  const data = mapOf(answer?.['data']);
  if (answer?.['status'] !== 'success' || data === null) return UNKNOWN_RULES;
  const { groups } = data;
  const written = groups === null ? [] : groups;
  if (!Array.isArray(written)) return UNKNOWN_RULES;
  const byName = new Map<string, RecordingRule[]>();
  let complete = !hasMore(answer) && !hasMore(data);
  for (const group of written) {
    const rules = mapOf(group)?.['rules'] ?? [];
    if (!Array.isArray(rules)) complete = false;
    for (const rule of Array.isArray(rules) ? rules.map(mapOf) : []) {
      const { type, name, query } = rule ?? {};
      if (type === 'alerting') continue;
      if (rule === null || typeof name !== 'string' || typeof query !== 'string') complete = false;
      else byName.set(name, [...(byName.get(name) ?? []), { query, labels: { ...mapOf(rule['labels']) } }]);
    }
  }
  return { byName, complete };
}

/** Warnings, and the sign of a further page, mean that rules are missing. */
function hasMore(place: Readonly<Record<string, unknown>>): boolean {
  return ['warnings', 'isPartial', 'groupNextToken'].some((key) => {
    const value = place[key];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  });
}

/** Whose samples tell the time of a query's values. */
export interface Timed {
  readonly selector: Selector;
  /** True for series that a rule records: their own time is that of the rule, and only the latest that it may be. */
  readonly isRecorded: boolean;
}

/** What must be asked for the time of a query. */
export interface Origins {
  readonly timed: readonly Timed[];
  /** Names that look like those of recorded series, whose rules are not known. */
  readonly unknown: readonly string[];
  /** Names of recorded series of which nobody can say what they were made of. */
  readonly unreadable: readonly string[];
}

/** Rules upon rules, and selectors behind one query, that are followed. */
const DEEPEST = 8;
const MOST_SELECTORS = 60;
const LONGEST_QUERY = 20_000;

/** Follows the selectors of a query through the rules that record their series. */
export function originsOf(selectors: readonly Selector[], rules: RecordingRules): Origins {
  const timed: Timed[] = [];
  const unknown = new Set<string>();
  const unreadable = new Set<string>();
  const follow = (selector: Selector, path: readonly string[]): void => {
    const { name } = selector;
    const recording = name === null ? [] : (rules.byName.get(name) ?? []).filter((rule) => mayRecord(rule, selector));
    timed.push({ selector, isRecorded: recording.length > 0 });
    if (name === null) return;
    if (recording.length === 0 && name.includes(':')) unknown.add(name);
    // A rule may go on from what it recorded before.
    if (path.includes(name)) return;
    for (const { query } of recording) {
      const behind = query.length > LONGEST_QUERY ? null : selectorsBehind(selector, query);
      if (behind === null || path.length >= DEEPEST || timed.length + behind.length > MOST_SELECTORS) {
        unreadable.add(name);
        return;
      }
      for (const one of behind) follow(one, [...path, name]);
    }
  };
  for (const selector of selectors) follow(selector, []);
  return { timed, unknown: [...unknown], unreadable: [...unreadable] };
}

/** A rule's own labels are on all its series: where they contradict the selector, others recorded what it means. */
function mayRecord({ labels }: RecordingRule, { matchers }: Selector): boolean {
  return matchers.every(({ label, op, value }) => {
    const given = Object.hasOwn(labels, label) ? labels[label] : undefined;
    return op !== '=' || typeof given !== 'string' || given === value;
  });
}

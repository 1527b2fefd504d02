import {
  absent,
  ambiguous,
  countOf,
  type DocumentObject,
  elements,
  entries,
  epochMs,
  field,
  finiteOf,
  isObject,
  observed,
  oncePerDocument,
  pointer,
  refusingDuplicates,
  textOf,
  unreadable,
} from './document.ts';
import type { Format, FormatResult, Reading, Unreadable } from './format.ts';

/** One value of a task: `"acc,none"` in files since v0.4, plain `acc` before. */
interface Score {
  readonly key: string;
  readonly metric: string;
  readonly filter: string | null;
  readonly value: unknown;
  readonly stderr: unknown;
}

const isIn = oncePerDocument((document) => isResults(document.value));
const tasksIn = oncePerDocument((document) => tasksOf(document.value));

/** `exact_match,strict-match`: no other tool writes a metric with its filter so. */
const KEYED = /^\w[\w@.-]*,\w[\w-]*$/;

/** Stand among a task's metrics without being any. */
const NO_METRICS: ReadonlySet<string> = new Set(['alias', 'name', 'sample_len', 'sample_count', 'samples', 'size', '']);

/**
 * Results of EleutherAI's lm-evaluation-harness, v0.3 to 2026. The time is `date` (epoch seconds): `start_time` is a
 * monotonic counter. Documents left out by `--limit` are attempted and not judged.
 */
export const lmEval: Format = refusingDuplicates({
  name: 'lm-eval',
  expects:
    'an object with `results.<task>["<metric>,<filter>"]`, or with `versions`, `configs` or `n-samples` beside `results`',
  recognises: (document) => document.kind === 'json' && isIn(document),
  timeOf: (document) => timeOf(document.value),
  names: (document) =>
    [...tasksIn(document)].flatMap(([task, scores]) => scoresOf(scores).map((score) => `${task} ${score.key}`)),
  read: (document, keys, metric) => {
    if (!isObject(document.value) || !isIn(document)) {
      return unreadable('bad-response', `not an lm-eval result: expected ${lmEval.expects}`);
    }
    const task = taskOf(tasksIn(document), textOf(keys['task']));
    if (!('name' in task)) return task;
    const score = scoreOf(task.scores, task.name, textOf(keys['metric']), textOf(keys['filter']), metric);
    return 'key' in score ? readScore(document.value, task.name, task.scores, score) : score;
  },
});

function isResults(document: unknown): boolean {
  const results = field(document, 'results');
  if (!isObject(results) || !Object.values(results).every(isObject)) return false;
  const described = ['versions', 'configs', 'n-samples'].some((key) => isObject(field(document, key)));
  return (
    described || Object.values(results).some((scores) => Object.keys(Object(scores)).some((key) => KEYED.test(key)))
  );
}

function timeOf(document: unknown): number | null {
  const seconds = finiteOf(field(document, 'date'));
  return seconds === null ? null : epochMs(seconds * 1000);
}

/** Tasks and groups: a group stands under `results` too in most versions, with the same values. */
function tasksOf(document: unknown): ReadonlyMap<string, DocumentObject> {
  const all = [...entries(field(document, 'groups')), ...entries(field(document, 'results'))];
  return new Map(
    all.flatMap(([name, scores]) => (isObject(scores) && scoresOf(scores).length > 0 ? [[name, scores]] : [])),
  );
}

function scoresOf(scores: DocumentObject): readonly Score[] {
  return Object.entries(scores).flatMap(([key, value]) => {
    const comma = key.indexOf(',');
    const metric = (comma < 0 ? key : key.slice(0, comma)).trim();
    if (NO_METRICS.has(metric) || metric.endsWith('_stderr')) return [];
    const filter = comma < 0 ? null : key.slice(comma + 1);
    const stderr = field(scores, filter === null ? `${metric}_stderr` : `${metric}_stderr,${filter}`);
    return [{ key, metric, filter, value, stderr }];
  });
}

function taskOf(
  tasks: ReadonlyMap<string, DocumentObject>,
  asked: string | null,
): { readonly name: string; readonly scores: DocumentObject } | ReturnType<typeof absent> | Unreadable {
  const names = [...tasks.keys()];
  if (names.length === 0) return absent('the file has no task with a metric');
  // Early 2024 files mark the depth of a task in its group by leading dashes.
  const matching = names.filter((name) => asked === null || name === asked);
  const found = matching.length > 0 ? matching : names.filter((name) => name.replace(/^[ -]+/, '') === asked);
  if (found.length > 1) return ambiguous('several tasks, choose one with task', found);
  const [name] = found;
  const scores = name === undefined ? undefined : tasks.get(name);
  if (name === undefined || scores === undefined) return absent(`no task "${asked}"`, names);
  return { name, scores };
}

function scoreOf(
  scores: DocumentObject,
  task: string,
  asked: string | null,
  filter: string | null,
  id: string,
): Score | ReturnType<typeof absent> | Unreadable {
  const all = scoresOf(scores);
  const metrics = [...new Set(all.map((score) => score.metric))];
  const named = (name: string): readonly Score[] => all.filter((score) => score.metric === name || score.key === name);
  const byId = asked === null ? named(id) : named(asked);
  if (asked !== null && byId.length === 0) return absent(`task "${task}" has no metric "${asked}"`, metrics);
  if (byId.length === 0 && metrics.length > 1)
    return ambiguous(`task "${task}" has several metrics, choose one with metric`, metrics);
  const candidates = byId.length > 0 ? byId : all;
  const filters = candidates.map((score) => score.filter ?? 'none');
  const found = candidates.filter((score) => filter === null || (score.filter ?? 'none') === filter);
  const [first] = found;
  if (first === undefined) return absent(`task "${task}" has no such metric with filter "${filter}"`, filters);
  if (found.length > 1) return ambiguous(`several filters of ${first.metric}, choose one with filter`, filters);
  return first;
}

function readScore(document: DocumentObject, task: string, scores: DocumentObject, score: Score): FormatResult {
  if (score.value === null) return absent(`task "${task}" has no value for ${score.key}`);
  const value = finiteOf(score.value);
  if (value === null) return unreadable('not-a-number', `${score.key} of task "${task}" is no finite number`);
  const parent = Object.hasOwn(Object(field(document, 'results')), task) ? 'results' : 'groups';
  const inGroups = field(document, 'groups', task, score.key);
  if (parent === 'results' && inGroups !== undefined && !Object.is(inGroups, score.value)) {
    return unreadable('ambiguous', `${score.key} of "${task}" differs between \`results\` and \`groups\``);
  }
  const sizes = sizesOf(document, task, scores, score);
  if ('kind' in sizes) return sizes;
  const stderr = finiteOf(score.stderr);
  const notes = [...limitNote(document, sizes), ...(stderr === 0 ? ['a standard error of 0 is not used'] : [])];
  return {
    kind: 'reading',
    value,
    where: pointer(parent, task, score.key),
    ...sizes,
    // Zero means that all documents scored alike, not that the value is certain.
    ...(stderr !== null && stderr > 0 ? { stderr } : {}),
    ...observed(timeOf(document), (field(document, 'date') ?? null) !== null),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

type Sizes = Pick<Reading, 'sampleSize' | 'attempted'>;

/** Documents judged (`effective`) and in the task (`original`); a group has those of its tasks together. */
function sizesOf(document: DocumentObject, task: string, scores: DocumentObject, score: Score): Sizes | Unreadable {
  const stated = countOf(field(scores, 'sample_count', score.key)) ?? countOf(field(scores, 'sample_len'));
  const samples = leavesOf(document, task).map((leaf) => field(document, 'n-samples', leaf));
  const effective = sum(samples.map((one) => countOf(field(one, 'effective'))));
  const original = sum(samples.map((one) => countOf(field(one, 'original'))));
  const sampleSize = stated !== null && effective !== null ? Math.min(stated, effective) : (stated ?? effective);
  if (sampleSize === 0) return unreadable('no-data', `task "${task}" judged no document`);
  if (original !== null && sampleSize !== null && sampleSize > original) {
    return unreadable('impossible-count', `task "${task}" judged ${sampleSize} of ${original} documents`);
  }
  return { sampleSize, attempted: original };
}

/** The tasks below a group, each once; a task is its own leaf. */
function leavesOf(document: DocumentObject, task: string): readonly string[] {
  const leaves: string[] = [];
  const seen = new Set([task]);
  // A set that grows while it is walked: groups may lie in groups, and lead back to themselves.
  for (const name of seen) {
    const below = elements(field(document, 'group_subtasks', name)).filter((inner) => typeof inner === 'string');
    if (below.length === 0 || field(document, 'n-samples', name) !== undefined) leaves.push(name);
    else for (const inner of below) seen.add(inner);
  }
  return leaves;
}

function sum(counts: readonly (number | null)[]): number | null {
  return counts.length === 0 || counts.includes(null)
    ? null
    : counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}

function limitNote(document: DocumentObject, sizes: Sizes): readonly string[] {
  const limit = field(document, 'config', 'limit') ?? null;
  const hidden = sizes.attempted === null || sizes.attempted === undefined;
  return limit !== null && hidden ? ['run with a limit: how much of the task was left out is not stated'] : [];
}

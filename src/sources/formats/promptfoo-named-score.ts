import { type CaseScores, meanOf, spreadOf } from './case-scores.ts';
import {
  absent,
  ambiguous,
  countOf,
  elements,
  field,
  finiteOf,
  oncePer,
  pointer,
  textOf,
  unreadable,
} from './document.ts';
import type { FormatResult, Reading } from './format.ts';
import type { CaseRun, Column, Evaluation } from './promptfoo-eval.ts';

/** Names of the named scores in the summary and the cases. */
export const namedScoreNames: (evaluation: Evaluation) => readonly string[] = oncePer((evaluation) => {
  const maps = [
    ...evaluation.columns.map((column) => field(column.metrics, 'namedScores')),
    ...evaluation.runs.map((run) => field(run.row, 'namedScores')),
  ];
  return [...new Set(maps.flatMap((map) => (typeof map === 'object' && map !== null ? Object.keys(map) : [])))];
});

/** A weighted sum of scores and the weight that it is to be divided by. */
interface Sum {
  readonly sum: number;
  readonly weight: number;
}

/** The mean of a named score in the only selected column that has it. */
export function readNamedScore(
  evaluation: Evaluation,
  selected: readonly number[],
  name: string,
  columnName: (index: number) => string,
): FormatResult {
  const holders = selected.filter((index) => holds(evaluation, index, name));
  const [only] = holders;
  if (only === undefined) {
    return absent(`no named score "${name}" (score: pass-rate takes the pass rate)`, namedScoreNames(evaluation));
  }
  if (holders.length > 1) {
    return ambiguous(
      `several prompts or providers have the named score "${name}", choose one with prompt and provider`,
      holders.slice(0, 1000).map(columnName),
    );
  }
  const column = evaluation.columns[only];
  const runs = evaluation.runs.filter((run) => run.column === only);
  const summed = column === undefined ? undefined : field(column.metrics, 'namedScores', name);
  return meanOfColumn(evaluation, column, runs, name, summed);
}

function holds(evaluation: Evaluation, index: number, name: string): boolean {
  const column = evaluation.columns[index];
  if (column !== undefined && field(column.metrics, 'namedScores', name) !== undefined) return true;
  return evaluation.runs.some((run) => run.column === index && field(run.row, 'namedScores', name) !== undefined);
}

function meanOfColumn(
  evaluation: Evaluation,
  column: Column | undefined,
  runs: readonly CaseRun[],
  name: string,
  summed: unknown,
): FormatResult {
  const place = column?.pointer ?? ['results'];
  const where =
    summed === undefined ? pointer('results', 'results') : pointer(...place, 'metrics', 'namedScores', name);
  if (summed !== undefined && finiteOf(summed) === null) {
    return unreadable('not-a-number', `the named score "${name}" is no finite number`);
  }
  const cases = casesOf(runs, name);
  if (cases === null) return unreadable('not-a-number', `a case has a named score "${name}" that is no finite number`);
  if (cases.total.weight === 0 && evaluation.derivedMetrics.includes(name) && finiteOf(summed) !== null) {
    const notes = ['derived metric: taken as the file states it, without a sample size'];
    return { kind: 'reading', value: Number(summed), where, notes };
  }
  const total = divisorOf(column, cases, name, finiteOf(summed));
  if ('kind' in total) return total;
  const value = total.sum / total.weight;
  if (!Number.isFinite(value)) return unreadable('not-a-number', `the mean of "${name}" is no finite number`);
  return { kind: 'reading', value, where, ...sizes(evaluation, runs, cases, value), ...notes(column, runs) };
}

/**
 * The summary's sum with its divisor: the weights where it has them, else the number of assertions. The cases must add
 * up to both: each weighs what it states, else as many assertions as bear the name. Early versions counted a case once
 * however many those are, so the cases' own count is taken where it is larger than a count.
 */
function divisorOf(column: Column | undefined, cases: Cases, name: string, summed: number | null) {
  const { sum, weight } = cases.total;
  if (summed === null) {
    return weight > 0 ? cases.total : unreadable('no-data', `the named score "${name}" has nothing to divide by`);
  }
  const weights = field(column?.metrics, 'namedScoreWeights', name);
  const counts = field(column?.metrics, 'namedScoresCount', name);
  const stated = finiteOf(weights === undefined ? counts : weights) ?? 0;
  if (weight > 0 && !near(sum, summed)) {
    return unreadable('ambiguous', `the summary's "${name}" is ${summed}, its cases add up to ${sum}`);
  }
  const tooLarge = cases.counted && stated > weight;
  const tooSmall = weights !== undefined && stated < weight;
  if (weight > 0 && (tooLarge || tooSmall) && !near(stated, weight)) {
    return unreadable('ambiguous', `the summary divides "${name}" by ${stated}, its cases by ${weight}`);
  }
  const divisor = Math.max(stated, weight);
  if (divisor > 0) return { sum: summed, weight: divisor };
  return unreadable(
    'no-data',
    `the named score "${name}" is a sum, and the file has no weight or count to divide it by`,
  );
}

function near(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
}

interface Cases {
  readonly total: Sum;
  readonly scores: ReadonlyMap<string, CaseScores>;
  readonly judged: number;
  readonly lost: number;
  readonly identified: boolean;
  /** False where assertions are named by templates, so that more of them may bear the name than can be told. */
  readonly counted: boolean;
}

/** The score per case: a mean where the case states the weight of its assertions, else a sum over them. */
function casesOf(runs: readonly CaseRun[], name: string): Cases | null {
  const scores = new Map<string, number[]>();
  let total: Sum = { sum: 0, weight: 0 };
  let judged = 0;
  let identified = true;
  let counted = true;
  for (const [index, run] of runs.entries()) {
    const score = field(run.row, 'namedScores', name);
    if (run.verdict === 'errored' || score === undefined) continue;
    const value = finiteOf(score);
    if (value === null) return null;
    const weight = finiteOf(field(run.row, 'gradingResult', 'namedScoreWeights', name));
    const assertions = Math.max(1, assertionsNamed(run, name));
    total = weight === null ? add(total, value, assertions) : add(total, value * weight, weight);
    const key = run.test ?? `case ${index}`;
    const mean = weight === null ? value / assertions : value;
    const known = scores.get(key);
    if (known === undefined) scores.set(key, [mean]);
    else known.push(mean);
    identified &&= run.test !== null;
    counted &&= weight !== null || !metricNames(run).some((metric) => /\{[{%#]/.test(metric));
    judged += 1;
  }
  // An errored case holds no named scores at all, so each may be one that should have held this one.
  return { total, scores, judged, lost: runs.filter((run) => run.verdict === 'errored').length, identified, counted };
}

function add(total: Sum, sum: number, weight: number): Sum {
  return { sum: total.sum + sum, weight: total.weight + weight };
}

function assertionsNamed(run: CaseRun, name: string): number {
  return metricNames(run).filter((metric) => metric === name).length;
}

/** The names of a case's assertions, as they were made from templates where the file says that. */
function metricNames(run: CaseRun): readonly string[] {
  const components = elements(field(run.row, 'gradingResult', 'componentResults'));
  return components.flatMap(
    (one) => textOf(field(one, 'metadata', 'renderedMetric')) ?? textOf(field(one, 'assertion', 'metric')) ?? [],
  );
}

/**
 * Independent cases: distinct tests, where the file says what was tested, and never more than runs by repeats. The
 * spread is given where the cases weigh alike, so that it is the spread of the value given.
 */
function sizes(evaluation: Evaluation, runs: readonly CaseRun[], cases: Cases, value: number): Partial<Reading> {
  if (cases.judged === 0 || runs.length === 0) return {};
  const scores = [...cases.scores.values()];
  const byRepeats = Math.max(1, Math[cases.identified ? 'ceil' : 'floor'](cases.judged / evaluation.repeat));
  const sampleSize = Math.min(scores.length, byRepeats);
  const attempted = Math.ceil((sampleSize * (cases.judged + cases.lost)) / cases.judged);
  const alike = sampleSize === scores.length && near(meanOf(scores.map(meanOf)), value);
  return alike ? { ...spreadOf(scores), attempted } : { sampleSize, attempted };
}

/** Without cases nobody can say how many of the errored ones should have held the score. */
function notes(column: Column | undefined, runs: readonly CaseRun[]): Pick<Reading, 'notes'> {
  const errored = countOf(field(column?.metrics, 'testErrorCount')) ?? 0;
  return errored > 0 && runs.length === 0 ? { notes: [`${errored} errored cases hold no named scores`] } : {};
}

import { fromCounts } from '../counts.ts';
import { grouped, spreadOf } from './case-scores.ts';
import {
  absent,
  countOf,
  field,
  linkOf,
  observed,
  oncePerDocument,
  pointer,
  refusingDuplicates,
  shortName,
  textOf,
  unreadable,
} from './document.ts';
import type { Format, FormatResult, Reading } from './format.ts';
import { type CaseRun, type Evaluation, evaluationOf } from './promptfoo-eval.ts';
import { namedScoreNames, readNamedScore } from './promptfoo-named-score.ts';

const PASS_RATE = 'pass-rate';

const evaluationIn = oncePerDocument((document) => evaluationOf(document.value));

/** Cases by verdict. */
interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
}

/**
 * promptfoo's `output.json`: summary versions 1 to 3, and the summary alone as scripts save it. Passed and failed cases
 * are judged; errored ones are attempted only. Named scores are sums in the file and divided by their weights.
 */
export const promptfoo: Format = refusingDuplicates({
  name: 'promptfoo',
  expects: 'an object with `results.prompts[]` (or `results.table.head.prompts[]`) and `results.stats`',
  recognises: (document) => (document.kind === 'json' || document.kind === 'yaml') && evaluationIn(document) !== null,
  timeOf: (document) => evaluationIn(document)?.startedAtMs ?? null,
  names: (document) => {
    const evaluation = evaluationIn(document);
    return evaluation === null ? [] : [PASS_RATE, ...namedScoreNames(evaluation)];
  },
  read: (document, keys, metric) => {
    const evaluation = evaluationIn(document);
    if (evaluation === null) return unreadable('bad-response', `not a promptfoo result: expected ${promptfoo.expects}`);
    const result = readEvaluation(evaluation, keys, metric);
    if (result.kind !== 'reading') return result;
    const time = observed(evaluation.startedAtMs, evaluation.unreadableTime);
    return { ...result, ...time, url: linkOf(evaluation.link) };
  },
});

function readEvaluation(evaluation: Evaluation, keys: Readonly<Record<string, unknown>>, metric: string): FormatResult {
  const prompt = textOf(keys['prompt']);
  const provider = textOf(keys['provider']);
  const selected = evaluation.columns.flatMap((column, index) => {
    const byPrompt = prompt === null || column.prompts.includes(prompt);
    return byPrompt && (provider === null || column.providers.includes(provider)) ? [index] : [];
  });
  const restricted = prompt !== null || provider !== null;
  const columnName = (index: number): string => nameOfColumn(evaluation, index);
  if (restricted && selected.length === 0) {
    const asked = [prompt, provider].filter((name) => name !== null).map(shortName);
    return absent(
      `no prompt and provider match ${asked.join(' with ')}`,
      evaluation.columns.slice(0, 1000).map((_, at) => columnName(at)),
    );
  }
  const named = namedScoreNames(evaluation);
  const score = textOf(keys['score']) ?? (named.includes(metric) ? metric : null);
  if (score !== null && score !== PASS_RATE) return readNamedScore(evaluation, selected, score, columnName);
  if (score === null && named.length > 0 && metric.replaceAll('_', '-') !== PASS_RATE) {
    // Where scores have names, one that is gone must not silently become the pass rate.
    return absent(`no named score "${metric}", and no \`score\` says what to take`, [PASS_RATE, ...named]);
  }
  return readPassRate(evaluation, selected, restricted);
}

function nameOfColumn(evaluation: Evaluation, index: number): string {
  const column = evaluation.columns[index];
  return `${shortName(column?.prompts[0] ?? `prompt ${index + 1}`)} with ${column?.providers[0] ?? 'no provider'}`;
}

function readPassRate(evaluation: Evaluation, selected: readonly number[], restricted: boolean): FormatResult {
  const chosen = new Set(selected);
  const runs = evaluation.runs.filter((run) => !restricted || run.column === null || chosen.has(run.column));
  const [first] = selected;
  const at = restricted && first !== undefined ? evaluation.columns[first]?.pointer : undefined;
  const where = at === undefined ? pointer('results', 'stats') : pointer(...at, 'metrics');
  const tallies = talliesOf(evaluation, selected, restricted, runs);
  if (tallies === null) return unreadable('bad-response', 'the counts of passed and failed cases are no whole numbers');
  const [tally, ...others] = tallies;
  if (tally === undefined) return absent('the file says nothing about passed and failed cases');
  const other = others.find((one) => one.passed !== tally.passed || totalOf(one) !== totalOf(tally));
  if (other !== undefined) {
    return unreadable(
      'ambiguous',
      `the file contradicts itself: ${said(tally)} in one place, ${said(other)} in another`,
    );
  }
  const judged = tally.passed + tally.failed;
  if (judged === 0) return absent(`no case was judged: ${said(tally)}`);
  const complete = runs.length === totalOf(tally) && runs.every((run) => run.column !== null);
  const columns = restricted ? selected.length : evaluation.columns.length;
  return {
    kind: 'reading',
    value: tally.passed / judged,
    where,
    ...sizes(evaluation, tally, complete ? runs : [], columns),
  };
}

/** What the file counts, the summary first; `null` where a count is broken. */
function talliesOf(
  evaluation: Evaluation,
  selected: readonly number[],
  restricted: boolean,
  runs: readonly CaseRun[],
): readonly Tally[] | null {
  const { stats } = evaluation;
  const summaries: (Tally | null)[] = [];
  if (!restricted && stats !== null) summaries.push(tallyOf(stats, ['successes', 'failures', 'errors']));
  const columns = selected.map((index) => evaluation.columns[index]?.metrics ?? {});
  if (columns.length > 0 && columns.every((metrics) => Object.hasOwn(metrics, 'testPassCount'))) {
    const parts = columns.map((metrics) => tallyOf(metrics, ['testPassCount', 'testFailCount', 'testErrorCount']));
    summaries.push(parts.reduce(plus, { passed: 0, failed: 0, errored: 0 }));
  }
  if (summaries.includes(null)) return null;
  const tallies = summaries.filter((tally) => tally !== null);
  // Cases that cannot be assigned to a column prove nothing about some of the columns.
  if (runs.length > 0 && !(restricted && runs.some((run) => run.column === null))) tallies.push(tallyOfRuns(runs));
  return tallies;
}

/** Files without a count of errors counted them as failures. */
function tallyOf(counts: unknown, [pass, fail, error]: readonly [string, string, string]): Tally | null {
  const passed = countOf(field(counts, pass));
  const failed = countOf(field(counts, fail));
  const errored = countOf(field(counts, error) ?? 0);
  return passed === null || failed === null || errored === null ? null : { passed, failed, errored };
}

function plus(left: Tally | null, right: Tally | null): Tally | null {
  if (left === null || right === null) return null;
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    errored: left.errored + right.errored,
  };
}

function tallyOfRuns(runs: readonly CaseRun[]): Tally {
  const count = (verdict: CaseRun['verdict']): number => runs.filter((run) => run.verdict === verdict).length;
  return { passed: count('passed'), failed: count('failed'), errored: count('errored') };
}

function totalOf(tally: Tally): number {
  return tally.passed + tally.failed + tally.errored;
}

function said(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.errored} errored`;
}

/**
 * Sizes in independent cases: a test run `repeat` times is one. Successes are given where the passed runs make whole
 * cases, else the spread of the cases' own rates. The same test under several prompts or providers is several cases
 * and one independent unit.
 */
function sizes(evaluation: Evaluation, tally: Tally, runs: readonly CaseRun[], columns: number): Partial<Reading> {
  const judged = tally.passed + tally.failed;
  const judgedRuns = runs.filter((run) => run.verdict !== 'errored');
  const identified = judgedRuns.length > 0 && judgedRuns.every((run) => run.test !== null);
  const tests = new Set(judgedRuns.map((run) => run.test)).size;
  const cells = grouped(judgedRuns, (run) => `${run.column} ${run.test}`);
  const byRepeats = Math.max(1, Math[identified ? 'ceil' : 'floor'](judged / evaluation.repeat));
  const sampleSize = identified ? Math.min(cells.size, byRepeats) : byRepeats;
  const whole = (tally.passed * sampleSize) % judged === 0;
  const units = identified ? Math.min(tests, sampleSize) : Math.ceil(sampleSize / Math.max(1, columns));
  const rates = [...cells.values()].map((cell) => cell.map((run) => (run.verdict === 'passed' ? 1 : 0)));
  const successes = (tally.passed * sampleSize) / judged;
  const { stddev } = identified && sampleSize === cells.size ? spreadOf(rates) : {};
  return {
    sampleSize,
    attempted: Math.ceil((sampleSize * totalOf(tally)) / judged),
    ...(whole ? { successes, ...fromCounts(successes) } : stddev === undefined ? {} : { stddev }),
    ...(units < sampleSize ? { effectiveSize: units } : {}),
  };
}

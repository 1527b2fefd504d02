import type { FileAnswer } from './read-file.ts';
import { SourceProblem, someNames } from './source-problem.ts';

interface Dated {
  readonly answer: FileAnswer;
  readonly ms: number | null;
}

/**
 * The answer of the newest of several files for a metric, by the times inside them; without one newest, the problem to
 * report. Files that hold the metric are compared by its own time. One that does not hold it has only the time of the
 * file, and counts as newer where that is after the metric's own or the file's time of the newest that does.
 */
export function newestAnswer(answers: readonly FileAnswer[], metric: string): FileAnswer | SourceProblem {
  const [first, ...others] = answers;
  if (first === undefined) return new SourceProblem('not-found', 'no file was found');
  if (others.length === 0) return first;
  const readings: Dated[] = [];
  const without: Dated[] = [];
  for (const answer of answers) {
    const result = answer.results.get(metric);
    if (result?.kind === 'reading') readings.push({ answer, ms: result.observedAtMs ?? null });
    else without.push({ answer, ms: answer.times.get(metric) ?? null });
  }
  const undated = [...readings, ...without].filter(({ ms }) => ms === null).map(({ answer }) => answer.path);
  if (undated.length > 0)
    return new SourceProblem(
      'ambiguous',
      `${answers.length} files match, and which is the newest cannot be told: no time inside ${someNames(undated)}. Name one file`,
    );
  const held = latest(readings);
  // A run that gave no value may have started after the one that gave this value, and before the value was logged.
  const heldMs = held.reduce(
    (oldest, { answer, ms }) => Math.min(oldest, Number(ms), answer.times.get(metric) ?? oldest),
    Number.POSITIVE_INFINITY,
  );
  const [winner, ...rivals] = latest([...held.map(({ answer }) => ({ answer, ms: heldMs })), ...latest(without)]);
  if (winner !== undefined && rivals.length === 0) return winner.answer;
  const paths = [winner, ...rivals].flatMap((one) => one?.answer.path ?? []);
  return new SourceProblem(
    'ambiguous',
    `${paths.length} of the files that match have the same newest time: ${someNames(paths)}`,
  );
}

/** All that have the latest time. */
function latest(dated: readonly Dated[]): readonly Dated[] {
  const ms = dated.reduce((newest, one) => Math.max(newest, Number(one.ms)), Number.NEGATIVE_INFINITY);
  return dated.filter((one) => one.ms === ms);
}

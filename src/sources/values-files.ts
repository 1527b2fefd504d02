import type { Measurement, Provenance } from '../core/measurement.ts';
import { isEvidenceBrought } from './evidence-brought.ts';
import type { FormatResult } from './formats/format.ts';
import { readFile } from './read-file.ts';
import type { MetricRequest, SourceWorld } from './source.ts';
import { quoted, SourceProblem, someNames } from './source-problem.ts';
import { failed, toMeasurement } from './to-measurement.ts';

/** The id under which the values files given to the run act as a source. */
const VALUES = 'values';

interface Found {
  readonly path: string;
  readonly result: FormatResult;
}

/** The files that patterns name, each with whether the change under judgement brings it. */
type Files = Map<string, boolean>;

/**
 * Reads the values files given to the run for metrics without `from`. All files that the patterns name are read
 * together: a metric in two of them is ambiguous, and a file that cannot be read or a pattern that matches nothing leaves
 * no metric certain.
 */
export async function measureFromValues(
  patterns: readonly string[],
  metrics: readonly string[],
  { workspace, changed }: SourceWorld,
): Promise<ReadonlyMap<string, Measurement>> {
  const requests: readonly MetricRequest[] = metrics.map((metric) => ({ metric, keys: {}, scale: null }));
  const files: Files = new Map();
  for (const pattern of patterns) {
    const found = await workspace.find(pattern);
    const named = found.ok ? found.value : [];
    const brought = await isEvidenceBrought(changed, { pattern, files: named, folders: [] }, workspace);
    for (const path of named) files.set(path, brought || files.get(path) === true);
    // Also where other files hold every metric: what is missing might have held one of them too.
    if (!found.ok) return all(metrics, new SourceProblem(found.problem.code, found.problem.text), pattern, brought);
  }
  const found = new Map<string, Found[]>(metrics.map((metric) => [metric, []]));
  for (const [path, brought] of files) {
    try {
      const { results } = await readFile(workspace, path, 'values', requests);
      for (const [metric, result] of results) found.get(metric)?.push({ path, result });
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      return all(metrics, error, path, brought);
    }
  }
  return new Map([...found].map(([metric, answers]) => [metric, combined(metric, answers, files)]));
}

function all(
  metrics: readonly string[],
  problem: SourceProblem,
  where: string,
  brought: boolean,
): ReadonlyMap<string, Measurement> {
  const provenance = provenanceOf(where, brought);
  return new Map(metrics.map((metric) => [metric, failed(problem.code, problem.message, provenance)]));
}

/** Values that are handed to a run count as written during it, whatever git knows of the file, unless the change brings them. */
function provenanceOf(where: string, brought: boolean): Provenance {
  return { source: VALUES, where, kind: brought ? 'in-change' : 'this-run' };
}

function combined(metric: string, answers: readonly Found[], files: Files): Measurement {
  const held = answers.filter(({ result }) => result.kind !== 'absent');
  const [first, second] = held;
  const isAnyBrought = [...files.values()].includes(true);
  if (second !== undefined) {
    const paths = held.map(({ path }) => path);
    return failed(
      'ambiguous',
      `${quoted(metric)} stands in ${held.length} values files: ${someNames(paths)}`,
      provenanceOf(paths.join(', '), isAnyBrought),
    );
  }
  const answer = first ?? answers[0];
  if (answer === undefined)
    return failed('not-found', 'no values file was found', provenanceOf([...files.keys()].join(', '), isAnyBrought));
  // What is in none of the files may have been taken out of any of them.
  const brought = first === undefined ? isAnyBrought : files.get(first.path) !== false;
  return toMeasurement(VALUES, answer.path, answer.result, { keys: {}, scale: null }, [], brought);
}

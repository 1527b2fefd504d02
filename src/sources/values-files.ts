import type { Measurement, Provenance } from '../core/measurement.ts';
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

/**
 * Reads the values files given to the run for metrics without `from`. All files that the patterns name are read
 * together: a metric in two of them is ambiguous, and a file that cannot be read or a pattern that matches nothing leaves
 * no metric certain.
 */
export async function measureFromValues(
  patterns: readonly string[],
  metrics: readonly string[],
  { workspace }: SourceWorld,
): Promise<ReadonlyMap<string, Measurement>> {
  const requests: readonly MetricRequest[] = metrics.map((metric) => ({ metric, keys: {}, scale: null }));
  const paths = new Set<string>();
  for (const pattern of patterns) {
    const found = await workspace.find(pattern);
    if (found.ok) for (const path of found.value) paths.add(path);
    // Also where other files hold every metric: what is missing might have held one of them too.
    else return all(metrics, new SourceProblem(found.problem.code, found.problem.text), pattern);
  }
  const found = new Map<string, Found[]>(metrics.map((metric) => [metric, []]));
  for (const path of paths) {
    try {
      const { results } = await readFile(workspace, path, 'values', requests);
      for (const [metric, result] of results) found.get(metric)?.push({ path, result });
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      return all(metrics, error, path);
    }
  }
  return new Map([...found].map(([metric, answers]) => [metric, combined(metric, answers, patterns)]));
}

function all(metrics: readonly string[], problem: SourceProblem, where: string): ReadonlyMap<string, Measurement> {
  return new Map(metrics.map((metric) => [metric, failed(problem.code, problem.message, provenanceOf(where))]));
}

/** Values that are handed to a run count as written during it, whatever git knows of the file. */
function provenanceOf(where: string): Provenance {
  return { source: VALUES, where, kind: 'this-run' };
}

function combined(metric: string, answers: readonly Found[], patterns: readonly string[]): Measurement {
  const held = answers.filter(({ result }) => result.kind !== 'absent');
  const [first, second] = held;
  if (second !== undefined) {
    const paths = held.map(({ path }) => path);
    return failed(
      'ambiguous',
      `${quoted(metric)} stands in ${held.length} values files: ${someNames(paths)}`,
      provenanceOf(paths.join(', ')),
    );
  }
  const answer = first ?? answers[0];
  if (answer === undefined) return failed('not-found', 'no values file was found', provenanceOf(patterns.join(', ')));
  return toMeasurement(VALUES, answer.path, answer.result, { keys: {}, scale: null }, []);
}

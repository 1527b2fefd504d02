import { posix } from 'node:path';
import type { Measurement, Provenance } from '../core/measurement.ts';
import { required } from './load-document.ts';
import { newestAnswer } from './newest-answer.ts';
import { type FileAnswer, readFile } from './read-file.ts';
import type { MetricRequest, SourceType, SourceWorld } from './source.ts';
import { SourceProblem } from './source-problem.ts';
import { failed, toMeasurement } from './to-measurement.ts';
import type { Workspace } from './workspace.ts';

/** Files of the workspace: one file, or the newest of those that a glob names, by the time inside them. */
export const fileSource: SourceType = {
  type: 'file',
  async measure(source, requests, world) {
    const path = String(source.keys['path'] ?? '');
    const format = typeof source.keys['format'] === 'string' ? source.keys['format'] : 'auto';
    try {
      const answers = await readAll(world.workspace, path, format, requests);
      return await measurements(source.id, path, answers, requests, world);
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      const provenance: Provenance = { source: source.id, where: path, kind: 'this-run' };
      return new Map(requests.map(({ metric }) => [metric, failed(error.code, error.message, provenance)]));
    }
  },
};

async function readAll(
  workspace: Workspace,
  path: string,
  format: string,
  requests: readonly MetricRequest[],
): Promise<readonly FileAnswer[]> {
  const paths = await evidencePaths(workspace, path, format);
  const answers: FileAnswer[] = [];
  for (const one of paths) answers.push(await readFile(workspace, one, format, requests));
  return answers;
}

/** Files that the path names; run directories of an MLflow file store where it names those and no file. */
async function evidencePaths(workspace: Workspace, path: string, format: string): Promise<readonly string[]> {
  const files = await workspace.find(path);
  // Where only files of stores are named, the runs beside them are meant.
  const evidence = files.ok && !files.value.every((file) => posix.basename(file) === 'meta.yaml');
  if (format !== 'mlflow' && (evidence || format !== 'auto')) return required(files);
  const all = await workspace.find(path, { directories: true });
  if (!all.ok) return required(files);
  const runs: string[] = [];
  for (const one of all.value) {
    const only = all.value.length === 1 && (await workspace.isDirectory(one));
    if (only || (await isRun(workspace, one))) runs.push(one);
  }
  return runs.length > 0 ? runs : required(files);
}

async function isRun(workspace: Workspace, path: string): Promise<boolean> {
  if (!(await workspace.isDirectory(path))) return false;
  const names = await workspace.list(path);
  // A registered model lies in the same store, with its versions beside such a file.
  return (
    names.ok &&
    names.value.includes('meta.yaml') &&
    !names.value.some((name) => /^(?:version-\d+|registered_model_)/.test(name))
  );
}

async function measurements(
  source: string,
  path: string,
  answers: readonly FileAnswer[],
  requests: readonly MetricRequest[],
  { workspace }: SourceWorld,
): Promise<ReadonlyMap<string, Measurement>> {
  const chosen = new Map(requests.map(({ metric }) => [metric, newestAnswer(answers, metric)] as const));
  const files = [...new Set([...chosen.values()].flatMap((choice) => ('path' in choice ? choice.files : [])))];
  const times = requests.some(({ keys }) => keys['observed-at'] === 'commit');
  const git = await workspace.git(files, { times });
  const measured = requests.map((request) => {
    const choice = chosen.get(request.metric);
    const result = choice !== undefined && 'path' in choice ? choice.results.get(request.metric) : undefined;
    if (choice === undefined || !('path' in choice) || result === undefined) {
      const problem = choice instanceof SourceProblem ? choice : new SourceProblem('no-data', 'nothing was read');
      return [
        request.metric,
        failed(problem.code, problem.message, { source, where: path, kind: 'this-run' }),
      ] as const;
    }
    const facts = choice.files.map((file) => git?.get(file) ?? null);
    return [request.metric, toMeasurement(source, choice.path, result, request, facts)] as const;
  });
  return new Map(measured);
}

import { posix } from 'node:path';
import type { Measurement } from '../core/measurement.ts';
import { isEvidenceBrought } from './evidence-brought.ts';
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
  // A file that is there and cannot be read holds something that nobody has seen.
  unavailable: new Set(['not-found']),
  async measure(source, requests, world) {
    const path = String(source.keys['path'] ?? '');
    const format = typeof source.keys['format'] === 'string' ? source.keys['format'] : 'auto';
    const files: string[] = [];
    const folders: string[] = [];
    const asked: Asked = {
      source: source.id,
      path,
      requests,
      world,
      isBrought: () => isEvidenceBrought(world.changed, { pattern: path, files, folders }, world.workspace),
    };
    try {
      const paths = await evidencePaths(world.workspace, path, format);
      files.push(...paths);
      const answers: FileAnswer[] = [];
      for (const one of paths) {
        const answer = await readFile(world.workspace, one, format, requests);
        answers.push(answer);
        files.push(...answer.files);
        if (!answer.files.includes(answer.path)) folders.push(answer.path);
      }
      return await measurements(asked, answers);
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      const kind = (await asked.isBrought()) ? 'in-change' : 'this-run';
      const provenance = { source: source.id, where: path, kind } as const;
      return new Map(requests.map(({ metric }) => [metric, failed(error.code, error.message, provenance)]));
    }
  },
};

interface Asked {
  readonly source: string;
  readonly path: string;
  readonly requests: readonly MetricRequest[];
  readonly world: SourceWorld;
  /** Whether the change under judgement brings any of what was read, or would have been. */
  isBrought(): Promise<boolean>;
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
  { source, path, requests, world, ...asked }: Asked,
  answers: readonly FileAnswer[],
): Promise<ReadonlyMap<string, Measurement>> {
  const chosen = new Map(requests.map(({ metric }) => [metric, newestAnswer(answers, metric)] as const));
  const files = [...new Set([...chosen.values()].flatMap((choice) => ('path' in choice ? choice.files : [])))];
  const times = requests.some(({ keys }) => keys['observed-at'] === 'commit');
  const git = await world.workspace.git(files, { times });
  const brought = await asked.isBrought();
  const measured = requests.map((request) => {
    const choice = chosen.get(request.metric);
    const result = choice !== undefined && 'path' in choice ? choice.results.get(request.metric) : undefined;
    if (choice === undefined || !('path' in choice) || result === undefined) {
      const problem = choice instanceof SourceProblem ? choice : new SourceProblem('no-data', 'nothing was read');
      const provenance = { source, where: path, kind: brought ? 'in-change' : 'this-run' } as const;
      return [request.metric, failed(problem.code, problem.message, provenance)] as const;
    }
    const facts = choice.files.map((file) => git?.get(file) ?? null);
    return [request.metric, toMeasurement(source, choice.path, result, request, facts, brought)] as const;
  });
  return new Map(measured);
}

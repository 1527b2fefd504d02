import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Stage } from '../../core/layer.ts';
import type { Context } from '../../core/outcome.ts';
import { plainText } from '../../report/neutralise.ts';
import type { ResultsReport } from '../../report/results-report.ts';
import type { Secrets } from '../../secrets.ts';
import { factsFromEnvironment, workspaceAt } from '../../world.ts';
import type { Arguments } from '../arguments.ts';
import { exitCode } from '../exit-code.ts';
import { COULD_NOT_JUDGE, type Invocation, usageError } from '../invocation.ts';
import type { KindOfFile } from '../kind-of-file.ts';
import { publish, type ReportFormat } from '../publish-report.ts';
import { starterCriteria } from '../starter-criteria.ts';
import type { Terminal } from '../terminal.ts';
import { writeNew } from '../write-new.ts';
import { featureId } from './criteria-id.ts';
import { type Found, type FoundResults, findResults } from './found-results.ts';
import { LONGEST_PROBLEM, pathInside } from './result-path.ts';
import { resultsReport } from './results-report.ts';

const CRITERIA = '.github/launch-gate.yml';

/** What `check` was asked, read already. */
export interface CheckAsked {
  readonly file: string;
  readonly kind: Exclude<KindOfFile, 'criteria'>;
  readonly stage: Stage | null;
  readonly nowMs: number;
  readonly commit: string | null;
  readonly format: ReportFormat;
  readonly workspaceRoot: string;
  readonly secrets: Secrets;
}

/**
 * Looks at a result file without criteria, which is never a go; returns the exit code, or `null` where the file is none
 * and is to be read as criteria.
 */
export async function checkResults(
  asked: CheckAsked,
  args: Arguments,
  invocation: Invocation,
  terminal: Terminal,
): Promise<number | null> {
  const { flags } = args;
  const writes = flags.write !== undefined;
  const { root, relative } = placeOf(asked, invocation.folder, flags.workspace === undefined && !writes);
  const survey = await findResults(workspaceAt(root, invocation.env, null), relative);
  if (!survey.ok || isDoubtful(asked.kind, survey)) return notResults(asked, survey, terminal);
  if (args.values.length > 0) return usageError(VALUES_WITH_RESULTS, terminal);
  const hasCriteria = await exists(path.join(asked.workspaceRoot, CRITERIA));
  const saved = writes ? await save(root, survey.found, terminal) : true;
  const report = resultsReport(survey.found, {
    file: asked.file,
    stage: asked.stage ?? 'full',
    context: contextOf(asked, invocation),
    hasCriteria,
    writes: writes && saved,
  });
  const { format, secrets } = asked;
  const where = { format, out: flags.out, folder: invocation.folder, terminal, secrets };
  const published = await publish(report, render, where);
  return published && saved ? exitCode(report) : COULD_NOT_JUDGE;
}

const VALUES_WITH_RESULTS =
  '--values goes with criteria: to judge results by them, launch-gate check --values FILE; to look at a result file alone, name only that file';

/** The workspace that the file is in, and its path there: a file from elsewhere may be looked at where it lies. */
function placeOf(
  { file, workspaceRoot }: CheckAsked,
  folder: string,
  anywhere: boolean,
): { readonly root: string; readonly relative: string } {
  const relative = pathInside(workspaceRoot, folder, file);
  const isOutside = relative.startsWith('../') || relative === '..' || path.isAbsolute(relative);
  if (!isOutside || !anywhere) return { root: workspaceRoot, relative };
  const full = path.resolve(folder, file);
  return { root: path.dirname(full), relative: path.basename(full) };
}

/** What might be criteria is taken for results only where it holds a value. */
function isDoubtful(kind: CheckAsked['kind'], survey: Found): boolean {
  if (kind === 'results' || !survey.ok) return false;
  return survey.found.holds === 'rows' || survey.found.metrics.every(({ value }) => value === null);
}

/** Says why a file is no result; what may be criteria as well is left to their reading. */
function notResults({ kind, file }: CheckAsked, survey: Found, terminal: Terminal): number | null {
  const why = survey.ok ? `${file} holds nothing that could be judged` : survey.text;
  const problem = plainText(why, LONGEST_PROBLEM);
  if (kind === 'results')
    return usageError(
      `${problem}\nA criteria file has "version" and "feature" at its top, and this file has not.`,
      terminal,
    );
  terminal.err(
    `launch-gate: ${plainText(file)} has neither "version" nor "feature" at its top, and is no result file either: ${problem}\n`,
  );
  return null;
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

/** The run as far as it has facts: criteria are what it lacks. */
function contextOf({ nowMs, commit }: CheckAsked, { env }: Invocation): Context {
  return {
    evaluatedAtMs: nowMs,
    criteriaPath: CRITERIA,
    criteriaRef: null,
    criteriaSha: null,
    criteriaDigest: null,
    headSha: commit,
    baseSha: null,
    ...factsFromEnvironment(env),
  };
}

/** Saves criteria made of the results, never over others; says on standard error what became of it. */
async function save(root: string, found: FoundResults, terminal: Terminal): Promise<boolean> {
  const written = await writeNew(root, CRITERIA, starterCriteria(featureId(path.basename(root)), found));
  switch (written.kind) {
    case 'written':
      terminal.err(`wrote ${CRITERIA}\n${AFTER_WRITING}`);
      return true;
    case 'kept':
      terminal.err(`launch-gate: ${CRITERIA} exists, and --write never overwrites it\n`);
      return false;
    case 'failed':
      terminal.err(`launch-gate: cannot write ${CRITERIA} (${written.code})\n`);
      return false;
    default:
      return written satisfies never;
  }
}

const AFTER_WRITING = `Next
  1. Fill in every <fill in: …> in it, with the people who answer for the launch.
  2. launch-gate lint    finds what is still open, line by line
  3. launch-gate check   judges the results by it
  4. launch-gate init    writes the workflow that judges every pull request
`;

async function render(
  report: ResultsReport,
  format: ReportFormat,
  terminal: Terminal,
  toFile: boolean,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../../report/json.ts')).renderJson(report.outcome);
    case 'markdown':
      return (await import('../../report/results-markdown.ts')).renderResultsMarkdown(report);
    case 'text': {
      const { renderResultsText } = await import('../../report/results-text.ts');
      const colour = terminal.colour && !toFile;
      return renderResultsText(report, {
        ...{ colour, width: toFile ? 80 : terminal.width, unicode: toFile || terminal.unicode },
      });
    }
    default:
      throw new Error(`no such format: ${format satisfies never}`);
  }
}

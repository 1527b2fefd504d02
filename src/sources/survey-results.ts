import { recognisedDocument } from './read-file.ts';
import { SourceProblem } from './source-problem.ts';
import type { Workspace } from './workspace.ts';

/** What a result file is and which metrics it holds, or why that cannot be told. */
export type Survey =
  | { readonly ok: true; readonly format: string; readonly names: readonly string[] }
  | { readonly ok: false; readonly text: string };

/** Recognises a result file by its structure and lists the names of its metrics. Never throws for the file's faults. */
export async function surveyResults(workspace: Workspace, path: string): Promise<Survey> {
  try {
    const { format, document } = await recognisedDocument(workspace, path);
    const names = format.names(document);
    if (names.length > 0) return { ok: true, format: format.name, names };
    return { ok: false, text: `${path} is in the format ${format.name} and holds no metric` };
  } catch (error) {
    if (error instanceof SourceProblem) return { ok: false, text: error.message };
    throw error;
  }
}

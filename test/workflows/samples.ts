import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface WorkflowFile {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
}

function filesOf(folder: string): readonly WorkflowFile[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => ({
      path: path.posix.join(folder, file),
      text: readFileSync(path.join(ROOT, folder, file), 'utf8'),
    }));
}

/** The workflows that the docs give to copy. */
export const SAMPLES: readonly WorkflowFile[] = filesOf('docs/workflows');

/** The project's own workflows. */
export const OWN: readonly WorkflowFile[] = filesOf('.github/workflows');

/** A sample by its file's name. */
export function sample(file: string): WorkflowFile {
  const found = SAMPLES.find((one) => one.path === `docs/workflows/${file}`);
  if (found === undefined) throw new Error(`docs/workflows has no ${file}`);
  return found;
}

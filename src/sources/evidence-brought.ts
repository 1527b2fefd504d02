import type { ChangedFiles } from '../core/subject.ts';
import type { EvidencePlaces } from './checkouts.ts';
import type { Workspace } from './workspace.ts';

/** Whether the change under judgement brings the evidence; how that is told is loaded only where a change is judged. */
export async function isEvidenceBrought(
  changed: ChangedFiles | null,
  places: EvidencePlaces,
  workspace: Pick<Workspace, 'list'>,
): Promise<boolean> {
  if (changed === null) return false;
  const { isBrought } = await import('./changed-paths.ts');
  return isBrought(changed, places, workspace);
}

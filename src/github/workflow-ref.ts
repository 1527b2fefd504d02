/** Which file, of which repository, a run's workflow is. */
export interface WorkflowRef {
  /** `owner/name`. */
  readonly repository: string;
  readonly path: string;
}

/**
 * Reads `GITHUB_WORKFLOW_REF`, `owner/name/path@ref`. An `@` may stand in the name of the file as well, which the pull
 * request chooses: only what the run's own ref leaves over is the path. `null` where it does not name a workflow file.
 */
export function readWorkflowRef(env: Readonly<Record<string, string | undefined>>): WorkflowRef | null {
  const text = env['GITHUB_WORKFLOW_REF'] ?? '';
  const [, repository, path] = /^([^/]+\/[^/]+)\/(.+\.ya?ml)$/i.exec(withoutRef(text, env['GITHUB_REF'] ?? '')) ?? [];
  return repository === undefined || path === undefined ? null : { repository, path };
}

function withoutRef(text: string, ref: string): string {
  if (ref !== '' && text.endsWith(`@${ref}`)) return text.slice(0, -ref.length - 1);
  const at = text.lastIndexOf('@refs/');
  if (at !== -1) return text.slice(0, at);
  // A workflow that an organisation requires may be pinned to a commit.
  return /@[0-9a-f]{40}$/.test(text) ? text.slice(0, -41) : '';
}

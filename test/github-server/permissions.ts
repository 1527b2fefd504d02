import type { Permission, Permissions } from './model.ts';

type Need = readonly [level: 'read' | 'write', ...anyOf: Permission[]];

/** What GitHub's documentation says each operation needs: any one of the permissions. Unlisted: nothing. */
const NEEDS: Readonly<Record<string, Need>> = {
  'actions/get-workflow-run': ['read', 'actions'],
  'git/get-ref': ['read', 'contents'],
  'issues/create-comment': ['write', 'issues', 'pull-requests'],
  'issues/delete-comment': ['write', 'issues', 'pull-requests'],
  'issues/get-comment': ['read', 'issues', 'pull-requests'],
  'issues/get-label': ['read', 'issues', 'pull-requests'],
  'issues/list-comments': ['read', 'issues', 'pull-requests'],
  'issues/list-events': ['read', 'issues', 'pull-requests'],
  'issues/list-labels-on-issue': ['read', 'issues', 'pull-requests'],
  'issues/update-comment': ['write', 'issues', 'pull-requests'],
  'pulls/get': ['read', 'pull-requests'],
  'pulls/list': ['read', 'pull-requests'],
  'pulls/list-files': ['read', 'pull-requests'],
  'repos/compare-commits': ['read', 'contents'],
  'repos/get': ['read', 'metadata'],
  'repos/get-branch': ['read', 'contents'],
  'repos/get-branch-rules': ['read', 'metadata'],
  'repos/get-collaborator-permission-level': ['read', 'metadata'],
  'repos/get-commit': ['read', 'contents'],
  'repos/get-content': ['read', 'contents'],
  'git/get-blob': ['read', 'contents'],
  'git/get-tree': ['read', 'contents'],
  'repos/list-activities': ['read', 'contents'],
  'repos/list-pull-requests-associated-with-commit': ['read', 'pull-requests'],
};

/** True where the permissions allow the operation; what they do not list may be written. */
export function isAllowed(operation: string, permissions: Permissions): boolean {
  const need = NEEDS[operation];
  if (need === undefined) return true;
  const [level, ...anyOf] = need;
  return anyOf.some((permission) => {
    const has = permissions[permission] ?? 'write';
    return has === 'write' || has === level;
  });
}

/** The permissions as GitHub names them in `X-Accepted-GitHub-Permissions`. */
export function accepted(operation: string): string {
  const [level, ...anyOf] = NEEDS[operation] ?? ['read', 'metadata'];
  return anyOf.map((permission) => `${permission.replaceAll('-', '_')}=${level}`).join('; ');
}

/**
 * What the loopback GitHub knows. All of it may be changed between two requests; what is not said has the defaults of
 * `given-model.ts`. Repositories are named `owner/name`, times are RFC 3339.
 */
export interface Model {
  readonly repository: { owner: string; name: string; defaultBranch: string; private: boolean };
  /** GitHub's clock; `null`: the real one. */
  now: string | null;
  /** Who the job's own token acts as, and every token that `tokens` does not list. */
  viewer: Account;
  /** What the job's own token may do; unlisted: write. */
  permissions: Permissions;
  /** Other tokens, by the token itself. */
  readonly tokens: Record<string, Token>;
  /** Branch to the commit at its tip. */
  readonly branches: Record<string, string>;
  readonly tags: Record<string, string>;
  /** By SHA. A SHA that a branch, tag or pull request names is a commit without files where it is not listed. */
  readonly commits: Record<string, Commit>;
  readonly pullRequests: PullRequest[];
  /** Labels of the repository; those of pull requests exist without being listed. */
  readonly labels: string[];
  /** Names of checks that the default branch requires: by a ruleset, and by its own protection. */
  readonly requiredChecks: { readonly rules: readonly string[]; readonly protection: readonly string[] };
  /** Roles by login. Everyone else has `read` in a public repository and `none` in a private one. */
  readonly collaborators: Record<string, Collaborator>;
  /** Accounts by login. Authors, actors and commenters exist without being listed. */
  readonly users: Record<string, Account>;
  /** `org/slug` to its team. */
  readonly teams: Record<string, Team>;
  /** Pushes by repository, newest first; `hidden` or unlisted: 404. The repository itself has an empty list by default. */
  readonly activity: Record<string, Activity[] | 'hidden'>;
  readonly workflowRuns: WorkflowRun[];
  /** Number of the next comment. */
  nextId: number;
}

export interface Account {
  readonly id: number;
  readonly login: string;
  /** `User`, `Bot`, `Organization` or `Mannequin`. */
  readonly type: string;
}

export type Permission = 'actions' | 'contents' | 'issues' | 'members' | 'metadata' | 'pull-requests';
export type Permissions = Partial<Record<Permission, 'none' | 'read' | 'write'>>;

export interface Token {
  readonly viewer: Account;
  /** `installation`: the job's token or an app's, which has no `/user`. */
  readonly kind: 'installation' | 'user';
  readonly permissions: Permissions;
}

export interface Commit {
  readonly files: Record<string, File>;
  /** The accounts that GitHub matches to the commit's addresses. */
  readonly author: Account | null;
  readonly committer: Account | null;
  /** The commit's own dates, which its writer chooses. */
  readonly date: string;
  readonly parents: readonly string[];
}

/** A file's content, or a link, or a submodule. Folders follow from paths. */
export type File = string | Buffer | { readonly symlink: string } | { readonly submodule: string };

export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

export interface PullRequest {
  readonly number: number;
  title: string;
  state: 'open' | 'closed';
  merged: boolean;
  mergeCommitSha: string | null;
  draft: boolean;
  /** A locked conversation takes no comments. */
  locked: boolean;
  author: Account | null;
  /** `repo` is `null` where the head repository was deleted. */
  head: { ref: string; sha: string; repo: RepositoryName | null };
  /** `sha`: the base branch as the pull request last saw it; `null`: its tip. `repo`: where the pull request is open. */
  base: { ref: string; sha: string | null };
  labels: string[];
  /** When anything of it last changed; a test that changes the model says so itself. */
  updatedAt: string;
  changedFiles: ChangedFile[];
  /** `changed_files` of the pull request where it differs from the length of the list. */
  reportedChangedFiles: number | null;
  /** Where the branch left the base branch; `null`: at the base branch's tip. */
  mergeBaseSha: string | null;
  /** Its commits, for the lookup from commit to pull request; the head is among them always. */
  commits: string[];
  /** Oldest first. */
  events: IssueEvent[];
  /** Oldest first. */
  comments: Comment[];
}

export interface ChangedFile {
  readonly filename: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  readonly previous_filename?: string;
}

export interface IssueEvent {
  readonly id: number;
  /** `labeled`, `unlabeled`, or any other, which has no label. */
  readonly event: string;
  readonly label: string;
  readonly at: string;
  readonly actor: Account | null;
  readonly viaApp: boolean;
  /** Set where an agent acted; left out where GitHub leaves it out. */
  readonly intent?: { readonly rationale: string | null; readonly confidence: 'LOW' | 'MEDIUM' | 'HIGH' | null } | null;
}

export interface Comment {
  readonly id: number;
  user: Account | null;
  body: string;
  created_at: string;
  updated_at: string;
  viaApp: boolean;
}

export interface Collaborator {
  /** `admin`, `maintain`, `write`, `triage`, `read`, or the name of a custom role. */
  readonly role: string;
  /** For a custom role; otherwise what the role gives. */
  readonly permissions: RolePermissions;
}

export interface RolePermissions {
  readonly pull: boolean;
  readonly triage: boolean;
  readonly push: boolean;
  readonly maintain: boolean;
  readonly admin: boolean;
}

export interface Team {
  /** Login to membership. */
  readonly members: Record<string, 'active' | 'pending'>;
  /** Tokens that see the team. */
  readonly visibleTo: readonly string[];
}

export interface Activity {
  readonly id: number;
  /** `refs/heads/…`. */
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly at: string;
  readonly actor: Account | null;
  readonly type: 'push' | 'force_push' | 'branch_deletion' | 'branch_creation' | 'pr_merge' | 'merge_queue_merge';
}

export interface WorkflowRun {
  readonly id: number;
  readonly event: string;
  readonly headBranch: string | null;
  readonly headSha: string;
  readonly headRepository: RepositoryName | null;
  /** Path of the workflow file. */
  readonly path: string;
  readonly conclusion: string | null;
  readonly runAttempt: number;
  /** Numbers; empty for a fork. */
  readonly pullRequests: readonly number[];
}

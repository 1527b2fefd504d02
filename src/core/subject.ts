import type { CriteriaText } from './criteria-text.ts';
import type { Finding } from './finding.ts';

/** One file that a pull request changes, against the point where its branch left the base branch. */
export interface ChangedFile {
  readonly path: string;
  /** Where it was before, for a file that was renamed or copied. */
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
}

/** Files that a pull request changes; `complete` is false where GitHub lists fewer than there are. */
export interface ChangedFiles {
  readonly files: readonly ChangedFile[];
  readonly complete: boolean;
}

/** A pull request as GitHub has it while the gate runs; nothing of it comes from the event's payload but its number. */
export interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed' | 'merged';
  /** Account number of the author; `null` where the account is gone. */
  readonly authorId: number | null;
  /** 40 hexadecimal digits. */
  readonly headSha: string;
  /** `owner/name` of the repository that the head branch is in; `null` where it was deleted. */
  readonly headRepository: string | null;
  readonly headBranch: string;
  readonly baseBranch: string;
  /** Names of the labels that are on it now. */
  readonly labels: readonly string[];
  readonly changed: ChangedFiles;
}

/** The criteria file as the pull request would change it. */
export interface ProposedCriteria {
  /** At the merge base: what the pull request started from. Not found where the file came to the base branch later. */
  readonly before: CriteriaText;
  /** At the head; not found where the pull request removes the file or moves it away. */
  readonly after: CriteriaText;
  /** Where the pull request moves the file to. */
  readonly movedTo: string | null;
}

/** The criteria to judge by. */
export interface TrustedCriteria {
  readonly text: CriteriaText;
  /** The branch that they were read from; `null` outside GitHub. */
  readonly ref: string | null;
  /** The commit that the branch stood at, 40 hexadecimal digits. */
  readonly sha: string | null;
  /** True where the base branch has none, so that the pull request's own copy is judged, for information. */
  readonly introduced: boolean;
  /** `null` where no pull request changes them. */
  readonly proposed: ProposedCriteria | null;
}

/**
 * Whether the pull request changes the workflow that runs the gate: `trusted` where the workflow does not come from the
 * pull request or none is judged, `unknown` where that cannot be told. `new`, where the pull request adds it, counts as
 * changed unless it introduces the criteria too: a gate that is there already would get a second judge.
 */
export type WorkflowChange =
  | { readonly kind: 'trusted' | 'unchanged' }
  | { readonly kind: 'new' | 'changed' | 'unknown'; readonly paths: readonly string[] };

/** A pull request's own list of files, and when GitHub says that anything of the pull request last changed before it. */
export interface Listing {
  readonly updatedAt: string | null;
  readonly changed: ChangedFiles;
}

/** What a run judges, by which criteria. */
export interface Subject {
  /** The commit under test, 40 lower-case hexadecimal digits; `null` where it is unknown. */
  readonly commit: string | null;
  /** Tip of the base branch, or of the default branch; `null` outside GitHub. */
  readonly baseSha: string | null;
  /** The pull request under judgement; `null` where the event has none. */
  readonly pullRequest: PullRequest | null;
  /** The pull request whose labels count: the one under judgement, or the merged one that the commit under test comes from. */
  readonly labelled: PullRequest | null;
  readonly criteria: TrustedCriteria;
  readonly workflow: WorkflowChange;
  /** Things worth saying that stop nothing. */
  readonly notes: readonly Finding[];
  /** To find out in the end whether the list was made of another head; left out where no pull request was listed. */
  readonly listing?: Listing;
}

/** The subject, or the finding that says why there is none; `pullRequest` is its number where that much is known. */
export type ReadSubject =
  | { readonly ok: true; readonly subject: Subject }
  | { readonly ok: false; readonly finding: Finding; readonly pullRequest: number | null };

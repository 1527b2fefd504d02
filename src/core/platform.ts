import type { Answer } from './answer.ts';
import type { Finding } from './finding.ts';
import type { OverrideFacts, OverrideRules } from './override.ts';
import type { ListedFile } from './pins-digest.ts';
import type { PullRequest, ReadSubject, Subject } from './subject.ts';

/** Which subject is asked for. */
export interface SubjectRequest {
  /** As the user wrote it, relative to the repository. */
  readonly criteriaPath: string;
  /** The same file as the disk has it, for runs outside GitHub. */
  readonly criteriaFile: string;
  /** The pull request that the user named, for events that carry none. */
  readonly pullRequest: number | null;
}

/** How the facts stand after judging, read again. */
export type Confirmation =
  | { readonly kind: 'same' }
  /** A label of the gate came or went meanwhile; the pull request as it is now. */
  | { readonly kind: 'labels-changed'; readonly labelled: PullRequest }
  /** The head moved, or GitHub no longer says where it is. */
  | { readonly kind: 'superseded'; readonly finding: Finding };

/** Where a run's subject and the facts about it are read: GitHub live, or the disk. Nothing here throws or rejects. */
export interface Platform {
  readSubject(request: SubjectRequest): Promise<ReadSubject>;
  /** Everything that the proof of an override rests on, asked now. */
  overrideFacts(pullRequest: PullRequest, rules: OverrideRules): Promise<OverrideFacts>;
  /** Reads head and labels again; `rules` are those of the judged criteria. */
  confirm(subject: Subject, rules: OverrideRules): Promise<Confirmation>;
  /** Those files of the repository that are pinned, as they are at the commit under test; all of them or none. */
  pinnedFiles(commit: string | null, isPinned: (path: string) => boolean): Promise<Answer<readonly ListedFile[]>>;
}

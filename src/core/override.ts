import type { Answer } from './answer.ts';
import type { Reason } from './finding.ts';

/** Roles that may be asked for, weakest first. */
export const OVERRIDE_ROLES = ['write', 'maintain', 'admin'] as const;
export type OverrideRole = (typeof OVERRIDE_ROLES)[number];

/** Who may override the gate by a label, and how. */
export interface OverrideRules {
  readonly label: string;
  /** Least repository role of the person who applied the label. */
  readonly role: OverrideRole;
  /** Logins, one of which the person must have; `null` where the criteria name none. */
  readonly users: readonly string[] | null;
  /** Teams as `org/slug`, of one of which the person must be an active member; `null` where the criteria name none. */
  readonly teams: readonly string[] | null;
  readonly reason: 'required' | 'optional';
  readonly expiresSeconds: number;
  /** True: the pull request's author or last pusher may override. */
  readonly allowAuthor: boolean;
  /** True: no label overrides this gate. */
  readonly disabled: boolean;
}

/** What holds where the criteria say nothing, and where the pull request introduces them. */
export const DEFAULT_OVERRIDE_RULES: OverrideRules = {
  label: 'launch-gate/override',
  role: 'maintain',
  users: null,
  teams: null,
  reason: 'required',
  expiresSeconds: 72 * 3600,
  allowAuthor: false,
  disabled: false,
};

/** An account behind an event. */
export interface Account {
  readonly id: number;
  readonly login: string;
  /** `User`, `Bot`, `Organization`, `Mannequin`, as GitHub says it. */
  readonly type: string;
}

/** A `labeled` or `unlabeled` event of the pull request. */
export interface LabelEvent {
  readonly id: number;
  readonly kind: 'labeled' | 'unlabeled';
  /** The label's name when it was applied. */
  readonly label: string;
  /** GitHub's time, milliseconds since the epoch, to the second. */
  readonly atMs: number;
  /** `null`: the account is gone. */
  readonly actor: Account | null;
  /** True where an app acted, also on behalf of a person. */
  readonly viaApp: boolean;
  /** True where an agent acted on behalf of a person. */
  readonly byAgent: boolean;
}

/** Something after which a label that was applied before no longer counts: what it was for became something else. */
export interface LabelReset {
  readonly kind: 'retargeted' | 'reopened' | 'branch-restored' | 'force-pushed';
  /** GitHub's time, milliseconds since the epoch, to the second. */
  readonly atMs: number;
}

/** A comment on the pull request, as far as it may give a reason. */
export interface ReasonComment {
  readonly authorId: number | null;
  readonly atMs: number;
  /** True where it was changed after it was written. */
  readonly edited: boolean;
  readonly body: string;
}

/** What is known of the right of one account to override, asked now. */
export interface Authority {
  readonly accountId: number;
  /** The highest of the account's roles in the repository; `none` for an account without a role above triage. */
  readonly role: Answer<{ readonly name: string; readonly rank: OverrideRole | 'none' }>;
  /** Whether the account is the one behind a listed login now; `null` where the rules list no users. */
  readonly listed: Answer<boolean> | null;
  /** Whether the account is an active member of a listed team; `null` where the rules list no teams. */
  readonly member: Answer<boolean> | null;
}

/** Everything that the proof of an override rests on, gathered from GitHub before it is judged. */
export interface OverrideFacts {
  readonly headSha: string;
  readonly authorId: number | null;
  /** Labels that are on the pull request now. */
  readonly labels: readonly string[];
  /** All events of all pages, oldest first. */
  readonly events: Answer<readonly LabelEvent[]>;
  /** The newest among the same events after which an older label no longer counts; `null` where there is none. */
  readonly reset: LabelReset | null;
  /** By account number, for everyone who applied one of the gate's labels last. */
  readonly authorities: Readonly<Record<number, Authority>>;
  /** When the head commit became the head of its branch by GitHub's time, and who pushed it (`null`: account gone). */
  readonly push: Answer<{ readonly atMs: number; readonly byId: number | null }>;
  /**
   * Accounts of the head commit's author and committer, `null` where GitHub knows none: asked for only where it does
   * not tell who pushed, and empty otherwise.
   */
  readonly headAccounts: readonly (number | null)[];
  /** This run's own `labeled` event, where it is one. */
  readonly ownLabelling: { readonly label: string; readonly headSha: string; readonly actorId: number | null } | null;
  readonly comments: Answer<readonly ReasonComment[]>;
}

export const REFUSAL_CODES = [
  'not-a-person',
  'author',
  'last-pusher',
  'role-too-low',
  'not-listed',
  'not-in-team',
  'team-not-visible',
  'before-push',
  'push-time-unknown',
  'expired',
  'no-reason',
  'label-not-applied',
  'authority-unknown',
  'not-waivable',
  'does-not-cover',
  'disabled',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What a label of the gate came to. Unknown is `null`. */
export interface Override {
  readonly state: 'granted' | 'refused';
  /** The label's name as it stands on the pull request. */
  readonly label: string;
  /** `all`, a layer, or a metric's id. */
  readonly scope: string;
  readonly by: string | null;
  readonly byId: number | null;
  /** The role at the time of judging. */
  readonly role: string | null;
  readonly eventId: number | null;
  readonly labelledAtMs: number | null;
  readonly headSha: string;
  readonly reason: string | null;
  readonly expiresAtMs: number | null;
  /** What blocked and is overridden; empty where refused. */
  readonly covers: readonly string[];
  readonly refusal: Reason<RefusalCode> | null;
  /** False where GitHub does not tell who pushed the head commit, so that only the author could be excluded. */
  readonly lastPusherKnown: boolean;
}

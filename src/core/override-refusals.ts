import type { Reason } from './finding.ts';
import type { LabelReset, RefusalCode } from './override.ts';

/**
 * What every refusal tells: the label as it stands on the pull request, the part of the gate that it is for (`all`, a
 * layer, a metric's id, or whatever stands there instead), and the login of who applied it, where that is known.
 */
interface AnyRefusal {
  readonly label: string;
  readonly scope: string;
  readonly by: string | null;
}

interface ByRule extends AnyRefusal {
  /** Logins and teams that the criteria name; empty where they name none. */
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

interface Leaving extends AnyRefusal {
  /** What blocks and stays uncovered. */
  readonly remaining: readonly string[];
}

interface InDoubt extends AnyRefusal {
  /** Plain words: what could not be told, or what exactly is wrong. */
  readonly detail: string;
}

/** The arguments of every refusal, for the table that words them. Times are RFC 3339 in UTC. */
export interface RefusalArgs {
  readonly disabled: AnyRefusal;
  readonly 'label-not-applied': AnyRefusal & {
    /** A label that was taken off later and that nothing had applied under this name: labels were renamed meanwhile. */
    readonly renamed?: string;
  };
  readonly 'authority-unknown': InDoubt;
  /** `detail`: that the account is gone, a bot, or that an app or agent acted. */
  readonly 'not-a-person': InDoubt;
  readonly author: AnyRefusal;
  readonly 'last-pusher': AnyRefusal;
  readonly 'role-too-low': AnyRefusal & {
    /** The role now, also a custom one's name; `none`. */
    readonly role: string;
    readonly needed: string;
  };
  readonly 'not-listed': ByRule;
  readonly 'not-in-team': ByRule;
  readonly 'team-not-visible': ByRule & { readonly detail: string };
  /** The same second counts as before: nobody can tell the order. */
  readonly 'before-push': AnyRefusal & {
    readonly labelled: string;
    /** When the head was pushed, or when the change happened. */
    readonly pushed: string;
    /** What happened where it was no push. */
    readonly change?: LabelReset['kind'];
  };
  readonly 'push-time-unknown': InDoubt;
  readonly expired: AnyRefusal & {
    readonly labelled: string;
    readonly expired: string;
    /** How long a label of this gate counts. */
    readonly hours: number;
  };
  /** `detail`: that there is no such comment, or what is wrong with the newest one. */
  readonly 'no-reason': InDoubt;
  readonly 'not-waivable': Leaving;
  /** `remaining` is empty where the label is for a part that the gate does not have and nothing blocks. */
  readonly 'does-not-cover': Leaving;
}

/** A refusal with the arguments that its text needs. */
export function refusal<Code extends RefusalCode>(code: Code, args: RefusalArgs[Code]): Reason<RefusalCode> {
  return { code, args: { ...args } };
}

/** RFC 3339 in UTC to the second; empty where the number is no time. */
export function timeText(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

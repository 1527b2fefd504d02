import type { Reason } from './finding.ts';
import { labellerOf, newestEventOf, renamedSince } from './label-events.ts';
import type { Account, Authority, LabelEvent, OverrideFacts, OverrideRules, RefusalCode } from './override.ts';
import { type GateLabel, isSameLabel } from './override-labels.ts';
import { reasonFor } from './override-reason.ts';
import { refusal, timeText } from './override-refusals.ts';
import { reachesRole } from './override-roles.ts';

/** What is known of a label of the gate, and why it proves nothing, if so. What it covers is judged later. */
export interface LabelProof {
  readonly gateLabel: GateLabel;
  /** The one that applied it last, where it was not taken off since. */
  readonly event: LabelEvent | null;
  readonly role: string | null;
  readonly reason: string | null;
  readonly lastPusherKnown: boolean;
  readonly refusal: Reason<RefusalCode> | null;
}

type Refusal = Reason<RefusalCode> | null;

/** Everything that one condition may look at. */
interface Case {
  readonly rules: OverrideRules;
  readonly facts: OverrideFacts;
  readonly event: LabelEvent;
  readonly account: Account;
  readonly nowMs: number;
  /** What every refusal tells. */
  readonly common: { readonly label: string; readonly scope: string; readonly by: string };
}

/** The clock of the runner and GitHub's may differ by this much. */
const CLOCK_DIFFERENCE_MS = 5 * 60 * 1000;

/** Tries whether a label of the gate is an override: the first condition that fails, or that cannot be told, refuses it. */
export function proveOverride(
  rules: OverrideRules,
  facts: OverrideFacts,
  gateLabel: GateLabel,
  nowMs: number,
): LabelProof {
  const { label, scopeText: scope } = gateLabel;
  const lastPusherKnown = facts.push.known && facts.push.value.byId !== null;
  const newest = facts.events.known ? newestEventOf(label, facts.events.value) : null;
  const event = newest?.kind === 'labeled' ? newest : null;
  const nobody = { label, scope, by: event?.actor?.login ?? null };
  const bare = { gateLabel, event, role: null, reason: null, lastPusherKnown };
  if (rules.disabled) return { ...bare, refusal: refusal('disabled', nobody) };
  const { events } = facts;
  const unreadable = events.known ? timeless(events.value) : events.detail;
  if (unreadable !== null) return { ...bare, refusal: refusal('authority-unknown', { ...nobody, detail: unreadable }) };
  if (event === null) return { ...bare, refusal: refusal('label-not-applied', nobody) };
  const renamed = events.known ? renamedSince(event, events.value) : null;
  if (renamed !== null) return { ...bare, refusal: refusal('label-not-applied', { ...nobody, renamed }) };
  const labeller = labellerOf(event);
  if (!labeller.isPerson) return { ...bare, refusal: refusal('not-a-person', { ...nobody, detail: labeller.detail }) };

  const { account } = labeller;
  const common = { label, scope, by: account.login };
  const of: Case = { rules, facts, event, account, nowMs, common };
  const role = authorityOf(of)?.role;
  return {
    ...bare,
    role: role?.known === true ? role.value.name : null,
    reason: givenReason(of),
    refusal: firstRefusal(of),
  };
}

function firstRefusal(of: Case): Refusal {
  const conditions = [notTheAuthor, notTheLastPusher, hasRole, isOneOfThem];
  for (const condition of [...conditions, isAfterReset, isAfterPush, isNotExpired, hasReason]) {
    const refused = condition(of);
    if (refused !== null) return refused;
  }
  return null;
}

function timeless(events: readonly LabelEvent[]): string | null {
  return events.every(({ atMs }) => Number.isFinite(atMs)) ? null : 'an event of a label has no readable time';
}

function notTheAuthor({ rules, facts, account, common }: Case): Refusal {
  if (rules.allowAuthor) return null;
  if (facts.authorId === null) {
    const detail = 'GitHub does not tell who wrote the pull request';
    return refusal('authority-unknown', { ...common, detail });
  }
  return facts.authorId === account.id ? refusal('author', common) : null;
}

/** Where GitHub does not tell who pushed, the accounts that the head commit names stand in. */
function notTheLastPusher({ rules, facts, account, common }: Case): Refusal {
  if (rules.allowAuthor) return null;
  const byId = facts.push.known ? facts.push.value.byId : null;
  const pushers = byId === null ? facts.headAccounts : [byId];
  return pushers.includes(account.id) ? refusal('last-pusher', common) : null;
}

function authorityOf({ facts, account }: Case): Authority | null {
  const authority = Object.hasOwn(facts.authorities, account.id) ? facts.authorities[account.id] : undefined;
  return authority?.accountId === account.id ? authority : null;
}

function hasRole(of: Case): Refusal {
  const { rules, common } = of;
  const role = authorityOf(of)?.role;
  if (role?.known !== true)
    return refusal('authority-unknown', { ...common, detail: role?.detail ?? 'nothing is known of the role' });
  const { name, rank } = role.value;
  if (reachesRole(rank, rules.role)) return null;
  return refusal('role-too-low', { ...common, role: name, needed: rules.role });
}

/** Where the criteria name people or teams, the person must be one of either. */
function isOneOfThem(of: Case): Refusal {
  const { rules, common } = of;
  if (rules.users === null && rules.teams === null) return null;
  const authority = authorityOf(of);
  const listed = rules.users === null ? NO : (authority?.listed ?? UNASKED);
  const member = rules.teams === null ? NO : (authority?.member ?? UNASKED);
  if ((listed.known && listed.value === true) || (member.known && member.value === true)) return null;
  const args = { ...common, users: rules.users ?? [], teams: rules.teams ?? [] };
  if (!listed.known) return refusal('authority-unknown', { ...common, detail: listed.detail });
  if (!member.known) {
    const { detail } = member;
    if (member.why === 'not-visible') return refusal('team-not-visible', { ...args, detail });
    return refusal('authority-unknown', { ...common, detail });
  }
  return refusal(rules.users === null ? 'not-in-team' : 'not-listed', args);
}

const NO = { known: true, value: false } as const;
const UNASKED = { known: false, why: 'failed', detail: 'nothing is known of users and teams' } as const;

/** A label is for the base, and for the branch as it stood: this run's own event does not say that it is the newest. */
function isAfterReset({ facts: { reset }, event, common }: Case): Refusal {
  if (reset === null || event.atMs > reset.atMs) return null;
  const times = { labelled: timeText(event.atMs), pushed: timeText(reset.atMs) };
  return refusal('before-push', { ...common, ...times, change: reset.kind });
}

/**
 * A label is for the commit that stood there when it was applied. Either GitHub's own times say so, or this run's
 * event names that commit; an event cannot do so against the time of a later push, because a re-run repeats it.
 */
function isAfterPush(of: Case): Refusal {
  const { facts, event, common } = of;
  const { push } = facts;
  if (!push.known && !isBound(of)) return refusal('push-time-unknown', { ...common, detail: push.detail });
  if (push.known) {
    const { atMs } = push.value;
    const isLater = event.atMs > atMs || (event.atMs === atMs && isBound(of));
    if (!isLater) return refusal('before-push', { ...common, labelled: timeText(event.atMs), pushed: timeText(atMs) });
  }
  if (isPusherKnown(of)) return null;
  const detail = 'its author or committer belongs to no known account, so that who pushed it is not known either';
  return refusal('push-time-unknown', { ...common, detail });
}

/** Whether it can be told who must not override. The head's accounts stand in: one that is not known may be anybody's. */
function isPusherKnown({ rules, facts: { push, headAccounts } }: Case): boolean {
  if (rules.allowAuthor || (push.known && push.value.byId !== null)) return true;
  return headAccounts.length > 0 && !headAccounts.includes(null);
}

/** Whether this run's own event says that the account put the label on this very head. */
function isBound({ facts: { ownLabelling, headSha }, event, account }: Case): boolean {
  return (
    ownLabelling !== null &&
    isSameLabel(ownLabelling.label, event.label) &&
    /^[0-9a-f]{40}$/.test(headSha) &&
    ownLabelling.headSha === headSha &&
    ownLabelling.actorId === account.id
  );
}

function isNotExpired({ rules, event, nowMs, common }: Case): Refusal {
  const labelled = timeText(event.atMs);
  if (!(event.atMs - nowMs <= CLOCK_DIFFERENCE_MS)) {
    const detail = `the label was applied in the future by this runner's clock, at ${labelled}`;
    return refusal('authority-unknown', { ...common, detail });
  }
  const expiresAtMs = event.atMs + rules.expiresSeconds * 1000;
  if (Number.isFinite(expiresAtMs) && nowMs <= expiresAtMs) return null;
  const hours = rules.expiresSeconds / 3600;
  return refusal('expired', { ...common, labelled, expired: timeText(expiresAtMs), hours });
}

function givenReason({ facts, event, account }: Case): string | null {
  if (!facts.comments.known) return null;
  const reason = reasonFor(account.id, event.atMs, facts.comments.value);
  return reason.given ? reason.text : null;
}

function hasReason({ rules, facts, event, account, common }: Case): Refusal {
  if (rules.reason === 'optional') return null;
  if (!facts.comments.known) return refusal('authority-unknown', { ...common, detail: facts.comments.detail });
  const reason = reasonFor(account.id, event.atMs, facts.comments.value);
  return reason.given ? null : refusal('no-reason', { ...common, detail: reason.detail });
}

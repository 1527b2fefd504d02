import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../core/answer.ts';
import { labellerOf, newestEventOf } from '../core/label-events.ts';
import type { Account, Authority, LabelEvent, OverrideFacts, OverrideRules } from '../core/override.ts';
import { isSameLabel, labelsOf } from '../core/override-labels.ts';
import { reachesRole } from '../core/override-roles.ts';
import type { PullRequest } from '../core/subject.ts';
import type { Api } from './api.ts';
import { readAuthority } from './authority.ts';
import type { OwnEvent } from './event.ts';
import { readCommitAccounts, readHeadPush } from './head-push.ts';
import { type LabelHistory, readLabelHistory } from './label-events.ts';
import { readReasonComments } from './reason-comments.ts';

/** How long to wait for an event that this run's own trigger announces, before asking again. */
const WAITS_MS: readonly number[] = [1000, 2000];

const NOT_ASKED = { known: false, why: 'failed', detail: 'not asked' } as const;

/**
 * Everything that the proof of an override rests on, asked of GitHub now, in the order in which it can still matter:
 * where nobody who could override applied a label, nothing more is asked.
 */
export async function readOverrideFacts(
  api: Api,
  teamApi: Api | null,
  pullRequest: PullRequest,
  rules: OverrideRules,
  own: OwnEvent | null,
  waitsMs: readonly number[] = WAITS_MS,
): Promise<OverrideFacts> {
  const { number, headSha, authorId, labels } = pullRequest;
  const ownLabelling = own?.kind === 'labeled' ? own : null;
  const known = { headSha, authorId, labels, ownLabelling, authorities: {}, headAccounts: [], reset: null };
  const nothing: OverrideFacts = { ...known, events: NOT_ASKED, push: NOT_ASKED, comments: NOT_ASKED };
  const names = labelsOf(rules, labels).map(({ label }) => label);
  if (rules.disabled || names.length === 0) return nothing;

  const isOwn = (name: string) => own !== null && isSameLabel(name, own.label);
  const history = await readHistory(api, number, names.some(isOwn) ? own : null, waitsMs);
  if (!history.known) return { ...nothing, events: history };
  const { reset } = history.value;
  const events = { known: true, value: history.value.events } as const;
  const accounts = labellers(names, events.value).filter(
    ({ id }) => rules.allowAuthor || (authorId !== null && id !== authorId),
  );
  const authorities: Record<number, Authority> = {};
  for (const account of accounts) authorities[account.id] = await readAuthority(api, teamApi, account, rules);
  const isPossible = Object.values(authorities).some(
    ({ role }) => role.known && reachesRole(role.value.rank, rules.role),
  );
  if (!isPossible) return { ...nothing, events, reset, authorities };

  const [push, comments] = await Promise.all([readHeadPush(api, pullRequest), readReasonComments(api, number)]);
  const facts: OverrideFacts = { ...nothing, events, reset, authorities, push, comments };
  return { ...facts, ...(await standInForPusher(api, facts)) };
}

/** Reads the events again, shortly, where they do not show yet the event that started this run. */
async function readHistory(
  api: Api,
  number: number,
  own: OwnEvent | null,
  waitsMs: readonly number[],
): Promise<Answer<LabelHistory>> {
  let history = await readLabelHistory(api, number);
  for (const waitMs of waitsMs) {
    if (own === null || !history.known || shows(history.value.events, own)) return history;
    await pause(waitMs);
    history = await readLabelHistory(api, number);
  }
  // What still misses an event may hide who applied the label last. A label that no event applied is refused as such.
  const isBehind =
    own !== null &&
    history.known &&
    !shows(history.value.events, own) &&
    newestEventOf(own.label, history.value.events)?.kind === 'labeled';
  const detail = `the list of events does not show yet the ${own?.kind} event that started this run`;
  return isBehind ? { known: false, why: 'failed', detail } : history;
}

/** The label is on the pull request, so that its newest event applied it, also where this run began with its removal. */
function shows(events: readonly LabelEvent[], { kind, label, actorId }: OwnEvent): boolean {
  const isIt = (event: LabelEvent) =>
    event.kind === kind && isSameLabel(event.label, label) && (actorId === null || event.actor?.id === actorId);
  return events.some(isIt) && newestEventOf(label, events)?.kind === 'labeled';
}

/** The people who applied these labels last, each once. */
function labellers(names: readonly string[], events: readonly LabelEvent[]): readonly Account[] {
  const accounts = new Map<number, Account>();
  for (const name of names) {
    const event = newestEventOf(name, events);
    if (event?.kind !== 'labeled') continue;
    const labeller = labellerOf(event);
    if (labeller.isPerson) accounts.set(labeller.account.id, labeller.account);
  }
  return [...accounts.values()];
}

/**
 * Who may have pushed, where GitHub does not tell: the accounts that the head commit names. It is asked only where a
 * label could count without. Where that is not known either, this run's own event binds nothing.
 */
async function standInForPusher(
  api: Api,
  { push, ownLabelling, headSha }: OverrideFacts,
): Promise<Partial<OverrideFacts>> {
  const couldCount = push.known ? push.value.byId === null : ownLabelling?.headSha === headSha;
  if (!couldCount) return {};
  const accounts = await readCommitAccounts(api, headSha);
  if (accounts.length > 0) return { headAccounts: accounts };
  const detail = 'GitHub does not tell who pushed the head commit, nor who wrote it';
  return { push: { known: false, why: 'failed', detail }, ownLabelling: null };
}

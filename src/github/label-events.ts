import * as z from 'zod/mini';
import type { Answer } from '../core/answer.ts';
import type { LabelEvent, LabelReset } from '../core/override.ts';
import type { Api } from './api.ts';
import { githubTime } from './github-time.ts';
import { unanswered } from './unanswered.ts';

/** What the entries of every kind have in common; what else they hold differs from kind to kind. */
const anyEvent = z.object({ event: z.string() });

const labelEvent = z.object({
  id: z.int(),
  event: z.enum(['labeled', 'unlabeled']),
  created_at: githubTime,
  label: z.object({ name: z.string() }),
  actor: z.nullable(z.object({ id: z.int(), login: z.string(), type: z.string() })),
  // Present also where it says nothing: an answer without it does not tell whether an app acted.
  performed_via_github_app: z.unknown(),
  // Filled in where an agent made the change for somebody.
  intent: z.optional(z.unknown()),
});

/** Events after which a label that was applied before speaks of something else. */
const RESETS: ReadonlyMap<string, LabelReset['kind']> = new Map([
  ['base_ref_changed', 'retargeted'],
  ['automatic_base_change_succeeded', 'retargeted'],
  ['reopened', 'reopened'],
  ['head_ref_restored', 'branch-restored'],
  ['head_ref_force_pushed', 'force-pushed'],
]);
const resetEvent = z.object({ created_at: githubTime });

/** What the events of a pull request tell of its labels. */
export interface LabelHistory {
  /** Every `labeled` and `unlabeled` event, oldest first. */
  readonly events: readonly LabelEvent[];
  readonly reset: LabelReset | null;
}

/**
 * What all events of a pull request, of all pages, tell of its labels. One that matters and cannot be read makes the
 * whole answer a failure, since it could be the newest; events of other kinds do not matter.
 */
export async function readLabelHistory(api: Api, pullRequest: number): Promise<Answer<LabelHistory>> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/events';
  const answer = await api.list(route, { issue_number: pullRequest }, z.unknown());
  if (!answer.ok) return unanswered(answer);
  const events: LabelEvent[] = [];
  let reset: LabelReset | null = null;
  for (const entry of answer.value) {
    const kind = anyEvent.safeParse(entry);
    if (!kind.success) return unreadable('holds an entry that is no event');
    const resets = RESETS.get(kind.data.event);
    if (kind.data.event !== 'labeled' && kind.data.event !== 'unlabeled' && resets === undefined) continue;
    const event = resets === undefined ? readLabelEvent(entry) : readReset(resets, entry);
    if (event === null) return unreadable(`holds a ${kind.data.event} event of another form than documented`);
    if ('label' in event) events.push(event);
    else if (reset === null || event.atMs >= reset.atMs) reset = event;
  }
  return { known: true, value: { events, reset } };
}

function unreadable(what: string): Answer<never> {
  return { known: false, why: 'failed', detail: `the list of the pull request's events ${what}` };
}

function readReset(kind: LabelReset['kind'], entry: unknown): LabelReset | null {
  const read = resetEvent.safeParse(entry);
  return read.success ? { kind, atMs: read.data.created_at } : null;
}

function readLabelEvent(entry: unknown): LabelEvent | null {
  const read = labelEvent.safeParse(entry);
  if (!read.success) return null;
  const { id, event, created_at, label, actor, performed_via_github_app, intent } = read.data;
  return {
    id,
    kind: event,
    label: label.name,
    atMs: created_at,
    actor,
    viaApp: performed_via_github_app !== null,
    byAgent: intent !== null && intent !== undefined,
  };
}

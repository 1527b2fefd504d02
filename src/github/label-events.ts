import * as z from 'zod/mini';
import type { Answer } from '../core/answer.ts';
import type { LabelEvent } from '../core/override.ts';
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

/**
 * Every `labeled` and `unlabeled` event of a pull request, oldest first, all pages. One such event that cannot be read
 * makes the whole answer a failure, since it could be the newest; other kinds of events do not matter.
 */
export async function readLabelEvents(api: Api, pullRequest: number): Promise<Answer<readonly LabelEvent[]>> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/events';
  const answer = await api.list(route, { issue_number: pullRequest }, z.unknown());
  if (!answer.ok) return unanswered(answer);
  const events: LabelEvent[] = [];
  for (const entry of answer.value) {
    const kind = anyEvent.safeParse(entry);
    if (!kind.success) return unreadable('holds an entry that is no event');
    if (kind.data.event !== 'labeled' && kind.data.event !== 'unlabeled') continue;
    const event = readLabelEvent(entry);
    if (event === null) return unreadable(`holds a ${kind.data.event} event of another form than documented`);
    events.push(event);
  }
  return { known: true, value: events };
}

function unreadable(what: string): Answer<never> {
  return { known: false, why: 'failed', detail: `the list of the pull request's events ${what}` };
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

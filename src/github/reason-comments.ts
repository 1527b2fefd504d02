import * as z from 'zod/mini';
import type { Answer } from '../core/answer.ts';
import type { ReasonComment } from '../core/override.ts';
import type { Api } from './api.ts';
import { githubTime } from './github-time.ts';
import { unanswered } from './unanswered.ts';

const comment = z.object({
  user: z.nullable(z.object({ id: z.int() })),
  created_at: githubTime,
  updated_at: githubTime,
  body: z.nullish(z.string()),
  performed_via_github_app: z.optional(z.unknown()),
});

/** Every comment on a pull request, all pages; one that an app wrote for somebody has no author here. */
export async function readReasonComments(api: Api, pullRequest: number): Promise<Answer<readonly ReasonComment[]>> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const answer = await api.list(route, { issue_number: pullRequest }, comment);
  if (!answer.ok) return unanswered(answer);
  const value = answer.value.map(({ user, created_at, updated_at, body, performed_via_github_app: app }) => ({
    authorId: app === null || app === undefined ? (user?.id ?? null) : null,
    atMs: created_at,
    edited: updated_at !== created_at,
    body: body ?? '',
  }));
  return { known: true, value };
}

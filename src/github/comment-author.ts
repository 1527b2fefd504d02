import * as z from 'zod/mini';
import type { Api, ApiAnswer } from './api.ts';

/** An account as it stands on a comment; `null` where it is gone. */
export const AUTHOR = z.nullish(z.object({ id: z.number(), login: z.string(), type: z.optional(z.string()) }));
export type Author = z.infer<typeof AUTHOR>;

/** Says whether an account is the one that our token acts as. */
export type IsUs = (author: Author) => boolean;

/** The bot that the built-in token of a job acts as, and its account number on github.com. */
const ACTIONS_BOT = { login: 'github-actions[bot]', id: 41898282 } as const;

const VIEWER = z.object({ viewer: z.object({ login: z.string(), databaseId: z.nullish(z.number()) }) });
const USER = z.object({ id: z.number() });

/**
 * Who the token acts as. Apps are refused at `GET /user` and answered by GraphQL; where both refuse to say, the token
 * is taken for the built-in one, whose bot has another number on a GitHub Enterprise Server.
 */
export async function readOwnAccount(api: Api, serverUrl: string | null): Promise<ApiAnswer<IsUs>> {
  const viewer = await api.graphql('{ viewer { login databaseId } }', {}, VIEWER);
  const id = viewer.ok ? viewer.value.viewer.databaseId : null;
  if (typeof id === 'number') return { ok: true, value: hasId(id) };
  const user = await api.request('GET /user', {}, USER);
  if (user.ok) return { ok: true, value: hasId(user.value.id) };
  if (user.status !== 401 && user.status !== 403 && user.status !== 404) return user;
  if (serverUrl === 'https://github.com') return { ok: true, value: hasId(ACTIONS_BOT.id) };
  return { ok: true, value: (author) => author?.login === ACTIONS_BOT.login && author.type === 'Bot' };
}

/** The account with this number: logins can be renamed and taken over, numbers cannot. */
export function hasId(id: number): IsUs {
  return (author) => author?.id === id;
}

import * as z from 'zod/mini';
import type { Answer } from '../core/answer.ts';
import {
  type Account,
  type Authority,
  OVERRIDE_ROLES,
  type OverrideRole,
  type OverrideRules,
} from '../core/override.ts';
import { reachesRole } from '../core/override-roles.ts';
import type { Api } from './api.ts';
import { unanswered } from './unanswered.ts';

type Rank = OverrideRole | 'none';
const RANKS: readonly Rank[] = ['none', ...OVERRIDE_ROLES];

const permissionAnswer = z.object({
  permission: z.string(),
  role_name: z.string(),
  user: z.object({
    id: z.int(),
    permissions: z.optional(
      z.object({
        push: z.boolean(),
        maintain: z.optional(z.boolean()),
        admin: z.boolean(),
      }),
    ),
  }),
});
type Permission = z.infer<typeof permissionAnswer>;

/**
 * What an account may do now: its role, and only where that is known, whether it is one of the named users or a member
 * of one of the named teams, which need another token's rights.
 */
export async function readAuthority(
  api: Api,
  teamApi: Api | null,
  account: Account,
  rules: OverrideRules,
): Promise<Authority> {
  const { id: accountId } = account;
  const role = await readRole(api, account);
  const unasked = { known: false, why: 'failed', detail: 'not asked' } as const;
  const isEnough = role.known && reachesRole(role.value.rank, rules.role);
  if (!isEnough) return { accountId, role, listed: rules.users && unasked, member: rules.teams && unasked };
  const listed = rules.users && (await readListed(api, account, rules.users));
  if (listed?.known && listed.value) return { accountId, role, listed, member: rules.teams && unasked };
  return { accountId, role, listed, member: rules.teams && (await readMember(teamApi ?? api, account, rules.teams)) };
}

async function readRole(api: Api, { id, login }: Account): Promise<Authority['role']> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
  const answer = await api.request(route, { username: login }, permissionAnswer);
  if (answer.ok) {
    if (answer.value.user.id === id) return { known: true, value: roleOf(answer.value) };
    return { known: false, why: 'failed', detail: 'the login belongs to another account now' };
  }
  if (answer.status === 404) return { known: true, value: { name: 'none', rank: 'none' } };
  return unanswered(answer);
}

/**
 * The least that the answer says in its three ways. `permission` shows maintain as write and triage as read, so it only
 * bounds; `role_name` may be a custom role's, whose rank the booleans tell
 * (https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user).
 */
function roleOf({ permission, role_name: name, user }: Permission): { readonly name: string; readonly rank: Rank } {
  const bound: Rank = permission === 'admin' ? 'admin' : permission === 'write' ? 'maintain' : 'none';
  const named = NAMED_RANKS.get(name);
  const granted = user.permissions && rankGranted(user.permissions);
  // Without booleans a custom role may be as little as `permission` stands for.
  const least: Rank = granted ?? named ?? (bound === 'maintain' ? 'write' : bound);
  return { name, rank: lowest([bound, least, named ?? least]) };
}

const NAMED_RANKS: ReadonlyMap<string, Rank> = new Map([
  ['admin', 'admin'],
  ['maintain', 'maintain'],
  ['write', 'write'],
  ['triage', 'none'],
  ['read', 'none'],
  ['none', 'none'],
]);

function rankGranted({ push, maintain, admin }: NonNullable<Permission['user']['permissions']>): Rank {
  if (admin) return 'admin';
  if (maintain === true) return 'maintain';
  return push ? 'write' : 'none';
}

function lowest(ranks: readonly Rank[]): Rank {
  return RANKS.find((rank) => ranks.includes(rank)) ?? 'none';
}

/** A login can change hands, so the account behind the listed one is compared by number. */
async function readListed(api: Api, { id, login }: Account, users: readonly string[]): Promise<Answer<boolean>> {
  const listed = users.find((user) => user.toLowerCase() === login.toLowerCase());
  if (listed === undefined) return { known: true, value: false };
  const answer = await api.request('GET /users/{username}', { username: listed }, z.object({ id: z.int() }));
  if (answer.ok) return { known: true, value: answer.value.id === id };
  return answer.status === 404 ? { known: true, value: false } : unanswered(answer);
}

/** Whether any of the teams has the account as an active member; an invitation that waits for an answer is none. */
async function readMember(api: Api, account: Account, teams: readonly string[]): Promise<Answer<boolean>> {
  let unknown: Answer<boolean> | null = null;
  for (const team of teams) {
    const answer = await isMemberOf(api, account, team);
    if (answer.known && answer.value) return answer;
    if (!answer.known && unknown?.known !== false) unknown = answer;
    if (!answer.known && answer.why === 'failed') unknown = answer;
  }
  return unknown ?? { known: true, value: false };
}

async function isMemberOf(api: Api, { login }: Account, team: string): Promise<Answer<boolean>> {
  const [, org, slug] = /^([\w.-]+)\/([\w.-]+)$/.exec(team) ?? [];
  if (org === undefined || slug === undefined)
    return { known: false, why: 'not-visible', detail: `${team} is not written as organisation/team` };
  // Membership answers 404 both to strangers and to tokens that may not look, so the team itself is asked for first.
  const parameters = { org, team_slug: slug };
  const seen = await api.request('GET /orgs/{org}/teams/{team_slug}', parameters, z.object({ slug: z.string() }));
  if (!seen.ok) return unanswered(seen);
  const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
  const answer = await api.request(route, { ...parameters, username: login }, z.object({ state: z.string() }));
  if (answer.ok) return { known: true, value: answer.value.state === 'active' };
  return answer.status === 404 ? { known: true, value: false } : unanswered(answer);
}

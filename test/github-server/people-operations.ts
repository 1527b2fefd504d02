import * as bodies from './bodies.ts';
import { accountOf, type Call, NOT_FOUND, type Operate, refused, same } from './call.ts';
import { permissionsOf } from './given-model.ts';
import type { Collaborator, Team } from './model.ts';

/** What GitHub says of people, their roles and their teams. */
export const PEOPLE_OPERATIONS: Readonly<Record<string, Operate>> = {
  'users/get-authenticated': ({ token }) =>
    token.kind === 'installation'
      ? refused(403, 'Resource not accessible by integration')
      : { status: 200, body: { ...bodies.user(token.viewer), user_view_type: 'public' } },
  'users/get-by-username': ({ model, path }) => {
    const account = accountOf(model, path['username'] ?? '');
    return account === null ? NOT_FOUND : { status: 200, body: { ...bodies.user(account), user_view_type: 'public' } };
  },
  'repos/get-collaborator-permission-level': ({ model, path }) => {
    const account = accountOf(model, path['username'] ?? '');
    if (account === null) return refused(404, `${path['username']} is not a user`);
    const { role, permissions } = collaborator(model, account.login);
    const named = ['admin', 'write', 'read', 'none'].includes(role) ? role : legacy(permissions);
    const user = { ...bodies.user(account), permissions, role_name: role };
    return { status: 200, body: { permission: named, role_name: role, user } };
  },
  'teams/get-by-name': onTeam(() => ({ status: 200, body: {} })),
  'teams/get-membership-for-user-in-org': onTeam((team, { path }) => {
    const [, state] = Object.entries(team.members).find(([login]) => same(login, path['username'])) ?? [];
    return state === undefined ? NOT_FOUND : { status: 200, body: { state, role: 'member' } };
  }),
  'rate-limit/get': () => ({ status: 200, body: {} }),
};

function collaborator({ collaborators, repository }: Call['model'], login: string): Collaborator {
  const [, found] = Object.entries(collaborators).find(([name]) => same(name, login)) ?? [];
  const role = repository.private ? 'none' : 'read';
  return found ?? { role, permissions: permissionsOf(role) };
}

/** The old field, which shows maintain as write and triage as read. */
function legacy({ admin, push, pull }: Collaborator['permissions']): string {
  return admin ? 'admin' : push ? 'write' : pull ? 'read' : 'none';
}

function onTeam(operate: (team: Team, call: Call) => ReturnType<Operate>): Operate {
  return (call) => {
    const { model, path, token, tokenText } = call;
    const asked = `${path['org']}/${path['team_slug']}`;
    const [, team] = Object.entries(model.teams).find(([name]) => same(name, asked)) ?? [];
    if (team?.visibleTo.includes(tokenText)) return operate(team, call);
    return token.kind === 'installation' ? refused(403, 'Resource not accessible by integration') : NOT_FOUND;
  };
}

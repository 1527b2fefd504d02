import { describe, expect, it } from 'vitest';
import type { GitHubServer } from '../github-server/github-server.ts';
import type { GivenModel } from '../github-server/given-model.ts';
import { done, type Given, GRACE, read, requests, stateOf } from './override-reading.ts';

describe('the role', () => {
  const custom = (push: boolean, maintain: boolean, admin: boolean) => ({
    role: 'release-manager',
    permissions: { pull: true, triage: true, push, maintain, admin },
  });

  it.each<[string, string, GivenModel['collaborators']]>([
    ['role-too-low', 'a stranger', {}],
    ['role-too-low', 'read', { grace: 'read' }],
    ['role-too-low', 'triage', { grace: 'triage' }],
    ['role-too-low', 'write', { grace: 'write' }],
    ['granted', 'maintain', { grace: 'maintain' }],
    ['granted', 'admin', { grace: 'admin' }],
    ['role-too-low', 'a custom role that writes', { grace: custom(true, false, false) }],
    ['granted', 'a custom role that maintains', { grace: custom(true, true, false) }],
    ['granted', 'a custom role of an administrator', { grace: custom(true, true, true) }],
  ])('%s: %s', async (expected, _, collaborators) => {
    expect(await stateOf({ model: { collaborators: collaborators ?? {} } })).toBe(expected);
  });

  interface Said {
    readonly permission: string;
    readonly role_name: string;
    readonly permissions?: object;
  }

  it.each<[string, Said]>([
    ['admin', { permission: 'admin', role_name: 'admin' }],
    ['write', { permission: 'write', role_name: 'deployer' }],
    ['maintain', { permission: 'write', role_name: 'maintain' }],
    ['none', { permission: 'read', role_name: 'triage' }],
    ['none', { permission: 'read', role_name: 'admin' }],
    ['none', { permission: 'root', role_name: 'root' }],
    ['maintain', { permission: 'write', role_name: 'x', permissions: { push: true, maintain: true, admin: true } }],
    ['write', { permission: 'admin', role_name: 'write', permissions: { push: true, maintain: true, admin: true } }],
    ['write', { permission: 'write', role_name: 'x', permissions: { push: true, admin: false } }],
  ])('is %s at most: %j', async (rank, { permissions, ...body }) => {
    const user = { id: GRACE.id, ...(permissions && { permissions }) };
    const script = (github: GitHubServer) =>
      github.script({ path: /\/permission$/, answer: { status: 200, body: { ...body, user } } });
    const facts = await read({ script });
    expect(facts.authorities[GRACE.id]?.role).toMatchObject({ known: true, value: { rank } });
  });

  it.each<[string, string, object]>([
    ['another account behind the login', 'failed', { permission: 'admin', role_name: 'admin', user: { id: 1 } }],
    ['no account', 'failed', { permission: 'admin', role_name: 'admin', user: null }],
    ['another answer', 'failed', { permission: true }],
  ])('is not known with %s', async (_, why, body) => {
    const facts = await read({
      script: (github) => github.script({ path: /\/permission$/, answer: { status: 200, body } }),
    });
    expect(facts.authorities[GRACE.id]?.role).toMatchObject({ known: false, why });
  });
});

describe('users and teams', () => {
  const team = (state: 'active' | 'pending' | null, visibleTo: readonly string[] = ['reader']): GivenModel => ({
    tokens: { reader: {} },
    teams: { 'acme/release': { members: state === null ? {} : { grace: state }, visibleTo } },
  });
  const teams = { rules: { teams: ['acme/release'] }, teamToken: 'reader' };

  it.each<[string, string, Given]>([
    ['granted', 'an active member', { ...teams, model: team('active') }],
    ['not-in-team', 'an invited one', { ...teams, model: team('pending') }],
    ['not-in-team', 'a stranger', { ...teams, model: team(null) }],
    ['team-not-visible', 'no token that sees the team', { rules: teams.rules, model: team('active') }],
    ['team-not-visible', 'a team that is not there', { ...teams, model: { tokens: { reader: {} } } }],
    [
      'team-not-visible',
      'a team not written as one',
      { ...teams, rules: { teams: ['release'] }, model: team('active') },
    ],
    ['granted', 'the second team', { ...teams, rules: { teams: ['acme/x', 'acme/release'] }, model: team('active') }],
    [
      'team-not-visible',
      'one unseen, of one no member',
      { ...teams, rules: { teams: ['acme/x', 'acme/release'] }, model: team(null) },
    ],
    ['granted', 'a listed user', { rules: { users: ['ada', 'Grace'] } }],
    ['not-listed', 'another user', { rules: { users: ['ada'] } }],
    ['not-listed', 'part of a name', { rules: { users: ['grac', 'grace2'] } }],
    ['not-listed', 'neither', { ...teams, rules: { users: ['ada'], teams: ['acme/release'] }, model: team(null) }],
    [
      'granted',
      'a member, not listed',
      { ...teams, rules: { users: ['ada'], teams: ['acme/release'] }, model: team('active') },
    ],
  ])('%s: %s', async (expected, _, given) => {
    expect(await stateOf(given)).toBe(expected);
  });

  it('compares the account behind a listed login by number', async () => {
    const script = (github: GitHubServer) =>
      github.script({ path: /\/users\/grace$/, answer: { status: 200, body: { id: 1 } } });
    expect(await stateOf({ rules: { users: ['grace'] }, script })).toBe('not-listed');
  });

  it('asks for teams with the token for teams, and not where the user is listed', async () => {
    await read({ ...teams, model: team('active') });
    const asked = requests().filter(({ path }) => path.startsWith('/orgs/'));
    expect(asked.map(({ authorization }) => authorization)).toEqual(['reader', 'reader']);
    await done();
    await read({ ...teams, rules: { users: ['grace'], teams: ['acme/release'] }, model: team('active') });
    expect(requests().some(({ path }) => path.startsWith('/orgs/'))).toBe(false);
  });
});

import fc from 'fast-check';
import { OVERRIDE_ROLES, type OverrideRules } from '../../src/core/override.ts';

/** A person who set the label, as far as rules ask. */
export interface Person {
  readonly login: string;
  readonly teams: readonly string[];
  readonly role: number;
  readonly isAuthor: boolean;
  readonly gaveReason: boolean;
  readonly label: string;
  readonly ageSeconds: number;
}

/** Anyone. */
export const persons: fc.Arbitrary<Person> = fc.record({
  login: fc.constantFrom('mona', 'octocat', 'hubot'),
  teams: fc.subarray(['acme/leads', 'acme/all']),
  role: fc.constantFrom(0, 1, 2, 2, 2),
  isAuthor: fc.boolean(),
  gaveReason: fc.constantFrom(true, true, false),
  label: fc.constantFrom('gate', 'gate', 'other'),
  ageSeconds: fc.constantFrom(60, 5000),
});

/** Whether rules let a person override, as the specification of the rules says. */
export function permits(rules: OverrideRules, person: Person): boolean {
  const isOpen = rules.users === null && rules.teams === null;
  const isNamed =
    rules.users?.some((login) => login.toLowerCase() === person.login) === true ||
    rules.teams?.some((team) => person.teams.includes(team)) === true;
  return (
    !rules.disabled &&
    rules.label === person.label &&
    person.role >= OVERRIDE_ROLES.indexOf(rules.role) &&
    (isOpen || isNamed) &&
    (rules.reason === 'optional' || person.gaveReason) &&
    person.ageSeconds <= rules.expiresSeconds &&
    (rules.allowAuthor || !person.isAuthor)
  );
}

import type { CriteriaChange } from '../../core/criteria-change.ts';
import type { TextArgs } from '../../core/finding.ts';
import { OVERRIDE_ROLES, type OverrideRules } from '../../core/override.ts';
import { byStrictness, type Comparisons, compareFields, type Difference, difference } from './difference.ts';

/** Both rules as a whole: users and teams together say who may override. */
interface Both {
  readonly before: OverrideRules;
  readonly after: OverrideRules;
}

/** What changes about who may override the gate, and how. */
export function overrideDifferences(before: OverrideRules, after: OverrideRules): readonly Difference[] {
  return compareFields(OVERRIDE, before, after, { before, after });
}

function rule(
  kind: CriteriaChange['kind'] | null,
  key: string,
  args: TextArgs,
  at: string = key,
): readonly Difference[] {
  const codes = { weakened: 'override-widened', strengthened: 'override-narrowed' } as const;
  return difference(kind, codes, ['override', at], { rule: key, ...args });
}

/** A switch of the rules that opens them when it is `open`. */
function flag(key: string, open: boolean) {
  return (before: boolean, after: boolean) =>
    rule(before === after ? null : after === open ? 'weakened' : 'strengthened', key, { after: String(after) });
}

/** True where the rules name nobody, so that everyone with the role may. */
function isOpen({ users, teams }: OverrideRules): boolean {
  return users === null && teams === null;
}

/** Who is added to or taken from a list; GitHub's names are the same in any letter case. */
function members(
  key: string,
  before: readonly string[] | null,
  after: readonly string[] | null,
): readonly Difference[] {
  const lower = (names: readonly string[] | null) => new Set((names ?? []).map((name) => name.toLowerCase()));
  const [earlier, later] = [lower(before), lower(after)];
  const added = (after ?? []).filter((name) => !earlier.has(name.toLowerCase()));
  const removed = (before ?? []).filter((name) => !later.has(name.toLowerCase()));
  return [
    ...rule(added.length > 0 ? 'weakened' : null, key, { names: added }),
    ...rule(removed.length > 0 ? 'strengthened' : null, key, { names: removed }),
  ];
}

const OVERRIDE: Comparisons<OverrideRules, Both> = {
  // Who can set another label, and on what it lies already, nobody has looked at.
  label: (before, after) => rule(before === after ? null : 'weakened', 'label', { before, after }),
  role: (before, after) =>
    rule(byStrictness(OVERRIDE_ROLES.indexOf(before), OVERRIDE_ROLES.indexOf(after)), 'role', { before, after }),
  users: (before, after, both) => {
    const [open, opens] = [isOpen(both.before), isOpen(both.after)];
    if (open !== opens) {
      const { users, teams } = opens ? both.before : both.after;
      const args = { names: [...(users ?? []), ...(teams ?? [])] };
      return rule(opens ? 'weakened' : 'strengthened', 'people', args, users === null ? 'teams' : 'users');
    }
    return members('users', before, after);
  },
  teams: (before, after, both) => (isOpen(both.before) === isOpen(both.after) ? members('teams', before, after) : []),
  reason: (before, after) =>
    rule(before === after ? null : after === 'required' ? 'strengthened' : 'weakened', 'reason', { before, after }),
  expiresSeconds: (before, after) => rule(byStrictness(-before, -after), 'expires', { before, after }),
  allowAuthor: flag('allow-author', true),
  disabled: flag('disabled', false),
};

import { OVERRIDE_ROLES, type OverrideRole } from './override.ts';

/** Whether a role is at least the one needed; a role that is none of these reaches nothing. */
export function reachesRole(role: OverrideRole | 'none', needed: OverrideRole): boolean {
  const [has, needs] = [OVERRIDE_ROLES.findIndex((name) => name === role), OVERRIDE_ROLES.indexOf(needed)];
  return has >= 0 && needs >= 0 && has >= needs;
}

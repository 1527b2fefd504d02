import type { Outcome } from '../core/outcome.ts';
import { DEFAULT_OVERRIDE_RULES, type OverrideRules } from '../core/override.ts';
import { formatDuration } from './durations.ts';
import { code, counted, joined, own, type Prose, say } from './prose.ts';

/** GitHub takes no longer name for a label. */
export const LONGEST_LABEL = 50;
const MOST_NAMED = 8;

/** The rules by which this outcome may be overridden: a gate that the change introduces has the default ones. */
export function overrideRulesOf({ gate, introduced }: Pick<Outcome, 'gate' | 'introduced'>): OverrideRules {
  return gate === null || introduced ? DEFAULT_OVERRIDE_RULES : gate.override;
}

/** How what blocks here could be overridden, step by step; empty where there is nothing to override, or it is already. */
export function overrideGuide(outcome: Outcome): readonly Prose[] {
  const { gate, context, blocking, override } = outcome;
  if (gate === null || context.pullRequest === null || blocking.length === 0) return [];
  if (override?.state === 'granted') return [];
  const rules = overrideRulesOf(outcome);
  if (rules.disabled) return [own('The criteria say that no label overrides this gate: what blocks must be mended.')];
  const floors = gate.metrics.filter(({ id, waivable }) => !waivable && blocking.some((one) => metricOf(one) === id));
  if (floors.length > 0) {
    const names = joined(
      floors.slice(0, MOST_NAMED).map(({ id }) => code(id)),
      ', ',
    );
    return [say`No label overrides ${names}: the criteria say waivable: false. Only meeting the target helps.`];
  }
  return [
    say`Who: ${people(rules)}${own(rules.allowAuthor ? '.' : ', who neither opened this pull request nor pushed its newest commit.')}`,
    reasonStep(rules),
    say`Then that person applies the label ${labels(outcome, rules)}; where it is on the pull request already, it is removed and applied again. The label starts the run, if the workflow runs on ${code('labeled')}.`,
    own(
      `It counts for ${limit(rules.expiresSeconds)}, and not after the next push. It changes the decision and no status.`,
    ),
  ];
}

/** The time that a label counts: in hours, as limits are written, up to a week. */
function limit(seconds: number): string {
  return seconds % 3600 === 0 && seconds <= 7 * 86_400 ? counted(seconds / 3600, 'hour') : formatDuration(seconds);
}

function people({ role, users, teams }: OverrideRules): Prose {
  const named = [
    ...(users ?? []).map((user) => code(user)),
    ...(teams ?? []).map((team) => say`members of ${code(team)}`),
  ];
  const one = say`a person with the role ${code(role)}${own(orHigher(role))}`;
  if (named.length === 0) return one;
  const rest = named.length > MOST_NAMED ? own(` and ${named.length - MOST_NAMED} more`) : [];
  return say`${one}, and one of: ${joined(named.slice(0, MOST_NAMED), ', ')}${rest}`;
}

function reasonStep({ reason }: OverrideRules): Prose {
  const must = reason === 'required' ? 'First the reason' : 'A reason is welcome';
  return say`${own(must)}: a comment on this pull request by the same person, whose first line starts with ${code('launch-gate override:')} and says why. It is not edited afterwards. One that comes after the label counts once the job is run again.`;
}

/** The label of the whole gate, and the narrowest ones that would do here. */
function labels(outcome: Outcome, rules: OverrideRules): Prose {
  const narrow = narrowLabels(outcome, rules.label);
  if (narrow.length === 0) return code(rules.label);
  const either = joined(
    narrow.map((together) => listedProse(together.map((one) => code(one)))),
    ', or ',
  );
  return say`${code(rules.label)} (narrower, and enough here: ${either})`;
}

/** `a`, `a and b`, `a, b and c`. */
function listedProse(names: readonly Prose[]): Prose {
  return joined([joined(names.slice(0, -1), ', '), ...names.slice(-1)], ' and ');
}

function narrowLabels({ gate, blocking }: Outcome, label: string): readonly (readonly string[])[] {
  const metrics = blocking.map((id) => gate?.metrics.find((metric) => metric.id === metricOf(id)) ?? null);
  const known = metrics.flatMap((metric) => (metric === null ? [] : [metric]));
  // The launch set, the criteria and the workflow belong to no part.
  if (known.length < blocking.length) return [];
  const layers = [...new Set(known.map(({ layer }) => `${label}:${layer}`))];
  const ids = [...new Set(known.map(({ id }) => `${label}:${id}`))];
  return [...(ids.length <= 3 ? [ids] : []), ...(layers.length <= 2 ? [layers] : [])].filter((together) =>
    together.every((one) => one.length <= LONGEST_LABEL),
  );
}

/** The metric that something blocking belongs to. */
function metricOf(id: string): string {
  return id.startsWith('alert:') ? id.slice('alert:'.length) : id;
}

/** What to do about a change to the gate itself, as one sentence. */
export function takeBackOrOverride(outcome: Outcome): string {
  const { role, users, teams, disabled } = overrideRulesOf(outcome);
  if (disabled) return 'Take that back: the criteria say that no label overrides this gate.';
  const named = (users?.length ?? 0) + (teams?.length ?? 0) > 0 ? ' whom the criteria name' : '';
  return `Take that back, or ask someone with the role ${role}${orHigher(role)}${named} to override.`;
}

/** A role that is asked for is a least one; above admin there is none. */
function orHigher(role: OverrideRules['role']): string {
  return role === 'admin' ? '' : ' or higher';
}

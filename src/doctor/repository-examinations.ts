import type { Examination } from '../core/examination.ts';
import type { RepositoryFacts, Unknown } from '../github/repository-facts.ts';
import type { GateJob } from './workflow-examinations.ts';

/** What the repository's settings mean for the gate: whether overriding is possible, and whether the check is required. */
export function examineRepository(
  { label, branch, required }: RepositoryFacts,
  override: { readonly label: string; readonly disabled: boolean },
  jobs: readonly GateJob[],
): readonly Examination[] {
  const checks = [...new Set(jobs.map(({ check }) => check))];
  const notNeeded = examination(override.label, 'note', 'label-not-needed');
  return [
    ...(override.disabled ? [notNeeded] : label === null ? [] : [examineLabel(override.label, label)]),
    ...(branch.known ? [] : [unknown('the repository', 'repository', branch)]),
    ...(branch.known && jobs.length > 0 ? [requirement(branch.value, required, checks)] : []),
  ];
}

function examineLabel(name: string, label: NonNullable<RepositoryFacts['label']>): Examination {
  if (!label.known) return unknown(name, 'label', label);
  return examination(name, label.value ? 'well' : 'mend', label.value ? 'label-exists' : 'label-missing');
}

/** Required is what one of both says; not required only what both say. */
function requirement(branch: string, required: RepositoryFacts['required'], checks: readonly string[]): Examination {
  const contexts = required.flatMap((fact) => (fact.known ? fact.value : []));
  // A job of a reusable workflow is shown as `caller / job`.
  const isRequired = checks.some((check) =>
    contexts.some((context) => context === check || context.endsWith(` / ${check}`)),
  );
  const args = { checks, branch };
  if (isRequired) return examination(branch, 'well', 'check-required', args);
  const hidden = required.find((fact) => !fact.known);
  return hidden === undefined
    ? examination(branch, 'mend', 'check-not-required', args)
    : unknown(branch, 'required', hidden);
}

function unknown(
  subject: string,
  what: 'label' | 'repository' | 'required',
  { status, detail, right }: Unknown,
): Examination {
  if (status === 401) return examination(subject, 'mend', 'token-refused', { status });
  // 403 is also what GitHub answers where a limit is used up or a sign-on is missing; the detail says so.
  if ((status === 403 && !/\b(limit|sign-on)\b/.test(detail)) || status === 404)
    return examination(subject, 'unknown', 'token-too-weak', { what, status, right });
  return examination(subject, 'unknown', 'github-fails', { detail });
}

function examination(
  subject: string,
  state: Examination['state'],
  code: Examination['code'],
  args: Examination['args'] = {},
): Examination {
  return { about: 'repository', subject, state, code, args };
}

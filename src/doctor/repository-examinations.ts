import type { Examination } from '../core/examination.ts';
import type { Fact, RepositoryFacts } from '../github/repository-facts.ts';
import type { GateJob } from './workflow-examinations.ts';

/** What the repository's settings mean for the gate: whether overriding is possible, and whether the check is required. */
export function examineRepository(
  { label, branch, required }: RepositoryFacts,
  labelName: string,
  jobs: readonly GateJob[],
): readonly Examination[] {
  const checks = [...new Set(jobs.map(({ check }) => check))];
  return [
    label.known
      ? examination(labelName, label.value ? 'well' : 'mend', label.value ? 'label-exists' : 'label-missing')
      : unknown(labelName, label),
    ...(branch.known && jobs.length > 0 ? [requirement(branch.value, required, checks)] : []),
    ...(branch.known ? [] : [unknown('the repository', branch)]),
  ];
}

function requirement(branch: string, required: Fact<readonly string[]>, checks: readonly string[]): Examination {
  if (!required.known) return unknown(branch, required);
  // A job of a reusable workflow is shown as `caller / job`.
  const isRequired = checks.some((check) =>
    required.value.some((context) => context === check || context.endsWith(` / ${check}`)),
  );
  const args = { checks, branch };
  return isRequired
    ? examination(branch, 'well', 'check-required', args)
    : examination(branch, 'mend', 'check-not-required', args);
}

function unknown(subject: string, fact: Extract<Fact<unknown>, { known: false }>): Examination {
  const weak = fact.status === 401 || fact.status === 403 || fact.status === 404;
  const args = { detail: fact.detail };
  return examination(subject, weak ? 'mend' : 'unknown', weak ? 'token-too-weak' : 'github-fails', args);
}

function examination(
  subject: string,
  state: Examination['state'],
  code: Examination['code'],
  args: Examination['args'] = {},
): Examination {
  return { about: 'repository', subject, state, code, args };
}

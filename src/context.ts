import type { Context } from './core/outcome.ts';
import type { Subject } from './core/subject.ts';
import type { Inputs } from './inputs.ts';
import type { World } from './world.ts';

/** The context of a judged subject; `commit` is the commit under test. */
export function contextOf(inputs: Inputs, world: World, subject: Subject, commit: string | null): Context {
  const { criteria, pullRequest, labelled } = subject;
  return {
    ...contextWithout(inputs, world, (pullRequest ?? labelled)?.number ?? null),
    criteriaRef: criteria.ref,
    criteriaSha: criteria.sha,
    criteriaDigest: criteria.text.ok ? criteria.text.digest : null,
    headSha: commit,
    baseSha: subject.baseSha,
  };
}

/** The context of a run that has no subject, or none yet. */
export function contextWithout(inputs: Inputs, world: World, pullRequest: number | null): Context {
  return {
    evaluatedAtMs: world.nowMs,
    criteriaPath: inputs.criteriaPath,
    criteriaRef: null,
    criteriaSha: null,
    criteriaDigest: null,
    headSha: null,
    baseSha: null,
    ...world.facts,
    pullRequest: pullRequest ?? world.facts.pullRequest,
  };
}

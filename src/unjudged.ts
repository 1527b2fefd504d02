import type { Finding } from './core/finding.ts';
import type { Context, Outcome } from './core/outcome.ts';
import type { Inputs } from './inputs.ts';

/** The outcome where there was nothing to judge by: verdict `error`, no-go, and the findings that say why. */
export function unjudged(
  inputs: Pick<Inputs, 'stage'>,
  context: Context,
  feature: string | null,
  findings: readonly Finding[],
): Outcome {
  return {
    decision: 'no-go',
    cause: 'verdict',
    verdict: 'error',
    mode: 'enforce',
    context,
    gate: null,
    feature,
    findings,
    results: [],
    alerts: {},
    stage: { asked: inputs.stage ?? 'full', reached: null },
    launchSet: null,
    colours: null,
    diagnosis: null,
    leaning: null,
    blocking: ['criteria'],
    override: null,
    otherOverrides: [],
    changes: [],
    introduced: false,
  };
}

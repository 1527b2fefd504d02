import type { Criterion } from '../../src/core/criterion.ts';
import { judge } from '../../src/core/judge.ts';
import type { Measured } from '../../src/core/measurement.ts';
import type { MetricResult } from '../../src/core/result.ts';
import { parseTarget } from '../../src/core/target.ts';

export const NOW = Date.UTC(2026, 10, 21, 12);
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

export const provenance = { source: 'evals', where: 'evals/results.json', kind: 'file' } as const;

/** A criterion with everything optional left out. */
export function criterion(target: string, more: Partial<Criterion> = {}): Criterion {
  const unit = more.unit === undefined ? 'ratio' : more.unit;
  const parsed = parseTarget(target, unit);
  if (!parsed.ok) throw new Error(`${target}: ${parsed.problem.code}`);
  return {
    id: 'answer_is_right',
    line: 1,
    layer: 'task',
    title: null,
    description: null,
    owner: null,
    runbook: null,
    target: parsed.target,
    unit,
    from: null,
    required: true,
    waivable: true,
    maxAgeSeconds: null,
    minSamples: null,
    minCompleted: 0.95,
    fromStage: 'shadow',
    confidence: null,
    method: null,
    traffic: null,
    indicator: 'lagging',
    alert: null,
    drives: [],
    dueMs: null,
    dueText: null,
    bind: null,
    guardedBy: [],
    validIf: [],
    judge: null,
    prevalence: null,
    provisional: null,
    ...more,
  };
}

/** A value with nothing else known. */
export function measured(value: number, more: Partial<Measured> = {}): Measured {
  return {
    kind: 'measured',
    value,
    observedAtMs: null,
    observedAtKind: 'none',
    sampleSize: null,
    successes: null,
    attempted: null,
    stddev: null,
    stderr: null,
    interval: null,
    exposure: null,
    effectiveSize: null,
    commit: null,
    url: null,
    provenance,
    notes: [],
    ...more,
  };
}

/** `successes` of `sampleSize` as a ratio. */
export function counted(successes: number, sampleSize: number, more: Partial<Measured> = {}): Measured {
  return measured(successes / sampleSize, { successes, sampleSize, ...more });
}

export function judged(of: Criterion, by: Measured): MetricResult {
  return judge(of, by, { nowMs: NOW, commit: COMMIT, pins: null });
}

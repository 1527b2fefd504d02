import type { Gate } from './criterion.ts';
import type { Finding, FindingLevel } from './finding.ts';
import { FINDING_LEVELS } from './finding-codes.ts';
import { RUN_FINDING_LEVELS } from './run-finding-codes.ts';

/** Errors that are judgements about criteria rather than faults of a text or a run: the criteria may set their level. */
const LOWERABLE_ERRORS: ReadonlySet<string> = new Set([
  ...['layer-misplaced', 'wrong-direction', 'unit-mismatch', 'trivial-target', 'lagging-as-leading'],
  ...['ns-layer', 'ns-activity', 'ns-no-value', 'ns-no-counter', 'ns-guard-self', 'ns-no-inflation'],
  'ns-detour-open',
]);

/** What says how the run stands to the criteria's own rules; no rule of theirs may change it. */
const FIXED: ReadonlySet<string> = new Set([
  ...['criteria-introduced', 'criteria-strengthened', 'criteria-changed', 'stage-not-lowered', 'evidence-in-change'],
  ...['no-criteria', 'results-recognised', 'layers-blind'],
]);

const LEVELS: Readonly<Record<string, FindingLevel>> = { ...RUN_FINDING_LEVELS, ...FINDING_LEVELS };

/** The codes whose level the criteria may set, each with its usual level. */
export const LINT_LEVELS: ReadonlyMap<string, FindingLevel> = new Map(
  Object.entries(LEVELS).filter(
    ([code, level]) => !FIXED.has(code) && (level !== 'error' || LOWERABLE_ERRORS.has(code)),
  ),
);

const LOWEST_FIRST: readonly FindingLevel[] = ['info', 'warning', 'error'];

/** How strict a level is: greater is stricter. */
export function strictnessOf(level: FindingLevel): number {
  return LOWEST_FIRST.indexOf(level);
}

/** Some instances of these have another level than the code usually has. */
const MIXED: ReadonlySet<string> = new Set(['layer-misplaced', 'ns-activity', 'ns-detour-open']);

/**
 * How strict a code is under the levels that the criteria set: greater is stricter. Without a level of its own a code of
 * mixed levels is between one that is always the stricter of them and one that is always the milder.
 */
export function setStrictness(code: string, lints: Gate['lints']): number {
  const set = Object.hasOwn(lints, code) ? lints[code] : undefined;
  if (set !== undefined) return strictnessOf(set.level);
  const usual = LINT_LEVELS.get(code);
  if (usual === undefined) return Number.NaN;
  if (!MIXED.has(code)) return strictnessOf(usual);
  return strictnessOf(usual) + (usual === 'error' ? -0.5 : 0.5);
}

/** The finding at the level that the criteria set for its code. */
export function atSetLevel(finding: Finding, lints: Gate['lints']): Finding {
  const set = Object.hasOwn(lints, finding.code) ? lints[finding.code] : undefined;
  if (set === undefined || set.level === finding.level) return finding;
  return { ...finding, level: set.level, usually: { level: finding.level, reason: set.reason } };
}

/** True for the code of any finding. */
export function isCode(code: string): boolean {
  return Object.hasOwn(LEVELS, code);
}

import type { Criterion } from './criterion.ts';
import type { Reason } from './finding.ts';
import type { Override, OverrideFacts, OverrideRules, RefusalCode } from './override.ts';
import { BREADTHS, breadthOf, covers, isForbidden } from './override-coverage.ts';
import { type GateLabel, labelsOf } from './override-labels.ts';
import { refusal } from './override-refusals.ts';
import { type LabelProof, proveOverride } from './prove-override.ts';

/** What the gate's labels on a pull request came to. */
export interface JudgedOverrides {
  /** The broadest that is granted, else the broadest that is refused; `null` where there is no label. */
  readonly override: Override | null;
  readonly others: readonly Override[];
  /** All that blocks where granted labels cover all of it, else nothing: half an override is none. */
  readonly covered: readonly string[];
}

export const NO_OVERRIDES: JudgedOverrides = { override: null, others: [], covered: [] };

/** What labels are judged against. */
export interface OverrideQuestion {
  readonly blocking: readonly string[];
  readonly metrics: readonly Pick<Criterion, 'id' | 'layer' | 'waivable'>[];
  readonly nowMs: number;
}

/** Judges every label of the gate that is on the pull request: its proof by itself, what they cover together. */
export function judgeOverrides(
  rules: OverrideRules,
  facts: OverrideFacts,
  question: OverrideQuestion,
): JudgedOverrides {
  const { blocking, metrics, nowMs } = question;
  const breadth = (label: GateLabel) => BREADTHS.indexOf(breadthOf(label, metrics));
  const proofs = labelsOf(rules, facts.labels)
    .map((gateLabel) => asItStands(gateLabel, metrics))
    .map((gateLabel) => proveOverride(rules, facts, gateLabel, nowMs))
    .sort((a, b) => breadth(a.gateLabel) - breadth(b.gateLabel) || compare(a.gateLabel.label, b.gateLabel.label));
  const proven = proofs.filter(({ refusal }) => refusal === null).map(({ gateLabel }) => gateLabel);
  const remaining = blocking.filter((blocker) => !proven.some((label) => covers(label, metrics, blocker)));
  const overrides = proofs.map((proof) => overrideOf(rules, facts, proof, question, remaining));
  const granted = overrides.filter(({ state }) => state === 'granted');
  const override = granted[0] ?? overrides[0] ?? null;
  return {
    override,
    others: overrides.filter((other) => other !== override),
    covered: granted.length > 0 && remaining.length === 0 ? blocking : [],
  };
}

/** What names no part of the gate stays as it stands on the label: in other letters, a secret in it would be shown. */
function asItStands(gateLabel: GateLabel, metrics: OverrideQuestion['metrics']): GateLabel {
  if (breadthOf(gateLabel, metrics) !== 'nothing') return gateLabel;
  const { label, scopeText } = gateLabel;
  return { ...gateLabel, scopeText: label.slice(label.length - scopeText.length) };
}

function overrideOf(
  rules: OverrideRules,
  facts: OverrideFacts,
  proof: LabelProof,
  { blocking, metrics }: OverrideQuestion,
  remaining: readonly string[],
): Override {
  const { gateLabel, event } = proof;
  const refused = proof.refusal ?? uncovered(proof, { blocking, metrics }, remaining);
  const expiresAtMs = event === null ? null : event.atMs + rules.expiresSeconds * 1000;
  return {
    state: refused === null ? 'granted' : 'refused',
    label: gateLabel.label,
    scope: gateLabel.scopeText,
    by: event?.actor?.login ?? null,
    byId: event?.actor?.id ?? null,
    role: proof.role,
    eventId: event?.id ?? null,
    labelledAtMs: event?.atMs ?? null,
    headSha: facts.headSha,
    reason: proof.reason,
    expiresAtMs: Number.isFinite(expiresAtMs) ? expiresAtMs : null,
    covers: refused === null ? blocking.filter((blocker) => covers(gateLabel, metrics, blocker)) : [],
    refusal: refused,
    lastPusherKnown: proof.lastPusherKnown,
  };
}

/** Why a label that is proven overrides nothing all the same: it is for no part of the gate, or something stays. */
function uncovered(
  { gateLabel, event }: LabelProof,
  { blocking, metrics }: Pick<OverrideQuestion, 'blocking' | 'metrics'>,
  remaining: readonly string[],
): Reason<RefusalCode> | null {
  const common = { label: gateLabel.label, scope: gateLabel.scopeText, by: event?.actor?.login ?? null };
  if (breadthOf(gateLabel, metrics) === 'nothing') return refusal('does-not-cover', { ...common, remaining: blocking });
  if (remaining.length === 0) return null;
  const isForbiddenHere = remaining.some((blocker) => isForbidden(gateLabel, metrics, blocker));
  return refusal(isForbiddenHere ? 'not-waivable' : 'does-not-cover', { ...common, remaining });
}

/** By code units: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

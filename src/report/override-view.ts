import type { Reason } from '../core/finding.ts';
import { LAYERS } from '../core/layer.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Override, RefusalCode } from '../core/override.ts';
import type { BlockView } from './block-view.ts';
import { formatInstant } from './durations.ts';
import { LONGEST_LABEL, overrideRulesOf } from './override-guide.ts';
import { code, counted, joined, own, type Prose, say, sentence, sentences } from './prose.ts';
import { refusalFix, refusalSays, refusalTitle } from './texts.ts';

/** A label of the gate and what it came to, as shown. */
export interface OverrideView {
  readonly state: Override['state'];
  /** The heading of what is known of it. */
  readonly title: string;
  /** For the first lines: who overrides until when and why, or why not and what to do; empty where it changes nothing. */
  readonly lead: Prose;
  /** Everything that is known of it, most important first. */
  readonly facts: readonly Prose[];
  /** What it covers, with values and targets. */
  readonly covers: readonly Prose[];
  /** Further labels of the gate on the pull request, one line each. */
  readonly others: readonly Prose[];
}

/** Most things covered, and most further labels, that are listed; the JSON report has all. */
const MOST = 10;

/** What the label on the pull request came to; `null` where there is none. */
export function overrideOf(outcome: Outcome, blocking: readonly BlockView[]): OverrideView | null {
  const { override, otherOverrides } = outcome;
  if (override === null) return null;
  const others = otherOverrides.slice(0, MOST).map((other) => otherLine(other, outcome));
  const more = otherOverrides.length - others.length;
  return {
    state: override.state,
    title: outcome.blocking.length === 0 ? 'Override not needed' : `Override ${override.state}`,
    lead: leadOf(override, outcome),
    facts: factsOf(override, outcome),
    covers: coversOf(override, blocking),
    others: more > 0 ? [...others, own(`and ${more} more of this gate's labels`)] : others,
  };
}

function leadOf(override: Override, outcome: Outcome): Prose {
  if (override.state === 'refused') return outcome.blocking.length === 0 ? [] : refusalOf(override, outcome);
  if (outcome.cause !== 'override') return [];
  const until = formatInstant(override.expiresAtMs);
  const end = until === null ? [] : say`, until ${code(until)} or the next push`;
  const reason = override.reason === null ? own('no reason given') : quoted(override.reason);
  return say`${whoOf(override)}${end}: ${reason}`;
}

/** A refusal with what its advice names: the least role, the label of the whole gate, the labels for what stays. */
export function completeRefusal(refusal: Reason<RefusalCode>, outcome: Outcome): Reason<RefusalCode> {
  const { label, role } = overrideRulesOf(outcome);
  return {
    ...refusal,
    args: { needed: role, whole: label, ...coverageArgs(refusal, label, outcome), ...refusal.args },
  };
}

/** For a label that leaves something: whether the gate has its part, and the labels that cover what stays. */
function coverageArgs({ code: refused, args }: Reason<RefusalCode>, label: string, { gate }: Outcome): Reason['args'] {
  if (refused !== 'does-not-cover') return {};
  const ids = (gate?.metrics ?? []).map(({ id }) => id);
  const scope = String(args['scope'] ?? 'all');
  const remaining = Array.isArray(args['remaining']) ? args['remaining'] : [];
  const metricsOf = remaining.map((one) => one.replace(/^alert:/, ''));
  const labels = [...new Set(metricsOf)].map((id) => `${label}:${id}`);
  return {
    part: scope === 'all' || isLayer(scope) || ids.includes(scope) ? 'known' : 'unknown',
    'belonging-to-none': remaining.filter((_, index) => !ids.includes(metricsOf[index] ?? '')),
    labels: labels.length <= MOST_LABELS && labels.every((one) => one.length <= LONGEST_LABEL) ? labels : [],
  };
}

/** Most labels that are advised one by one. */
const MOST_LABELS = 3;

/** Which condition failed and what to do. */
function refusalOf({ refusal }: Override, outcome: Outcome): Prose {
  if (refusal === null) return own('The proof is not complete.');
  const complete = completeRefusal(refusal, outcome);
  return sentences([refusalSays(complete), refusalFix(complete)]);
}

function factsOf(override: Override, outcome: Outcome): readonly Prose[] {
  const isGranted = override.state === 'granted';
  const until = formatInstant(override.expiresAtMs);
  return [
    ...(isGranted ? [] : [refusedFor(override)]),
    // The first lines say it already where it matters for the decision.
    ...(isGranted || outcome.blocking.length > 0 ? [] : [refusalOf(override, outcome)]),
    appliedBy(override, outcome.context.criteriaDigest),
    ...(override.reason === null ? [] : [say`Reason: ${quoted(override.reason)}`]),
    ...(isGranted && override.reason === null ? [own('Reason: none given')] : []),
    ...(until === null || !isGranted ? [] : [say`Counts until ${code(until)}, and not after the next push`]),
    ...(override.lastPusherKnown ? [] : [own(PUSHER_UNKNOWN)]),
  ];
}

/** Which label, for what, by whom and when: the record of an override. */
function appliedBy(override: Override, criteriaDigest: string | null): Prose {
  const applied = formatInstant(override.labelledAtMs);
  const by = override.by === null ? [] : say` by ${whoOf(override)}${accountOf(override)}`;
  const when = applied === null ? [] : say` at ${code(applied)}`;
  const event = override.eventId === null ? [] : own(` (event ${override.eventId})`);
  const action = by.length + when.length === 0 ? [] : say`, applied${by}${when}${event}`;
  const head = code(override.headSha.slice(0, 7));
  const criteria = criteriaDigest === null ? [] : say`, criteria ${code(criteriaDigest.slice(0, DIGEST_SHOWN))}`;
  return say`Label ${code(override.label)} for ${scopeWords(override.scope)}${action}, with head ${head}${criteria}`;
}

function refusedFor({ refusal }: Override): Prose {
  if (refusal === null) return own('Refused: the proof is not complete');
  return say`Refused: ${own(refusalTitle(refusal))} (${code(refusal.code)})`;
}

/** The algorithm and twelve digits, as in the footer; the JSON report has all of them. */
const DIGEST_SHOWN = 19;

const PUSHER_UNKNOWN =
  'GitHub does not tell who pushed the newest commit, so only those whom the commit names were excluded';

/** A login is shown as code, where it mentions nobody. */
function whoOf({ by, role }: Override): Prose {
  const who = by === null ? own('somebody unknown') : code(by);
  return role === null || role === 'none' ? who : say`${who} (role ${role})`;
}

function accountOf({ byId }: Override): Prose {
  return byId === null ? [] : own(`, account ${byId}`);
}

function quoted(reason: string): Prose {
  return say`“${sentence(reason)}”`;
}

/** The part of the gate that a label is for. */
function scopeWords(scope: string): Prose {
  if (scope === 'all') return own('the whole gate');
  return isLayer(scope) ? own(`the ${scope} layer`) : say`the metric ${code(scope)}`;
}

function isLayer(scope: string): boolean {
  return LAYERS.some((layer) => layer === scope);
}

function coversOf(override: Override, blocking: readonly BlockView[]): readonly Prose[] {
  const covered = override.covers.map((id) =>
    coveredLine(
      id,
      blocking.find((block) => block.id === id),
    ),
  );
  const more = covered.length - MOST;
  return more > 0 ? [...covered.slice(0, MOST), own(`and ${more} more, all in the table above`)] : covered;
}

function coveredLine(id: string, block: BlockView | undefined): Prose {
  if (block === undefined) return code(id);
  const { metric } = block;
  if (metric === null)
    return block.changes.length === 0
      ? block.what
      : say`${block.what} (${own(counted(block.changes.length, 'weakening'))})`;
  return say`${block.what} (${own(`${metric.layer}, ${metric.status}`)}): ${metric.value}, target ${metric.target}`;
}

function otherLine(override: Override, outcome: Outcome): Prose {
  const label = say`${code(override.label)} for ${scopeWords(override.scope)}`;
  if (override.state === 'refused') return say`${label}: refused. ${refusalOf(override, outcome)}`;
  const covers = joined(
    override.covers.slice(0, MOST).map((id) => code(id)),
    ', ',
  );
  const what = covers.length === 0 ? own('nothing that blocks') : covers;
  return say`${label}: granted by ${whoOf(override)}, covers ${what}`;
}

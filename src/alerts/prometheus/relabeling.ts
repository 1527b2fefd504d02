import type { RegexTest } from '../anchored-regex.ts';
import type { Labels } from '../matcher.ts';
import { listOf, memberOf, membersOf, textOf } from '../members.ts';
import { not, type TriState } from '../tri-state.ts';

/** One step of rewriting the labels of alerts before they are sent. */
export interface Relabeling {
  readonly action: string;
  readonly sources: readonly string[];
  readonly separator: string;
  readonly regex: string;
  readonly target: string | null;
}

/** An alert on its way: its labels, and whether it is dropped. */
export interface Sent {
  readonly labels: Labels;
  readonly dropped: TriState;
}

const MOST_STEPS = 200;
const MOST_SOURCES = 50;
/** Longer texts are not matched anyway. */
const LONGEST_JOINED = 10_000;

/**
 * Reads steps of rewriting (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config);
 * `null` where they are too many to follow, or one joins too many labels.
 */
export function readRelabelings(list: readonly unknown[]): readonly Relabeling[] | null {
  if (list.length > MOST_STEPS) return null;
  const sources = list.map((step) => listOf(step, 'source_labels') ?? []);
  if (sources.some(({ length }) => length > MOST_SOURCES)) return null;
  return list.map((step, at) => {
    const regex = memberOf(step, 'regex');
    return {
      action: membersOf(step) === null ? 'unknown' : (textOf(step, 'action') ?? 'replace').toLowerCase(),
      sources: (sources[at] ?? []).map(String),
      separator: textOf(step, 'separator') ?? ';',
      regex: typeof regex === 'string' || typeof regex === 'number' ? String(regex) : '(.*)',
      target: textOf(step, 'target_label'),
    };
  });
}

/** What steps may have rewritten so far. */
interface Rewritten {
  readonly names: Set<string>;
  /** By name, where steps select labels by a pattern: what its answer must be for a label to stay. */
  readonly patterns: Map<string, Set<TriState>>;
  everything: boolean;
}

/** An alert after all steps; a label that a step may write or drop is not known any more. */
export function relabeled(steps: readonly Relabeling[], before: Labels, regex: RegexTest): Sent {
  const rewritten: Rewritten = { names: new Set(), patterns: new Map(), everything: false };
  const stays = (name: string) =>
    !rewritten.everything &&
    !rewritten.names.has(name) &&
    [...rewritten.patterns].every(([pattern, wanted]) =>
      [...wanted].every((answer) => regex(pattern, name) === answer),
    );
  const labels: Labels = (name) => (stays(name) ? before(name) : null);
  let dropped: TriState = 'no';
  for (const step of steps) dropped = either(dropped, afterStep(step, labels, rewritten, regex));
  return { labels, dropped };
}

/** Notes what a step may rewrite; whether it drops the alert. */
function afterStep(step: Relabeling, labels: Labels, rewritten: Rewritten, regex: RegexTest): TriState {
  switch (step.action) {
    case 'replace':
    case 'lowercase':
    case 'uppercase':
    case 'hashmod':
      if (step.target === null || step.target.includes('$')) rewritten.everything = true;
      else rewritten.names.add(step.target);
      return 'no';
    case 'labeldrop':
    case 'labelkeep': {
      const wanted = rewritten.patterns.get(step.regex) ?? new Set();
      rewritten.patterns.set(step.regex, wanted.add(step.action === 'labelkeep' ? 'yes' : 'no'));
      return 'no';
    }
    case 'drop':
      return selected(step, labels, regex);
    case 'keep':
      return not(selected(step, labels, regex));
    default:
      rewritten.everything = true;
      return 'unknown';
  }
}

function selected({ sources, separator, regex: pattern }: Relabeling, labels: Labels, regex: RegexTest): TriState {
  const values = sources.map(labels);
  const joined = values.reduce((sum, value) => sum + separator.length + (value?.length ?? 0), 0);
  if (values.includes(null) || joined > LONGEST_JOINED) return 'unknown';
  return regex(pattern, values.join(separator));
}

function either(a: TriState, b: TriState): TriState {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}

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

/** Reads steps of rewriting (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config). */
export function readRelabelings(list: readonly unknown[]): readonly Relabeling[] {
  return list.map((step) => {
    const sources = listOf(step, 'source_labels') ?? [];
    const regex = memberOf(step, 'regex');
    return {
      action: membersOf(step) === null ? 'unknown' : (textOf(step, 'action') ?? 'replace').toLowerCase(),
      sources: sources.map(String),
      separator: textOf(step, 'separator') ?? ';',
      regex: typeof regex === 'string' || typeof regex === 'number' ? String(regex) : '(.*)',
      target: textOf(step, 'target_label'),
    };
  });
}

/** An alert after all steps; a label that a step may write or drop is not known any more. */
export function relabeled(steps: readonly Relabeling[], labels: Labels, regex: RegexTest): Sent {
  return steps.reduce<Sent>((sent, step) => afterStep(step, sent, regex), { labels, dropped: 'no' });
}

function afterStep(step: Relabeling, sent: Sent, regex: RegexTest): Sent {
  const { labels } = sent;
  switch (step.action) {
    case 'replace':
    case 'lowercase':
    case 'uppercase':
    case 'hashmod': {
      const { target } = step;
      if (target === null || target.includes('$')) return { ...sent, labels: nothingKnown };
      return { ...sent, labels: (name) => (name === target ? null : labels(name)) };
    }
    case 'labeldrop':
      return { ...sent, labels: (name) => (regex(step.regex, name) === 'no' ? labels(name) : null) };
    case 'labelkeep':
      return { ...sent, labels: (name) => (regex(step.regex, name) === 'yes' ? labels(name) : null) };
    case 'drop':
      return { ...sent, dropped: either(sent.dropped, selected(step, labels, regex)) };
    case 'keep':
      return { ...sent, dropped: either(sent.dropped, not(selected(step, labels, regex))) };
    default:
      return { labels: nothingKnown, dropped: either(sent.dropped, 'unknown') };
  }
}

function nothingKnown(): null {
  return null;
}

function selected({ sources, separator, regex: pattern }: Relabeling, labels: Labels, regex: RegexTest): TriState {
  const values = sources.map(labels);
  return values.includes(null) ? 'unknown' : regex(pattern, values.join(separator));
}

function either(a: TriState, b: TriState): TriState {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}

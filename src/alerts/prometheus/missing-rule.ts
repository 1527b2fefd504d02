import type { AlertAnswer, AlertFacts } from '../../core/alert-facts.ts';
import { nearest } from '../../core/nearest.ts';
import { quoted } from '../../sources/source-problem.ts';
import type { AlertRequest } from '../verifier.ts';
import type { Rule, RuleBook } from './rules.ts';

/** A rule whose labels can be read. */
export type Labelled = Rule & { readonly labels: ReadonlyMap<string, string> };

const MOST_SHOWN = 3;
const MOST_CANDIDATES = 5000;

/** The facts of a rule that is not there, with what is there instead. */
export function missing(
  { rule, labels }: AlertRequest,
  named: readonly Labelled[],
  book: RuleBook,
  where: string,
): AlertFacts {
  const none: AlertAnswer = { answer: 'unknown', because: 'no-answer', detail: 'there is no such rule' };
  const detail = named.length > 0 ? otherLabels(named, labels) : otherName(rule, book);
  const exists: AlertAnswer = { answer: 'no', detail };
  const answers = { exists, enabled: none, evaluating: none, muted: none, notifies: none, watches: none };
  return { kind: 'answered', rule, where, answers, state: 'unknown', fires: null, delay: null };
}

/** The labels that are asked for and differ, as the rules of that name carry them. */
function otherLabels(named: readonly Labelled[], wanted: AlertRequest['labels']): string {
  const each = named.map((rule) =>
    Object.entries(wanted)
      .filter(([label, value]) => rule.labels.get(label) !== value)
      .map(([label]) => {
        const value = rule.labels.get(label);
        return value === undefined ? `without ${shortened(label)}` : `with ${shortened(label)}=${shortened(value)}`;
      })
      .slice(0, MOST_SHOWN)
      .join(' and '),
  );
  const shown = [...new Set(each)].slice(0, MOST_SHOWN).join('; ');
  if (named.length === 1) return `a rule of that name exists ${shown}`;
  return `${named.length} rules of that name exist: ${shown}${new Set(each).size > MOST_SHOWN ? '; and others' : ''}`;
}

function otherName(rule: string, { alerts, recorded }: RuleBook): string {
  if (recorded?.has(rule)) return 'a recording rule has that name, and no alerting rule';
  const near = nearest(rule, [...new Set(alerts.map(({ name }) => name))].slice(0, MOST_CANDIDATES));
  const hint = near === null ? '' : `; did you mean ${quoted(near)}?`;
  return `no alerting rule has that name${hint}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

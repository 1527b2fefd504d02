import { isEmpty, memberOf, membersOf, textOf, textsOf } from '../members.ts';
import { secondsOf } from '../seconds.ts';

/** A rule as a server of the Prometheus family lists it. */
export interface Rule {
  readonly type: string;
  readonly name: string;
  readonly group: string;
  readonly query: string;
  /** `null` where they cannot be read. */
  readonly labels: ReadonlyMap<string, string> | null;
  /** Seconds between evaluations of its group; `null` where that is not said. */
  readonly intervalSeconds: number | null;
  /** Seconds that it must hold before it fires; `null` where that cannot be read. */
  readonly holdSeconds: number | null;
  readonly health: string | null;
  /** True where an error of its last evaluation is given, whatever its health is called. */
  readonly hasError: boolean;
  readonly lastEvaluation: string | null;
  readonly paused: boolean;
  readonly state: 'inactive' | 'pending' | 'firing' | 'unknown';
}

/** All rules that a server listed. */
export interface RuleBook {
  readonly alerts: readonly Rule[];
  /** Recording rules by the name of the series that they write; `null` where they are not known. */
  readonly recorded: ReadonlyMap<string, readonly Rule[]> | null;
}

/** Reads groups of rules; `null` where any of them cannot be read, since the one that is looked for may be that. */
export function readGroups(groups: readonly unknown[]): readonly Rule[] | null {
  const rules: Rule[] = [];
  for (const group of groups) {
    if (membersOf(group) === null) return null;
    const listed = memberOf(group, 'rules') ?? [];
    if (!Array.isArray(listed)) return null;
    const interval = secondsOf(memberOf(group, 'interval'));
    const of = { group: textOf(group, 'name') ?? '', intervalSeconds: interval === 0 ? null : interval };
    for (const listedRule of listed) {
      const rule = readRule(listedRule, of);
      if (rule === null) return null;
      rules.push(rule);
    }
  }
  return rules;
}

/** The rules, sorted by what they are. */
export function ruleBook(rules: readonly Rule[], recordingKnown: boolean): RuleBook {
  const recorded = new Map<string, Rule[]>();
  for (const rule of rules) {
    if (rule.type !== 'recording') continue;
    const same = recorded.get(rule.name);
    if (same === undefined) recorded.set(rule.name, [rule]);
    else same.push(rule);
  }
  return { alerts: rules.filter(({ type }) => type === 'alerting'), recorded: recordingKnown ? recorded : null };
}

function readRule(value: unknown, group: Pick<Rule, 'group' | 'intervalSeconds'>): Rule | null {
  const [type, name, query] = [textOf(value, 'type'), textOf(value, 'name'), textOf(value, 'query')];
  const paused = memberOf(value, 'isPaused') ?? false;
  const state = stateOf(value);
  if (type === null || name === null || query === null || typeof paused !== 'boolean' || state === null) return null;
  return {
    ...group,
    type,
    name,
    query,
    labels: textsOf(memberOf(value, 'labels')),
    holdSeconds: secondsOf(memberOf(value, 'duration')),
    health: textOf(value, 'health'),
    hasError: !isEmpty(memberOf(value, 'lastError')),
    lastEvaluation: textOf(value, 'lastEvaluation'),
    paused,
    state,
  };
}

/** The worst of what the rule and its single alerts say; `null` where these cannot be read. */
function stateOf(rule: unknown): Rule['state'] | null {
  const alerts = memberOf(rule, 'alerts') ?? [];
  if (!Array.isArray(alerts) || alerts.some((one) => textOf(one, 'state') === null)) return null;
  const states = [rule, ...alerts].map((one) => textOf(one, 'state')?.toLowerCase());
  if (states.includes('firing')) return 'firing';
  if (states.includes('pending')) return 'pending';
  return states[0] === 'inactive' ? 'inactive' : 'unknown';
}

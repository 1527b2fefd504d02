import type { JudgedOverrides, OverrideQuestion } from '../../src/core/judge-overrides.ts';
import { judgeOverrides } from '../../src/core/judge-overrides.ts';
import {
  type Account,
  type Authority,
  DEFAULT_OVERRIDE_RULES,
  type LabelEvent,
  type OverrideFacts,
  type OverrideRules,
  type ReasonComment,
} from '../../src/core/override.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const HEAD = '4ead'.repeat(10);
export const LABEL = DEFAULT_OVERRIDE_RULES.label;
export const GRACE: Account = { id: 7, login: 'grace', type: 'User' };
export const AUTHOR_ID = 1;
export const PUSHER_ID = 2;

/** The label was applied at this time, the head pushed an hour before; it is judged an hour later. */
export const LABELLED = Date.UTC(2026, 10, 22, 12);
export const PUSHED = LABELLED - HOUR;
export const NOW = LABELLED + HOUR;

export const labelled = (given: Partial<LabelEvent> = {}): LabelEvent => ({
  id: 100,
  kind: 'labeled',
  label: LABEL,
  atMs: LABELLED,
  actor: GRACE,
  viaApp: false,
  byAgent: false,
  ...given,
});

export const comment = (given: Partial<ReasonComment> = {}): ReasonComment => ({
  authorId: GRACE.id,
  atMs: LABELLED - MINUTE,
  edited: false,
  body: 'launch-gate override: the vendor is down until noon',
  ...given,
});

export const authority = (given: Partial<Authority> = {}): Authority => ({
  accountId: GRACE.id,
  role: { known: true, value: { name: 'maintain', rank: 'maintain' } },
  listed: null,
  member: null,
  ...given,
});

/** Facts that prove an override by grace; a test says what differs. */
export const facts = (given: Partial<OverrideFacts> = {}): OverrideFacts => ({
  headSha: HEAD,
  authorId: AUTHOR_ID,
  labels: ['bug', LABEL],
  events: { known: true, value: [labelled()] },
  reset: null,
  authorities: { [GRACE.id]: authority() },
  push: { known: true, value: { atMs: PUSHED, byId: PUSHER_ID } },
  headAccounts: [],
  ownLabelling: null,
  comments: { known: true, value: [comment()] },
  ...given,
});

export const rules = (given: Partial<OverrideRules> = {}): OverrideRules => ({ ...DEFAULT_OVERRIDE_RULES, ...given });

export const METRICS: OverrideQuestion['metrics'] = [
  { id: 'recall', layer: 'model', waivable: true },
  { id: 'resolves', layer: 'task', waivable: true },
  { id: 'safety', layer: 'task', waivable: false },
  { id: 'repeat', layer: 'product', waivable: true },
];

export const question = (given: Partial<OverrideQuestion> = {}): OverrideQuestion => ({
  blocking: ['recall'],
  metrics: METRICS,
  nowMs: NOW,
  ...given,
});

/** What grace's label comes to, given what differs from the case that proves it. */
export const judged = (
  given: {
    readonly facts?: Partial<OverrideFacts>;
    readonly rules?: Partial<OverrideRules>;
  } & Partial<OverrideQuestion>,
): JudgedOverrides => judgeOverrides(rules(given.rules), facts(given.facts), question(given));

/** `granted`, or the code of the refusal. */
export const stateOf = (of: JudgedOverrides) => {
  const { override } = of;
  return override?.state === 'granted' ? 'granted' : (override?.refusal?.code ?? null);
};

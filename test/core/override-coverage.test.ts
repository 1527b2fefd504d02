import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Override, OverrideFacts } from '../../src/core/override.ts';
import { hasLabelOf, labelsOf } from '../../src/core/override-labels.ts';
import {
  authority,
  comment,
  GRACE,
  HEAD,
  HOUR,
  judged,
  LABEL,
  LABELLED,
  labelled,
  METRICS,
} from './override-samples.ts';

/** Facts where grace applied each of these labels with proof. */
const withLabels = (labels: readonly string[]): Partial<OverrideFacts> => ({
  labels,
  events: { known: true, value: labels.map((label, index) => labelled({ label, id: 100 + index })) },
});
const OWN = { label: LABEL, headSha: HEAD, actorId: GRACE.id };
const scoped = (...scopes: readonly string[]) =>
  withLabels(scopes.map((scope) => (scope === '' ? LABEL : `${LABEL}:${scope}`)));
const shown = (override: Override | null) => [
  override?.scope,
  override?.refusal?.code ?? override?.state,
  override?.covers.join(' '),
];

describe('labels of the gate', () => {
  it.each([
    [LABEL, 'all'],
    ['LAUNCH-GATE/Override', 'all'],
    [`${LABEL}:model`, 'model'],
    [`${LABEL}:Model`, 'model'],
    [`${LABEL}:recall`, 'recall'],
    [`${LABEL}:`, ''],
    [`${LABEL}:a:b`, 'a:b'],
    [` ${LABEL}`, null],
    [`${LABEL} `, null],
    [`${LABEL}\u00a0`, null],
    [`${LABEL}s`, null],
    [`no-${LABEL}`, null],
    [`${LABEL}-model`, null],
    ['launch-gate', null],
    ['launch-gate/overr\u0131de', null],
    ['launch\u2010gate/override', null],
    ['', null],
  ])('%j is for %j', (name, scopeText) => {
    expect(labelsOf({ label: LABEL }, [name]).map((label) => label.scopeText)).toEqual(
      scopeText === null ? [] : [scopeText],
    );
    expect(hasLabelOf({ label: LABEL }, ['bug', name])).toBe(scopeText !== null);
  });

  it('does not take the Kelvin sign for a k', () => {
    expect(hasLabelOf({ label: 'skip-gate' }, ['s\u212aip-gate'])).toBe(false);
    expect(hasLabelOf({ label: 'skip-gate' }, ['SKIP-GATE'])).toBe(true);
  });

  it('are none where the rules name none', () => {
    expect(hasLabelOf({ label: '' }, ['', ':model', 'bug'])).toBe(false);
  });

  it('keep the name as it stands there, once', () => {
    expect(labelsOf({ label: LABEL }, ['Launch-gate/override', LABEL]).map(({ label }) => label)).toEqual([
      'Launch-gate/override',
    ]);
  });
});

describe('what labels cover', () => {
  it.each<[readonly string[], readonly string[], readonly (string | undefined)[]]>([
    // One label
    [[''], ['recall'], ['all', 'granted', 'recall']],
    [
      [''],
      ['criteria', 'workflow', 'recall', 'alert:repeat', 'launch-set'],
      ['all', 'granted', 'criteria workflow recall alert:repeat launch-set'],
    ],
    [[''], ['recall', 'safety'], ['all', 'not-waivable', '']],
    [[''], ['alert:safety'], ['all', 'not-waivable', '']],
    [[''], ['recall', 'something-else'], ['all', 'does-not-cover', '']],
    [[''], [], ['all', 'granted', '']],
    [['model'], ['recall'], ['model', 'granted', 'recall']],
    [['model'], ['recall', 'alert:recall'], ['model', 'granted', 'recall alert:recall']],
    [['model'], ['recall', 'resolves'], ['model', 'does-not-cover', '']],
    [['model'], ['recall', 'safety'], ['model', 'does-not-cover', '']],
    [['task'], ['resolves', 'safety'], ['task', 'not-waivable', '']],
    [['model'], ['launch-set'], ['model', 'does-not-cover', '']],
    [['model'], ['criteria'], ['model', 'does-not-cover', '']],
    [['model'], ['workflow'], ['model', 'does-not-cover', '']],
    [['model'], [], ['model', 'granted', '']],
    [['business'], ['recall'], ['business', 'does-not-cover', '']],
    [['recall'], ['recall', 'alert:recall'], ['recall', 'granted', 'recall alert:recall']],
    [['recall'], ['repeat'], ['recall', 'does-not-cover', '']],
    [['safety'], ['safety'], ['safety', 'not-waivable', '']],
    // A part that the gate does not have
    [['foo'], ['recall'], ['foo', 'does-not-cover', '']],
    [['foo'], [], ['foo', 'does-not-cover', '']],
    [['all'], ['recall'], ['all', 'does-not-cover', '']],
    [['criteria'], ['criteria'], ['criteria', 'does-not-cover', '']],
    [['launch-set'], ['launch-set'], ['launch-set', 'does-not-cover', '']],
    [['alert:recall'], ['alert:recall'], ['alert:recall', 'does-not-cover', '']],
  ])('%j against %j', (scopes, blocking, expected) => {
    const { override, covered } = judged({ facts: scoped(...scopes), blocking });
    expect(shown(override)).toEqual(expected);
    expect(covered).toEqual(expected[1] === 'granted' ? blocking : []);
  });

  it('names what remains', () => {
    const { override } = judged({ facts: scoped('model'), blocking: ['criteria', 'recall', 'resolves'] });
    expect(override?.refusal?.args).toEqual({
      label: `${LABEL}:model`,
      scope: 'model',
      by: 'grace',
      remaining: ['criteria', 'resolves'],
    });
  });

  it('is the sum of the labels', () => {
    const { override, others, covered } = judged({ facts: scoped('repeat', 'model'), blocking: ['recall', 'repeat'] });
    expect([override, ...others].map(shown)).toEqual([
      ['model', 'granted', 'recall'],
      ['repeat', 'granted', 'repeat'],
    ]);
    expect(covered).toEqual(['recall', 'repeat']);
  });

  it('is nothing where the sum leaves something', () => {
    const { override, others, covered } = judged({
      facts: scoped('repeat', 'model'),
      blocking: ['recall', 'resolves', 'repeat'],
    });
    expect([override, ...others].map(shown)).toEqual([
      ['model', 'does-not-cover', ''],
      ['repeat', 'does-not-cover', ''],
    ]);
    expect(covered).toEqual([]);
  });

  it('leaves out a label without proof, and shows the granted one first', () => {
    const labels = [LABEL, `${LABEL}:model`];
    const events = [labelled({ label: `${LABEL}:model` })];
    const { override, others, covered } = judged({ facts: { labels, events: { known: true, value: events } } });
    expect([override, ...others].map(shown)).toEqual([
      ['model', 'granted', 'recall'],
      ['all', 'label-not-applied', ''],
    ]);
    expect(covered).toEqual(['recall']);
  });

  it('takes nothing from a label without proof beside a granted one of a part', () => {
    const labels = [LABEL, `${LABEL}:model`];
    const events = [labelled({ label: `${LABEL}:model` })];
    const facts = { labels, events: { known: true, value: events } } as const;
    const { override, others, covered } = judged({ facts, blocking: ['recall', 'resolves'] });
    expect([override, ...others].map(shown)).toEqual([
      ['all', 'label-not-applied', ''],
      ['model', 'does-not-cover', ''],
    ]);
    expect(covered).toEqual([]);
  });

  it('refuses a label for nothing beside one that covers all', () => {
    const { override, others } = judged({ facts: scoped('foo', '') });
    expect([override, ...others].map(shown)).toEqual([
      ['all', 'granted', 'recall'],
      ['foo', 'does-not-cover', ''],
    ]);
  });

  it('takes a metric that is called all for a metric', () => {
    const metrics = [...METRICS, { id: 'all', layer: 'task', waivable: true } as const];
    expect(judged({ facts: scoped('all'), metrics, blocking: ['recall'] }).covered).toEqual([]);
    expect(judged({ facts: scoped('all'), metrics, blocking: ['all'] }).covered).toEqual(['all']);
  });

  it('holds for every metric of an id, should there be two', () => {
    const metrics = [...METRICS, { id: 'recall', layer: 'model', waivable: false } as const];
    expect(judged({ metrics, blocking: ['recall'] }).covered).toEqual([]);
  });
});

const BLOCKERS = ['criteria', 'workflow', 'launch-set', 'else', ...METRICS.flatMap(({ id }) => [id, `alert:${id}`])];
const SCOPES = ['', 'model', 'task', 'product', 'business', 'recall', 'safety', 'repeat', 'foo'];
const anyBlocking = fc.uniqueArray(fc.constantFrom(...BLOCKERS));
const anyScopes = fc.uniqueArray(fc.constantFrom(...SCOPES));

describe('overrides in general', () => {
  it('cover all that blocks or nothing, and never what cannot be waived or is not known', () => {
    fc.assert(
      fc.property(anyScopes, anyBlocking, (scopes, blocking) => {
        const { covered, override, others } = judged({ facts: scoped(...scopes), blocking });
        expect([[], blocking]).toContainEqual(covered);
        for (const never of ['safety', 'alert:safety', 'else']) expect(covered).not.toContain(never);
        const labels = override === null ? [] : [override, ...others];
        const granted = labels.filter(({ state }) => state === 'granted').flatMap(({ covers }) => covers);
        expect(new Set(granted)).toEqual(new Set(covered));
        for (const { state, refusal } of labels) expect(refusal === null).toBe(state === 'granted');
      }),
    );
  });

  it('do not depend on the order of labels and events', () => {
    const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    const withOrders = anyScopes.chain((scopes) => {
      const { labels, events } = scoped(...scopes);
      return fc.record({
        scopes: fc.constant(scopes),
        labels: shuffled(labels ?? []),
        events: shuffled(events?.known ? events.value : []),
      });
    });
    fc.assert(
      fc.property(withOrders, anyBlocking, ({ scopes, labels, events }, blocking) => {
        const mixed = judged({ facts: { labels, events: { known: true, value: events } }, blocking });
        expect(mixed).toEqual(judged({ facts: scoped(...scopes), blocking }));
      }),
    );
  });

  it('are not won by any doubt', () => {
    const unknown = { known: false, why: 'failed', detail: 'x' } as const;
    const doubts: readonly ((facts: Partial<OverrideFacts>) => Partial<OverrideFacts>)[] = [
      (given) => ({ ...given, events: unknown }),
      (given) => ({ ...given, push: unknown, ownLabelling: null }),
      (given) => ({ ...given, push: unknown, ownLabelling: OWN, headAccounts: [3, null] }),
      (given) => ({ ...given, reset: { kind: 'reopened', atMs: Number.NaN } }),
      (given) => ({ ...given, reset: { kind: 'force-pushed', atMs: LABELLED } }),
      (given) => ({ ...given, comments: unknown }),
      (given) => ({ ...given, authorId: null }),
      (given) => ({ ...given, authorities: {} }),
      (given) => ({ ...given, authorities: { [GRACE.id]: authority({ role: unknown }) } }),
      (given) => ({ ...given, push: { known: true, value: { atMs: Number.NaN, byId: null } } }),
    ];
    const anyFacts = fc.record({
      authorId: fc.constantFrom(1, GRACE.id),
      pushedAgo: fc.constantFrom(-HOUR, 0, HOUR),
      isEdited: fc.boolean(),
      rank: fc.constantFrom('none', 'write', 'maintain', 'admin'),
    });
    fc.assert(
      fc.property(anyFacts, anyScopes, anyBlocking, fc.constantFrom(...doubts), (any, scopes, blocking, doubt) => {
        const given: Partial<OverrideFacts> = {
          ...scoped(...scopes),
          authorId: any.authorId,
          push: { known: true, value: { atMs: LABELLED - any.pushedAgo, byId: 2 } },
          comments: { known: true, value: [comment({ edited: any.isEdited })] },
          authorities: { [GRACE.id]: authority({ role: { known: true, value: { name: any.rank, rank: any.rank } } }) },
        };
        const isProven =
          any.authorId !== GRACE.id && any.pushedAgo > 0 && !any.isEdited && ['maintain', 'admin'].includes(any.rank);
        if (!isProven) expect(judged({ facts: given, blocking }).covered).toEqual([]);
        const doubtful = judged({ facts: doubt(given), blocking });
        expect(doubtful.covered).toEqual([]);
        expect(doubtful.override?.state ?? 'refused').toBe('refused');
      }),
    );
  });
});

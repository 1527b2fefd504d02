import type { CriteriaChange } from '../../core/criteria-change.ts';
import type { Criterion, Gate, Target } from '../../core/criterion.ts';
import { reaches, STAGES } from '../../core/layer.ts';
import { alertDifferences } from './alert-changes.ts';
import {
  byStrictness,
  type Compare,
  type Comparisons,
  compareFields,
  type Difference,
  difference,
  isSame,
} from './difference.ts';
import { evidenceDifferences } from './source-changes.ts';
import { relateTargets } from './target-relation.ts';

/** What is needed besides the two values of a key. */
interface MetricContext {
  readonly before: Criterion;
  readonly after: Criterion;
  /** True where an undecided result of the metric blocks at every stage that may be asked for. */
  readonly absenceBlocks: boolean;
  /** The same of a stale one, which no provision excuses. */
  readonly staleBlocks: boolean;
}

type CompareKey<Field extends keyof Criterion> = Compare<Criterion[Field], MetricContext>;

/** All that changes about the metrics, by id: a metric of another name is another metric. */
export function metricDifferences(before: Gate, after: Gate): readonly Difference[] {
  const earlier = new Map(before.metrics.map((criterion) => [criterion.id, criterion]));
  const later = new Set(after.metrics.map(({ id }) => id));
  const removed = before.metrics
    .filter(({ id }) => !later.has(id))
    .map(({ id, layer }): Difference => {
      return { kind: 'weakened', code: 'metric-removed', path: [], metric: id, args: { metric: id, layer } };
    });
  const others = after.metrics.flatMap((criterion): readonly Difference[] => {
    const { id, layer } = criterion;
    const from = earlier.get(id);
    const path = ['metrics', id];
    if (from === undefined)
      return [{ kind: 'strengthened', code: 'metric-added', path, metric: id, args: { metric: id, layer } }];
    const staleBlocks = reaches(after.stage, criterion.fromStage);
    const absenceBlocks = staleBlocks && criterion.provisional === null;
    const context = { before: from, after: criterion, absenceBlocks, staleBlocks };
    return compareFields(METRIC, from, criterion, context).map((found) => {
      return { ...found, metric: id, path: [...path, ...found.path], args: { metric: id, ...found.args } };
    });
  });
  return [...removed, ...others];
}

/** A text that only people read. */
function text(key: string): Compare<string | null, MetricContext> {
  return (before, after) => difference(before === after ? null : 'other', 'text-changed', [key], { key });
}

/** What the value means: of two meanings neither is the stricter. */
function meaning(key: string): Compare<string | null, MetricContext> {
  return (before, after) =>
    difference(before === after ? null : 'weakened', 'meaning-changed', [key], { key, before, after });
}

/**
 * A limit on evidence, of which more is stricter. A stricter limit can leave a failure undecided, and before the metric's
 * own stage, or under a provision, what is undecided does not block: there it opens the gate, and is a weakening.
 */
function limit<Value>(
  key: string,
  strictness: (value: Value) => number,
  shown: (value: Value) => string | number | null,
  blocks: 'absenceBlocks' | 'staleBlocks' = 'absenceBlocks',
): Compare<Value, MetricContext> {
  return (before, after, context) => {
    const kind = byStrictness(strictness(before), strictness(after));
    const args = { key, before: shown(before), after: shown(after) };
    if (kind === 'strengthened' && !context[blocks])
      return difference('weakened', 'limit-tightened-early', [key], args);
    return difference(kind, { weakened: 'limit-loosened', strengthened: 'limit-tightened' }, [key], args);
  };
}

/** A limit that may be absent; `more` says whether a greater number is the stricter one. */
function optionalLimit(
  key: string,
  more: 'stricter' | 'looser',
  blocks: 'absenceBlocks' | 'staleBlocks' = 'absenceBlocks',
): Compare<number | null, MetricContext> {
  const strictness = (value: number | null) =>
    value === null ? Number.NEGATIVE_INFINITY : more === 'stricter' ? value : -value;
  return limit(key, strictness, (value) => value, blocks);
}

const target: CompareKey<'target'> = (before, after) => {
  const relation = relateTargets(before, after);
  if (relation === 'same') return [];
  const args = { before: before.text, after: after.text, move: moveOf(before, after) };
  if (relation === 'incomparable') return difference('weakened', 'target-changed', ['target'], args);
  const kind = relation === 'wider' ? 'weakened' : 'strengthened';
  return difference(kind, { weakened: 'target-loosened', strengthened: 'target-tightened' }, ['target'], args);
};

/** How the number moved, as people say it; `null` where no single number did. */
function moveOf(before: Target, after: Target): 'lowered' | 'raised' | null {
  if (before.kind === 'band' || after.kind === 'band' || before.bound === after.bound) return null;
  return after.bound < before.bound ? 'lowered' : 'raised';
}

const fromStage: CompareKey<'fromStage'> = (before, after) => {
  const kind = byStrictness(-STAGES.indexOf(before), -STAGES.indexOf(after));
  const codes = { weakened: 'from-stage-later', strengthened: 'from-stage-earlier' } as const;
  return difference(kind, codes, ['from-stage'], { before, after });
};

const due: CompareKey<'dueMs'> = (before, after, both) => {
  const strictness = (ms: number | null) => (ms === null ? Number.POSITIVE_INFINITY : -ms);
  const kind = byStrictness(strictness(before), strictness(after));
  const codes = { weakened: 'due-later', strengthened: 'due-earlier' } as const;
  return difference(kind, codes, ['due'], { before: both.before.dueText, after: both.after.dueText });
};

/** Evidence that names a commit may name no pins, and the other way about: of the two neither is the stricter. */
const bindDifferences: CompareKey<'bind'> = (before, after, { staleBlocks }) => {
  const kind = before === after ? null : before === null ? 'strengthened' : 'weakened';
  const args = { key: 'bind', before, after };
  if (kind === 'strengthened' && !staleBlocks) return difference('weakened', 'limit-tightened-early', ['bind'], args);
  return difference(kind, { weakened: 'limit-loosened', strengthened: 'limit-tightened' }, ['bind'], args);
};

/** Ids of other metrics, of which more is stricter. */
function names(
  key: string,
  codes: Readonly<Record<'weakened' | 'strengthened', Difference['code']>>,
): Compare<readonly string[], MetricContext> {
  return (before, after) => {
    const removed = before.filter((id) => !after.includes(id));
    const added = after.filter((id) => !before.includes(id));
    return [
      ...difference(removed.length > 0 ? 'weakened' : null, codes, [key], { key, ids: removed }),
      ...difference(added.length > 0 ? 'strengthened' : null, codes, [key], { key, ids: added }),
    ];
  };
}

const provisional: CompareKey<'provisional'> = (before, after) => {
  const strictness = (provision: Criterion['provisional']) =>
    provision === null ? Number.POSITIVE_INFINITY : -provision.untilMs;
  const kind = byStrictness(strictness(before), strictness(after));
  const codes = { weakened: 'provisional-later', strengthened: 'provisional-earlier' } as const;
  const args = { before: before?.untilText ?? null, after: after?.untilText ?? null };
  if (kind === null && before?.reason !== after?.reason)
    return difference('other', 'text-changed', ['provisional'], { key: 'provisional' });
  return difference(kind, codes, ['provisional'], args);
};

function judgeText(judge: Criterion['judge']): string | null {
  return judge === null ? null : `sensitivity ${judge.sensitivity}, specificity ${judge.specificity}`;
}

/** A switch; `strict` is the position in which it is stricter. */
function flag(
  key: string,
  strict: boolean,
  codes: Readonly<Record<'weakened' | 'strengthened', Difference['code']>>,
): Compare<boolean, MetricContext> {
  return (before, after) => {
    const kind: CriteriaChange['kind'] | null =
      before === after ? null : after === strict ? 'strengthened' : 'weakened';
    return difference(kind, codes, [key]);
  };
}

const unchanged = () => [];

/** How the change of each part of a metric counts. */
const METRIC: Comparisons<Criterion, MetricContext> = {
  id: unchanged, // metrics are compared by id
  line: unchanged, // says where it stands, and nothing else
  layer: meaning('layer'),
  title: text('title'),
  description: text('description'),
  owner: text('owner'),
  runbook: text('runbook'),
  target,
  unit: meaning('unit'),
  from: (before, after) => evidenceDifferences(before, after),
  required: flag('required', true, { weakened: 'made-advisory', strengthened: 'made-required' }),
  waivable: flag('waivable', false, { weakened: 'made-waivable', strengthened: 'made-not-waivable' }),
  maxAgeSeconds: optionalLimit('max-age', 'looser', 'staleBlocks'),
  minSamples: optionalLimit('min-samples', 'stricter'),
  minCompleted: limit(
    'min-completed',
    (share) => share,
    (share) => share,
  ),
  fromStage,
  confidence: optionalLimit('confidence', 'stricter'),
  method: meaning('method'),
  traffic: meaning('traffic'),
  indicator: meaning('indicator'),
  alert: (before, after) => alertDifferences(before, after),
  // Which metric moves which is for the diagnosis, and nothing that is judged.
  drives: (before, after) => {
    const same = before.length === after.length && before.every((id) => after.includes(id));
    return difference(same ? null : 'other', 'drives-changed', ['drives'], { before, after });
  },
  dueMs: due,
  dueText: unchanged, // the same date, written otherwise
  bind: bindDifferences,
  guardedBy: names('guarded-by', { weakened: 'guard-removed', strengthened: 'guard-added' }),
  validIf: names('valid-if', { weakened: 'precondition-removed', strengthened: 'precondition-added' }),
  // The same answers of the judge would stand for another value; which is stricter depends on them.
  judge: (before, after) => {
    const args = { before: judgeText(before), after: judgeText(after) };
    return difference(isSame(before, after) ? null : 'weakened', 'judge-changed', ['judge'], args);
  },
  prevalence: (before, after) => {
    const kind = byStrictness(before ?? Number.NEGATIVE_INFINITY, after ?? Number.NEGATIVE_INFINITY);
    const codes = { weakened: 'limit-loosened', strengthened: 'limit-tightened' } as const;
    return difference(kind, codes, ['prevalence'], { key: 'prevalence', before, after });
  },
  provisional,
};

import { type HardToShow, hardToShow, type OddsQuestion, type Planned, planOf } from '../../core/odds.ts';
import type { Check, DraftMetric } from '../draft.ts';
import type { DefaultKeys } from '../metric-schema.ts';
import { valueAt } from '../plain-paths.ts';
import { judgeQuality } from '../read-judge.ts';
import { type Reading, report } from '../read-map.ts';
import { percentShare } from '../times.ts';

/** Targets that even a good system would rarely be shown to meet. */
export const checkOdds: Check = ({ file, metrics }, reading) => {
  const known = new Map<string, HardToShow | null>();
  for (const metric of metrics) {
    const question = questionOf(metric, file.defaults ?? {}, reading);
    const plan = question === null ? null : planOf(question, metric.entry);
    if (question === null || plan?.ok !== true) continue;
    // Many metrics of a file have the same target and the same defaults.
    const { id: _, ...rest } = question;
    const key = JSON.stringify([rest, plan.test.bound]);
    const hard = known.has(key) ? (known.get(key) ?? null) : hardToShow(plan);
    known.set(key, hard);
    if (hard !== null) reportHard(hard, question.target.text, plan, metric.id, reading);
  }
};

function reportHard(hard: HardToShow, target: string, plan: Planned, id: string, reading: Reading): void {
  const written = ['metrics', id, 'min-samples'];
  const isOwn = valueAt(reading.document.root, written) !== undefined;
  const args = {
    target,
    samples: plan.samples,
    confidence: Math.round(plan.confidence * 100),
    chance: hard.impossible ? null : hard.best.chance,
    level: hard.best.perfect ? 'perfect' : 'better',
    likely: hard.likely,
  };
  report(reading, 'hard-to-show', isOwn ? written : ['metrics', id], args, isOwn ? 'value' : 'key');
}

/** What the odds depend on, by the metric or by `defaults`; `null` where it is not written or could not be read. */
function questionOf({ id, keys, target }: DraftMetric, defaults: DefaultKeys, reading: Reading): OddsQuestion | null {
  const confidence = keys.confidence ?? defaults.confidence;
  const minSamples = keys['min-samples'] ?? defaults['min-samples'];
  if (target === null || confidence === undefined || confidence === 'none' || minSamples === undefined) return null;
  const isUnread = (key: 'confidence' | 'min-samples' | 'method' | 'judge') =>
    keys[key] === undefined && valueAt(reading.document.root, ['metrics', id, key]) !== undefined;
  // What is wrong where it stands says nothing of the odds.
  if (isUnread('confidence') || isUnread('min-samples') || isUnread('method') || isUnread('judge')) return null;
  return {
    ...{ id, target, minSamples, unit: keys.unit ?? null, confidence: percentShare(confidence) },
    ...{ method: keys.method ?? defaults.method ?? null, judge: judgeQuality(keys.judge) },
  };
}

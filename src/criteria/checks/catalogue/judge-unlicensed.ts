import { catalogueEntry } from '../../../core/catalogue/catalogue.ts';
import type { Check, Draft, DraftMetric } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { isWritten } from '../../written.ts';
import { isGating, writtenKeys } from './gating.ts';

const AGREEMENT = 'judge_human_agreement';

/** A score that a model gives counts for no more than that model's agreement with people. */
export const checkJudgeUnlicensed: Check = (draft, reading) => {
  const agreement = draft.metrics.find(({ id }) => isAgreement(id))?.id ?? null;
  for (const metric of draft.metrics) {
    const { id, entry } = metric;
    const written = writtenKeys(metric, reading);
    const hasJudge = Object.hasOwn(written, 'judge');
    if (!isGating(metric) || isAgreement(id) || !(hasJudge || entry?.judged === true)) continue;
    if (isLicensed(metric, isWritten(written, 'valid-if'), draft)) continue;
    const path = ['metrics', id, ...(hasJudge ? ['judge'] : [])];
    const args = { title: entry?.title ?? null, told: hasJudge ? 'judge' : 'catalogue', agreement };
    report(reading, 'judge-unlicensed', path, args, 'key');
  }
};

/** True where a precondition is the judge's agreement with people, or one of them cannot be read or found. */
function isLicensed({ keys }: DraftMetric, hasValidIf: boolean, { metricIds }: Draft): boolean {
  const ids = keys['valid-if'];
  if (ids === undefined) return hasValidIf;
  return ids.some((id) => isAgreement(id) || !metricIds.has(id));
}

/** True where the id is, or after an underscore ends with, a name of the agreement of judges and people. */
function isAgreement(id: string): boolean {
  const words = id.split(/[-_.]/);
  return words.some((_, start) => catalogueEntry(words.slice(start).join('_'))?.id === AGREEMENT);
}

import type { CriteriaChange } from '../core/criteria-change.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Override } from '../core/override.ts';
import { formatInstant } from './durations.ts';
import { JSON_CAP, number, text } from './json-values.ts';
import { plainText } from './neutralise.ts';
import { completeRefusal } from './override-view.ts';
import { sentences, toPlain } from './prose.ts';
import type { Report } from './report-schema.ts';
import { changeSays, refusalFix, refusalSays } from './texts.ts';

/** What granted labels cover. */
export function waivedIds({ override, otherOverrides }: Outcome): ReadonlySet<string> {
  const granted = [...(override === null ? [] : [override]), ...otherOverrides].filter(
    ({ state }) => state === 'granted',
  );
  return new Set(granted.flatMap(({ covers }) => covers));
}

/** A change of the criteria by the pull request. */
export function changeReport(change: CriteriaChange): Report['criteria']['changes'][number] {
  const { metric, kind, code, line } = change;
  return {
    metric: text(metric),
    kind,
    code: plainText(code, JSON_CAP),
    text: toPlain(sentences([changeSays(change)])),
    line: number(line),
  };
}

/** The label of the gate that counts, or the first that does not, with the others. */
export function overrideReport(outcome: Outcome): Report['override'] {
  const { override, otherOverrides } = outcome;
  const parts = (one: Override) => overrideParts(one, outcome);
  return override === null ? null : { ...parts(override), others: otherOverrides.map(parts) };
}

function overrideParts(override: Override, outcome: Outcome): NonNullable<Report['override']>['others'][number] {
  const refusal = override.refusal === null ? null : completeRefusal(override.refusal, outcome);
  return {
    state: override.state,
    label: plainText(override.label, JSON_CAP),
    scope: plainText(override.scope, JSON_CAP),
    by: text(override.by),
    by_id: number(override.byId),
    role: text(override.role),
    event_id: number(override.eventId),
    labelled_at: formatInstant(override.labelledAtMs),
    head_sha: plainText(override.headSha, JSON_CAP),
    reason: text(override.reason),
    expires_at: formatInstant(override.expiresAtMs),
    covers: override.covers.map((id) => plainText(id, JSON_CAP)),
    refusal:
      refusal === null
        ? null
        : {
            code: refusal.code,
            text: toPlain(sentences([refusalSays(refusal)])),
            fix: toPlain(sentences([refusalFix(refusal)])),
          },
    last_pusher_known: override.lastPusherKnown,
  };
}

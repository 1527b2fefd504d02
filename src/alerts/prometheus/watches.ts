import type { AlertAnswer } from '../../core/alert-facts.ts';
import { quoted } from '../../sources/source-problem.ts';
import type { RegexTest } from '../anchored-regex.ts';
import type { TriState } from '../tri-state.ts';
import type { AlertRequest } from '../verifier.ts';
import type { Series } from './measured-series.ts';
import { type Reads, type Recorded, readsOf } from './reads.ts';
import { seriesMeet } from './series-meet.ts';

/** More pairs of series than these are not compared. */
const MOST_PAIRS = 10_000;

/** Two series of which both may be read, and whether they are for certain. */
interface Shared {
  readonly meets: TriState;
  readonly name: string;
}

/**
 * Whether a rule looks at the metric's own series, by the metric's own query. `sameQuantity`: the rule compares what the
 * metric measures, as far as the expressions say.
 */
export function watchesMetric(
  rule: Reads | null,
  reads: AlertRequest['reads'],
  recorded: Recorded,
  regex: RegexTest,
  sameQuantity: boolean,
): AlertAnswer {
  if (reads === null || reads.type !== 'prometheus') {
    return cannotTell('the metric is not read from a Prometheus, so that there is no query to compare with');
  }
  const query = reads.keys['query'];
  const metric = typeof query === 'string' ? readsOf(query, recorded) : null;
  if (rule === null || metric === null) return cannotTell('one of both expressions cannot be read');
  if (rule.direct.length > 0 && rule.direct.every(({ pinnedSeconds }) => pinnedSeconds !== null)) {
    return { answer: 'no', detail: 'the rule looks at a time that is fixed by @, not at what comes' };
  }
  if (!reads.sameServer) return cannotTell('the metric is read from another server or tenant than the alert');
  if (rule.direct.length * metric.direct.length > MOST_PAIRS) return cannotTell('both read too many series to compare');
  const shared = sharedSeries(rule, metric, regex);
  if (shared === null) return unrelated(rule, metric);
  if (shared.meets !== 'yes') {
    return cannotTell(`both read ${quoted(shared.name)}, by labels that may exclude each other`);
  }
  if (sameQuantity || isMeasuredBy(rule, metric, regex) || isMeasuredBy(metric, rule, regex)) {
    return { answer: 'yes', detail: `both read ${quoted(shared.name)}` };
  }
  return cannotTell(`both read ${quoted(shared.name)}, but they measure other things beside it`);
}

/** Where nothing is shared: certainly so only where all that both read is known. */
function unrelated(rule: Reads, metric: Reads): AlertAnswer {
  const [theirs, ours] = [nameOf(rule), nameOf(metric)];
  if (!rule.allKnown || !metric.allKnown || theirs === null || ours === null) {
    return cannotTell('not every series that both read is known by its name');
  }
  if (sharedFamily(rule, metric)) return cannotTell('both read series of one histogram or summary, but not the same');
  return { answer: 'no', detail: `the rule reads ${quoted(theirs)}, the metric ${quoted(ours)}` };
}

/** A series, or null where a query reads none. */
function nameOf({ direct }: Reads): string | null {
  return direct[0]?.series ?? null;
}

/** A series that both read: one that certainly is the same, else one that may be; `null` where there is none. */
function sharedSeries(rule: Reads, metric: Reads, regex: RegexTest): Shared | null {
  let possible: Shared | null = null;
  for (const mine of rule.direct) {
    for (const theirs of metric.direct) {
      const shared = sharedBy(mine, theirs, rule.upstream, metric.upstream, regex);
      if (shared?.meets === 'yes') return shared;
      possible ??= shared;
    }
  }
  return possible;
}

/** True where each series that one query measures is one that another measures too. */
function isMeasuredBy(one: Reads, other: Reads, regex: RegexTest): boolean {
  return (
    one.measured.length > 0 &&
    one.measured.every((mine) =>
      other.measured.some((theirs) => {
        const shared = sharedBy(mine, theirs, one.measuredUpstream, other.measuredUpstream, regex);
        return shared?.meets === 'yes';
      }),
    )
  );
}

type Upstream = (name: string) => readonly Series[];

/**
 * What two selectors share. Where both select from one name, that is all there is to it: labels that exclude each other
 * do not meet behind its recording rules either.
 */
function sharedBy(mine: Series, theirs: Series, up: Upstream, other: Upstream, regex: RegexTest): Shared | null {
  if (mine.name === null || theirs.name === null) return null;
  if (mine.name === theirs.name) return shared(seriesMeet(mine, theirs, regex), mine.name);
  const ours = new Map<string, Series[]>();
  for (const one of [theirs, ...other(theirs.name)]) {
    if (one.name === null) continue;
    const same = ours.get(one.name);
    if (same === undefined) ours.set(one.name, [one]);
    else same.push(one);
  }
  let possible: Shared | null = null;
  for (const one of [mine, ...up(mine.name)]) {
    for (const same of one.name === null ? [] : (ours.get(one.name) ?? [])) {
      const found = shared(meetBehind([one, mine], [same, theirs], regex), one.name ?? '');
      if (found?.meets === 'yes') return found;
      possible ??= found;
    }
  }
  return possible;
}

/** Labels that are selected of a recorded series may be those of the series behind it, or others that it was given. */
function meetBehind(
  [one, mine]: readonly [Series, Series],
  [same, theirs]: readonly [Series, Series],
  regex: RegexTest,
): TriState {
  const meets = seriesMeet(one, same, regex);
  if (meets !== 'yes') return meets;
  return seriesMeet(narrowed(one, mine), narrowed(same, theirs), regex) === 'yes' ? 'yes' : 'unknown';
}

function narrowed(series: Series, { matchers }: Series): Series {
  return { ...series, matchers: [...series.matchers, ...matchers] };
}

function shared(meets: TriState, name: string): Shared | null {
  return meets === 'no' ? null : { meets, name };
}

/** Parts of one histogram or summary have one name with different endings. */
function sharedFamily(rule: Reads, metric: Reads): boolean {
  const ours = namesOf(metric);
  const families = new Set(ours.map(familyOf));
  return namesOf(rule).some((name) => families.has(familyOf(name)) && !ours.includes(name));
}

function namesOf(reads: Reads): readonly string[] {
  const all = reads.direct.flatMap((one) => [one, ...(one.name === null ? [] : reads.upstream(one.name))]);
  return all.flatMap(({ name }) => (name === null ? [] : [name]));
}

function familyOf(name: string): string {
  return name.replace(/_(bucket|sum|count)$/, '');
}

function cannotTell(detail: string): AlertAnswer {
  return { answer: 'unknown', because: 'cannot-tell', detail };
}

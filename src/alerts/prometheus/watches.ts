import type { AlertAnswer } from '../../core/alert-facts.ts';
import type { Selector } from '../../sources/promql/read-promql.ts';
import { quoted } from '../../sources/source-problem.ts';
import type { AlertRequest } from '../verifier.ts';
import { type Reads, type Recorded, readsOf } from './reads.ts';

/** Whether a rule looks at the metric's own series, by the metric's own query. */
export function watchesMetric(rule: Reads | null, reads: AlertRequest['reads'], recorded: Recorded): AlertAnswer {
  if (reads === null || reads.type !== 'prometheus') {
    return cannotTell('the metric is not read from a Prometheus, so that there is no query to compare with');
  }
  const query = reads.keys['query'];
  const metric = typeof query === 'string' ? readsOf(query, recorded) : null;
  if (rule === null || metric === null) return cannotTell('one of both expressions cannot be read');
  const shared = sharedSeries(rule, metric);
  if (shared !== null) return { answer: 'yes', detail: `both read ${quoted(shared)}` };
  const [theirs, ours] = [nameOf(rule), nameOf(metric)];
  if (!reads.sameServer) return cannotTell('the metric is read from another server than the alert');
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

/**
 * The name of a series that both read. Where both select from one name by labels that exclude each other, they do not
 * meet behind its recording rules either.
 */
function sharedSeries(rule: Reads, metric: Reads): string | null {
  for (const mine of rule.direct) {
    for (const theirs of metric.direct) {
      const shared =
        mine.name === theirs.name ? (meet(mine, theirs) ? mine : null) : behind(mine, theirs, rule, metric);
      if (shared !== null && shared.name !== null) return shared.name;
    }
  }
  return null;
}

function behind(mine: Selector, theirs: Selector, rule: Reads, metric: Reads): Selector | null {
  const ours = new Map<string, Selector[]>();
  for (const one of withUpstream(theirs, metric)) {
    if (one.name === null) continue;
    const same = ours.get(one.name);
    if (same === undefined) ours.set(one.name, [one]);
    else same.push(one);
  }
  return (
    withUpstream(mine, rule).find(
      (one) => one.name !== null && ours.get(one.name)?.some((other) => meet(one, other)),
    ) ?? null
  );
}

function withUpstream(selector: Selector, reads: Reads): readonly Selector[] {
  return selector.name === null ? [] : [selector, ...reads.upstream(selector.name)];
}

/** False for different names, and for labels that exclude each other. */
function meet(a: Selector, b: Selector): boolean {
  if (a.name === null || a.name !== b.name) return false;
  return !a.matchers.some((one) =>
    b.matchers.some(
      (other) =>
        one.label === other.label &&
        ((one.op === '=' && other.op === '=' && one.value !== other.value) ||
          (one.value === other.value && [one.op, other.op].sort().join() === '!=,=')),
    ),
  );
}

/** Parts of one histogram or summary have one name with different endings. */
function sharedFamily(rule: Reads, metric: Reads): boolean {
  const families = new Set(allOf(metric).map(familyOf));
  return allOf(rule).some((name) => families.has(familyOf(name)) && !allOf(metric).includes(name));
}

function allOf(reads: Reads): readonly string[] {
  return reads.direct.flatMap((one) => withUpstream(one, reads)).flatMap(({ name }) => (name === null ? [] : [name]));
}

function familyOf(name: string): string {
  return name.replace(/_(bucket|sum|count)$/, '');
}

function cannotTell(detail: string): AlertAnswer {
  return { answer: 'unknown', because: 'cannot-tell', detail };
}

import type { Matcher, Selector } from '../promql/read-promql.ts';
import { writeString } from '../promql/string-literal.ts';

/** What one group of a Pushgateway shares with the series pushed to it, whatever Prometheus was told of their labels. */
const SAME_GROUP = 'on(job,instance,exported_job,exported_instance)';
const PUSH_TIME = 'push_time_seconds';

/** Instants at which a range is looked at. A sample is found for five minutes, unless its series is known to have ended. */
const LONGEST_STEP_SECONDS = 300;
const STEPS = 600;

/**
 * PromQL of the time of a selector's newest sample, in seconds: of series that were pushed to a Pushgateway the time of
 * the push, and of several pushes the oldest, since a scrape dates them anew each time and a dead group never vanishes
 * (https://github.com/prometheus/pushgateway#about-metric-inconsistencies).
 */
export function newestSample({ text, matchers, modifiers }: Selector): string {
  const pushes = `${pushTimes(matchers)}${modifiers}`;
  return `min(${pushes} and ${SAME_GROUP} ${text} or max(timestamp(${text}) unless ${SAME_GROUP} ${PUSH_TIME}${modifiers}))`;
}

/** As `newestSample`, for series whose newest sample is older than an instant selector looks back, within their range. */
export function newestSampleInRange({ series, matchers, rangeSeconds, modifiers }: Selector): string {
  const step = Math.min(LONGEST_STEP_SECONDS, Math.ceil(rangeSeconds / STEPS));
  const range = `[${Math.ceil(rangeSeconds)}s:${step}s]${modifiers}`;
  const pushes = `max_over_time((${pushTimes(matchers)} and ${SAME_GROUP} ${series})${range})`;
  const scrapes = `max(max_over_time((timestamp(${series}) unless ${SAME_GROUP} ${PUSH_TIME})${range}))`;
  return `min(${pushes} or ${scrapes})`;
}

/** Push times of the groups that the selector's series may belong to: those whose labels do not contradict it. */
function pushTimes(matchers: readonly Matcher[]): string {
  const conditions = matchers.filter(({ label }) => label !== '__name__').flatMap(mayBeOf);
  return conditions.length === 0 ? PUSH_TIME : `${PUSH_TIME}{${conditions.join(',')}}`;
}

/** A group that has no such label says nothing of it. What is excluded is left in: at worst a push counts that is older. */
function mayBeOf({ label, op, value }: Matcher): readonly string[] {
  if (op !== '=' && op !== '=~') return [];
  const pattern = op === '=' ? value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&') : `(?:${value})`;
  const name = /^[A-Za-z_][A-Za-z0-9_]*$/.test(label) ? label : writeString(label);
  return [`${name}=~${writeString(`|${pattern}`)}`];
}

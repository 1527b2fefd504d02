import type { Matcher, Selector } from '../promql/read-promql.ts';
import { writeString } from '../promql/string-literal.ts';

/**
 * What one group of a Pushgateway shares with the series pushed to it, whether Prometheus keeps their labels or renames
 * them. Other labels, such as `instance`, a series may have of its own although its group has none.
 */
const SAME_GROUP = 'on(job,exported_job)';
/** As far as pushed series must be told from scraped ones: `exported_job`, too, may be a label of its own. */
const SAME_JOB = 'on(job)';
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
  return `min(${pushTimes(text, matchers, modifiers)} or max(${scrapeTimes(text, modifiers)}))`;
}

/** As `newestSample`, for series whose newest sample is older than an instant selector looks back, within their range. */
export function newestSampleInRange({ series, matchers, rangeSeconds, modifiers }: Selector): string {
  const step = Math.min(LONGEST_STEP_SECONDS, Math.ceil(rangeSeconds / STEPS));
  const range = `[${Math.ceil(rangeSeconds)}s:${step}s]${modifiers}`;
  const pushes = `max_over_time((${pushTimes(series, matchers, '')})${range})`;
  return `min(${pushes} or max(max_over_time((${scrapeTimes(series, '')})${range})))`;
}

/** Times of the pushes that the series may come from: of their group, else, where none is known, of their whole job. */
function pushTimes(series: string, matchers: readonly Matcher[], modifiers: string): string {
  const conditions = matchers.filter(({ label }) => label !== '__name__');
  const ofGroup = `${pushes(conditions)}${modifiers} and ${SAME_GROUP} ${series}`;
  const ofJob = pushes(conditions.filter(({ label }) => !label.startsWith('exported_')));
  return `${ofGroup} or ${ofJob}${modifiers} and ${SAME_JOB} (${series} unless ${SAME_GROUP} ${PUSH_TIME}${modifiers})`;
}

/** A series of a job that has pushes is never dated by its scrape. */
function scrapeTimes(series: string, modifiers: string): string {
  return `timestamp(${series}) unless ${SAME_JOB} ${PUSH_TIME}${modifiers}`;
}

/** The pushes whose labels do not contradict what a selector demands. */
function pushes(matchers: readonly Matcher[]): string {
  const conditions = matchers.flatMap(mayBeOf);
  return conditions.length === 0 ? PUSH_TIME : `${PUSH_TIME}{${conditions.join(',')}}`;
}

/** A group that has no such label says nothing of it. What is excluded is left in: at worst a push counts that is older. */
function mayBeOf({ label, op, value }: Matcher): readonly string[] {
  if (op !== '=' && op !== '=~') return [];
  const pattern = op === '=' ? value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&') : `(?:${value})`;
  const name = /^[A-Za-z_][A-Za-z0-9_]*$/.test(label) ? label : writeString(label);
  return [`${name}=~${writeString(`|${pattern}`)}`];
}

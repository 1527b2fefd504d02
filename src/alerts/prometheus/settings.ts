import { listOf, memberOf, membersOf, textOf, textsOf } from '../members.ts';
import { nextTurn, TIME_IS_UP } from '../next-turn.ts';
import { parseConfig } from '../parse-config.ts';
import { secondsOf } from '../seconds.ts';
import { dataOf, failed, getFrom, isHidden, type Reading, type Server } from './ask-api.ts';
import { type Relabeling, readRelabelings } from './relabeling.ts';

/** What a server's own configuration says about its alerts. */
export interface Settings {
  /** The longest that a sample may be away: the longest interval of scraping, in seconds. */
  readonly scrapeSeconds: number;
  /** Labels that every alert gets; `null` where they are not known. */
  readonly externalLabels: ReadonlyMap<string, string> | null;
  readonly relabelings: readonly Relabeling[];
  /** Why all this is only the defaults: the server does not show it, or did not answer usably; `null` where it did. */
  readonly withheld: { readonly because: 'cannot-tell' | 'no-answer'; readonly detail: string } | null;
}

/** Prometheus' own default interval of scraping. */
const DEFAULT_SCRAPE_SECONDS = 60;
const DEFAULTS = { scrapeSeconds: DEFAULT_SCRAPE_SECONDS, externalLabels: null, relabelings: [] };
const UNREADABLE = failed('bad-response', 'the configuration cannot be read');

/** An answer is shared by all alerts of a source, and is read once. */
const read = new WeakMap<object, Reading<Settings>>();

/** Asks for the configuration, which managed services do not give out: then the defaults, and no external labels. */
export async function askSettings(server: Server): Promise<Settings> {
  const answer = await getFrom(server, '/api/v1/status/config');
  const data = dataOf(answer);
  const inTime = await nextTurn(server.network.signal);
  const settings = !inTime ? failed('timeout', TIME_IS_UP) : data.ok ? settingsIn(data.value) : data;
  if (settings.ok) return settings.value;
  const because = !answer.ok && isHidden(answer) ? 'cannot-tell' : 'no-answer';
  return { ...DEFAULTS, withheld: { because, detail: settings.detail } };
}

function settingsIn(data: unknown): Reading<Settings> {
  if (typeof data !== 'object' || data === null) return UNREADABLE;
  const known = read.get(data) ?? settingsOf(data);
  read.set(data, known);
  return known;
}

function settingsOf(data: object): Reading<Settings> {
  try {
    const settings = readSettings(textOf(data, 'yaml') ?? '');
    return settings === null ? UNREADABLE : { ok: true, value: settings };
  } catch {
    // A key that stands twice.
    return UNREADABLE;
  }
}

/** Reads a configuration of Prometheus; what it does not say is the default, and `null` where it cannot be read. */
export function readSettings(yaml: string): Settings | null {
  const config = parseConfig(yaml);
  if (membersOf(config) === null) return null;
  const global = memberOf(config, 'global');
  const general = lengthIn(global, 'scrape_interval', DEFAULT_SCRAPE_SECONDS);
  const jobs = partsIn(config, 'scrape_configs');
  const alerting = memberOf(config, 'alerting') ?? null;
  const managers = alerting === null ? [] : membersOf(alerting) === null ? null : partsIn(alerting, 'alertmanagers');
  if (general === null || jobs === null || managers === null) return null;
  const intervals = jobs.map((job) => lengthIn(job, 'scrape_interval', general));
  const steps = [alerting, ...managers].map((one) => partsIn(one, 'alert_relabel_configs'));
  if (intervals.includes(null) || steps.includes(null)) return null;
  const relabelings = readRelabelings(steps.flatMap((some) => some ?? []));
  if (relabelings === null) return null;
  return {
    scrapeSeconds: intervals.reduce<number>((most, one) => Math.max(most, one ?? 0), jobs.length === 0 ? general : 0),
    externalLabels: textsOf(memberOf(global, 'external_labels')),
    relabelings,
    withheld: null,
  };
}

/** A list that may be left out; `null` where it is something else. */
function partsIn(value: unknown, key: string): readonly unknown[] | null {
  return (memberOf(value, key) ?? null) === null ? [] : listOf(value, key);
}

/** A length of time that may be left out; `null` where it cannot be read. */
function lengthIn(value: unknown, key: string, otherwise: number): number | null {
  const written = memberOf(value, key) ?? null;
  return written === null ? otherwise : secondsOf(written);
}

import { listOf, memberOf, textOf, textsOf } from '../members.ts';
import { parseConfig } from '../parse-config.ts';
import { secondsOf } from '../seconds.ts';
import { dataOf, getFrom, type Server } from './ask-api.ts';
import { type Relabeling, readRelabelings } from './relabeling.ts';

/** What a server's own configuration says about its alerts. */
export interface Settings {
  /** The longest that a sample may be away: the longest interval of scraping, in seconds. */
  readonly scrapeSeconds: number;
  /** Labels that every alert gets; `null` where they are not known. */
  readonly externalLabels: ReadonlyMap<string, string> | null;
  readonly relabelings: readonly Relabeling[];
}

/** Prometheus' own default interval of scraping. */
const DEFAULT_SCRAPE_SECONDS = 60;
const NOT_KNOWN: Settings = { scrapeSeconds: DEFAULT_SCRAPE_SECONDS, externalLabels: null, relabelings: [] };

/** An answer is shared by all alerts of a source, and is read once. */
const read = new WeakMap<object, Settings>();

/** Asks for the configuration, which managed services do not give out: then the defaults, and no external labels. */
export async function askSettings(server: Server): Promise<Settings> {
  const data = dataOf(await getFrom(server, '/api/v1/status/config'));
  if (!data.ok || typeof data.value !== 'object' || data.value === null) return NOT_KNOWN;
  const known = read.get(data.value) ?? readSettings(textOf(data.value, 'yaml') ?? '');
  read.set(data.value, known);
  return known;
}

/** Reads a configuration of Prometheus; what it does not say is the default. */
export function readSettings(yaml: string): Settings {
  const config = parseConfig(yaml);
  if (typeof config !== 'object' || config === null) return NOT_KNOWN;
  const global = memberOf(config, 'global');
  const general = secondsOf(memberOf(global, 'scrape_interval')) ?? DEFAULT_SCRAPE_SECONDS;
  const jobs = listOf(config, 'scrape_configs') ?? [];
  const intervals = jobs.map((job) => secondsOf(memberOf(job, 'scrape_interval')) ?? general);
  const alerting = memberOf(config, 'alerting');
  const relabelings = [alerting, ...(listOf(alerting, 'alertmanagers') ?? [])].flatMap(
    (one) => listOf(one, 'alert_relabel_configs') ?? [],
  );
  return {
    scrapeSeconds: intervals.length === 0 ? general : intervals.reduce((most, one) => Math.max(most, one), 0),
    externalLabels: textsOf(memberOf(global, 'external_labels')),
    relabelings: readRelabelings(relabelings),
  };
}

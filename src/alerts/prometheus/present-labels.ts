import { listOf, memberOf, textOf, textsOf } from '../members.ts';
import { dataOf, getFrom, type Server } from './ask-api.ts';
import { type LabelSource, labelSources } from './label-sources.ts';

/** The values that series have now, of the labels that were asked for; what is left out is empty. */
export type PresentLabels = ReadonlyMap<string, string>;

const MOST_LABELS = 20;
const MOST_SERIES = 1000;
const MOST_SOURCES = 20;
/** Names that can stand in a query as they are, but those that Prometheus keeps for itself. */
const PLAIN_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

/** True for a label that can be asked for. */
export function canBeAsked(label: string): boolean {
  return PLAIN_NAME.test(label);
}

/**
 * Asks which values of some labels the series have that a rule's labels come from, each combination once; `null` where
 * nobody says, there is none, they are too many, or labels may come from elsewhere.
 */
export async function askPresentLabels(
  query: string,
  labels: readonly string[],
  server: Server,
): Promise<readonly PresentLabels[] | null> {
  const sources = labelSources(query);
  if (sources === null || sources.length === 0 || sources.length > MOST_SOURCES) return null;
  if (labels.length === 0 || labels.length > MOST_LABELS || !labels.every(canBeAsked)) return null;
  const names = [...labels].sort();
  const answers = await Promise.all(sources.map((source) => askSource(source, names, server)));
  const found = new Map<string, PresentLabels>();
  for (const answer of answers) {
    if (answer === null) return null;
    for (const one of answer) found.set(JSON.stringify([...one]), one);
  }
  return found.size === 0 || found.size > MOST_SERIES ? null : [...found.values()];
}

async function askSource(
  { selector, keeps }: LabelSource,
  labels: readonly string[],
  server: Server,
): Promise<readonly PresentLabels[] | null> {
  const { text, series, rangeSeconds, modifiers } = selector;
  const looked = rangeSeconds > 0 ? `count_over_time(${series}[${Math.ceil(rangeSeconds)}s]${modifiers})` : text;
  const query = `group by (${labels.join(', ')}) (${looked})`;
  const data = dataOf(await getFrom(server, '/api/v1/query', [['query', query]]));
  if (!data.ok) return null;
  try {
    const result = textOf(data.value, 'resultType') === 'vector' ? listOf(data.value, 'result') : null;
    if (result === null || result.length > MOST_SERIES) return null;
    const all: PresentLabels[] = [];
    for (const one of result) {
      const metric = memberOf(one, 'metric') === undefined ? null : textsOf(memberOf(one, 'metric'));
      // Whatever was not asked for shows that something else was answered.
      if (metric === null || [...metric.keys()].some((name) => !labels.includes(name))) return null;
      all.push(new Map(labels.flatMap((name) => (keeps(name) ? [[name, metric.get(name) ?? ''] as const] : []))));
    }
    return all;
  } catch {
    // A key that stands twice.
    return null;
  }
}

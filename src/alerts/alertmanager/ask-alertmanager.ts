import type { AlertAnswer } from '../../core/alert-facts.ts';
import type { RegexTest } from '../anchored-regex.ts';
import type { Labels } from '../matcher.ts';
import { memberOf, textOf } from '../members.ts';
import { nextTurn, TIME_IS_UP } from '../next-turn.ts';
import { getFrom, hostOf, isHidden, type Reading, type Server } from '../prometheus/ask-api.ts';
import { DEFAULT_WAIT, type Delivery, deliveredTogether, deliveryOf, NO_WAIT } from './delivery.ts';
import { mutedTogether } from './muted-together.ts';
import { type Routing, readRouting } from './routing.ts';
import { activeSilences, type Silence, silencedBy, silenceWords } from './silences.ts';

/** What one Alertmanager says of an alert. */
export interface Told extends Delivery {
  readonly muted: AlertAnswer;
  /** False where it did not answer at all. */
  readonly reached: boolean;
}

/** An answer is shared by all alerts of a source, and is read once. */
const routings = new WeakMap<object, { readonly routing: Routing | null }>();

/** Asks an Alertmanager whether an alert is silenced, and where it is routed; `labels`: each set that it may have. */
export async function askAlertmanager(
  server: Server,
  labels: readonly Labels[],
  regex: RegexTest,
  nowMs: number,
): Promise<Told> {
  const [silences, status] = await Promise.all([askSilences(server), getFrom(server, '/api/v2/status')]);
  const { signal } = server.network;
  const muted: AlertAnswer[] = [];
  const deliveries: Delivery[] = [];
  for (const one of labels) {
    const inTime = await nextTurn(signal);
    muted.push(inTime ? mutedBy(silences, server, one, regex, nowMs) : noAnswer(TIME_IS_UP));
    const late = { notifies: noAnswer(TIME_IS_UP), ...NO_WAIT };
    deliveries.push((await nextTurn(signal)) ? deliveryBy(status, silences.ok, server, one, regex, nowMs) : late);
    if (signal.aborted) break;
  }
  return { muted: mutedTogether(muted), reached: silences.ok, ...deliveredTogether(deliveries) };
}

/** All silences, held against the clock here; only where they are too many, those that the server calls active. */
async function askSilences(server: Server): Promise<Reading<unknown>> {
  const all = await getFrom(server, '/api/v2/silences');
  if (all.ok || all.code !== 'too-large') return all;
  return getFrom(server, '/api/v2/silences', [
    ['active', 'true'],
    ['expired', 'false'],
    ['pending', 'false'],
  ]);
}

function mutedBy(
  answer: Reading<unknown>,
  server: Server,
  labels: Labels,
  regex: RegexTest,
  nowMs: number,
): AlertAnswer {
  const host = hostOf(server.url);
  if (!answer.ok) return noAnswer(`silences of ${host}: ${answer.detail}`);
  const silences = readSafely(() => activeSilences(answer.value, nowMs));
  if (silences === null) return noAnswer(`${host} does not answer with a list of silences`);
  const { silenced, by } = silencedBy(silences, labels, regex);
  switch (silenced) {
    case 'yes':
      return { answer: 'yes', detail: `${wordsOf(by)} (${host})` };
    case 'unknown':
      return noAnswer(`${wordsOf(by)}, may cover it (${host})`);
    case 'no':
      return { answer: 'no', detail: `none of ${silences.length} silences in ${host} covers it` };
    default:
      return silenced satisfies never;
  }
}

function wordsOf(silence: Silence | null): string {
  return silence === null ? 'a silence' : silenceWords(silence);
}

function deliveryBy(
  status: Reading<unknown>,
  answers: boolean,
  server: Server,
  labels: Labels,
  regex: RegexTest,
  nowMs: number,
): Delivery {
  const host = hostOf(server.url);
  if (!answers) return { notifies: noAnswer(`${host} does not answer`), ...NO_WAIT };
  if (!status.ok && !isHidden(status)) return { notifies: noAnswer(`routes of ${host}: ${status.detail}`), ...NO_WAIT };
  if (!status.ok) {
    const detail = `it is sent to ${host}, which does not show its routes`;
    return {
      notifies: { answer: 'unknown', because: 'cannot-tell', detail },
      wait: DEFAULT_WAIT,
      quickest: DEFAULT_WAIT,
    };
  }
  const routing = routingOf(status.value);
  if (routing === null) return { notifies: noAnswer(`the routes that ${host} shows cannot be read`), ...NO_WAIT };
  const { notifies, wait, quickest } = deliveryOf(routing, labels, regex, nowMs);
  return { notifies: { ...notifies, detail: `${notifies.detail} (${host})` }, wait, quickest };
}

function routingOf(status: unknown): Routing | null {
  if (typeof status !== 'object' || status === null) return null;
  const known = routings.get(status) ?? {
    routing: readSafely(() => readRouting(textOf(memberOf(status, 'config'), 'original') ?? '')),
  };
  routings.set(status, known);
  return known.routing;
}

/** What reads a foreign document, or `null` where that throws because a key stands twice. */
function readSafely<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function noAnswer(detail: string): AlertAnswer {
  return { answer: 'unknown', because: 'no-answer', detail };
}

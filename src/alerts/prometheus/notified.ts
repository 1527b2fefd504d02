import type { AlertAnswer } from '../../core/alert-facts.ts';
import { askAlertmanager, type Told } from '../alertmanager/ask-alertmanager.ts';
import { agreed, DEFAULT_WAIT, longestWait, type Wait } from '../alertmanager/delivery.ts';
import type { RegexTest } from '../anchored-regex.ts';
import type { Announced } from './announced.ts';
import type { Reading, Server } from './ask-api.ts';
import type { Sent } from './relabeling.ts';

/** Whether somebody is told of an alert. */
export interface Notified {
  readonly muted: AlertAnswer;
  readonly notifies: AlertAnswer;
  readonly wait: Wait | null;
}

const MOST_ALERTMANAGERS = 10;

/** What stands between a rule and the people: the Alertmanagers that its server sends to, or the one that is named. */
export async function askNotified(
  server: Server,
  configured: string | null,
  announced: Reading<Announced>,
  sent: Sent,
  regex: RegexTest,
  nowMs: number,
): Promise<Notified> {
  const { labels } = sent;
  const urls = configured !== null ? [configured] : announced.ok ? (announced.value ?? []) : [];
  if (urls.length > MOST_ALERTMANAGERS) return unsure(noAnswer('there are too many Alertmanagers to ask'));
  const told = await Promise.all(urls.map((url) => askAlertmanager(managerAt(url, server), labels, regex, nowMs)));
  const all: Notified = { muted: mutedByAny(told), notifies: agreed(told.map(({ notifies }) => notifies)), wait: null };
  if (!announced.ok) {
    const unknown = noAnswer(`which Alertmanagers it sends to: ${announced.detail}`);
    return { ...(configured === null ? unsure(unknown) : all), notifies: unknown, wait: null };
  }
  if (announced.value?.length === 0) {
    return { ...all, notifies: { answer: 'no', detail: 'the server sends alerts to no Alertmanager' } };
  }
  if (announced.value === null && configured === null) return { ...unsure(cannotTell()), wait: DEFAULT_WAIT };
  return afterRelabeling({ ...all, wait: longestWait(told.map(({ wait }) => wait)) }, sent);
}

/** An Alertmanager gets the source's credentials only where it is the same server. */
function managerAt(url: string, server: Server): Server {
  const { network, connection, headers } = server;
  const same = URL.canParse(url) && new URL(url).origin === new URL(server.url).origin;
  return same
    ? { network, connection, headers, url }
    : { network, connection: { ...connection, auth: null }, headers: {}, url };
}

function mutedByAny(told: readonly Told[]): AlertAnswer {
  const answers = told.map(({ muted }) => muted);
  const worst = (wanted: AlertAnswer['answer']) => answers.find(({ answer }) => answer === wanted);
  return worst('yes') ?? worst('unknown') ?? answers[0] ?? { answer: 'no', detail: 'there is nothing that silences' };
}

/** Alerts can be dropped before they are sent. */
function afterRelabeling(notified: Notified, { dropped }: Sent): Notified {
  if (notified.notifies.answer === 'no' || dropped === 'no') return notified;
  const detail = 'alert_relabel_configs of the server drop it';
  return {
    ...notified,
    notifies:
      dropped === 'yes' ? { answer: 'no', detail } : noAnswer('alert_relabel_configs of the server may drop it'),
  };
}

function unsure(answer: AlertAnswer): Notified {
  return { muted: answer, notifies: answer, wait: null };
}

function cannotTell(): AlertAnswer {
  const detail = 'the server does not say which Alertmanager it sends to; name it as alertmanager at the source';
  return { answer: 'unknown', because: 'cannot-tell', detail };
}

function noAnswer(detail: string): AlertAnswer {
  return { answer: 'unknown', because: 'no-answer', detail };
}

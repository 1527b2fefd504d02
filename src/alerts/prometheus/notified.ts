import type { AlertAnswer } from '../../core/alert-facts.ts';
import { askAlertmanager, type Told } from '../alertmanager/ask-alertmanager.ts';
import { agreed, DEFAULT_WAIT, type Delivery, longestWait, NO_WAIT } from '../alertmanager/delivery.ts';
import type { RegexTest } from '../anchored-regex.ts';
import type { TriState } from '../tri-state.ts';
import { type Announced, isSamePlace } from './announced.ts';
import type { Reading, Server } from './ask-api.ts';
import type { Sent } from './relabeling.ts';
import type { Settings } from './settings.ts';

/** Whether somebody is told of an alert. */
export interface Notified extends Delivery {
  readonly muted: AlertAnswer;
}

const MOST_ALERTMANAGERS = 10;

/**
 * What stands between a rule and the people: the Alertmanagers that its server sends to, or the one that is named. Where
 * the server announces others than that one, those are asked as well. `sent`: each set of labels that the alert may have.
 */
export async function askNotified(
  server: Server,
  configured: string | null,
  announced: Reading<Announced>,
  { sent, withheld }: { readonly sent: readonly Sent[] } & Pick<Settings, 'withheld'>,
  regex: RegexTest,
  nowMs: number,
): Promise<Notified> {
  const labels = sent.map((one) => one.labels);
  const ask = async (url: string) => askAlertmanager(managerAt(url, server), labels, regex, nowMs);
  const sentTo = announced.ok ? (announced.value ?? []) : [];
  const elsewhere = configured === null || sentTo.some((url) => isSamePlace(url, configured)) ? [] : sentTo;
  const urls = configured === null ? sentTo : [configured];
  if (urls.length + elsewhere.length > MOST_ALERTMANAGERS) {
    return unsure(noAnswer('there are too many Alertmanagers to ask'));
  }
  const [told, others] = await Promise.all([Promise.all(urls.map(ask)), Promise.all(elsewhere.map(ask))]);
  const answers = agreed(told.map(({ notifies }) => notifies));
  const all: Notified = {
    muted: mutedByAny([...told, ...others.filter(({ reached }) => reached)]),
    notifies: answers,
    ...NO_WAIT,
  };
  if (!announced.ok) {
    const unknown = noAnswer(`which Alertmanagers it sends to: ${announced.detail}`);
    return { ...(configured === null ? unsure(unknown) : all), notifies: unknown, ...NO_WAIT };
  }
  if (announced.value?.length === 0) {
    return { ...all, notifies: { answer: 'no', detail: 'the server sends alerts to no Alertmanager' } };
  }
  const notifies = elsewhere.length === 0 ? answers : byOthers(answers, others);
  if (announced.value === null && configured === null) {
    return afterRelabeling({ ...unsure(cannotTell()), wait: DEFAULT_WAIT, quickest: DEFAULT_WAIT }, sent, withheld);
  }
  const wait = longestWait(told.map((one) => one.wait));
  const quickest = longestWait(told.map((one) => one.quickest));
  return afterRelabeling({ ...all, notifies, wait, quickest }, sent, withheld);
}

/** What is known where a server sends to others than the one that is named, as far as these can be reached from here. */
function byOthers(named: AlertAnswer, others: readonly Told[]): AlertAnswer {
  const reached = others.filter((one) => one.reached).map(({ notifies }) => notifies);
  const told = agreed(reached);
  if (reached.length > 0 && told.answer === 'no') return told;
  const together = agreed([named, ...reached]);
  if (together.answer !== 'yes') return together;
  const detail = 'the server announces another Alertmanager than the one that is named as alertmanager at the source';
  return { answer: 'unknown', because: 'cannot-tell', detail };
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

/** Alerts can be dropped before they are sent, which only the server's configuration says. */
function afterRelabeling(notified: Notified, sent: readonly Sent[], withheld: Settings['withheld']): Notified {
  const { notifies } = notified;
  if (notifies.answer === 'no') return notified;
  if (withheld !== null) {
    if (notifies.answer === 'unknown' && notifies.because !== 'cannot-tell') return notified;
    const { because } = withheld;
    const detail = `whether alert_relabel_configs of the server drop it: ${withheld.detail}`;
    return { ...notified, notifies: { answer: 'unknown', because, detail } };
  }
  const dropped = droppedTogether(sent);
  if (dropped === 'no') return notified;
  const detail = 'alert_relabel_configs of the server drop it';
  return {
    ...notified,
    notifies:
      dropped === 'yes' ? { answer: 'no', detail } : noAnswer('alert_relabel_configs of the server may drop it'),
  };
}

function droppedTogether(sent: readonly Sent[]): TriState {
  const [first] = sent;
  return first !== undefined && sent.every(({ dropped }) => dropped === first.dropped) ? first.dropped : 'unknown';
}

function unsure(answer: AlertAnswer): Notified {
  return { muted: answer, notifies: answer, ...NO_WAIT };
}

function cannotTell(): AlertAnswer {
  const detail = 'the server does not say which Alertmanager it sends to; name it as alertmanager at the source';
  return { answer: 'unknown', because: 'cannot-tell', detail };
}

function noAnswer(detail: string): AlertAnswer {
  return { answer: 'unknown', because: 'no-answer', detail };
}

import { listOf, textOf } from '../members.ts';
import { dataOf, failed, getFrom, isNotOffered, type Reading, type Server } from './ask-api.ts';

/** Base addresses of the Alertmanagers that a server sends to; `null` where it has no means to say. */
export type Announced = readonly string[] | null;

const SENDING_PATH = /\/api\/v[12]\/alerts\/?$/;

/** Asks a server which Alertmanagers it sends alerts to. */
export async function askAnnounced(server: Server): Promise<Reading<Announced>> {
  const answer = await getFrom(server, '/api/v1/alertmanagers');
  if (!answer.ok && isNotOffered(answer)) return { ok: true, value: null };
  const data = dataOf(answer);
  if (!data.ok) return data;
  try {
    const active = listOf(data.value, 'activeAlertmanagers');
    const urls = active?.map((one) => baseOf(textOf(one, 'url'))) ?? [null];
    const known = urls.filter((url) => url !== null);
    if (known.length === urls.length) return { ok: true, value: [...new Set(known)] };
  } catch {
    // A key that stands twice; the answer is as little use as any other broken one.
  }
  return failed('bad-response', 'the list of Alertmanagers cannot be read');
}

function baseOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { pathname } = new URL(url);
  if (!SENDING_PATH.test(pathname)) return null;
  const base = new URL(url);
  base.pathname = pathname.replace(SENDING_PATH, '/');
  return base.href;
}

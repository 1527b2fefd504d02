import { readInstant } from '../../sources/timestamp.ts';
import { listOf, textOf } from '../members.ts';
import { dataOf, failed, getFrom, isNotOffered, type Reading, type Server } from './ask-api.ts';

/** Base addresses of the Alertmanagers that a server sends to; `null` where it has no means to say. */
export type Announced = readonly string[] | null;

const SENDING_PATH = /\/api\/v[12]\/alerts\/?$/;
/** A server looks for its Alertmanagers anew when it starts and reads its configuration; that takes some seconds. */
const SETTLING_MS = 60_000;

/** Asks a server which Alertmanagers it sends alerts to. */
export async function askAnnounced(server: Server, nowMs: number): Promise<Reading<Announced>> {
  const answer = await getFrom(server, '/api/v1/alertmanagers');
  if (!answer.ok && isNotOffered(answer)) return { ok: true, value: null };
  const announced = announcedIn(dataOf(answer));
  if (!announced.ok || announced.value.length > 0 || !(await isSettling(server, nowMs))) return announced;
  return failed('not-ready', 'the server read its configuration a moment ago: ask again in a minute');
}

function announcedIn(data: Reading<unknown>): Reading<readonly string[]> {
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

/** Whether a server started or read its configuration just now, so that an empty list may not be its last word. */
async function isSettling(server: Server, nowMs: number): Promise<boolean> {
  const data = dataOf(await getFrom(server, '/api/v1/status/runtimeinfo'));
  if (!data.ok) return false;
  try {
    return ['startTime', 'lastConfigTime'].some((key) => {
      const instant = readInstant(textOf(data.value, key) ?? '');
      return instant.ok && nowMs - instant.ms < SETTLING_MS;
    });
  } catch {
    // A key that stands twice.
    return true;
  }
}

function baseOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { pathname } = new URL(url);
  if (!SENDING_PATH.test(pathname)) return null;
  const base = new URL(url);
  base.pathname = pathname.replace(SENDING_PATH, '/');
  return base.href;
}

/** True for two base addresses of one place: the same origin, and the same path but for a slash at the end. */
export function isSamePlace(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [a, b] = [new URL(one), new URL(other)];
  return a.origin === b.origin && withoutSlash(a.pathname) === withoutSlash(b.pathname);
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

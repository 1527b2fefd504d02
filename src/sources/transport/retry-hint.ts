import type { IncomingHttpHeaders } from 'node:http';

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
/** Counts above are times since the epoch, in seconds or milliseconds: nobody says to wait for thirty years. */
const SMALLEST_EPOCH_SECONDS = 1e9;
const SMALLEST_EPOCH_MILLISECONDS = 1e12;

/**
 * Seconds that the server says to wait, 0 or more; `null` where it says nothing that can be read. `Retry-After` goes first
 * (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3). Rate limits, which many servers state in every answer, count
 * only where the status says that one was met.
 */
export function retryHintSeconds(status: number, headers: IncomingHttpHeaders, nowMs: number): number | null {
  const after = retryAfter(headers['retry-after'] ?? '', nowMs);
  if (after !== null || (status !== 429 && status !== 503)) return after;
  return (
    rateLimit(one(headers['ratelimit']), nowMs) ??
    resetSeconds(one(headers['ratelimit-reset']), nowMs) ??
    resetSeconds(one(headers['x-ratelimit-reset']), nowMs)
  );
}

function one(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : (header?.join(', ') ?? '');
}

function retryAfter(text: string, nowMs: number): number | null {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const time = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(time) ? Math.max(0, (time - nowMs) / 1000) : null;
}

/**
 * `limit=10, remaining=0, reset=50` of the earlier drafts and `"policy";r=0;t=50` of the later ones. Of several policies
 * the longest wait counts, save those with something left.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
function rateLimit(text: string, nowMs: number): number | null {
  const reset = /(?:^|[,;\s])reset=(\d{1,15})(?=$|[,;\s])/.exec(text)?.[1];
  if (reset !== undefined) return resetSeconds(reset, nowMs);
  const waits = text
    .split(',')
    .filter((policy) => !/;\s*r=0*[1-9]/.test(policy))
    .flatMap((policy) => /;\s*t=(\d{1,15})(?=$|[;\s])/.exec(policy)?.[1] ?? []);
  return waits.length === 0 ? null : Math.max(...waits.map(Number));
}

function resetSeconds(text: string, nowMs: number): number | null {
  if (!/^\d{1,15}(\.\d{1,9})?$/.test(text)) return null;
  const count = Number(text);
  if (count <= SMALLEST_EPOCH_SECONDS) return count;
  const time = count >= SMALLEST_EPOCH_MILLISECONDS ? count : count * 1000;
  return Math.max(0, (time - nowMs) / 1000);
}

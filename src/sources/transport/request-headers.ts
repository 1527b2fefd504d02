import type { Asking, AskingFailed } from '../network.ts';
import { ACCEPTED_ENCODINGS } from './body.ts';
import { isHeaderName, isHeaderValue } from './credentials.ts';
import { askingFailed } from './failure.ts';

type Headers = Readonly<Record<string, string>>;

/** Headers by which a question would be no whole and fresh one, would pass as another, or would carry a credential. */
const NOT_FOR_CRITERIA: ReadonlySet<string> = new Set([
  'authorization',
  'cache-control',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'pragma',
  'range',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
]);

/** All headers of a request by lower-case names, or which of those that the criteria write cannot be sent. */
export function requestHeaders(
  { headers: written = {}, body }: Asking,
  credentials: Headers,
  userAgent: string,
): { readonly ok: true; readonly headers: Headers } | AskingFailed {
  const headers: [string, string][] = [];
  const seen = new Set(Object.keys(credentials));
  for (const [name, value] of Object.entries(written)) {
    const lower = name.toLowerCase();
    const problem = headerProblem(name, value, seen);
    if (problem !== null) return askingFailed('config', problem);
    seen.add(lower);
    headers.push([lower, value]);
  }
  return {
    ok: true,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent,
      ...(body === undefined ? {} : { 'content-type': body.type }),
      ...Object.fromEntries(headers.toSorted()),
      'accept-encoding': ACCEPTED_ENCODINGS,
      'cache-control': 'no-cache',
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body.text)) }),
      ...credentials,
    },
  };
}

function headerProblem(name: string, value: string, seen: ReadonlySet<string>): string | null {
  if (!isHeaderName(name)) return 'one of the headers has a name that cannot be set';
  const lower = name.toLowerCase();
  if (NOT_FOR_CRITERIA.has(lower)) return `the header ${lower} cannot be set here; credentials belong to \`auth\``;
  if (seen.has(lower)) return `the header ${lower} is set twice`;
  return isHeaderValue(value) ? null : `the value of the header ${lower} holds a character that a header cannot have`;
}

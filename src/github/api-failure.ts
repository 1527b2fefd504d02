import type { ApiAnswer } from './api.ts';
import { isLimitAnswer } from './octokit-client.ts';

export type ApiFailure = Extract<ApiAnswer<never>, { ok: false }>;

const LONGEST_PARAMETER = 100;

/** A call as messages name it: `GET pulls/12`, without the host, the query or anything that was sent. */
export function callName(route: string, parameters: Readonly<Record<string, unknown>>): string {
  const [method = '', template = ''] = route.split(' ', 2);
  if (/^https?:/.test(template)) return `${method} graphql`;
  const path = template
    .replace(/^\/repos\/\{owner\}\/\{repo\}\/?/, '')
    .replace(/^\//, '')
    .replace(/\{(\w+)\}/g, (_, name: string) => cut(String(parameters[name] ?? '?')));
  return `${method} ${path === '' ? 'the repository' : path}`;
}

/** The mark at the end shows that a text was cut: half a secret is found by it. */
function cut(text: string): string {
  return text.length <= LONGEST_PARAMETER ? text : `${text.slice(0, LONGEST_PARAMETER - 1)}…`;
}

/** A failure without a status: no answer came, or none that can be read. */
export function noAnswer(call: string, why: string): ApiFailure {
  return { ok: false, status: null, detail: `${call}: ${why}` };
}

/** The failure that an error of Octokit stands for, in our own words: its own would hold the request. */
export function failureOf(call: string, error: unknown): ApiFailure {
  const { status, headers, message, answered } = factsOf(error);
  if (status === null || !answered) return noAnswer(call, 'the connection failed, or no complete answer came');
  return { ok: false, status, detail: `${call} answered ${status}: ${reasonFor(call, status, headers, message)}` };
}

function reasonFor(call: string, status: number, headers: Readonly<Record<string, unknown>>, message: string): string {
  if ((status === 403 || status === 429) && isLimitAnswer(headers, message))
    return 'a rate limit is used up, and waiting for it would take too long';
  if (status === 401) return 'the token is not valid, or has expired';
  if (status === 403 && /\blocked\b/i.test(message)) return 'the conversation is locked';
  if (status === 403 && /\bSAML\b/i.test(message)) return "the token is not authorised for the organisation's sign-on";
  if (status === 403) return `the token lacks a permission (${permissionFor(call)})`;
  if (status === 404) return `it is not there, or the token may not see it (${permissionFor(call)})`;
  if (status === 410) return 'it is gone';
  if (status === 422) return 'GitHub does not accept the request';
  if (status === 429) return 'GitHub was asked too often';
  if (status >= 500) return 'GitHub itself failed';
  return 'GitHub refused the request';
}

/** The permission that GitHub documents for a call, as a workflow declares it. */
function permissionFor(call: string): string {
  const [method = '', path = ''] = call.split(' ', 2);
  if (/^orgs\//.test(path)) return 'a token that may read the members of the organisation';
  const access = method === 'GET' ? 'read' : 'write';
  if (/^(pulls|issues)\b|^commits\/[^/]*\/pulls$/.test(path)) return `pull-requests: ${access}`;
  if (/^(contents|branches|compare|commits|activity|git)\b/.test(path)) return `contents: ${access}`;
  return 'see the permissions of the job';
}

interface ErrorFacts {
  readonly status: number | null;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** False where the status is the library's own, because no answer came. */
  readonly answered: boolean;
}

function factsOf(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { status: null, headers: {}, message: '', answered: false };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : null;
  const response = 'response' in error && isRecord(error.response) ? error.response : null;
  const headers = response !== null && isRecord(response['headers']) ? response['headers'] : {};
  return { status, headers, message: error.message, answered: response !== null };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

import type { AskingFailed, Connection, Network } from '../network.ts';
import { type QueryAnswer, queryFailed, readAnswer } from './query-answer.ts';
import { type RecordingRules, readRecordingRules, UNKNOWN_RULES } from './recording-rules.ts';

/** Rules only make a time older: nobody waits for them as long as for a value. */
const RULES_TIMEOUT_MS = 5000;

/** A server that speaks the query API of Prometheus. */
export interface QueryServer {
  /** Host and path of its base address. */
  readonly where: string;
  /** Evaluates PromQL now. Never rejects. */
  query(text: string): Promise<QueryAnswer>;
  /** The recording rules, as far as the server tells. Never rejects. */
  recordingRules(): Promise<RecordingRules>;
}

/** The server at a base address, which may have a path and parameters of its own, as a proxy's has. */
export function queryServer(
  network: Network,
  connection: Connection,
  base: string,
  tenant: string | null,
): QueryServer {
  const url = new URL(base);
  const path = url.pathname.replace(/\/+$/, '');
  const address = (end: string): URL => Object.assign(new URL(base), { pathname: `${path}/api/v1/${end}` });
  const rules = address('rules');
  rules.searchParams.set('type', 'record');
  const query = address('query').href;
  // https://grafana.com/docs/mimir/latest/manage/secure/authentication-and-authorization/
  const headers = tenant === null ? {} : { headers: { 'X-Scope-OrgID': tenant } };
  return {
    where: `${url.host}${path}`,
    async query(text) {
      const body = { type: 'application/x-www-form-urlencoded', text: new URLSearchParams({ query: text }).toString() };
      const asked = await network.ask(connection, { method: 'POST', url: query, ...headers, body });
      if (!asked.ok) return refused(asked);
      const parsed = asked.json();
      return parsed.ok ? readAnswer(parsed.value) : refused(parsed);
    },
    async recordingRules() {
      const patience = { ...connection, timeoutMs: Math.min(connection.timeoutMs, RULES_TIMEOUT_MS) };
      const asked = await network.ask(patience, { method: 'GET', url: rules.href, ...headers });
      const parsed = asked.ok ? asked.json() : asked;
      return parsed.ok ? readRecordingRules(parsed.value) : UNKNOWN_RULES;
    },
  };
}

function refused({ code, detail, status }: AskingFailed): QueryAnswer {
  const isQuery = status === 400 || status === 422;
  return queryFailed(code, isQuery ? `the server does not take the query (HTTP ${status})` : detail);
}

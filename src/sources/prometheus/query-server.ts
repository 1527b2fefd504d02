import type { AskingFailed, Connection, Network } from '../network.ts';
import { type QueryAnswer, queryFailed, readAnswer } from './query-answer.ts';

/** A server that speaks the query API of Prometheus. */
export interface QueryServer {
  /** Host and path of its base address. */
  readonly where: string;
  /** Evaluates PromQL now. Never rejects. */
  query(text: string): Promise<QueryAnswer>;
}

/** The server at a base address, which may have a path and parameters of its own, as a proxy's has. */
export function queryServer(
  network: Network,
  connection: Connection,
  base: string,
  tenant: string | null,
): QueryServer {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/+$/, '');
  const where = `${url.host}${url.pathname === '/' ? '' : url.pathname}`;
  url.pathname = `${url.pathname.replace(/\/$/, '')}/api/v1/query`;
  return {
    where,
    async query(text) {
      const asked = await network.ask(connection, {
        method: 'POST',
        url: url.href,
        // https://grafana.com/docs/mimir/latest/manage/secure/authentication-and-authorization/
        ...(tenant === null ? {} : { headers: { 'X-Scope-OrgID': tenant } }),
        body: { type: 'application/x-www-form-urlencoded', text: new URLSearchParams({ query: text }).toString() },
      });
      if (!asked.ok) return refused(asked);
      const parsed = asked.json();
      return parsed.ok ? readAnswer(parsed.value) : refused(parsed);
    },
  };
}

function refused({ code, detail, status }: AskingFailed): QueryAnswer {
  const isQuery = status === 400 || status === 422;
  return queryFailed(code, isQuery ? `the server does not take the query (HTTP ${status})` : detail);
}

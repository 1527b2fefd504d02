import type { Measurement, Provenance } from '../core/measurement.ts';
import type { FormatResult } from './formats/format.ts';
import type { Network } from './network.ts';
import { askPostgres, shownPlace } from './postgres/ask-postgres.ts';
import { type Login, loginOf } from './postgres/login.ts';
import { readResult } from './postgres/read-result.ts';
import { type MetricRequest, NOBODY_ANSWERED, type Source, type SourceType } from './source.ts';
import { SourceProblem } from './source-problem.ts';
import { failed, measuredOf } from './to-measurement.ts';
import { connectionOf } from './transport/connection.ts';

/** Queries of databases take longer than requests. */
const TIMEOUT_SECONDS = 60;
const SUPERUSER = 'the role is a superuser, which may do more than read: give the gate a role of its own';

/** A PostgreSQL database, or one that speaks its protocol: values are what read-only queries give. */
export const postgresSource: SourceType = {
  type: 'postgres',
  unavailable: NOBODY_ANSWERED,
  async measure(source, requests, world) {
    const provenance: Provenance = { source: source.id, where: 'postgres', kind: 'live' };
    const all = (code: 'blocked' | SourceProblem['code'], detail: string) =>
      new Map(requests.map(({ metric }) => [metric, failed(code, detail, provenance)]));
    if (world.network === null) return all('blocked', 'no host may be asked in this run');
    try {
      const network = await world.network();
      const login = loginOf(source.keys, network);
      if (!login.ok) return all(login.code, login.detail);
      return await measureAll(source, requests, network, login);
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      return all(error.code, error.message);
    }
  },
};

async function measureAll(
  source: Source,
  requests: readonly MetricRequest[],
  network: Network,
  login: Login,
): Promise<ReadonlyMap<string, Measurement>> {
  const connection = connectionOf(source, TIMEOUT_SECONDS);
  const provenance: Provenance = { source: source.id, where: shownPlace(login), kind: 'live' };
  const measured = requests.map(async (request): Promise<readonly [string, Measurement]> => {
    const sql = request.keys['query'];
    if (typeof sql !== 'string' || sql.includes('\0'))
      return [request.metric, failed('config', '`query` is not a text of SQL', provenance)];
    const answer = await askPostgres(network, connection, login, sql);
    if (!answer.ok) return [request.metric, failed(answer.code, answer.detail, provenance)];
    const result = readResult(answer, request.metric);
    return [request.metric, measurementOf(result, request.scale, provenance, answer.superuser === true)];
  });
  return new Map(await Promise.all(measured));
}

function measurementOf(
  result: FormatResult,
  scale: number | null,
  provenance: Provenance,
  superuser: boolean,
): Measurement {
  if (result.kind === 'failed') return failed(result.code, `${provenance.where}: ${result.detail}`, provenance);
  if (result.kind === 'absent') return { kind: 'absent', detail: `${provenance.where}: ${result.detail}`, provenance };
  const { where } = provenance;
  const measured = measuredOf(result, scale, {
    ...provenance,
    where: result.where === '' ? `${where}, query` : `${where}, query, row ${result.where}`,
  });
  if (!Number.isFinite(measured.value))
    return failed('not-a-number', `${where}: the value times scale is beyond all numbers`, provenance);
  return superuser ? { ...measured, notes: [...measured.notes, SUPERUSER] } : measured;
}

import type { Measurement, Provenance } from '../core/measurement.ts';
import { DuplicateKey } from './bare-object.ts';
import { field } from './formats/document.ts';
import type { Run } from './formats/mlflow-run.ts';
import { findRun } from './mlflow/find-run.ts';
import { parsedRun, readMetric } from './mlflow/read-run.ts';
import { shownAddress } from './mlflow/tracking-api.ts';
import type { Network } from './network.ts';
import { type MetricRequest, NOBODY_ANSWERED, type Source, type SourceType } from './source.ts';
import { SourceProblem } from './source-problem.ts';
import { failed, measuredOf } from './to-measurement.ts';
import { connectionOf } from './transport/connection.ts';

/** An MLflow tracking server: the metrics of the first finished run of an experiment by filter and order. */
export const mlflowSource: SourceType = {
  type: 'mlflow',
  unavailable: NOBODY_ANSWERED,
  async measure(source, requests, world) {
    const where = shownAddress(String(source.keys['url'] ?? ''));
    const provenance: Provenance = { source: source.id, where, kind: 'live' };
    const all = (answer: (request: MetricRequest) => Measurement) =>
      new Map(requests.map((request) => [request.metric, answer(request)]));
    if (world.network === null) return all(() => failed('blocked', 'no host may be asked in this run', provenance));
    try {
      const found = await foundRun(source, await world.network());
      if (found === null)
        return all(() => ({ kind: 'absent', detail: `${where}: no finished run of the experiment fits`, provenance }));
      return all((request) => measurementOf(found.run, request, { ...provenance, where: `${where}/#${found.path}` }));
    } catch (error) {
      if (error instanceof DuplicateKey)
        return all(() => failed('ambiguous', `${where}: ${error.message}`, provenance));
      if (!(error instanceof SourceProblem)) throw error;
      const detail = error.message.startsWith(where) ? error.message : `${where}: ${error.message}`;
      return all(() => failed(error.code, detail, provenance));
    }
  },
};

async function foundRun(
  source: Source,
  network: Network,
): Promise<{ readonly run: Run; readonly path: string } | null> {
  const server = { network, connection: connectionOf(source), url: String(source.keys['url'] ?? '') };
  const written = await findRun(server, source.keys);
  if (written === null) return null;
  return { run: parsedRun(written), path: `/runs/${String(field(written, 'info', 'run_id'))}` };
}

function measurementOf(run: Run, { metric, keys, scale }: MetricRequest, provenance: Provenance): Measurement {
  const result = readMetric(run, keys, metric);
  if (result.kind === 'failed') return failed(result.code, `${provenance.where}: ${result.detail}`, provenance);
  if (result.kind === 'absent') return { kind: 'absent', detail: `${provenance.where}: ${result.detail}`, provenance };
  const measured = measuredOf(result, scale, { ...provenance, where: `${provenance.where}${result.where}` });
  if (Number.isFinite(measured.value)) return measured;
  return failed('not-a-number', `${provenance.where}: the value times scale is beyond all numbers`, provenance);
}

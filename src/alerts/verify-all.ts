import type { AlertReport, AlertUnanswered } from '../core/alert-facts.ts';
import type { Alert, Criterion, Gate, SourceDeclaration } from '../core/criterion.ts';
import type { SourceNews } from '../core/source-news.ts';
import type { Network } from '../sources/network.ts';
import { ALERT_VERIFIERS } from './index.ts';
import type { AlertRequest } from './verifier.ts';

/** What asking about alerts may use of the world. */
export interface AlertsWorld {
  /** `null` where no host may be asked at all. */
  readonly network: (() => Promise<Network>) | null;
  readonly nowMs: number;
  /** Told what became of each source that was asked about alerts. */
  readonly onSource?: ((news: SourceNews) => void) | undefined;
}

/**
 * Asks about every alert that names a source, all at the same time; the answers by metric id. Whatever a verifier throws
 * becomes "nobody answered", so that each of these alerts has exactly one answer. Never rejects.
 */
export async function verifyAlerts(
  gate: Pick<Gate, 'metrics' | 'sources'>,
  world: AlertsWorld,
): Promise<ReadonlyMap<string, AlertReport>> {
  const asked = gate.metrics.flatMap((metric) => {
    const verify = metric.alert?.verify ?? null;
    return verify === null ? [] : [{ metric, verify }];
  });
  const sources = [...new Set(asked.map(({ verify }) => verify.source))];
  const answers = await Promise.all(
    sources.map(async (source) => {
      const begun = performance.now();
      const alerts = asked.filter(({ verify }) => verify.source === source);
      const reports = await Promise.all(
        alerts.map(
          async ({ metric, verify }): Promise<[string, AlertReport]> => [
            metric.id,
            await verified(gate, metric, verify, world),
          ],
        ),
      );
      // A log that fails, and a network that could not be opened, change no answer.
      await tell(source, reports, begun, world).catch(() => {});
      return reports;
    }),
  );
  return new Map(answers.flat());
}

type Verify = NonNullable<Alert['verify']>;

async function verified(
  gate: Pick<Gate, 'sources'>,
  metric: Criterion,
  verify: Verify,
  world: AlertsWorld,
): Promise<AlertReport> {
  if (world.network === null) return { kind: 'not-asked' };
  const source = gate.sources.find(({ id }) => id === verify.source);
  const load = source === undefined ? undefined : ALERT_VERIFIERS.get(source.type);
  if (source === undefined || load === undefined) return unanswered(verify, 'config', 'its source cannot be asked');
  try {
    const verifier = await load();
    const network = await world.network();
    const request = requestOf(gate, metric, verify, source);
    const asking = { id: journalOf(source.id), keys: source.keys };
    return await verifier.verify(asking, request, { network, nowMs: world.nowMs });
  } catch {
    // What was thrown may hold anything; it is not shown.
    return unanswered(verify, 'server', 'asking failed unexpectedly');
  }
}

/** Questions about alerts are counted apart from those for values. */
function journalOf(source: string): string {
  return `${source}:alerts`;
}

function requestOf(
  gate: Pick<Gate, 'sources'>,
  metric: Criterion,
  verify: Verify,
  source: SourceDeclaration,
): AlertRequest {
  const { from } = metric;
  const reads = gate.sources.find(({ id }) => id === from?.source);
  return {
    metric: metric.id,
    rule: verify.rule,
    labels: verify.labels,
    keys: verify.keys,
    reads:
      from === null || reads === undefined || !asksHosts(reads)
        ? null
        : { type: reads.type, keys: from.keys, sameServer: isSameServer(reads, source), scale: from.scale },
  };
}

function isSameServer(one: SourceDeclaration, other: SourceDeclaration): boolean {
  if (one.id === other.id) return true;
  // Who asks may decide what is shown: hosted services tell tenants apart by their credentials.
  const same = (key: string) => JSON.stringify(one.keys[key]) === JSON.stringify(other.keys[key]);
  return one.type === other.type && ['url', 'tenant', 'auth'].every(same);
}

function asksHosts({ type }: SourceDeclaration): boolean {
  return type !== 'file';
}

function unanswered({ source }: Verify, code: AlertUnanswered['code'], detail: string): AlertUnanswered {
  return { kind: 'unanswered', code, detail, where: source };
}

async function tell(
  source: string,
  reports: readonly (readonly [string, AlertReport])[],
  begun: number,
  world: AlertsWorld,
): Promise<void> {
  if (world.onSource === undefined || world.network === null) return;
  const { hosts, attempts } = (await world.network()).journal(journalOf(source));
  const all = reports.map(([, report]) => report);
  world.onSource({
    source,
    kind: 'alerts',
    hosts,
    attempts,
    milliseconds: performance.now() - begun,
    asked: all.length,
    answered: all.filter(({ kind }) => kind === 'answered').length,
    failures: [...new Set(all.flatMap((report) => (report.kind === 'unanswered' ? [report.code] : [])))],
  });
}

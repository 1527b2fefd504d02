import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Alertmanager, startAlertmanager } from '../servers/alertmanager.ts';
import { type MetricsTarget, startMetricsTarget } from '../servers/metrics-target.ts';
import { startPostgres } from '../servers/postgres.ts';
import { areInstalled as programsAreInstalled } from '../servers/program.ts';
import { type Prometheus, startPrometheus } from '../servers/prometheus.ts';
import { type Pushgateway, startPushgateway } from '../servers/pushgateway.ts';

// A support assistant as a team would run it: its evaluation pushes to a Pushgateway, its service is scraped, its
// business figures are in a database, and an alert watches its leading indicator.

/** With what passwords must survive: quotation marks, spaces, letters beyond ASCII, signs that URLs escape. */
const METRICS_PASSWORD = 'scr@pe "it" & päss';
const METRICS_PASSWORD_HASH = '$2b$04$abcdefghijklmnopqrstuuLOoSsuJce3RwsGMTiH9F8cM0CbiPQ.i';
const WAREHOUSE_PASSWORD = 'r3ad only/"täbles"+%41';

/** What a workflow would hand to the step from the repository's secrets. */
export const CREDENTIALS = {
  METRICS_USER: 'launch-gate-scraper',
  METRICS_PASSWORD,
  WAREHOUSE_PASSWORD,
} as const;
export const PASSWORDS = [METRICS_PASSWORD, WAREHOUSE_PASSWORD] as const;

/** The job that the nightly evaluation pushes under. */
export const EVALUATION = { job: 'nightly-eval', text: 'eval_correct_ratio 0.82\neval_cases 350\n' } as const;

const COUNTERS =
  'assistant_queue_seconds 0.4\nassistant_sessions 900\nassistant_answers_total 1200\nassistant_helped_total 1080\n';
/** The leading indicator: the share of sessions in which a question was asked again. */
export const RE_ASKED = 'assistant_re_ask_ratio';
/** What the service exposes, with the leading indicator as one series or more. */
export function exposed(reAsked: readonly string[] = [`${RE_ASKED} 0.06`]): string {
  return `${reAsked.join('\n')}\n${COUNTERS}`;
}
/** 1 once Prometheus has scraped what was pushed just now. */
const PUSHED_LATELY = `time() - push_time_seconds{job="${EVALUATION.job}"} < bool 5`;
/** 1 once the last push is more than four seconds ago. */
export const PUSHED_LONG_AGO = `time() - push_time_seconds{job="${EVALUATION.job}"} > bool 4`;

/** The rule that the alert names, once for each severity, and one that watches another metric. */
export function rules(...severities: readonly string[]): string {
  const named = severities.map((severity) => ({
    alert: 'AssistantReAsked',
    expr: `${RE_ASKED} > 0.20`,
    labels: { severity },
  }));
  const other = { alert: 'AssistantQueues', expr: 'assistant_queue_seconds > 5', labels: { severity: 'page' } };
  // JSON is YAML.
  return JSON.stringify({ groups: [{ name: 'assistant', rules: [...named, other] }] });
}
export const WIRED = rules('page');

const DEFLECTED = `select count(*) filter (where deflected) as successes, count(*) as sample_size,
  avg(case when deflected then 1 else 0 end) as value, max(ended_at) as observed_at from chats`;
const FIGURES = 'select metric, value, observed_at, sample_size from weekly_figures';

const SCHEMA = `
  create table chats (ended_at timestamptz not null, deflected boolean not null);
  insert into chats select now() - interval '5 minutes', n % 100 < 41 from generate_series(0, 399) n;
  create table weekly_figures (metric text, value numeric, observed_at timestamptz, sample_size bigint);
  insert into weekly_figures values ('handle_minutes', 4.25, now() - interval '5 minutes', 400), ('other', 1, now(), 1);
  create role launch_gate login password '${WAREHOUSE_PASSWORD.replaceAll("'", "''")}';
  grant select on chats, weekly_figures to launch_gate;
`;

/** From now on whoever reads the chats waits. */
export const SLOW = `
  alter table chats rename to chats_kept;
  create view chats as select kept.* from chats_kept kept, pg_sleep(30);
  grant select on chats to launch_gate;
`;
export const QUICK_AGAIN = 'drop view chats; alter table chats_kept rename to chats;';

export interface Assistant {
  readonly service: MetricsTarget;
  readonly prometheus: Prometheus;
  readonly pushgateway: Pushgateway;
  readonly database: NonNullable<Awaited<ReturnType<typeof startPostgres>>>;
  alertmanager: Alertmanager;
  /** The workspace; the criteria are `launch-gate.yml` in it. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** True where the programs of the Prometheus family are installed. */
export function areInstalled(): boolean {
  return programsAreInstalled('prometheus', 'prometheus-alertmanager', 'prometheus-pushgateway');
}

/** Starts all parts, and waits until every value was scraped. */
export async function startAssistant(): Promise<Assistant> {
  const [service, alertmanager, pushgateway, database] = await Promise.all([
    startMetricsTarget(exposed()),
    startAlertmanager(),
    startPushgateway(),
    startPostgres(),
  ]);
  if (database === null) throw new Error('PostgreSQL is not installed');
  await Promise.all([pushgateway.push(EVALUATION.job, EVALUATION.text), database.query(SCHEMA)]);
  const login = { user: CREDENTIALS.METRICS_USER, password: METRICS_PASSWORD, hash: METRICS_PASSWORD_HASH };
  const prometheus = await startPrometheus({
    targets: { assistant: service.address, pushed: pushgateway.address },
    alertmanagers: [alertmanager.address],
    rules: WIRED,
    login,
  });
  await Promise.all([
    prometheus.untilValues('eval_correct_ratio', ['0.82']),
    prometheus.untilValues(RE_ASKED, ['0.06']),
    prometheus.untilAnnounced(),
  ]);
  // Once more, so that what is judged as fresh is.
  await pushgateway.push(EVALUATION.job, EVALUATION.text);
  await prometheus.untilValues(PUSHED_LATELY, ['1']);
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-live-'));
  const assistant: Assistant = {
    ...{ service, prometheus, pushgateway, database, alertmanager, folder },
    async stop() {
      await Promise.all([service, assistant.alertmanager, pushgateway, database, prometheus].map((one) => one.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  writeFileSync(path.join(folder, 'launch-gate.yml'), criteriaOf(assistant));
  mkdirSync(path.join(folder, 'evals'));
  writeFileSync(path.join(folder, 'evals/results.json'), evaluated());
  return assistant;
}

/** What the evaluation of the model left in the workspace. */
export function evaluated(): string {
  const observed_at = new Date(Date.now() - 600_000).toISOString();
  return JSON.stringify({ observed_at, metrics: { page_found: { value: 0.9, sample_size: 350 } } });
}

/** The criteria over all parts. `shared`: further keys of each source on another host. */
export function criteriaOf({ prometheus, database }: Pick<Assistant, 'prometheus' | 'database'>, shared = ''): string {
  return `version: 1
feature: support-assistant
title: Support assistant
sources:
  evals: { type: file, path: evals/results.json, format: values }
  metrics:
    type: prometheus
    url: ${prometheus.url}
    auth: { basic: { user: METRICS_USER, password: METRICS_PASSWORD } }
    timeout: 10s
    ${shared}
  warehouse:
    type: postgres
    host: ${database.host}
    port: ${database.port}
    database: ${database.database}
    user: launch_gate
    password: WAREHOUSE_PASSWORD
    timeout: 4s
    ${shared}
defaults: { max-age: 1h }
launch-set: { verified-alerts: true }
metrics:
  page_found: { layer: model, target: ">= 0.85", unit: ratio, from: evals, drives: [correct] }
  correct:
    layer: task
    target: ">= 0.75"
    unit: ratio
    max-age: 1m
    min-samples: 300
    drives: [re_ask, helped, deflected, handle_minutes]
    from:
      source: metrics
      query: eval_correct_ratio{job="${EVALUATION.job}"}
      sample-size: eval_cases{job="${EVALUATION.job}"}
  re_ask:
    layer: product
    target: "<= 0.12"
    unit: ratio
    from: { source: metrics, query: ${RE_ASKED}, sample-size: sum(assistant_sessions) }
    indicator: leading
    alert:
      when: "> 0.20"
      within: 6h
      notifies: "#assist-oncall"
      verify: { source: metrics, rule: AssistantReAsked }
  helped:
    layer: product
    target: ">= 0.80"
    unit: ratio
    from:
      source: metrics
      query: sum(assistant_helped_total) / sum(assistant_answers_total)
      sample-size: sum(assistant_answers_total)
  deflected:
    layer: business
    target: ">= 0.30"
    unit: ratio
    from:
      source: warehouse
      query: >-
        ${DEFLECTED.replaceAll('\n', '\n        ')}
  handle_minutes:
    layer: business
    target: "<= 6"
    unit: minutes
    from: { source: warehouse, query: "${FIGURES}" }
`;
}

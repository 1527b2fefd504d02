import { json, status } from '../../hostile-server/answers.ts';
import { type Handler, type LocalServer, startServer } from '../../hostile-server/start-server.ts';

export const NOW = Date.UTC(2026, 10, 22, 12);
/** An instant some seconds before now, as Prometheus writes it. */
export const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString().replace('Z', '123456Z');

type Fields = Readonly<Record<string, unknown>>;

/** An alerting rule as the rules API lists it. */
export const alerting = (more: Fields = {}): Fields => ({
  state: 'inactive',
  name: 'LowQuality',
  query: 'answer_quality < 0.9',
  duration: 0,
  keepFiringFor: 0,
  labels: { severity: 'page' },
  annotations: {},
  alerts: [],
  health: 'ok',
  evaluationTime: 0.001,
  lastEvaluation: ago(5),
  type: 'alerting',
  ...more,
});
export const recording = (name: string, query: string, more: Fields = {}): Fields => ({
  name,
  query,
  health: 'ok',
  evaluationTime: 0.001,
  lastEvaluation: ago(5),
  type: 'recording',
  ...more,
});
export const group = (rules: unknown, more: Fields = {}): Fields => ({
  name: 'ai',
  file: 'ai.yml',
  rules,
  interval: 15,
  limit: 0,
  evaluationTime: 0.001,
  lastEvaluation: ago(5),
  ...more,
});
/** An answer in the envelope of the API. */
export const success = (data: unknown, more: Fields = {}) => json({ status: 'success', data, ...more });
export const rules = (...groups: readonly unknown[]) => success({ groups });
/** What `count(…)` gives. */
export const count = (value: number) =>
  success({ resultType: 'vector', result: value === 0 ? [] : [{ metric: {}, value: [1_795_262_400, String(value)] }] });
/** True for the question which labels there are; a fake says nothing of them unless it is told to. */
export const isGroup = (url: string) =>
  new URL(url, 'http://it').searchParams.get('query')?.startsWith('group by') === true;
/** A handler that answers which labels there are; all else there is. */
export const present =
  (...metrics: readonly Fields[]): Handler =>
  (request, response) => {
    const result = metrics.map((metric) => ({ metric, value: [1_795_262_400, '1'] }));
    return (isGroup(request.url) ? success({ resultType: 'vector', result }) : count(3))(request, response);
  };
export const silences = (...all: readonly unknown[]) => json(all);
export const routes = (original: string) =>
  json({ cluster: { status: 'disabled' }, config: { original }, uptime: ago(9) });

const CONFIG = 'global: { scrape_interval: 15s }\nscrape_configs: [{ job_name: a, scrape_interval: 30s }]\n';
const ROUTES = 'route: { receiver: pager }\nreceivers: [{ name: pager, webhook_configs: [{ url: <secret> }] }]\n';

/** Handlers by path, of a Prometheus with its Alertmanager below `/am`; a path that is not given is not found. */
export type Paths = Readonly<Record<string, Handler>>;

/** Starts a Prometheus that announces itself as Alertmanager; all is well unless a path says otherwise. */
export async function startPrometheus(paths: Paths = {}): Promise<LocalServer> {
  let url = '';
  const all: Paths = {
    '/api/v1/rules': rules(group([alerting()])),
    '/api/v1/query': (request, response) => (isGroup(request.url) ? status(422) : count(3))(request, response),
    '/api/v1/status/config': success({ yaml: CONFIG }),
    '/api/v1/alertmanagers': (request, response) =>
      success({ activeAlertmanagers: [{ url: `${url}/am/api/v2/alerts` }], droppedAlertmanagers: [] })(
        request,
        response,
      ),
    '/am/api/v2/silences': silences(),
    '/am/api/v2/status': routes(ROUTES),
    ...paths,
  };
  const server = await startServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://it');
    const handler = Object.hasOwn(all, pathname) ? all[pathname] : undefined;
    return (handler ?? status(404))(request, response);
  });
  url = server.url;
  return server;
}

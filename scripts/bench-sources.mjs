// How long values from other hosts are waited for, as ratios within one run: wall time, since waiting is what it is
// about, less that of a run over files alone, so that the start of the process flatters no ratio.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { compileTests } from './bench-compile.mjs';

const LATENCY_MS = 300;
const SOURCES = 8;
const METRICS = 100;
const ROUNDS = 7;

/** Shows the figures of sources on other hosts; `show` takes what was measured, the figure and the aim. */
export async function sourceFigures({ root, folder, cli, show }) {
  const file = path.join(folder, 'sources.yml');
  const check = async (text) => {
    writeFileSync(file, text);
    const begun = performance.now();
    // These criteria have no complete launch set, so that the run ends with 1, as it should.
    const ended = await promisify(execFile)(process.execPath, [cli, 'check', file, '--format', 'json'], {
      cwd: root,
      maxBuffer: 2 ** 26,
    }).catch((error) => error);
    const milliseconds = performance.now() - begun;
    const { metrics } = JSON.parse(ended.stdout);
    const unmet = metrics.find(({ status }) => status !== 'pass');
    if (metrics.length === 0 || unmet !== undefined) throw new Error(`not judged: ${JSON.stringify(unmet)}`);
    return milliseconds;
  };
  await manySources(check, show);
  await manyMetrics(check, show, { root, folder });
}

/**
 * Least milliseconds of each text of criteria beyond those of a run over files alone, all taken in turn: whatever else
 * the machine does only lengthens a wait.
 */
async function beyondFiles(check, texts) {
  const all = [FILES, ...texts].map((text) => ({ text, times: [] }));
  for (let round = 0; round < ROUNDS; round += 1) for (const { text, times } of all) times.push(await check(text));
  const [files, ...others] = all.map(({ times }) => Math.min(...times));
  return others.map((least) => least - files);
}

function criteria(sources, metrics) {
  const lines = (entries) => entries.map(([id, text]) => `  ${id}: ${text}\n`).join('');
  return `version: 1\nfeature: bench\nsources:\n${lines(sources)}metrics:\n${lines(metrics)}`;
}

const metric = (from) => `{ layer: task, target: ">= 0.5", unit: ratio, from: ${from} }`;
const FILES = criteria(
  [['results', '{ type: file, path: fixtures/scenarios/01-go/results.json, format: values }']],
  [['recall_at_k', metric('results')]],
);

async function manySources(check, show) {
  const servers = await Promise.all(Array.from({ length: SOURCES }, () => startServer(LATENCY_MS)));
  const of = (some) =>
    criteria(
      some.map((server, index) => [`host_${index}`, `{ type: http, url: "http://127.0.0.1:${portOf(server)}/" }`]),
      some.map((_, index) => [`metric_${index}`, metric(`{ source: host_${index}, value: value }`)]),
    );
  try {
    const [one, all] = await beyondFiles(check, [of(servers.slice(0, 1)), of(servers)]);
    const what = `wall time of ${SOURCES} http sources of ${LATENCY_MS} ms / of one`;
    show(what, (all / one).toFixed(2), 'at most 1.6');
  } finally {
    for (const server of servers) server.close();
  }
}

function startServer(latencyMs) {
  const server = createServer((_, response) => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"value": 0.9}');
    }, latencyMs);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const portOf = (server) => server.address().port;

async function manyMetrics(check, show, { root, folder }) {
  const compiled = path.join(folder, 'servers');
  const files = ['program', 'prometheus', 'metrics-target'].map((name) => `test/servers/${name}.ts`);
  compileTests(root, compiled, files);
  const load = (file) => import(pathToFileURL(path.join(compiled, file.replace('.ts', '.js'))).href);
  const [{ areInstalled }, { startPrometheus }, { startMetricsTarget }] = await Promise.all(files.map(load));
  const what = `wall time of ${METRICS} metrics over one Prometheus / of one metric`;
  if (!areInstalled('prometheus')) return show(what, '-', 'Prometheus is not installed');
  const names = Array.from({ length: METRICS }, (_, index) => `share_${index}`);
  const target = await startMetricsTarget(names.map((name) => `${name} 0.9\n`).join(''));
  const prometheus = await startPrometheus({ targets: { service: target.address } });
  const of = (some) =>
    criteria(
      [['metrics', `{ type: prometheus, url: "${prometheus.url}" }`]],
      some.map((name) => [name, metric(`{ source: metrics, query: "sum(${name})" }`)]),
    );
  try {
    await prometheus.untilValues(names[METRICS - 1], ['0.9']);
    const [one, all] = await beyondFiles(check, [of(names.slice(0, 1)), of(names)]);
    show(what, (all / one).toFixed(2), 'at most 4');
  } finally {
    await Promise.all([prometheus.stop(), target.stop()]);
  }
}

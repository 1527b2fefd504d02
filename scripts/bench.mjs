// Figures as ratios measured in one run: `npm run bench`. CPU time is user + system of the whole process tree, read
// from /proc/self/stat (Linux), the commands taken in turn so that a busy machine slows all of them alike.
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileTests } from './bench-compile.mjs';
import { sourceFigures } from './bench-sources.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-bench-'));
const cli = path.join(root, 'dist/cli.js');
const NOW = '2026-11-21T12:00:00Z';

/** CPU milliseconds of all ended children so far. */
function childrenCpuMs() {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function spend(words, options = {}) {
  const before = childrenCpuMs();
  const child = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8', ...options });
  const cpuMs = childrenCpuMs() - before;
  const allowed = options.exits ?? [0];
  if (!allowed.includes(child.status))
    throw new Error(`${words.join(' ')} ended with ${child.status}: ${child.stderr}`);
  return cpuMs;
}

/** Mean CPU milliseconds of each command, run in turn. */
function inTurn(rounds, commands) {
  const totals = commands.map(() => 0);
  for (let round = 0; round < rounds; round += 1)
    commands.forEach(([words, options], index) => {
      totals[index] += spend(words, options);
    });
  return totals.map((total) => total / rounds);
}

function show(what, figure, aim) {
  console.log(`${what.padEnd(62)} ${figure.padStart(10)}   aim: ${aim}`);
}

/** The loopback GitHub of the tests in a process of its own, which lives until the end: its CPU time counts for no command. */
async function startGitHub() {
  const compiled = path.join(folder, 'github');
  const files = ['github-server', 'events', 'given-model'].map((name) => `test/github-server/${name}.ts`);
  compileTests(root, compiled, files);
  const server = fork(path.join(root, 'scripts/bench-github.mjs'), [compiled]);
  const ended = once(server, 'exit').then(() => [{ error: 'it ended' }]);
  const ask = async (message) => {
    server.send(message);
    const [answer] = await Promise.race([once(server, 'message'), ended]);
    if (answer.error !== undefined) throw new Error(`the loopback GitHub: ${answer.error}`);
    return answer;
  };
  return { open: (given) => ask({ open: given }), count: (id) => ask({ count: id }), end: () => server.disconnect() };
}

/** The environment of the action on a repository of the loopback GitHub. */
function actionEnv(repository, workspace, criteria) {
  const output = path.join(folder, 'output');
  const summary = path.join(folder, 'summary');
  writeFileSync(output, '');
  writeFileSync(summary, '');
  return {
    // As for the commands beside it: what Node itself reads of the environment costs time at every start.
    ...process.env,
    ...repository.env,
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: folder,
    INPUT_CRITERIA: criteria,
  };
}

async function startUp(github) {
  const criteria = 'fixtures/wiki-assistant/launch-gate.yml';
  const check = ['check', criteria, '--now', NOW];
  const repository = await github.open({ criteria, file: path.join(root, criteria), events: 30, labelled: false });
  const env = actionEnv(repository, root, criteria);
  const [bare, command, action] = inTurn(25, [
    [['-e', '0']],
    [[cli, ...check], { exits: [1] }],
    [[path.join(root, 'dist/index.js')], { env, exits: [1] }],
  ]);
  const { calls } = await github.count(repository.id);
  show('CPU of `check` on the wiki assistant / bare `node -e 0`', (command / bare).toFixed(2), 'at most 2.5');
  show('CPU of the action on the wiki assistant / bare `node -e 0`', (action / bare).toFixed(2), 'at most 3.5');
  show('calls of each of those runs of the action, in the mean', (calls / 25).toFixed(1), 'at most 10');
}

/** Calls to GitHub by what the run comes to, on a pull request with few and with many events. */
async function apiCalls(github) {
  const gate = (name) => path.join(root, 'fixtures', name, 'launch-gate.yml');
  const rows = [
    ['a clean pass', 'scenarios/01-go', false, 0, 8],
    ['a no-go, comment created', 'scenarios/02-no-go', false, 1, 10],
    ['an override, granted', 'scenarios/02-no-go', true, 0, 14],
  ];
  for (const [what, name, labelled, exit, aim] of rows) {
    for (const events of [30, 3000]) {
      const criteria = 'launch-gate.yml';
      const repository = await github.open({ criteria, file: gate(name), events, labelled });
      const env = actionEnv(repository, path.dirname(gate(name)), criteria);
      spend([path.join(root, 'dist/index.js')], { env, exits: [exit] });
      const { calls, eventPages } = await github.count(repository.id);
      const further = Math.max(0, eventPages - 1);
      const most = further === 0 ? `at most ${aim}` : `at most ${aim} and ${further} further pages`;
      const pages = eventPages === 1 ? '1 page' : `${eventPages} pages`;
      show(`calls of ${what}, ${events} events (${pages} read)`, `${calls}`, most);
    }
  }
}

function manyMetrics() {
  const write = (count) => {
    const ids = Array.from({ length: count }, (_, index) => `metric_${index}`);
    const layers = ['model', 'task', 'product', 'business'];
    const criteria = ids.map((id, index) => `  ${id}: { layer: ${layers[index % 4]}, target: ">= 0.8", unit: ratio }`);
    const values = Object.fromEntries(ids.map((id) => [id, { value: 0.9, sample_size: 100 }]));
    const file = path.join(folder, `gate-${count}.yml`);
    writeFileSync(file, `version: 1\nfeature: bench\nmetrics:\n${criteria.join('\n')}\n`);
    writeFileSync(path.join(folder, `values-${count}.json`), JSON.stringify({ metrics: values }));
    const words = [cli, 'check', file, '--workspace', folder, '--values', `values-${count}.json`, '--now', NOW];
    return [words, { exits: [0, 1] }];
  };
  const [few, many] = inTurn(15, [write(10), write(500)]);
  show('CPU per further metric, 10 to 500 metrics', `${((many - few) / 490).toFixed(2)} ms`, 'at most 1 ms');
}

function eventLog() {
  const log = path.join(folder, 'events.jsonl');
  const file = openSync(log, 'w');
  let bytes = 0;
  for (let index = 0; bytes < 50 * 1024 * 1024; index += 1) {
    const time = new Date(Date.UTC(2026, 10, 20) + index * 10).toISOString();
    const row = {
      time,
      user: `user-${index % 997}`,
      resolved: index % 5 !== 0,
      latency_ms: index % 1200,
      note: 'x'.repeat(60),
    };
    bytes += writeSync(file, `${JSON.stringify(row)}\n`);
  }
  closeSync(file);
  const gate = path.join(folder, 'log.yml');
  writeFileSync(
    gate,
    `version: 1\nfeature: bench\nsources:\n  log: { type: file, path: events.jsonl, format: jsonl }\nmetrics:\n  resolved: { layer: task, target: ">= 0.5", unit: ratio, max-age: 7d, from: { source: log, rate-of: resolved, observed-at: time } }\n`,
  );
  const loop = path.join(folder, 'loop.mjs');
  writeFileSync(
    loop,
    `import { readFileSync } from 'node:fs';\nlet n = 0;\nfor (const line of readFileSync(${JSON.stringify(log)}, 'utf8').split('\\n')) if (line !== '') n += JSON.parse(line).resolved ? 1 : 0;\nif (n === 0) process.exit(9);\n`,
  );
  const resident = path.join(folder, 'resident');
  const preload = path.join(folder, 'resident.cjs');
  writeFileSync(
    preload,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(resident)}, String(process.resourceUsage().maxRSS)));\n`,
  );
  const check = [cli, 'check', gate, '--workspace', folder, '--now', NOW];
  const [bare, ours] = inTurn(5, [[[loop]], [check, { exits: [1] }]]);
  spend(['-r', preload, ...check], { exits: [1] });
  show('CPU over a 50 MB JSON Lines log / bare loop of JSON.parse', (ours / bare).toFixed(2), 'at most 2');
  show(
    'resident memory at its peak over that log',
    `${Math.round(Number(readFileSync(resident, 'utf8')) / 1024)} MB`,
    'under 200 MB',
  );
}

function bundles() {
  const kilobytes = (name) => `${Math.round(statSync(path.join(root, 'dist', name)).size / 1000)} kB`;
  show('bundle of the command line, minified', kilobytes('cli.js'), 'under 700 kB');
  show('bundle of the action, minified', kilobytes('index.js'), 'under 1300 kB');
}

let github;
try {
  console.log(`launch-gate bench, Node ${process.version}`);
  github = await startGitHub();
  await apiCalls(github);
  await startUp(github);
  manyMetrics();
  eventLog();
  await sourceFigures({ root, folder, cli, show });
  bundles();
} finally {
  github?.end();
  rmSync(folder, { recursive: true, force: true });
}

// The parts of written pages that repeat what the code, or a run of it, says.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { block, table } from './docs-markdown.mjs';
import { actionInputs, actionOutputs, exitCodes } from './docs-reference.mjs';
import { flawless, likely, luck, odds, together } from './docs-statistics.mjs';

/** Written pages with regions between `<!-- generated: name -->` and `<!-- /generated -->`. */
const PAGES = ['README.md', 'docs/doctor.md', 'docs/formats/README.md', 'docs/sources/README.md', 'docs/statistics.md'];

/** For each file format, what writes it. */
const FORMATS = {
  values: 'the native values file, JSON or YAML, from any script of yours',
  json: 'any JSON, by JMESPath expressions',
  yaml: 'any YAML, by JMESPath expressions',
  jsonl: 'an event log, one JSON object a line; streamed, of any size',
  csv: 'an export or event log with a header; streamed, of any size',
  promptfoo: "promptfoo's `output.json`",
  'lm-eval': "lm-evaluation-harness's `results_*.json`",
  deepeval: 'a deepeval test run',
  junit: 'JUnit XML of pytest, vitest, jest, surefire, gotestsum, promptfoo',
  mlflow: 'an MLflow run: a directory of the file store, or exported as JSON',
  benchmark: "github-action-benchmark's results and history",
  evidently: "Evidently's reports, snapshots and test suites",
};

async function formats({ built }, folder) {
  const { FORMAT_KEYS } = await built('sources/schemas/file.js');
  const rows = Object.entries(FORMAT_KEYS).map(([name, keys]) => {
    if (FORMATS[name] === undefined) throw new Error(`docs-readme.mjs does not know the format ${name}`);
    return [`[\`${name}\`](${folder}${name}.md)`, FORMATS[name], keys.map((key) => `\`${key}\``).join(', ')];
  });
  return table(['format', 'what writes it', 'keys of `from`'], rows);
}

/** For each type of source that is asked, what it is. */
const SOURCES = {
  file: ['../formats/README.md', 'a file inside the workspace, in one of twelve formats'],
  http: ['http.md', 'any API that answers with JSON; [recipes](../recipes/README.md) for many systems'],
  prometheus: ['prometheus.md', 'Prometheus, Mimir, Thanos, VictoriaMetrics, managed services, Grafana’s proxy'],
  postgres: ['postgres.md', 'PostgreSQL and what speaks its protocol, read-only'],
  mlflow: ['mlflow.md', 'the newest finished run of an MLflow tracking server'],
};

/** The types of sources with their keys, from the registry. */
async function sources({ built }) {
  const { SOURCE_SCHEMAS } = await built('sources/schemas/index.js');
  const { SOURCE_TYPES } = await built('sources/index.js');
  const { sharedSourceKeys, sharedFromKeys } = await built('sources/schemas/shared.js');
  const { namesOf } = await built('sources/schemas/leaves.js');
  const own = (schema, shared) => {
    const names = namesOf(schema).filter((name) => !Object.hasOwn(shared, name));
    return names.map((name) => `\`${name}\``).join(', ');
  };
  const rows = [...SOURCE_TYPES.keys()].map((type) => {
    if (SOURCES[type] === undefined) throw new Error(`docs-readme.mjs does not know the type of source ${type}`);
    const [page, says] = SOURCES[type];
    const { source, from } = SOURCE_SCHEMAS.get(type);
    return [`[\`${type}\`](${page})`, says, own(source(), sharedSourceKeys(type)), own(from(), sharedFromKeys())];
  });
  return table(['type', 'what it reads', 'keys of the source', 'keys of `from`'], rows);
}

/** The wiki assistant as the command line shows it, up to the list of what blocks. */
async function picture({ root, built }) {
  const { run } = await built('run.js');
  const { localWorld, NO_FACTS } = await built('world.js');
  const { renderText } = await built('report/text.js');
  const criteriaPath = 'fixtures/wiki-assistant/launch-gate.yml';
  const world = localWorld({ workspaceRoot: root, nowMs: Date.UTC(2026, 10, 21, 12), commit: null, env: {} });
  const inputs = {
    criteriaPath,
    criteriaFile: path.join(root, criteriaPath),
    values: [],
    stage: null,
    pullRequest: null,
    allowedHosts: null,
  };
  const workspace = { ...world.workspace, git: async () => null };
  const outcome = await run(inputs, { ...world, workspace, facts: NO_FACTS, head: async () => null });
  const text = renderText(outcome, { colour: false, width: 80, unicode: true });
  const end = text.indexOf('\nWhat blocks');
  if (end < 0) throw new Error('the report of the wiki assistant has no list of what blocks');
  return block('text', text.slice(0, end));
}

/** What stands in a region, by its name; `null` for regions that a person keeps. */
async function regionOf(name, context, page) {
  switch (name) {
    case 'picture':
      return picture(context);
    case 'formats':
      return formats(context, page === 'README.md' ? 'docs/formats/' : '');
    case 'sources':
      return sources(context);
    case 'inputs':
      return actionInputs(context.root);
    case 'outputs':
      return actionOutputs(context.root);
    case 'exit-codes':
      return exitCodes(context, 'check');
    case 'exit-codes-doctor':
      return exitCodes(context, 'doctor');
    case 'luck':
      return luck(context);
    case 'flawless':
      return flawless(context);
    case 'odds':
      return odds(context);
    case 'together':
      return together();
    case 'likely':
      return likely(context);
    case 'bench':
      return null;
    default:
      throw new Error(`${page}: unknown generated region ${name}`);
  }
}

const REGION = /(<!-- generated: ([\w-]+) -->\n)([\s\S]*?)(<!-- \/generated -->)/g;

/** The written pages with their regions made anew. */
export async function regionPages(context) {
  const pages = [];
  for (const page of PAGES) {
    const text = readFileSync(path.join(context.root, page), 'utf8');
    const made = new Map();
    for (const [, , name] of text.matchAll(REGION)) made.set(name, await regionOf(name, context, page));
    const filled = text.replace(REGION, (all, start, name, _, end) => {
      const content = made.get(name);
      return content === null ? all : `${start}\n${content}\n\n${end}`;
    });
    pages.push([page, filled]);
  }
  return pages;
}

// A GitHub for the bench, in a process of its own: `node bench-github.mjs COMPILED_SERVER_ROOT`, started by bench.mjs.
// Each message asks for a repository (`open`) or for the requests that it has seen (`count`).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = process.argv[2] ?? '';
const load = (name) => import(pathToFileURL(path.join(root, 'test/github-server', `${name}.js`)).href);
const [{ startGitHub }, { MERGE_SHA, pullRequestEvent, writePayload }, { BASE_SHA, HEAD_SHA }] = await Promise.all(
  ['github-server', 'events', 'given-model'].map(load),
);

const LABEL = 'launch-gate/override';
const WORKFLOW = 'on: pull_request\njobs: { gate: { runs-on: ubuntu-latest, steps: [] } }\n';
const servers = [];

process.on('message', async (message) => {
  try {
    process.send(message.open === undefined ? await count(message.count) : await open(message.open));
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) });
  }
});
process.on('disconnect', () => process.exit(0));

/** A repository with criteria and a pull request, and the variables of a run on it. */
async function open({ criteria, file, events, labelled }) {
  const files = { [criteria]: readFileSync(file), '.github/workflows/launch-gate.yml': WORKFLOW };
  const server = await startGitHub({
    commits: { [BASE_SHA]: { files }, [HEAD_SHA]: { files }, [MERGE_SHA]: { files } },
    collaborators: { grace: 'maintain' },
    activity: { 'acme/assistant': [{ at: minutesAgo(60) }] },
    pullRequests: [pullRequest(events, labelled)],
  });
  const event = pullRequestEvent(server.model);
  servers.push(server);
  return {
    id: servers.length - 1,
    env: { ...variables(server), ...event.env, GITHUB_EVENT_PATH: writePayload(event) },
  };
}

function pullRequest(events, labelled) {
  const other = { event: 'mentioned', at: minutesAgo(30) };
  const last = labelled ? { event: 'labeled', label: LABEL, at: minutesAgo(10) } : other;
  return {
    changedFiles: ['prompts/answer.md'],
    labels: labelled ? [LABEL] : [],
    events: [...Array.from({ length: events - 1 }, () => other), last],
    comments: labelled ? [{ body: 'launch-gate override: the bench', created_at: minutesAgo(12) }] : [],
  };
}

function variables({ url }) {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
    'INPUT_GITHUB-TOKEN': 'job-token',
  };
}

/** Ends a repository; throws where it saw what GitHub would refuse. */
async function count(id) {
  const { requests } = servers[id];
  await servers[id].close();
  return { calls: requests.length, eventPages: requests.filter(({ path: asked }) => asked.endsWith('/events')).length };
}

function minutesAgo(minutes) {
  return `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

// Cuts the operations that the gate uses out of GitHub's own description of its API, with everything that they refer to,
// for the loopback server of the tests:
//   node scripts/cut-openapi.mjs [path of api.github.com.json]
// Without a path the description is installed into a throw-away folder (it is some 400 MB unpacked).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const VERSION = '23.0.2';
const OPERATIONS = [
  'actions/get-workflow-run',
  'git/get-ref',
  'git/get-blob',
  'git/get-tree',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/get-comment',
  'issues/get-label',
  'issues/list-comments',
  'issues/list-events',
  'issues/list-labels-on-issue',
  'issues/update-comment',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'rate-limit/get',
  'repos/compare-commits',
  'repos/get',
  'repos/get-branch',
  'repos/get-branch-rules',
  'repos/get-collaborator-permission-level',
  'repos/get-commit',
  'repos/get-content',
  'repos/list-activities',
  'repos/list-pull-requests-associated-with-commit',
  'teams/get-by-name',
  'teams/get-membership-for-user-in-org',
  'users/get-authenticated',
  'users/get-by-username',
];
/** What says nothing about which requests and responses are valid. */
const SAYS_NOTHING = new Set([
  'description',
  'summary',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'deprecated',
  'title',
]);
/** Their keys are names that GitHub chose, not words of the description's language. */
const HOLDS_NAMES = new Set([
  'properties',
  'patternProperties',
  'schemas',
  'responses',
  'parameters',
  'headers',
  'content',
]);

const source = process.argv[2] === undefined ? installed() : readFileSync(process.argv[2], 'utf8');
const folder = path.resolve(import.meta.dirname, '../fixtures/github');
mkdirSync(folder, { recursive: true });
const text = `${JSON.stringify(cut(JSON.parse(source)))}\n`;
writeFileSync(path.join(folder, 'openapi.json'), text);
console.log(`fixtures/github/openapi.json: ${OPERATIONS.length} operations, ${Math.round(text.length / 1024)} KiB`);

function installed() {
  const made = mkdtempSync(path.join(tmpdir(), 'openapi-'));
  try {
    const words = ['install', '--prefix', made, '--no-save', '--ignore-scripts', `@octokit/openapi@${VERSION}`];
    execFileSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'] });
    return readFileSync(path.join(made, 'node_modules/@octokit/openapi/generated/api.github.com.json'), 'utf8');
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function cut(whole) {
  const paths = {};
  const wanted = new Set(OPERATIONS);
  for (const [route, methods] of Object.entries(whole.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!wanted.delete(operation.operationId)) continue;
      const { operationId, parameters, requestBody, responses } = operation;
      paths[route] ??= {};
      paths[route][method] = bare({ operationId, parameters, requestBody, responses: asJson(responses) });
    }
  }
  if (wanted.size > 0) throw new Error(`not in the description: ${[...wanted].join(', ')}`);
  const { openapi, info } = whole;
  const components = referred(paths, whole.components);
  return sorted({
    openapi,
    info: { title: info.title, version: info.version, license: info.license },
    paths,
    components,
  });
}

/** Responses with their JSON only: the gate reads nothing else that has a schema. */
function asJson(responses) {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const json = response.content?.['application/json'];
      if (response.$ref !== undefined || response.content === undefined) return [status, response];
      return [status, json === undefined ? {} : { content: { 'application/json': json } }];
    }),
  );
}

/** The same without words and links for readers; `areNames` where the keys are names. */
function bare(value, areNames = false) {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) =>
      inner !== undefined &&
      (areNames ||
        (!SAYS_NOTHING.has(key) && (!key.startsWith('x-') || key === 'x-multi-segment') && key !== 'headers')),
  );
  return Object.fromEntries(
    kept.map(([key, inner]) =>
      // Values of `enum` and `default` are data.
      ['enum', 'default'].includes(key) && !areNames
        ? [key, inner]
        : [key, bare(inner, !areNames && HOLDS_NAMES.has(key))],
    ),
  );
}

/** The components that the paths refer to, and those that they refer to in turn. */
function referred(paths, all) {
  const components = {};
  const open = [...references(paths)];
  for (const pointer of open) {
    const [, , kind, name] = pointer.split('/');
    if (components[kind]?.[name] !== undefined) continue;
    const component = bare(all[kind][name]);
    components[kind] ??= {};
    components[kind][name] = component;
    open.push(...references(component));
  }
  return components;
}

function* references(value) {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.$ref === 'string') yield value.$ref;
  for (const inner of Object.values(value)) yield* references(inner);
}

/** Sorted keys, so that the same description gives the same bytes. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

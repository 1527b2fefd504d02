import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Answer, type Call, isHeadRepository, isHome, NOT_FOUND, nowOf, type Operate, refused } from './call.ts';
import { OPERATIONS, type Operation, problem, type Schema } from './description.ts';
import { fill } from './fill.ts';
import { fullModel, type GivenModel } from './given-model.ts';
import { answerGraphql } from './graphql.ts';
import { ISSUE_OPERATIONS } from './issue-operations.ts';
import type { Model, Token } from './model.ts';
import { PEOPLE_OPERATIONS } from './people-operations.ts';
import { accepted, isAllowed } from './permissions.ts';
import { hasActivity, REPOSITORY_OPERATIONS } from './repository-operations.ts';
import { type Rule, type ScriptedAnswer, type Scripts, type SeenRequest, scripts } from './scripts.ts';

const OPERATE: Readonly<Record<string, Operate>> = {
  ...REPOSITORY_OPERATIONS,
  ...ISSUE_OPERATIONS,
  ...PEOPLE_OPERATIONS,
};

/** A GitHub on loopback, for `GITHUB_API_URL`. */
export interface GitHubServer {
  readonly url: string;
  /** May be changed between requests. */
  readonly model: Model;
  /** Every request, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Requests that GitHub's description does not allow: each was answered 422. */
  readonly violations: readonly string[];
  /** Requests of other operations than the cut description has: each was answered 404. */
  readonly unknown: readonly string[];
  /** Departs from the model: errors, broken answers, none, or a change of the model at a certain request. */
  script(rule: Rule): void;
  /**
   * Ends the server. Throws where an answer of its own broke GitHub's description and, unless `unchecked`, where there
   * were violations or unknown requests.
   */
  close(options?: { readonly unchecked?: boolean }): Promise<void>;
}

interface State {
  readonly model: Model;
  readonly requests: SeenRequest[];
  readonly violations: string[];
  readonly unknown: string[];
  readonly broken: string[];
  readonly rules: Scripts;
}

/** Starts a GitHub that knows what is given, on a free port of 127.0.0.1. */
export async function startGitHub(given: GivenModel = {}): Promise<GitHubServer> {
  const state: State = {
    model: fullModel(given),
    requests: [],
    violations: [],
    unknown: [],
    broken: [],
    rules: scripts(),
  };
  const server = createServer((request, response) => {
    serve(state, request, response).catch((error: unknown) => {
      state.broken.push(`${request.method} ${request.url}: ${error instanceof Error ? error.message : String(error)}`);
      send(response, state.model, { status: 400, body: refused(400, 'the loopback server is broken').body });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address.
  const { port } = server.address() as AddressInfo;
  const { model, requests, violations, unknown, broken, rules } = state;
  return {
    url: `http://127.0.0.1:${port}`,
    model,
    requests,
    violations,
    unknown,
    script: (rule) => rules.add(rule),
    async close({ unchecked = false } = {}) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      const wrong = [...broken, ...(unchecked ? [] : [...violations, ...unknown.map((one) => `unknown: ${one}`)])];
      if (wrong.length > 0) throw new Error(`the loopback GitHub saw:\n${wrong.join('\n')}`);
    },
  };
}

async function serve(state: State, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { model } = state;
  const url = new URL(message.url ?? '/', `http://${message.headers.host}`);
  const sent = await text(message);
  // An enterprise server has its API below a folder.
  const path = url.pathname.replace(/^\/api\/v3(?=\/)/, '').replace(/^\/api(?=\/graphql$)/, '');
  const request: SeenRequest = {
    method: message.method ?? '',
    path: decodeURIComponent(path),
    query: Object.fromEntries(url.searchParams),
    body: parsed(sent),
    authorization: (message.headers.authorization ?? '').replace(/^(token|bearer) /i, ''),
  };
  state.requests.push(request);
  const found = operationOf(request.method, path);
  const wrong = found === null ? null : requestProblem(found.operation, found.path, request);
  if (wrong !== null) {
    state.violations.push(`${request.method} ${request.path}: ${wrong}`);
    return send(response, model, refused(422, wrong));
  }
  const scripted = state.rules.answer(request, `${request.path}${url.search}`, model);
  if (scripted === 'never') return;
  if (scripted === 'reset') {
    message.socket.destroy();
    return;
  }
  if (scripted !== null) return send(response, model, scripted);
  const token = tokenOf(model, request.authorization);
  const base = { model, token, tokenText: request.authorization, query: request.query, body: request.body, url };
  const call: Call = { ...base, path: found?.path ?? {}, accept: message.headers.accept ?? '' };
  const answer = path === '/graphql' ? answerGraphql(call) : found === null ? null : operate(found.operation, call);
  if (answer === null) state.unknown.push(`${request.method} ${request.path}`);
  send(response, model, answer === null ? NOT_FOUND : complete(found?.operation ?? null, answer));
}

/** The operation that answers a request, and what its path says. */
function operationOf(
  method: string,
  path: string,
): { readonly operation: Operation; readonly path: Readonly<Record<string, string>> } | null {
  for (const operation of OPERATIONS) {
    const match = operation.method === method ? operation.pattern.exec(path) : null;
    if (match === null) continue;
    const values = operation.names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]);
    return { operation, path: Object.fromEntries(values) };
  }
  return null;
}

function requestProblem(
  operation: Operation,
  path: Readonly<Record<string, string>>,
  request: SeenRequest,
): string | null {
  const inPath = problem(operation.path, typed(operation.path, path));
  const inQuery = problem(operation.query, typed(operation.query, request.query));
  if (inPath !== null || inQuery !== null) return inPath ?? inQuery;
  if (operation.body === null) return request.body === undefined ? null : 'takes no body';
  return problem(operation.body, request.body);
}

/** Numbers and truth values of an address as what they are. */
function typed(schema: Schema, values: Readonly<Record<string, string>>): object {
  const entries = Object.entries(values).map(([name, value]): [string, unknown] => {
    const type = schema.properties?.[name]?.type;
    if (type === 'integer' && /^-?\d+$/.test(value)) return [name, Number(value)];
    return type === 'boolean' && /^(true|false)$/.test(value) ? [name, value === 'true'] : [name, value];
  });
  return Object.fromEntries(entries);
}

function operate(operation: Operation, call: Call): Answer {
  const run = OPERATE[operation.id];
  if (run === undefined) throw new Error(`nothing answers ${operation.id}`);
  if (call.tokenText === '') return refused(401, 'Requires authentication');
  if (!isAllowed(operation.id, call.token.permissions)) {
    const answer = refused(403, 'Resource not accessible by integration');
    return { ...answer, headers: { 'x-accepted-github-permissions': accepted(operation.id) } };
  }
  const hasRepository = operation.names.includes('repo');
  const isElsewhere = hasRepository && !isHome(call) && !isVisibleElsewhere(operation.id, call);
  return isElsewhere ? NOT_FOUND : run(call);
}

/** Another repository shows its pushes, and its contents where a pull request comes from it. */
function isVisibleElsewhere(id: string, call: Call): boolean {
  if (id === 'repos/list-activities') return hasActivity(call);
  return ['repos/get-content', 'repos/get-commit'].includes(id) && isHeadRepository(call);
}

function tokenOf(model: Model, authorization: string): Token {
  const { viewer, permissions } = model;
  return model.tokens[authorization] ?? { viewer, permissions, kind: 'installation' };
}

/** The answer with all that GitHub's description requires; an answer that breaks the description throws. */
function complete(operation: Operation | null, answer: Answer): Answer {
  if (operation === null || answer.raw !== undefined) return answer;
  const { status, body } = answer;
  const schema = operation.responses[String(status)];
  if (status >= 400) return answer;
  if (schema === undefined) throw new Error(`${operation.id} answers no ${status}`);
  if (schema === null) return answer;
  const filled = fill(schema, body);
  const wrong = problem(schema, filled);
  if (wrong !== null) throw new Error(`${operation.id}: ${wrong}`);
  return { ...answer, body: filled };
}

function parsed(sent: string): unknown {
  if (sent === '') return undefined;
  try {
    return JSON.parse(sent);
  } catch {
    return sent;
  }
}

function send(response: ServerResponse, model: Model, answer: Answer | ScriptedAnswer): void {
  const raw = 'raw' in answer ? answer.raw : undefined;
  const body = raw ?? (typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  const isText = typeof answer.body === 'string';
  response.writeHead(answer.status, {
    'content-type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    date: new Date(nowOf(model)).toUTCString(),
    'x-github-request-id': 'LOOP:BACK',
    ...answer.headers,
  });
  response.end(body);
}

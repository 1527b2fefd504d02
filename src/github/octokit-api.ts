import * as z from 'zod/mini';
import type { Api, ApiAnswer, Parameters } from './api.ts';
import { type ApiBudget, apiBudget } from './api-budget.ts';
import { type ApiFailure, callName, failureOf, noAnswer } from './api-failure.ts';
import { octokitClient, type RawAnswer, type Send } from './octokit-client.ts';

/** What a connection to GitHub's API needs. */
export interface ApiAccess {
  readonly token: string;
  readonly repository: { readonly owner: string; readonly repo: string };
  /** `GITHUB_API_URL` and `GITHUB_GRAPHQL_URL` say where GitHub is. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** May only shorten the usual budget. */
  readonly budgetMs?: number;
  /** One budget for several connections; else each has its own. */
  readonly budget?: ApiBudget;
  /** How long a second between repetitions is: 1000, or less in tests. */
  readonly secondMs?: number;
}

/** The version of the REST API that the answers are read by. */
const API_VERSION = '2022-11-28';
const MOST_PAGES = 50;

/** GitHub's API through Octokit, loaded at the first call. */
export function openApi(given: ApiAccess): Api {
  const { owner, repo } = given.repository;
  const budget = given.budget ?? apiBudget(given.env, given.budgetMs);
  const send = sender(given, budget);

  const request: Api['request'] = async (route, parameters, schema) => {
    const call = callName(route, parameters);
    const answer = await send(call, route, withRepository(route, parameters, { owner, repo }));
    return answer.ok ? checked(call, answer.value.data, schema) : answer;
  };

  const list: Api['list'] = async <T>(
    route: string,
    parameters: Parameters,
    item: z.ZodMiniType<T>,
    options: { readonly mostPages?: number; readonly enough?: (items: readonly T[]) => boolean } = {},
  ): Promise<ApiAnswer<readonly T[]>> => {
    const call = callName(route, parameters);
    const items: T[] = [];
    let page: Readonly<Record<string, string>> = {};
    for (let pages = 0; pages < (options.mostPages ?? MOST_PAGES); pages += 1) {
      const asked = { per_page: 100, ...parameters, ...page };
      const answer = await send(call, route, withRepository(route, asked, { owner, repo }));
      if (!answer.ok) return answer;
      const read = checked(call, answer.value.data, z.array(item));
      if (!read.ok) return read;
      items.push(...read.value);
      const next = nextPage(answer.value.headers.link);
      if (next === null || options.enough?.(items) === true) return { ok: true, value: items };
      page = next;
    }
    return noAnswer(call, `the list has more than ${options.mostPages ?? MOST_PAGES} pages`);
  };

  const graphql: Api['graphql'] = async (query, variables, schema) => {
    const call = 'POST graphql';
    const url = graphqlUrl(given.env);
    if (url === null) return noAnswer(call, 'GITHUB_GRAPHQL_URL is not a URL');
    const answer = await send(call, `POST ${url}`, { query, variables });
    if (!answer.ok) return answer;
    const body = checked(call, answer.value.data, z.object({ data: z.unknown(), errors: z.optional(z.unknown()) }));
    if (!body.ok) return body;
    if (body.value.errors !== undefined) return noAnswer(call, 'GitHub did not answer the query');
    return checked(call, body.value.data, schema);
  };

  return { owner, repo, request, list, graphql };
}

type Sender = (
  call: string,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
) => Promise<{ readonly ok: true; readonly value: RawAnswer } | ApiFailure>;

/** Sends within what is left of the budget; nothing is thrown. */
function sender(given: ApiAccess, budget: ApiBudget): Sender {
  let client: Promise<Send> | null = null;
  const open = (baseUrl: string): Promise<Send> => {
    client ??= octokitClient({ token: given.token, baseUrl, budget, secondMs: given.secondMs ?? 1000 });
    return client;
  };
  return async (call, route, parameters) => {
    const baseUrl = apiUrl(given.env['GITHUB_API_URL']);
    if (baseUrl === null) return noAnswer(call, 'GITHUB_API_URL is not a URL');
    const leftMs = budget.leftMs();
    const late = noAnswer(call, "the time for calls to GitHub's API is used up");
    if (leftMs <= 0) return late;
    budget.begin();
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<ApiFailure>((resolve) => {
      timer = setTimeout(() => {
        resolve(late);
        controller.abort();
      }, leftMs);
    });
    const headers = { 'x-github-api-version': API_VERSION };
    const answered = open(baseUrl)
      .then((send) => send(route, { ...parameters, headers, request: { signal: controller.signal } }))
      .then((value) => ({ ok: true as const, value }))
      .catch((error: unknown) => failureOf(call, error));
    try {
      return await Promise.race([answered, expired]);
    } finally {
      clearTimeout(timer);
      budget.end();
    }
  };
}

function checked<T>(call: string, data: unknown, schema: z.ZodMiniType<T>): ApiAnswer<T> {
  const read = z.safeParse(schema, data);
  if (read.success) return { ok: true, value: read.data };
  return noAnswer(call, 'the answer has another shape than GitHub documents');
}

/** Only what the template names: anything else would be sent along as part of the query. */
function withRepository(route: string, parameters: Parameters, { owner, repo }: { owner: string; repo: string }) {
  return {
    ...(route.includes('{owner}') ? { owner } : {}),
    ...(route.includes('{repo}') ? { repo } : {}),
    ...parameters,
  };
}

/** The query of the next page by the `Link` header; its host is not followed, since the token would go there. */
function nextPage(link: string | undefined): Readonly<Record<string, string>> | null {
  const url = /<([^<>]*)>\s*;\s*rel="next"/.exec(link ?? '')?.[1];
  if (url === undefined) return null;
  const query = url.slice(url.indexOf('?') + 1);
  return Object.fromEntries(new URLSearchParams(query));
}

function apiUrl(text: string | undefined): string | null {
  const url = text === undefined || text === '' ? 'https://api.github.com' : text;
  return /^https?:\/\/[^/?#@\s]+(\/[^?#@\s]*)?$/.test(url) ? url.replace(/\/+$/, '') : null;
}

function graphqlUrl(env: ApiAccess['env']): string | null {
  if (env['GITHUB_GRAPHQL_URL']) return apiUrl(env['GITHUB_GRAPHQL_URL']);
  // GitHub Enterprise Server has REST below /api/v3 and GraphQL beside it.
  const rest = apiUrl(env['GITHUB_API_URL']);
  if (rest === null) return null;
  return rest.endsWith('/api/v3') ? rest.replace(/v3$/, 'graphql') : `${rest}/graphql`;
}

import type { ApiBudget } from './api-budget.ts';

/** An answer as Octokit hands it over, nothing of it checked. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: { readonly link?: string | undefined };
  readonly data: unknown;
}

/** Sends one request, `METHOD url-template`; rejects for every status from 400 on. */
export type Send = (route: string, parameters: Readonly<Record<string, unknown>>) => Promise<RawAnswer>;

/** The one route whose requests say by their text whether they write; ours only ask. */
const GRAPHQL = /^POST \S*\/graphql$/;

/** Most repetitions of one call, by either plugin. */
const MOST_RETRIES = 3;

/** What the hook below reads and writes of an error; Octokit types it loosely. */
interface CallError extends Error {
  readonly status: number;
  readonly request: { request?: Record<string, unknown> };
  readonly response?: { readonly headers: Readonly<Record<string, unknown>> };
}

/**
 * Octokit with its retry and throttling plugins, bound to what is left of a budget: a wait that does not fit fails at
 * once. `secondMs` is the length of a second between repetitions.
 */
export async function octokitClient(given: {
  readonly token: string;
  readonly baseUrl: string;
  readonly budget: ApiBudget;
  readonly secondMs: number;
}): Promise<Send> {
  const [{ GitHub, defaults, getOctokitOptions }, { retry }, { throttling }] = await Promise.all([
    import('@actions/github/lib/utils'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const fits = (waitSeconds: number) => waitSeconds * given.secondMs < given.budget.leftMs();
  const waitFor = (waitSeconds: number, _options: object, _octokit: object, retryCount: number) =>
    retryCount < MOST_RETRIES && fits(waitSeconds);

  // Plugins wrap each other, the first one innermost: this one decides before `retry` does.
  const patience = (octokit: Parameters<Parameters<typeof GitHub.plugin>[0]>[0]) => {
    octokit.hook.error('request', (error, options) => {
      if (isCallError(error)) {
        const limited = isLimit(error);
        // The throttling plugin knows a limit by these words, and GitHub's do not always hold them.
        if (limited) error.message = 'secondary rate limit';
        const tried = Number(options.request['retryCount'] ?? 0);
        const again = !limited && fits((tried + 1) ** 2);
        options.request['retries'] = again ? MOST_RETRIES : 0;
        // What an earlier failure allowed does not hold for this one.
        error.request.request = { ...error.request.request, retries: 0 };
      }
      throw error;
    });
    return {};
  };

  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const open = () =>
    new (GitHub.plugin(patience, retry, throttling))(
      getOctokitOptions(given.token, {
        baseUrl: given.baseUrl,
        log: silent,
        request: { ...defaults.request, log: silent },
        retry: { retries: MOST_RETRIES, retryAfterBaseValue: given.secondMs },
        throttle: {
          // Limiters are kept per id in the module: another token is another account with limits of its own.
          id: crypto.randomUUID(),
          retryAfterBaseValue: given.secondMs,
          onRateLimit: waitFor,
          onSecondaryRateLimit: waitFor,
        },
      }),
    );
  // GraphQL counts as writing for the throttling plugin, whose pause between writes would follow a mere question.
  const [client, asking] = [open(), open()];
  return (route, parameters) => (GRAPHQL.test(route) ? asking : client).request(route, { ...parameters });
}

function isCallError(error: unknown): error is CallError {
  return error instanceof Error && 'status' in error && 'request' in error;
}

/** Whether GitHub asked to be asked less often, and says when again. */
function isLimit({ status, message, response }: CallError): boolean {
  if (status !== 403 && status !== 429) return false;
  return isLimitAnswer(response?.headers ?? {}, message);
}

/** Whether an answer with status 403 or 429 is about a limit rather than about rights. */
export function isLimitAnswer(headers: Readonly<Record<string, unknown>>, message: string): boolean {
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /\bsecondary rate\b/i.test(message)
  );
}

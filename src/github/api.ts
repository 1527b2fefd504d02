import type * as z from 'zod/mini';

/**
 * What GitHub answered, or why there is no answer: `status` is the HTTP status, `null` where none came (a deadline, a
 * broken connection, an answer of another shape than documented). `detail` is in our own words and holds no secret.
 */
export type ApiAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number | null; readonly detail: string };

export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * GitHub's API for one repository and one token. `{owner}` and `{repo}` of a route are filled in unless given. Nothing
 * here throws or rejects; 429, 5xx and secondary limits are retried, 60 seconds in all.
 */
export interface Api {
  readonly owner: string;
  readonly repo: string;
  request<T>(route: string, parameters: Parameters, schema: z.ZodMiniType<T>): Promise<ApiAnswer<T>>;
  /**
   * All pages of a list, 100 entries each, in GitHub's order; `enough` may end it early. More than `mostPages` (50)
   * pages are a failure, never a list cut short.
   */
  list<T>(
    route: string,
    parameters: Parameters,
    item: z.ZodMiniType<T>,
    options?: { readonly mostPages?: number; readonly enough?: (items: readonly T[]) => boolean },
  ): Promise<ApiAnswer<readonly T[]>>;
  graphql<T>(query: string, variables: Parameters, schema: z.ZodMiniType<T>): Promise<ApiAnswer<T>>;
}

import * as z from 'zod/mini';
import type { Api, ApiAnswer } from './api.ts';

/** What the settings of a repository say about the gate; each part may be unknown on its own. */
export interface RepositoryFacts {
  /** Whether the override label exists. */
  readonly label: Fact<boolean>;
  readonly branch: Fact<string>;
  /** Names of the checks that the default branch requires. */
  readonly required: Fact<readonly string[]>;
}
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly status: number | null; readonly detail: string };

const LABEL = z.object({ name: z.string() });
const REPOSITORY = z.object({ default_branch: z.string() });
const CONTEXTS = z.optional(z.array(z.object({ context: z.string() })));
const RULE = z.object({
  type: z.string(),
  parameters: z.optional(z.object({ required_status_checks: CONTEXTS })),
});
const BRANCH = z.object({
  protection: z.optional(
    z.object({
      required_status_checks: z.optional(z.nullable(z.object({ contexts: z.optional(z.array(z.string())) }))),
    }),
  ),
});

/** Reads what the repository is set to, with the rights of the token. */
export async function readRepositoryFacts(api: Api, label: string): Promise<RepositoryFacts> {
  const [found, repository] = await Promise.all([
    api.request('GET /repos/{owner}/{repo}/labels/{name}', { name: label }, LABEL),
    api.request('GET /repos/{owner}/{repo}', {}, REPOSITORY),
  ]);
  const labelFact: Fact<boolean> = found.ok
    ? { known: true, value: true }
    : found.status === 404 && repository.ok
      ? { known: true, value: false }
      : unknown(found);
  if (!repository.ok) return { label: labelFact, branch: unknown(repository), required: unknown(repository) };
  const branch = repository.value.default_branch;
  return { label: labelFact, branch: { known: true, value: branch }, required: await requiredChecks(api, branch) };
}

/** Checks that rulesets or the branch's protection require: either may hold them. */
async function requiredChecks(api: Api, branch: string): Promise<Fact<readonly string[]>> {
  const [rules, protection] = await Promise.all([
    api.list('GET /repos/{owner}/{repo}/rules/branches/{branch}', { branch }, RULE),
    api.request('GET /repos/{owner}/{repo}/branches/{branch}', { branch }, BRANCH),
  ]);
  if (!rules.ok) return unknown(rules);
  if (!protection.ok) return unknown(protection);
  const fromRules = rules.value
    .filter(({ type }) => type === 'required_status_checks')
    .flatMap(({ parameters }) => parameters?.required_status_checks ?? [])
    .map(({ context }) => context);
  const classic = protection.value.protection?.required_status_checks?.contexts ?? [];
  return { known: true, value: [...new Set([...fromRules, ...classic])] };
}

function unknown(answer: Extract<ApiAnswer<unknown>, { readonly ok: false }>): Extract<Fact<never>, { known: false }> {
  return { known: false, status: answer.status, detail: answer.detail };
}

import * as z from 'zod/mini';
import type { Api, ApiAnswer } from './api.ts';

/** What the settings of a repository say about the gate; each part may be unknown on its own. */
export interface RepositoryFacts {
  /** Whether the override label exists; `null` where nobody asked. */
  readonly label: Fact<boolean> | null;
  readonly branch: Fact<string>;
  /** Names of the checks that the default branch requires: by rulesets, and by its own protection. */
  readonly required: readonly Fact<readonly string[]>[];
}
export type Fact<T> = { readonly known: true; readonly value: T } | Unknown;

export interface Unknown {
  readonly known: false;
  readonly status: number | null;
  readonly detail: string;
  /** What a token needs to be told, by the names of a fine-grained one. */
  readonly right: string;
}

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

// https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
const RIGHTS = {
  label: 'issues: read or pull-requests: read',
  repository: 'metadata: read',
  rules: 'metadata: read',
  branch: 'contents: read',
} as const;

/** Reads what the repository is set to, with the rights of the token; `label` is `null` where none is needed. */
export async function readRepositoryFacts(api: Api, label: string | null): Promise<RepositoryFacts> {
  const repository = await api.request('GET /repos/{owner}/{repo}', {}, REPOSITORY);
  // Nothing more is asked with a token that does not even see the repository.
  if (!repository.ok) return { label: null, branch: unknown(repository, RIGHTS.repository), required: [] };
  const branch = repository.value.default_branch;
  const [labelFact, required] = await Promise.all([
    label === null ? null : labelExists(api, label),
    requiredChecks(api, branch),
  ]);
  return { label: labelFact, branch: { known: true, value: branch }, required };
}

async function labelExists(api: Api, name: string): Promise<Fact<boolean>> {
  const found = await api.request('GET /repos/{owner}/{repo}/labels/{name}', { name }, LABEL);
  if (found.ok) return { known: true, value: true };
  return found.status === 404 ? { known: true, value: false } : unknown(found, RIGHTS.label);
}

/** Checks that rulesets or the branch's protection require: either may hold them, and either may be hidden. */
async function requiredChecks(api: Api, branch: string): Promise<RepositoryFacts['required']> {
  const [rules, protection] = await Promise.all([
    api.list('GET /repos/{owner}/{repo}/rules/branches/{branch}', { branch }, RULE),
    api.request('GET /repos/{owner}/{repo}/branches/{branch}', { branch }, BRANCH),
  ]);
  return [
    rules.ok ? { known: true, value: rules.value.flatMap(contextsOf) } : unknown(rules, RIGHTS.rules),
    protection.ok
      ? { known: true, value: protection.value.protection?.required_status_checks?.contexts ?? [] }
      : unknown(protection, RIGHTS.branch),
  ];
}

function contextsOf({ type, parameters }: z.infer<typeof RULE>): readonly string[] {
  if (type !== 'required_status_checks') return [];
  return (parameters?.required_status_checks ?? []).map(({ context }) => context);
}

function unknown({ status, detail }: Extract<ApiAnswer<unknown>, { readonly ok: false }>, right: string): Unknown {
  return { known: false, status, detail, right };
}

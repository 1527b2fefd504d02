import type { Gate, SourceDeclaration } from './core/criterion.ts';
import type { Finding } from './core/finding.ts';

/** Environment variables that sources in use name and that are not set, one finding per source. */
export function credentialFindings(
  gate: Gate,
  criteriaPath: string,
  isSet: (name: string) => boolean,
): readonly Finding[] {
  const used = new Set(gate.metrics.flatMap(({ from, alert }) => [from?.source, alert?.verify?.source]));
  return gate.sources.flatMap((source): Finding[] => {
    const names = used.has(source.id) ? credentialNames(source).filter((name) => !isSet(name)) : [];
    if (names.length === 0) return [];
    const at = { path: criteriaPath, line: source.line, column: null };
    return [{ code: 'credential-not-set', args: { source: source.id, names }, level: 'error', at, metric: null }];
  });
}

/** The environment variables that a source's declaration names, each once. */
export function credentialNames({ keys }: Pick<SourceDeclaration, 'keys'>): readonly string[] {
  return [...new Set([...texts(keys['auth'], 'name'), ...texts(keys['connection']), ...texts(keys['password'])])];
}

/** All texts within a part of the declaration, but for those under the key that is no credential. */
function texts(value: unknown, except = ''): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === except ? [] : texts(inner, except)));
}

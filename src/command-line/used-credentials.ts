import type { Gate } from '../core/criterion.ts';
import { credentialNames } from '../credential-findings.ts';

/** The environment variables that the sources of metrics and alerts name, each once, in the order of the file. */
export function usedCredentials({ metrics, sources }: Pick<Gate, 'metrics' | 'sources'>): readonly string[] {
  const used = new Set(metrics.flatMap(({ from, alert }) => [from?.source, alert?.verify?.source]));
  return [...new Set(sources.filter(({ id }) => used.has(id)).flatMap(credentialNames))];
}

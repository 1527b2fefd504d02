import type { CriteriaText } from '../core/criteria-text.ts';
import type { Gate } from '../core/criterion.ts';
import type { Finding, FindingLevel } from '../core/finding.ts';
import { loadCriteria } from './load-criteria.ts';

/** The criteria as a gate, or every finding that stands against them. */
export interface ReadGate {
  readonly gate: Gate | null;
  readonly feature: string | null;
  readonly findings: readonly Finding[];
}

/** Reads the criteria's text as a gate at a time in milliseconds since the epoch; a text that could not be read is a finding like any other. */
export async function readGate(
  read: CriteriaText,
  path: string,
  nowMs: number | null,
  lapsed: FindingLevel = 'error',
): Promise<ReadGate> {
  if (read.ok) return loadCriteria(read.text, path, read.bytes, nowMs, lapsed);
  const at = { path, line: null, column: null };
  const finding: Finding = { code: read.code, args: { path, detail: read.detail }, level: 'error', at, metric: null };
  return { gate: null, feature: null, findings: [finding] };
}

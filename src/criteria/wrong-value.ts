import { clip, mayBeSecret, type Path } from './findings.ts';
import { keyText, type Plain } from './plain-value.ts';

/** What a finding about a wrong value says: which key, what kind of value was found, and its text unless it may be a secret. */
export function wrongArgs(
  value: Plain | undefined,
  path: Path,
): Record<string, string | number | null | readonly string[]> {
  return { key: keyText(path), found: kindOf(value), value: mayBeSecret(path) ? null : shown(value) };
}

function kindOf(value: Plain | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'map' : typeof value === 'string' ? 'text' : typeof value;
}

function shown(value: Plain | undefined): string | null {
  return typeof value === 'object' || value === undefined ? null : clip(String(value));
}

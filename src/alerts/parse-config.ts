import { parse } from 'yaml';

const LONGEST_CONFIG = 1024 * 1024;

/** Parses YAML that a server gives out; `null` where it is none. What is thrown may quote it, and is not shown. */
export function parseConfig(text: string): unknown {
  if (text.length > LONGEST_CONFIG) return null;
  try {
    return parse(text, { maxAliasCount: 1000, logLevel: 'error', prettyErrors: false });
  } catch {
    return null;
  }
}

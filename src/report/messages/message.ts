import type { TextArgs } from '../../core/finding.ts';

/** One user-facing text, keyed by code in its table: what is said, what to do, and what its page in the docs explains. */
export interface Message {
  /** A short heading for the docs, such as "Unknown key". */
  readonly title: string;
  /** What is wrong, in one plain sentence without Markdown; foreign text is neutralised by the renderer. */
  readonly says: (args: TextArgs) => string;
  /** What to do about it, in one plain sentence. */
  readonly fix: (args: TextArgs) => string;
  /** Docs: why it matters. */
  readonly why: string;
  /** Docs: a short example, YAML or text. */
  readonly example: string;
}

/** An argument as text: lists joined by commas, absent ones empty. */
export function arg(args: TextArgs, name: string): string {
  const value = args[name];
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

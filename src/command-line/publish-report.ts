import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from '../core/outcome.ts';
import type { Secrets } from '../secrets.ts';
import type { Terminal } from './terminal.ts';

export type ReportFormat = 'text' | 'markdown' | 'json';

/** A report format by name (default: the first one offered), or `null` where the name is none of those offered. */
export function formatNamed<F extends ReportFormat>(name: string | undefined, offered: readonly [F, ...F[]]): F | null {
  return name === undefined ? offered[0] : (offered.find((format) => format === name) ?? null);
}

/** What every report says first. */
type Decided = Pick<Outcome, 'decision' | 'verdict'>;

/** Makes the text of a report; `toFile` where no terminal shows it. */
export type Render<Shown> = (
  shown: Shown,
  format: ReportFormat,
  terminal: Terminal,
  toFile: boolean,
) => Promise<string>;

/** Writes the report to standard output, or to the file of `--out`; false where the file cannot be written. */
export async function publishReport(
  outcome: Outcome,
  format: ReportFormat,
  out: string | undefined,
  folder: string,
  terminal: Terminal,
  secrets: Secrets | null = null,
): Promise<boolean> {
  return publish(outcome, render, { format, out, folder, terminal, secrets });
}

/** Where a report goes, and in which form. */
export interface Publishing {
  readonly format: ReportFormat;
  /** The file of `--out`. */
  readonly out: string | undefined;
  readonly folder: string;
  readonly terminal: Terminal;
  readonly secrets: Secrets | null;
}

/** The same for a report of any kind. */
export async function publish<Shown extends Decided>(
  decided: Shown,
  makeText: Render<Shown>,
  { format, out, folder, terminal, secrets }: Publishing,
): Promise<boolean> {
  const [shown, redact] = await withoutSecrets(decided, format, secrets, terminal);
  const text = redact(await makeText(shown, format, terminal, out !== undefined));
  if (out === undefined) {
    terminal.out(text);
    return true;
  }
  if (!(await writeOut(text, out, folder, terminal))) return false;
  const decision = decided.decision === 'go' ? 'GO' : 'NO-GO';
  terminal.err(`${decision} (verdict ${decided.verdict}); report written to ${out}\n`);
  return true;
}

/** The outcome without the credentials of its sources, and what takes them out of a text; loaded only where there are any. */
async function withoutSecrets<Shown>(
  outcome: Shown,
  format: ReportFormat,
  secrets: Secrets | null,
  terminal: Terminal,
): Promise<readonly [Shown, (text: string) => string]> {
  if (secrets === null || secrets.all().length === 0) return [outcome, (text) => text];
  const { redactDeep, redactor, tooShort } = await import('../core/redact.ts');
  const { redactJson } = await import('../core/redact-json.ts');
  const redact = redactor(secrets.all());
  if (tooShort(secrets.all()) > 0)
    terminal.err('launch-gate: a secret of fewer than 6 characters is not taken out of what is shown\n');
  return [redactDeep(outcome, redact), format === 'json' ? (text) => redactJson(text, redact) : redact];
}

/** Writes a text to a file; false, with the reason on standard error, where that fails. */
export async function writeOut(text: string, out: string, folder: string, terminal: Terminal): Promise<boolean> {
  try {
    const file = path.resolve(folder, out);
    // Opening a FIFO waits for its reader, past every deadline.
    const existing = await stat(file).catch(() => null);
    if (existing?.isFIFO() === true || existing?.isSocket() === true) {
      terminal.err(`launch-gate: cannot write ${out}: it is a pipe; leave out --out to write to standard output\n`);
      return false;
    }
    await writeFile(file, text);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const hint = code === 'ENOENT' ? ': its folder does not exist' : '';
    terminal.err(`launch-gate: cannot write ${out} (${code}${hint})\n`);
    return false;
  }
}

async function render(outcome: Outcome, format: ReportFormat, terminal: Terminal, toFile: boolean): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/json.ts')).renderJson(outcome);
    case 'markdown': {
      const { renderMarkdown } = await import('../report/markdown.ts');
      return renderMarkdown(outcome, { maxBytes: 1_000_000 });
    }
    case 'text': {
      const { renderText } = await import(/* webpackMode: "eager" */ '../report/text.ts');
      const colour = terminal.colour && !toFile;
      return renderText(outcome, { colour, width: toFile ? 80 : terminal.width, unicode: toFile || terminal.unicode });
    }
    default:
      throw new Error(`no such format: ${format satisfies never}`);
  }
}

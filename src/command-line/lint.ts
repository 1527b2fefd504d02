import path from 'node:path';
import type { Finding } from '../core/finding.ts';
import { type OddsTable, oddsTable } from '../core/odds-table.ts';
import { readGate } from '../criteria/read-gate.ts';
import { choice } from '../inputs.ts';
import { renderFindings } from '../report/findings-text.ts';
import { findingsJson } from '../report/json.ts';
import { renderOdds } from '../report/odds-text.ts';
import { readCriteriaFile } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { COULD_NOT_JUDGE, type Invocation, usageError } from './invocation.ts';
import { formatNamed, writeOut } from './publish-report.ts';
import type { Terminal } from './terminal.ts';

/** `launch-gate lint`: loads the criteria and writes the findings and the odds; returns 0, or 2 where there is an error. */
export async function lint(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  const { flags } = args;
  const format = formatNamed(flags.format, ['text', 'json']);
  if (format === null) return usageError(`--format ${choice(flags.format ?? '', ['text', 'json'])}`, terminal);
  const criteriaPath = args.positional[0] ?? '.github/launch-gate.yml';
  const read = await readCriteriaFile(path.resolve(invocation.folder, criteriaPath));
  const { gate, findings } = await readGate(read, criteriaPath, Date.now());
  const odds = gate === null ? null : oddsTable(gate);
  const report =
    format === 'json'
      ? findingsJson(criteriaPath, findings, odds)
      : textOf(findings, gate !== null, odds, criteriaPath, terminal);
  if (flags.out === undefined) terminal.out(report);
  else if (!(await writeOut(report, flags.out, invocation.folder, terminal))) return COULD_NOT_JUDGE;
  return gate === null ? COULD_NOT_JUDGE : 0;
}

function textOf(
  findings: readonly Finding[],
  valid: boolean,
  odds: OddsTable | null,
  criteriaPath: string,
  terminal: Terminal,
): string {
  const options = { colour: terminal.colour, width: terminal.width, unicode: terminal.unicode };
  const found = valid && findings.length === 0 ? `${criteriaPath}: no findings\n` : renderFindings(findings, options);
  return odds === null ? found : `${found}\n${renderOdds(odds, options)}`;
}

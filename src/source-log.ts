import { redactor } from './core/redact.ts';
import { type SourceLines, sourceLines } from './report/source-line.ts';
import type { Secrets } from './secrets.ts';

/** The part of the actions toolkit that writes groups of the log. */
interface LogGroups {
  startGroup(name: string): void;
  info(text: string): void;
  endGroup(): void;
}

/** A group of the log with one line per source that was asked, written while the run goes on. */
export function sourceLog(toolkit: LogGroups, secrets: Secrets): SourceLines {
  let open = false;
  const lines = sourceLines((line) => {
    if (!open) toolkit.startGroup('launch-gate: sources');
    open = true;
    toolkit.info(redactor(secrets.all())(line));
  });
  return {
    say: lines.say,
    end() {
      lines.end();
      if (open) toolkit.endGroup();
      open = false;
    },
  };
}

import type { SourceNews } from '../core/source-news.ts';
import type { Secrets } from '../secrets.ts';
import type { Terminal } from './terminal.ts';

/** What is written to a watched terminal while sources are asked. */
interface Progress {
  readonly say: (news: SourceNews) => void;
  readonly end: () => void;
}

/**
 * Names on standard error the sources that are asked, and then says in a line each what came of them; `null` where
 * nobody watches. Standard output holds the report and nothing else.
 */
export async function progressOn(terminal: Terminal, secrets: Secrets): Promise<Progress | null> {
  if (!terminal.watched) return null;
  const { askingLine, sourceLines } = await import('../report/source-line.ts');
  const { wrapText } = await import('../report/layout.ts');
  const { redactor } = await import('../core/redact.ts');
  const write = (line: string): void => {
    // Further lines stand in by two columns, so that each source is seen to begin.
    const [first = '', ...rest] = wrapText(redactor(secrets.all())(line), terminal.errWidth - 2);
    terminal.err([first, ...rest.map((one) => `  ${one}`), ''].join('\n'));
  };
  const lines = sourceLines((line, answered) => {
    if (answered.some(({ hosts }) => hosts.length > 0)) write(line);
  });
  return {
    say(news) {
      if (news.kind === 'asking') write(askingLine(news.sources));
      lines.say(news);
    },
    end: lines.end,
  };
}

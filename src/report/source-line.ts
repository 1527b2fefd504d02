import type { SourceAnswered, SourceNews } from '../core/source-news.ts';
import { forLog } from './neutralise.ts';

const LONGEST = 300;

/** Lines of a log or a terminal, made of news as they come. */
export interface SourceLines {
  readonly say: (news: SourceNews) => void;
  /** Writes what still waits for its other half. */
  readonly end: () => void;
}

/** Hands on one line per source: what it says of values and of alerts comes together, when both are there. */
export function sourceLines(write: (line: string, answered: readonly SourceAnswered[]) => void): SourceLines {
  const expected = new Map<string, number>();
  const waiting = new Map<string, readonly SourceAnswered[]>();
  const finish = (source: string): void => {
    const answered = waiting.get(source);
    waiting.delete(source);
    if (answered !== undefined) write(sourceLine(answered), answered);
  };
  return {
    say(news) {
      if (news.kind === 'asking') {
        for (const { source, parts } of news.sources) expected.set(source, parts);
        return;
      }
      const answered = [...(waiting.get(news.source) ?? []), news];
      waiting.set(news.source, answered);
      if (answered.length >= (expected.get(news.source) ?? 1)) finish(news.source);
    },
    end() {
      for (const source of [...waiting.keys()]) finish(source);
    },
  };
}

/** One source in one line of a log: who was asked, how long it took, and what came of it. */
function sourceLine(answered: readonly SourceAnswered[]): string {
  const hosts = [...new Set(answered.flatMap((one) => one.hosts))];
  const attempts = answered.reduce((sum, one) => sum + one.attempts, 0);
  const milliseconds = Math.max(...answered.map((one) => one.milliseconds));
  const parts = [
    hosts.length === 0 ? 'files' : hosts.join(', '),
    ...(hosts.length === 0 ? [] : [`${attempts} ${attempts === 1 ? 'request' : 'requests'}`]),
    `${(milliseconds / 1000).toFixed(2)} s`,
    answered.map(cameOf).join(', '),
  ];
  return forLog(`${answered[0]?.source ?? ''}: ${parts.join(' · ')}`, LONGEST);
}

function cameOf({ kind, asked, answered, failures }: SourceAnswered): string {
  const what = `${answered} of ${asked} ${kind === 'values' ? 'values read' : 'alerts answered'}`;
  return failures.length === 0 ? what : `${what} (${failures.join(', ')})`;
}

/** What is said as soon as the first host is asked. */
export function askingLine(sources: readonly { readonly source: string }[]): string {
  return forLog(`asking ${sources.map(({ source }) => source).join(', ')} …`, LONGEST);
}

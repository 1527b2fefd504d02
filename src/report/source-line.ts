import type { SourceNews } from '../core/source-news.ts';
import { forLog } from './neutralise.ts';

const LONGEST = 300;

/** One source in one line of a log: who was asked, how long it took, and what came of it. */
export function sourceLine(news: SourceNews): string {
  const { source, kind, hosts, attempts, milliseconds, asked, answered, failures } = news;
  const where = hosts.length === 0 ? 'files' : hosts.join(', ');
  const what = `${answered} of ${asked} ${kind === 'values' ? 'values read' : 'alerts answered'}`;
  const parts = [
    where,
    ...(hosts.length === 0 ? [] : [`${attempts} ${attempts === 1 ? 'request' : 'requests'}`]),
    `${(milliseconds / 1000).toFixed(2)} s`,
    failures.length === 0 ? what : `${what} (${failures.join(', ')})`,
  ];
  return forLog(`${source}: ${parts.join(' · ')}`, LONGEST);
}

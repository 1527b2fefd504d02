import type { Answer, Call } from './call.ts';

/** One page of a list, with GitHub's `Link` header: 30 entries by default, 100 at most. */
export function page<T>({ query, url }: Call, all: readonly T[], body: (item: T) => unknown): Answer {
  const size = sizeOf(query);
  const number = Math.max(1, Number(query['page'] ?? 1));
  const last = Math.max(1, Math.ceil(all.length / size));
  const relations: [string, number][] = [];
  if (number > 1) relations.push(['prev', number - 1]);
  if (number < last) relations.push(['next', number + 1], ['last', last]);
  if (number > 1) relations.push(['first', 1]);
  const links = relations.map(([relation, to]) => link(url, relation, { page: String(to) }));
  const entries = all.slice((number - 1) * size, number * size).map(body);
  return { status: 200, body: entries, headers: links.length === 0 ? {} : { link: links.join(', ') } };
}

/** The same where GitHub goes on by a cursor, `after`, in place of a number. */
export function pageAfter<T>({ query, url }: Call, all: readonly T[], body: (item: T) => unknown): Answer {
  const size = sizeOf(query);
  const from = Number(/^cursor:(\d+)$/.exec(query['after'] ?? 'cursor:0')?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) return { status: 422, body: { message: 'Bad cursor' } };
  const next = from + size;
  const headers = next < all.length ? { link: link(url, 'next', { after: `cursor:${next}` }) } : {};
  return { status: 200, body: all.slice(from, next).map(body), headers };
}

function sizeOf(query: Call['query']): number {
  return Math.min(100, Math.max(1, Number(query['per_page'] ?? 30)));
}

function link(url: URL, relation: string, changed: Readonly<Record<string, string>>): string {
  const to = new URL(url);
  for (const [key, value] of Object.entries(changed)) to.searchParams.set(key, value);
  return `<${to.href}>; rel="${relation}"`;
}

import { listOf, memberOf } from '../members.ts';
import { dataOf, failed, getFrom, type Reading, type Server } from './ask-api.ts';
import { type Rule, type RuleBook, readGroups, ruleBook } from './rules.ts';

const RULES = '/api/v1/rules';
const MOST_PAGES = 50;

interface Page {
  readonly rules: readonly Rule[];
  readonly groups: number;
  readonly next: string;
}

/** An answer is shared by all alerts of a source, and is read once. */
const pages = new WeakMap<object, Reading<Page>>();

/**
 * All rules of a server, recording rules among them. Where that is more than one answer may hold, only the alerting rules
 * of one name, and then nothing is known of recording rules.
 */
export async function askRules(server: Server, name: string): Promise<Reading<RuleBook>> {
  const all = await askPages(server, []);
  if (all.ok) return { ok: true, value: ruleBook(all.value, true) };
  if (all.code !== 'too-large') return all;
  const named = await askPages(server, [
    ['type', 'alert'],
    ['rule_name[]', name],
  ]);
  return named.ok ? { ok: true, value: ruleBook(named.value, false) } : named;
}

async function askPages(
  server: Server,
  query: readonly (readonly [string, string])[],
): Promise<Reading<readonly Rule[]>> {
  let rules: readonly Rule[] = [];
  const seen = new Set<string>();
  let page: readonly (readonly [string, string])[] = [];
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const read = readPage(dataOf(await getFrom(server, RULES, [...query, ...page])));
    if (!read.ok) return read;
    const { next, groups } = read.value;
    rules = [...rules, ...read.value.rules];
    if (next === '') return { ok: true, value: rules };
    if (seen.has(next)) return failed('bad-response', 'the list of rules leads back to a page that was read');
    seen.add(next);
    // A token is only taken together with a size of pages.
    page = [
      ['group_limit', String(Math.max(1, groups))],
      ['group_next_token', next],
    ];
  }
  return failed('too-large', 'the list of rules has too many pages');
}

function readPage(data: Reading<unknown>): Reading<Page> {
  if (!data.ok) return data;
  const { value } = data;
  if (typeof value !== 'object' || value === null) return failed('bad-response', 'the answer is no list of rules');
  const known = pages.get(value);
  if (known !== undefined) return known;
  const page = pageOf(value);
  pages.set(value, page);
  return page;
}

function pageOf(data: object): Reading<Page> {
  try {
    const groups = memberOf(data, 'groups') === null ? [] : listOf(data, 'groups');
    const rules = groups === null ? null : readGroups(groups);
    const next = memberOf(data, 'groupNextToken') ?? '';
    if (groups === null || rules === null || typeof next !== 'string') {
      return failed('bad-response', 'the answer is no list of rules');
    }
    return { ok: true, value: { rules, groups: groups.length, next } };
  } catch {
    return failed('bad-response', 'the list of rules has a key twice');
  }
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, nodesOf, PAGES, ROOT, textOf } from './pages.ts';

/** Links and images of a page, as written. */
function linksOf(page: string): readonly string[] {
  return nodesOf(page)
    .filter(({ type }) => ['link', 'image', 'definition'].includes(type))
    .map((node) => String(node['url']));
}

/** Where a relative link leads from the page: a path from the root, and an anchor or nothing. */
function destination(page: string, link: string): readonly [string, string] {
  const [file = '', anchor = ''] = link.split('#');
  return [file === '' ? page : path.posix.join(path.posix.dirname(page), file), anchor];
}

describe('links', () => {
  it.each(PAGES)('%s: relative links lead somewhere', (page) => {
    const broken = linksOf(page)
      .filter((link) => !/^https:/.test(link))
      .filter((link) => {
        const [file, anchor] = destination(page, link);
        if (file.startsWith('..') || !existsSync(path.join(ROOT, file))) return true;
        return anchor !== '' && !(file.endsWith('.md') && anchorsOf(file).has(anchor));
      });
    expect(broken).toEqual([]);
  });

  it('reach every page from the README', () => {
    const seen = new Set<string>();
    const open = ['README.md'];
    for (let page = open.pop(); page !== undefined; page = open.pop()) {
      if (seen.has(page)) continue;
      seen.add(page);
      for (const link of linksOf(page)) {
        const [file] = destination(page, link);
        if (PAGES.includes(file)) open.push(file);
      }
    }
    expect(PAGES.filter((page) => !seen.has(page))).toEqual([]);
  });

  it.each(PAGES)('%s: names no machine', (page) => {
    expect(textOf(page)).not.toMatch(/\/(?:home|root|tmp|work|Users)\/|registry\.|127\.0\.0\.1|localhost/);
  });
});

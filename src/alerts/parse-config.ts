import { isAlias, isCollection, isMap, isNode, isScalar, type Node, parseDocument, type YAMLMap } from 'yaml';

const LONGEST_CONFIG = 1024 * 1024;
/** What makes parsing slow, about ten microseconds each; a megabyte of what servers write out has less. */
const MARKS = /[[\]{},&*%?\n]|[-:]\s|!/g;
const MOST_MARKS = 150_000;
/** A tag takes several times as long as any other mark. */
const TAG_MARKS = 5;
/** Each is looked for from the beginning; servers write out none. */
const MOST_ALIASES = 100;
/** What aliases of aliases may multiply to. */
const MOST_EXPANDED = 1000;
const DEEPEST = 200;

/**
 * Parses YAML that a server gives out; `null` where it is none, has a key twice, or would take too long. What is thrown
 * may quote it, and is not shown.
 */
export function parseConfig(text: string): unknown {
  if (text.length > LONGEST_CONFIG || isCostly(text)) return null;
  try {
    // Keys are compared by the parser in pairs, which takes long where they are many.
    const document = parseDocument(text, { uniqueKeys: false, logLevel: 'error', prettyErrors: false });
    if (document.errors.length > 0 || !isPlain(document.contents)) return null;
    return document.toJS({ maxAliasCount: MOST_EXPANDED });
  } catch {
    return null;
  }
}

function isCostly(text: string): boolean {
  let marks = 0;
  for (const [mark] of text.matchAll(MARKS)) {
    marks += mark === '!' ? TAG_MARKS : 1;
    if (marks > MOST_MARKS) return true;
  }
  return false;
}

/** Whether each key stands once and is plain, and there are neither many aliases nor many levels. */
function isPlain(contents: Node | null): boolean {
  const left: [unknown, number][] = [[contents, 0]];
  let aliases = 0;
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [node, depth] = next;
    if (isAlias(node)) aliases += 1;
    if (aliases > MOST_ALIASES || depth > DEEPEST) return false;
    if (!isNode(node) || !isCollection(node)) continue;
    if (isMap(node) && !hasEachKeyOnce(node)) return false;
    for (const item of isMap(node) ? node.items.map(({ value }) => value) : node.items) left.push([item, depth + 1]);
  }
  return true;
}

function hasEachKeyOnce({ items }: YAMLMap): boolean {
  const keys = items.map(({ key }) => (isScalar(key) ? String(key.value) : null));
  return !keys.includes(null) && new Set(keys).size === keys.length;
}

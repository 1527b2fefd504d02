import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { bareObject, setOnce } from '../bare-object.ts';
import { DEEPEST_NESTING } from '../tolerant-json.ts';

export type YamlParse =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly text: string; readonly line: number | null; readonly column: number | null };

class Refused extends Error {
  readonly node: unknown;

  constructor(text: string, node: unknown) {
    super(text);
    this.node = node;
  }
}

/** What all aliases may stand for together: walking the data costs its size with every alias written out. */
const MOST_REPEATED_VALUES = 1_000_000;

/** Values that have an anchor, by its name, with how many values each holds. */
interface Anchors {
  readonly values: Map<string, { readonly value: unknown; readonly size: number }>;
  size: number;
}

/**
 * Parses evidence written in YAML 1.2 as plain data: one document without directives and tags, keys that are text,
 * objects that inherit nothing; a duplicate key throws when read. Aliases are taken, since JavaScript's writers make
 * them of every object that stands in two places, but only as many as do not blow up the data.
 */
export function parseYamlEvidence(text: string): YamlParse {
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: false,
      logLevel: 'silent',
      lineCounter: lines,
      prettyErrors: false,
    });
    if (!Array.isArray(documents) || documents.length === 0) return refusal('it holds no document', null, lines);
    const [document, second] = documents;
    if (document === undefined || second !== undefined) return refusal('it holds several documents', null, lines);
    const [error] = [...document.errors, ...document.warnings];
    if (error !== undefined) return refusal('it is not YAML that can be read', error.pos[0], lines);
    if (/^%/m.test(text) && /^%(YAML|TAG)\b/m.test(text)) return refusal('it has a directive (%)', null, lines);
    return { ok: true, value: plain(document.contents, 0, { values: new Map(), size: 0 }) };
  } catch (error) {
    if (error instanceof Refused) return refusal(error.message, offsetOf(error.node), lines);
    return refusal('it is not YAML that can be read (nested too deeply?)', null, lines);
  }
}

function refusal(text: string, offset: number | null, lines: LineCounter): YamlParse {
  const at = offset === null ? null : lines.linePos(offset);
  return { ok: false, text, line: at?.line ?? null, column: at?.col ?? null };
}

function offsetOf(node: unknown): number | null {
  return isNode(node) || isAlias(node) ? (node.range?.[0] ?? null) : null;
}

function isNode(node: unknown): node is Node {
  return isMap(node) || isSeq(node) || isScalar(node);
}

function plain(node: unknown, depth: number, anchors: Anchors): unknown {
  if (node === null || node === undefined) return null;
  if (depth > DEEPEST_NESTING) throw new Refused(`it is nested more than ${DEEPEST_NESTING} levels deep`, node);
  if (isAlias(node)) return aliased(node.source, node, anchors);
  if (!isNode(node)) throw new Refused('it has a part that is no plain data', node);
  if (node.tag !== undefined) throw new Refused('it has a tag (!), which evidence may not hold', node);
  const before = anchors.size;
  anchors.size += 1;
  const value = unaliased(node, depth, anchors);
  // Set only now: an alias inside its own anchor has nothing to stand for.
  if (node.anchor !== undefined) anchors.values.set(node.anchor, { value, size: anchors.size - before });
  return value;
}

function unaliased(node: Node, depth: number, anchors: Anchors): unknown {
  if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1, anchors));
  const object = bareObject();
  for (const pair of isMap(node) ? node.items : []) {
    if (!isPair(pair) || !isScalar(pair.key)) throw new Refused('it has a key that is no plain text', node);
    plain(pair.key, depth, anchors);
    setOnce(object, String(pair.key.source ?? pair.key.value), plain(pair.value, depth + 1, anchors));
  }
  return object;
}

function aliased(name: string, node: unknown, anchors: Anchors): unknown {
  const known = anchors.values.get(name);
  if (known === undefined) throw new Refused('it has an alias (*) without an anchor (&) before it', node);
  anchors.size += known.size;
  if (anchors.size > MOST_REPEATED_VALUES) throw new Refused('its aliases (*) repeat too much of it', node);
  return known.value;
}

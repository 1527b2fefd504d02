import { type CST, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { clip, clipMiddle, type Findings, type Path, type Place } from './findings.ts';
import { hiddenValues } from './hidden-values.ts';

/** Any value of the file as plain data; maps have no prototype. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain;
}

/** The file as plain data, with the places of its keys and values. */
export interface YamlDocument {
  readonly root: Plain;
  /** Where the key at the path stands, or the value where it is an entry of a list. */
  keyPlace(path: Path): Place;
  /** Where the value at the path begins. */
  valuePlace(path: Path): Place;
  /** True where the value (or one that holds it) was already found unusable, so that nothing more is said of it. */
  isSpoilt(path: Path): boolean;
  /** True where the map at the path has entries that are left out because their keys were refused. */
  isPartial(path: Path): boolean;
  /** The text that was meant as the value at the path and is a comment, as in `notifies: #oncall`, or `null`. */
  hiddenText(path: Path): string | null;
}

interface Offsets {
  readonly key: number;
  readonly value: number;
}

/** True for a map of the file. */
export function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Conversion {
  readonly offsets: Map<object, Map<string | number, Offsets>>;
  readonly spoilt: Set<string>;
  readonly partial: Set<string>;
  readonly add: (
    code: Parameters<Findings['add']>[0],
    offset: number,
    args: Parameters<Findings['add']>[2],
    path: Path,
  ) => void;
}

/** The parsed document as plain data with places; what criteria may not hold becomes findings. */
export function convert(
  contents: Node,
  tokens: readonly CST.Token[],
  placeOf: (offset: number) => Place,
  findings: Findings,
): YamlDocument {
  const conversion: Conversion = {
    offsets: new Map(),
    spoilt: new Set(),
    partial: new Set(),
    add: (code, offset, args, path) => findings.add(code, placeOf(offset), args, metricOf(path)),
  };
  const start = contents.range?.[0] ?? 0;
  const root = plain(contents, [], conversion);
  const find = (path: Path): Offsets => {
    let container: unknown = root;
    let found: Offsets = { key: start, value: start };
    for (const step of path) {
      const next =
        typeof container === 'object' && container !== null ? conversion.offsets.get(container)?.get(step) : undefined;
      if (next === undefined) break;
      found = next;
      container = Array.isArray(container)
        ? container[Number(step)]
        : isPlainMap(container)
          ? container[step]
          : undefined;
    }
    return found;
  };
  let hidden: ReadonlyMap<number, string | null> | null = null;
  return {
    root,
    keyPlace: (path) => placeOf(find(path).key),
    valuePlace: (path) => placeOf(find(path).value),
    isPartial: (path) => conversion.partial.has(JSON.stringify(path)),
    hiddenText: (path) => {
      hidden ??= new Map(hiddenValues(tokens).map(({ key, text }) => [key, text]));
      return hidden.get(find(path).key) ?? null;
    },
    isSpoilt: (path) => path.some((_, index) => conversion.spoilt.has(JSON.stringify(path.slice(0, index + 1)))),
  };
}

/** The metric that a path is about. */
export function metricOf(path: Path): string | null {
  return path[0] === 'metrics' && typeof path[1] === 'string' ? path[1] : null;
}

/** Plain data of a node; recursion is bounded by the depth limit, which was checked before. */
function plain(node: unknown, path: Path, conversion: Conversion): Plain {
  if (isMap(node)) return plainMap(node, path, conversion);
  if (isSeq(node)) return plainList(node.items, path, conversion);
  if (!isScalar(node)) return spoil(path, conversion); // an alias, reported where its token stands
  const offset = node.range?.[0] ?? 0;
  const { value } = node;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    conversion.add('yaml-not-a-number', offset, { key: keyText(path), text: clip(node.source ?? String(value)) }, path);
    return spoil(path, conversion);
  }
  if (typeof value === 'string') {
    if (!isPlaceholder(value)) return value;
    conversion.add('placeholder', offset, { key: keyText(path), text: clipMiddle(value) }, path);
    return spoil(path, conversion);
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function spoil(path: Path, conversion: Conversion): null {
  conversion.spoilt.add(JSON.stringify(path));
  return null;
}

// Spaces of any kind and number, and characters that show as nothing.
const GAP = '[\\s_\\u00ad\\u200b-\\u200f\\u2060-\\u2064-]*';
const PLACEHOLDER = new RegExp(`<${GAP}fill${GAP}in\\b`, 'i');

/** What `init` writes where a person has to decide. */
function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

function plainList(items: readonly unknown[], path: Path, conversion: Conversion): Plain {
  const list: Plain[] = [];
  const offsets = new Map<string | number, Offsets>();
  conversion.offsets.set(list, offsets);
  for (const [index, item] of items.entries()) {
    const offset = startOf(item) ?? 0;
    offsets.set(index, { key: offset, value: offset });
    list.push(plain(item, [...path, index], conversion));
  }
  return list;
}

function plainMap(node: YAMLMap, path: Path, conversion: Conversion): Plain {
  const entries: Record<string, Plain> = Object.create(null); // keys such as __proto__ must stay plain keys
  const offsets = new Map<string | number, Offsets>();
  conversion.offsets.set(entries, offsets);
  for (const pair of node.items) {
    const key = keyOf(pair, path, conversion, startOf(node) ?? 0);
    if (key === null) {
      conversion.partial.add(JSON.stringify(path));
      continue;
    }
    const keyOffset = startOf(pair.key) ?? 0;
    if (offsets.has(key)) {
      conversion.add('yaml-duplicate-key', keyOffset, { key: clip(key) }, [...path, key]);
      continue;
    }
    offsets.set(key, { key: keyOffset, value: startOf(pair.value) ?? keyOffset });
    entries[key] = pair.value === null ? null : plain(pair.value, [...path, key], conversion);
  }
  return entries;
}

/** The key of a pair as text, or `null` where it is none that criteria may use. */
function keyOf(pair: Pair, path: Path, conversion: Conversion, fallback: number): string | null {
  const key = pair.key;
  const offset = startOf(key) ?? startOf(pair.value) ?? fallback;
  if (!isScalar(key) || typeof key.value !== 'string') {
    const text = isScalar(key) ? clip(String(key.source ?? key.value)) : '';
    conversion.add('yaml-key-not-text', offset, { text }, path);
    return null;
  }
  if (key.value === '<<' && key.type === 'PLAIN') {
    conversion.add('yaml-merge-key', offset, {}, path);
    return null;
  }
  if (key.value === '__proto__') {
    conversion.add('reserved-key', offset, { key: key.value }, path);
    return null;
  }
  if (isPlaceholder(key.value)) {
    conversion.add('placeholder', offset, { key: keyText(path), text: clipMiddle(key.value) }, path);
    return null;
  }
  return key.value;
}

function startOf(node: unknown): number | null {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  const first: unknown = Array.isArray(range) ? range[0] : null;
  return typeof first === 'number' ? first : null;
}

/** A path as a reader writes it: `metrics.recall.target`, without the entry of a list. */
export function keyText(path: Path): string {
  return clip(path.filter((step) => typeof step === 'string').join('.'));
}

import { Buffer } from 'node:buffer';
import { Composer, type CST, type Document, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { clip, type Findings, type Path, type Place } from './findings.ts';
import { DEPTH_LIMIT, readTokens, type YamlTokens } from './yaml-tokens.ts';

const BYTES_LIMIT = 256 * 1024;
/** One broken bracket can make a parser complain on every line that follows. */
const SYNTAX_ERRORS_SHOWN = 10;

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
}

interface Offsets {
  readonly key: number;
  readonly value: number;
}

/** True for a map of the file. */
export function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text as plain data, or `null` with findings where it cannot be judged as a whole. `bytes` is its size in UTF-8. */
export function readYaml(text: string, bytes: number | undefined, findings: Findings): YamlDocument | null {
  const size = bytes ?? Buffer.byteLength(text, 'utf8');
  if (Math.max(size, text.length) > BYTES_LIMIT) {
    findings.add('file-too-large', { line: 1, column: 1 }, { bytes: Math.max(size, text.length), limit: BYTES_LIMIT });
    return null;
  }
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const read = readTokens(source);
  const placeOf = (offset: number): Place => {
    const { line, col } = read.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (hasControlCharacters(source, placeOf, findings)) return null;
  const stop = reportTokens(read, placeOf, findings);
  if (stop) return null;
  const document = compose(read.tokens, source.length);
  if (reportSyntax(document, placeOf, findings)) return null;
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    findings.add('file-empty', { line: 1, column: 1 }, {});
    return null;
  }
  return convert(document.contents, placeOf, findings);
}

/** YAML allows no control characters but tab and line ends; UTF-16 read as UTF-8 is full of them. */
function hasControlCharacters(text: string, placeOf: (offset: number) => Place, findings: Findings): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const offset = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/);
  if (offset >= 0) findings.add('yaml-syntax', placeOf(offset), { problem: 'control-character' });
  return offset >= 0;
}

/** True where composing the document would be unsafe or say nothing of use. */
function reportTokens(read: YamlTokens, placeOf: (offset: number) => Place, findings: Findings): boolean {
  for (const { code, offset, text } of read.problems) {
    const args = code === 'yaml-too-deep' ? { limit: DEPTH_LIMIT } : { text: clip(text) };
    findings.add(code, placeOf(offset), args);
  }
  return read.problems.some(({ code }) => code === 'yaml-too-deep' || code === 'yaml-directive');
}

function compose(tokens: readonly CST.Token[], length: number): Document.Parsed {
  // Keys are checked for repetition while converting: the library compares each with all before it.
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    strict: true,
    logLevel: 'silent',
  });
  const [document] = composer.compose(tokens, true, length);
  if (document === undefined) throw new Error('the composer gives a document for any text');
  return document as Document.Parsed; // `forceDoc` above rules out the variant without contents
}

function reportSyntax(document: Document.Parsed, placeOf: (offset: number) => Place, findings: Findings): boolean {
  const lines = new Set<number>();
  for (const error of document.errors) {
    const place = placeOf(error.pos[0]);
    if (lines.has(place.line) || lines.size >= SYNTAX_ERRORS_SHOWN) continue;
    lines.add(place.line);
    findings.add('yaml-syntax', place, { problem: error.code.toLowerCase().replaceAll('_', '-') });
  }
  for (const warning of document.warnings) {
    if (warning.code === 'TAG_RESOLVE_FAILED') continue; // every tag is refused anyway, at its own place
    findings.add('yaml-warning', placeOf(warning.pos[0]), { problem: warning.code.toLowerCase().replaceAll('_', '-') });
  }
  return document.errors.length > 0;
}

interface Conversion {
  readonly offsets: Map<object, Map<string | number, Offsets>>;
  readonly spoilt: Set<string>;
  readonly add: (
    code: Parameters<Findings['add']>[0],
    offset: number,
    args: Parameters<Findings['add']>[2],
    path: Path,
  ) => void;
}

function convert(contents: Node, placeOf: (offset: number) => Place, findings: Findings): YamlDocument {
  const conversion: Conversion = {
    offsets: new Map(),
    spoilt: new Set(),
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
  return {
    root,
    keyPlace: (path) => placeOf(find(path).key),
    valuePlace: (path) => placeOf(find(path).value),
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
    conversion.add('placeholder', offset, { key: keyText(path), text: clip(value) }, path);
    return spoil(path, conversion);
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function spoil(path: Path, conversion: Conversion): null {
  conversion.spoilt.add(JSON.stringify(path));
  return null;
}

/** What `init` writes where a person has to decide. */
function isPlaceholder(text: string): boolean {
  return /<\s*fill in\b/i.test(text);
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
    if (key === null) continue;
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
    conversion.add('placeholder', offset, { key: keyText(path), text: clip(key.value) }, path);
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

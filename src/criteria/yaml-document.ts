import { Buffer } from 'node:buffer';
import { Composer, type CST, type Document, isScalar } from 'yaml';
import { clip, type Findings, type Place } from './findings.ts';
import { convert, type YamlDocument } from './plain-value.ts';
import { reportSyntax } from './yaml-syntax.ts';
import { DEPTH_LIMIT, readTokens, type YamlTokens } from './yaml-tokens.ts';

const BYTES_LIMIT = 256 * 1024;

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
  if (reportSyntax(document, read.tokens, source, placeOf, findings)) return null;
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    findings.add('file-empty', { line: 1, column: 1 }, {});
    return null;
  }
  return convert(document.contents, read.tokens, placeOf, findings);
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

import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answered, Parsed } from '../network.ts';
import { parseTolerantJson } from '../tolerant-json.ts';
import { markLength } from '../utf8.ts';
import { askingFailed } from './failure.ts';

/** A whole answer whose JSON is parsed when it is first asked for. */
export function answered(
  answer: { readonly status: number; readonly headers: IncomingHttpHeaders; readonly bytes: Buffer },
  where: string,
): Answered {
  const { status, headers } = answer;
  let bytes: Buffer | null = answer.bytes;
  let parsed: Parsed | null = null;
  return {
    ok: true,
    status,
    bytes: answer.bytes.length,
    cachedSeconds: ageSeconds(headers.age ?? ''),
    json() {
      if (bytes !== null) parsed = parseBody(bytes, headers['content-type'] ?? '', status, where);
      bytes = null;
      return parsed ?? askingFailed('bad-response', `${where} answers with nothing`, status);
    },
  };
}

function ageSeconds(age: string): number {
  return /^\d{1,15}$/.test(age) ? Number(age) : 0;
}

function parseBody(bytes: Buffer, type: string, status: number, where: string): Parsed {
  const bad = (says: string) => askingFailed('bad-response', `${where} ${says}`, status);
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  // JSON between systems is UTF-8 (https://www.rfc-editor.org/rfc/rfc8259#section-8.1).
  if (!['utf-8', 'utf8', 'us-ascii'].includes(charset) || !isUtf8(bytes))
    return bad('answers in text that is not UTF-8');
  const text = bytes.toString('utf8', markLength(bytes));
  if (text.trim() === '') return bad('answers with nothing where JSON was expected');
  if (/^\s*</.test(text)) return bad('answers with a page instead of JSON: is the address that of the API?');
  const json = parseTolerantJson(text);
  if (json.ok) return { ok: true, value: json.value };
  return bad(
    `answers with something that is not JSON: line ${json.problem.line}, column ${json.problem.column}: ${json.problem.text}`,
  );
}

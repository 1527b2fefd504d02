import { placeInText } from '../place-in-text.ts';
import { quoted } from '../source-problem.ts';

/** A name as it may stand in SQL, with the names before it that it belongs to. */
const NAME = /^(?:[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"]|"")+")(?:\s*\.\s*(?:[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"]|"")+"))*/u;

/**
 * Line and column of a character of a query, counted from 1 as servers count them, with the name that stands there in the
 * query itself; `null` where there is no such character.
 */
export function placeInQuery(sql: string, position: number): string | null {
  const points = [...sql];
  if (!Number.isSafeInteger(position) || position < 1 || position > points.length + 1) return null;
  const before = points.slice(0, position - 1).join('');
  const rest = sql.slice(before.length);
  if (rest.trim() === '') return 'at the end of the query';
  const name = NAME.exec(rest)?.[0];
  const { line, column } = placeInText(sql, before.length);
  return `line ${line}, column ${column} of the query${name === undefined ? '' : `, at ${quoted(name)}`}`;
}

import { createHash } from 'node:crypto';

/** Which gate a comment belongs to. */
export interface GateIdentity {
  /** In the hidden marker of line 1. */
  readonly id: string;
  /** The criteria file, where the id was derived rather than given: a feature's id may become unreadable or change. */
  readonly criteria: string | null;
}

/** Which run wrote a comment: it orders writers and decides nothing else. */
export interface RunStamp {
  readonly runId: string | null;
  readonly attempt: number | null;
  /** 40 lower-case hexadecimal digits. */
  readonly headSha: string;
  readonly evaluatedAtMs: number;
  readonly decision: 'go' | 'no-go';
}

/** The two hidden lines of a comment, as found. */
export interface CommentHead {
  readonly id: string;
  readonly criteria: string | null;
  /** `null` where the second line is missing or not as we write it. */
  readonly stamp: RunStamp | null;
}

const LONGEST_ID = 100;

/**
 * The gate that a run comments for: the given id, else the feature's, else the path of the criteria. Whatever goes in,
 * the id comes out as letters, digits, `.`, `_`, `:` and single hyphens, because `--` or `>` would end an HTML comment.
 */
export function gateIdentity(given: {
  readonly gateId: string | null;
  readonly feature: string | null;
  readonly criteriaPath: string;
}): GateIdentity {
  if (given.gateId !== null) return { id: escaped(given.gateId), criteria: null };
  const criteria = escaped(given.criteriaPath);
  // No feature's id holds a colon after escaping, so that no path can pass for one.
  return { id: given.feature === null ? `path:${criteria}` : escaped(given.feature), criteria };
}

/** Every byte but the harmless ones as `_` and two hexadecimal digits; long texts end in a digest of the whole. */
function escaped(text: string): string {
  const safe = [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9._-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('')
    .replace(/-(?=-)/g, '_2d');
  if (safe === '') return '_';
  if (safe.length <= LONGEST_ID) return safe;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${safe.slice(0, LONGEST_ID - 17)}.${digest}`;
}

/** The two hidden lines that a comment begins with, line end included. */
export function commentHead(gate: GateIdentity, stamp: RunStamp): string {
  const words = [
    ...(stamp.runId === null ? [] : [`run=${stamp.runId}`]),
    ...(stamp.attempt === null ? [] : [`attempt=${stamp.attempt}`]),
    `head=${stamp.headSha}`,
    `evaluated=${new Date(stamp.evaluatedAtMs).toISOString()}`,
    `decision=${stamp.decision}`,
    ...(gate.criteria === null ? [] : [`criteria=${gate.criteria}`]),
  ];
  return `<!-- launch-gate:${gate.id}:v1 -->\n<!-- launch-gate-run:v1 ${words.join(' ')} -->\n`;
}

const FIRST_LINE = /^<!-- launch-gate:([A-Za-z0-9._:-]{1,120}):v1 -->(?:\r?\n|$)/;
const SECOND_LINE = /^<!-- launch-gate-run:v1 ([\x21-\x7e ]{1,500}?) -->(?:\r?\n|$)/;

/** The hidden lines at the very start of a comment's body; `null` where there is no marker there. */
export function readCommentHead(body: string): CommentHead | null {
  const first = FIRST_LINE.exec(body);
  const id = first?.[1];
  if (first === null || id === undefined) return null;
  const second = SECOND_LINE.exec(body.slice(first[0].length, first[0].length + 600))?.[1];
  const words = new Map((second ?? '').split(' ').map((word): [string, string] => splitWord(word)));
  return { id, criteria: words.get('criteria') || null, stamp: readStamp(words) };
}

function splitWord(word: string): [string, string] {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

function readStamp(words: ReadonlyMap<string, string>): RunStamp | null {
  const headSha = words.get('head') ?? '';
  const evaluated = words.get('evaluated') ?? '';
  const decision = words.get('decision');
  if (!/^[0-9a-f]{40}$/.test(headSha) || (decision !== 'go' && decision !== 'no-go')) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(evaluated)) return null;
  const evaluatedAtMs = Date.parse(evaluated);
  if (!Number.isFinite(evaluatedAtMs)) return null;
  const runId = /^\d{1,20}$/.exec(words.get('run') ?? '')?.[0] ?? null;
  const attempt = /^\d{1,6}$/.exec(words.get('attempt') ?? '')?.[0] ?? null;
  return { runId, attempt: attempt === null ? null : Number(attempt), headSha, evaluatedAtMs, decision };
}

/** True where a comment with these hidden lines is the gate's; who wrote it is another question. */
export function isOfGate(head: CommentHead, gate: GateIdentity): boolean {
  return head.id === gate.id || (gate.criteria !== null && head.criteria === gate.criteria);
}

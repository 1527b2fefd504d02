import type { Status } from '../core/result.ts';
import { type Prose, toPlain } from './prose.ts';

/** What the text report may use. */
export interface TextOptions {
  readonly colour: boolean;
  /** Columns, at least 60; never more than this are used, save by a long path. */
  readonly width: number;
  /** `false`: ASCII only. Default `true`. */
  readonly unicode?: boolean;
}

export type Paint = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

const CODES: Readonly<Record<Paint, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/** Colours and characters of one terminal. */
export interface Style {
  readonly width: number;
  /** Prose as a plain line in the terminal's characters. */
  readonly text: (prose: Prose) => string;
  /** Our own words in the terminal's characters. */
  readonly own: (text: string) => string;
  readonly paint: (text: string, ...paints: readonly Paint[]) => string;
}

/** Narrower than this a table cannot be; a terminal then wraps by itself. */
const LEAST_WIDTH = 60;

/** The style that the options ask for; without `colour` it never writes an escape sequence. */
export function styleOf(options: TextOptions): Style {
  const fold = options.unicode === false ? toAscii : (text: string) => text;
  return {
    width: Math.max(options.width, LEAST_WIDTH),
    text: (prose) => fold(toPlain(prose)),
    own: fold,
    paint: (text, ...paints) => (options.colour ? paints.reduce((inner, paint) => painted(inner, paint), text) : text),
  };
}

function painted(text: string, paint: Paint): string {
  const [on, off] = CODES[paint];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

const ASCII: Readonly<Record<string, string>> = {
  '✓': '+',
  '✗': 'x',
  '≥': '>=',
  '≤': '<=',
  '→': '->',
  '—': '-',
  '–': '-',
  '−': '-',
  '─': '-',
  '·': '|',
  '…': '...',
  '“': '"',
  '”': '"',
  '’': "'",
  '‘': "'",
};

function toAscii(text: string): string {
  return [...text].map((character) => (character <= '~' ? character : (ASCII[character] ?? '?'))).join('');
}

const SIGNS: Readonly<Record<Status, string>> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  stale: '!',
  missing: '!',
  error: '!',
  pending: '…',
  unmeasured: '-',
};

/** A status with its sign, for terminals. */
export function statusText(status: Status): string {
  return `${SIGNS[status]} ${status}`;
}

/** The colour of a status: green for nothing but `pass`. */
export function statusPaint(status: Status): Paint {
  if (status === 'pass') return 'green';
  if (status === 'pending') return 'dim';
  return status === 'fail' || status === 'error' ? 'red' : 'yellow';
}

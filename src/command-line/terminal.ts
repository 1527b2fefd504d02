/** What the command line writes to and what that place can show. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly width: number;
  /** True where someone watches standard error. */
  readonly watched: boolean;
  /** Columns of standard error. */
  readonly errWidth: number;
}

interface Streams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

/**
 * The terminal behind the process's streams. Colour only where a terminal wants it: `NO_COLOR` and `TERM=dumb`
 * switch it off, `FORCE_COLOR` and `--colour always` on.
 */
export function terminalOf(
  streams: Streams,
  env: Readonly<Record<string, string | undefined>>,
  colour: 'auto' | 'always' | 'never' = 'auto',
): Terminal {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return {
    out: (text) => void streams.stdout.write(text),
    err: (text) => void streams.stderr.write(text),
    colour: colour === 'auto' ? wantsColour(streams, env) : colour === 'always',
    unicode: streams.stdout.isTTY !== true || locale === '' || /utf-?8/i.test(locale),
    watched: streams.stderr.isTTY === true,
    errWidth: Math.max(20, streams.stderr.columns ?? 80),
    width: Math.max(60, Math.min(streams.stdout.columns ?? 80, 100)),
  };
}

function wantsColour(streams: Streams, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return streams.stdout.isTTY === true && env['TERM'] !== 'dumb';
}

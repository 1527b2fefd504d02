import type { Reading } from '../formats/format.ts';
import { readInstant, timeProblem } from '../timestamp.ts';

export type RowTime = Pick<Reading, 'observedAtMs' | 'observedAtKind' | 'notes'>;

/** Types in the server's catalogue, which are the same everywhere: `select oid, typname from pg_type`. */
const WITH_ZONE = 1184;
const WITHOUT_ZONE = 1114;
const DAY = 1082;
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 700, 701, 1700]);

const MICROSECONDS_PER_MINUTE = 60_000_000;
const OF_THE_QUERY =
  'observed_at is the time of the query, as now() gives it, or later: select the time of the newest row, as in max(closed_at)';
const OF_NOTHING_READ =
  'observed_at is made of nothing that the query reads: select the time of the newest row, as in max(closed_at)';
const OF_NOBODY_KNOWS =
  'observed_at may be the time of the query, as now() gives it: the server does not say when the query began';

/**
 * The time in a column of a row, of a session in UTC; where it is none, or no row's (`madeOf`: what its plan shows in place
 * of columns), a note says so.
 */
export function rowTime(
  text: string | null,
  type: number,
  startedAt: string | null,
  madeOf: 'clock' | 'nothing' | null,
): RowTime {
  if (text === null) return { notes: ['observed_at is null'] };
  if (type !== WITH_ZONE) return { notes: [wrongType(type)] };
  const time = readInstant(withZone(text));
  if (!time.ok) return { notes: [timeProblem(time, 'observed_at')] };
  const ofClock = madeOf === 'clock';
  const ofNothing = madeOf === 'nothing' ? OF_NOTHING_READ : null;
  const why = ofClock ? OF_THE_QUERY : (clockProblem(text, startedAt) ?? ofNothing);
  return why === null
    ? { observedAtMs: time.ms, observedAtKind: 'sample' }
    : { observedAtMs: time.ms, observedAtKind: 'query-time', notes: [why] };
}

function wrongType(type: number): string {
  if (type === WITHOUT_ZONE)
    return "observed_at is a timestamp without a zone: write which it is in, as in max(closed_at) AT TIME ZONE 'UTC'";
  if (type === DAY)
    return "observed_at is a date without a time: write when that day ends, as in (max(day) + 1)::timestamp AT TIME ZONE 'UTC'";
  if (NUMBERS.has(type))
    return 'observed_at is a number: write it as a time, as in to_timestamp(max(closed_at)) of seconds since 1970';
  return "observed_at is not of the type timestamptz: cast it, as in (payload->>'closed_at')::timestamptz";
}

/**
 * Why a time says nothing of the data, or `null`: it is the clock's, as `now()` and its like give it, also moved by whole
 * minutes, as a zone or an interval moves it. No row is dated to the microsecond like that but by chance.
 */
function clockProblem(text: string, startedAt: string | null): string | null {
  const [observed, started] = [microseconds(text), startedAt === null ? null : microseconds(startedAt)];
  if (observed === null || started === null) return OF_NOBODY_KNOWS;
  const isClock = observed >= started || (started - observed) % MICROSECONDS_PER_MINUTE === 0;
  return isClock ? OF_THE_QUERY : null;
}

/** Microseconds since the epoch: a safe integer for the years that are read. */
function microseconds(text: string): number | null {
  const time = readInstant(withZone(text));
  if (!time.ok) return null;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return time.ms * 1000 + Number(`${fraction}000000`.slice(3, 6));
}

function withZone(text: string): string {
  return text.replace(/\+00$/, 'Z');
}

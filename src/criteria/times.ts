const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of a duration such as `15m` or `7d`; `null` for anything else. */
export function durationSeconds(text: string): number | null {
  const parts = /^([0-9]{1,6})([smhdw])$/.exec(text);
  const unit = UNIT_SECONDS[parts?.[2] ?? ''];
  return parts === null || unit === undefined ? null : Number(parts[1]) * unit;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2}))?$/;

/** JSON Schema's view of a date: the shape only, since a pattern cannot tell that February has no 30th. */
export const DATE_SHAPE =
  /^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d))?$/;

/**
 * Milliseconds since the epoch of `YYYY-MM-DD` (the last millisecond of that day, UTC) or of an RFC 3339 time with
 * offset; `null` for anything else, impossible dates included.
 */
export function dateMs(text: string): number | null {
  const parts = DATE.exec(text);
  if (parts === null || !DATE_SHAPE.test(text)) return null;
  const [, year = '', month = '', day = '', hour] = parts;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const calendar = new Date(midnight).toISOString().slice(0, 10);
  if (calendar !== `${year}-${month}-${day}`) return null;
  if (hour === undefined) return midnight + 86_400_000 - 1;
  const instant = Date.parse(text.toUpperCase());
  return Number.isFinite(instant) ? instant : null;
}

/** A share between 0 and 1 from percent text such as `95%`; `null` for anything else. */
export function percentShare(text: string): number | null {
  const parts = /^(\d{1,3})(?:\.(\d{1,6}))?%$/.exec(text);
  if (parts === null) return null;
  const fraction = parts[2] ?? '';
  const share = Number(`${parts[1]}${fraction}`) / 10 ** (fraction.length + 2);
  return share <= 1 ? share : null;
}

import type { CatalogueEntry } from './entry.ts';

type UnitKind = 'share' | 'time' | 'money';

const TIMES =
  /^(?:[mµun]?s|ms?ecs?|secs?|seconds?|millis(?:econds?)?|milliseconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?)$/i;
const MONEY =
  /^(?:[$€£¥₹₩₽₺₫₴₦฿¢]|usd|eur|gbp|inr|jpy|cny|chf|cad|aud|brl|mxn|krw|sek|nok|dkk|pln|cents?|dollars?|euros?|rupees?)$/i;

/** What a unit measures, where it is certain. */
function kindOf(unit: string | null): UnitKind | null {
  if (unit === null) return null;
  if (unit === 'ratio' || unit === 'percent') return 'share';
  if (TIMES.test(unit.trim())) return 'time';
  return MONEY.test(unit.trim()) ? 'money' : null;
}

/** True where the metric is known to measure something else than the unit does. */
export function contradictsUnit(entry: CatalogueEntry, unit: string): boolean {
  const known = entry.kind === 'currency' ? 'money' : kindOf(entry.unit);
  const written = kindOf(unit);
  return known !== null && written !== null && known !== written;
}

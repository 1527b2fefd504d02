import { suggestEntries } from '../../../core/catalogue/suggest-entries.ts';
import type { Check } from '../../draft.ts';
import { report } from '../../read-map.ts';
import { isGating } from './gating.ts';

/** As many as a reader takes in; each costs a comparison with every name of the catalogue. */
const NAMES_SHOWN = 12;

/** Metrics that no lint of the catalogue looks at, since their names are not known: silence about them is no praise. */
export const checkNotInCatalogue: Check = ({ metrics }, reading) => {
  const unknown = metrics.filter((metric) => metric.entry === null && isGating(metric)).map(({ id }) => id);
  if (unknown.length === 0) return;
  const shown = unknown.slice(0, NAMES_SHOWN);
  const near = shown.map((id) => suggestEntries(id, 1)[0]?.id ?? '');
  report(
    reading,
    'not-in-catalogue',
    ['metrics'],
    { metrics: shown, near, more: unknown.length - shown.length },
    'key',
  );
};

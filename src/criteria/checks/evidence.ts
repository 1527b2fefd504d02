import type { Check } from '../draft.ts';
import { report } from '../read-map.ts';

/** Without an age limit, a value from months ago is as good as one of today. */
export const checkMaxAge: Check = ({ file, metrics }, reading) => {
  if (file.defaults?.['max-age'] !== undefined) return;
  for (const { id, keys } of metrics) {
    if (keys['max-age'] === undefined) report(reading, 'no-max-age', ['metrics', id], {}, 'key');
  }
};

/** A source that no metric names is most often a slip in a `from`. */
export const checkUnusedSources: Check = ({ sources, metrics }, reading) => {
  const used = new Set(metrics.flatMap(({ from, keys }) => [from?.source, keys.alert?.verify?.source]));
  for (const { id } of sources) {
    if (!used.has(id)) report(reading, 'unused-source', ['sources', id], { id }, 'key');
  }
};

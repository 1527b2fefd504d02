import type { Check } from '../draft.ts';
import { valueAt } from '../plain-paths.ts';
import { isPlainMap } from '../plain-value.ts';
import { report } from '../read-map.ts';
import { isWritten } from '../written.ts';

/** Pinned files are named where evidence must carry their digest, and only there. */
export const checkPins: Check = ({ metrics }, reading) => {
  const { root } = reading.document;
  const bound = metrics.filter(({ keys }) => keys.bind === 'pins');
  // What is written and lacks its pins, or could not be read, is said where it stands.
  if (!isPlainMap(root) || !isWritten(root, 'subject')) {
    for (const { id } of bound) report(reading, 'pins-missing', ['metrics', id, 'bind'], {}, 'key');
  }
  if (bound.length > 0 || valueAt(root, ['subject', 'pins']) === undefined) return;
  // A `bind` that could not be read may have been meant for them.
  const unread = metrics.some(({ id, keys }) => {
    const written = valueAt(root, ['metrics', id]);
    return isPlainMap(written) && isWritten(written, 'bind') && keys.bind === undefined;
  });
  if (!unread) report(reading, 'pins-unused', ['subject', 'pins'], {}, 'key');
};

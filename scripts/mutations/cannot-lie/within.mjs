import { guard } from '../guard.mjs';

/** Guards of one file with the same tests: each its name, the text that makes it, and what stands there without it. */
export const within = (file, tests, rows) => rows.map(([name, find, put]) => guard(name, file, find, put, ...tests));

/**
 * A guard of the gate: what it does, the file, the text that makes it, what stands there without it, and the tests that
 * must then fail. The text stands in the file exactly once, so that a guard that moves or goes is noticed.
 */
export const guard = (name, file, find, put, ...tests) => ({
  name,
  file: `src/${file}`,
  find,
  put,
  tests: tests.map((one) => `test/${one}.test.ts`),
});

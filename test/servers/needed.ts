/**
 * Whether tests may use servers of other people: where they are not installed a loud line says what is skipped, and in
 * CI, which installs them, it is a failure.
 */
export function serversFor(what: string, found: boolean): boolean {
  if (found) return true;
  const complaint = `${what} is not installed: the tests that need it are skipped`;
  if (process.env['CI'] === 'true') throw new Error(`${complaint}, which CI does not allow`);
  process.stderr.write(`\n!!! ${complaint}\n\n`);
  return false;
}

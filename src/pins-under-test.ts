import type { Gate } from './core/criterion.ts';
import type { Finding, TextArgs } from './core/finding.ts';
import { RUN_FINDING_LEVELS } from './core/run-finding-codes.ts';
import type { World } from './world.ts';

/** The digest of the pinned files at the commit under test; `null` where nothing is pinned or it is not known. */
export interface PinsUnderTest {
  readonly digest: string | null;
  readonly findings: readonly Finding[];
}

/** Asks for the pinned files only where a metric is bound to them. */
export async function pinsUnderTest(
  gate: Gate,
  commit: string | null,
  path: string,
  world: Pick<World, 'pinnedFiles'>,
): Promise<PinsUnderTest> {
  const metrics = gate.metrics.filter(({ bind }) => bind === 'pins').map(({ id }) => id);
  if (metrics.length === 0) return { digest: null, findings: [] };
  const finding = (args: TextArgs): Finding => {
    const at = { path, line: null, column: null };
    return { code: 'pins-unknown', level: RUN_FINDING_LEVELS['pins-unknown'], at, metric: null, args };
  };
  const { pinnedFiles } = await import(/* webpackChunkName: "pins" */ './sources/pinned-files.ts');
  const pinned = await pinnedFiles(gate.pins ?? [], (isPinned) => world.pinnedFiles(commit, isPinned));
  if (!pinned.known) {
    return { digest: null, findings: [finding({ detail: pinned.detail, metrics: metrics.slice(0, 10) })] };
  }
  const { digest, unmatched } = pinned.value;
  return { digest, findings: unmatched.length === 0 ? [] : [finding({ unmatched: unmatched.slice(0, 10) })] };
}

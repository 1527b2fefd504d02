import type { CriteriaChange } from '../core/criteria-change.ts';
import type { CriteriaText } from '../core/criteria-text.ts';
import type { Gate } from '../core/criterion.ts';
import type { ProposedCriteria } from '../core/subject.ts';
import { type Difference, isSame } from './changes/difference.ts';
import { gateDifferences } from './changes/gate-changes.ts';
import { landedGate } from './changes/landed-gate.ts';
import { type Path, startFindings } from './findings.ts';
import { valueAt } from './plain-paths.ts';
import { readGate } from './read-gate.ts';
import { readYaml } from './yaml-document.ts';

/**
 * What a pull request changes in the criteria, its copy held against the one that its branch started from; where that
 * one is missing or cannot be judged by, against the `trusted` gate. Nothing where only the wording of the file differs.
 */
export async function criteriaChanges(
  proposed: ProposedCriteria | null,
  path: string,
  trusted: Gate,
  nowMs: number | null,
): Promise<readonly CriteriaChange[]> {
  if (proposed === null) return [];
  const { before, after } = proposed;
  if (!after.ok) return withoutCopy(proposed);
  if (before.ok && before.text === after.text) return [];
  // What time alone made wrong stands on the base branch as well.
  const head = await readGate(after, path, nowMs, 'warning');
  const refusal = head.findings.find(({ level }) => level === 'error');
  const isRefused = head.gate === null || refusal !== undefined;
  const invalid = isRefused
    ? [whole('criteria-invalid', { finding: refusal?.code ?? 'missing-key' }, refusal?.at.line ?? null)]
    : [];
  // A date that is wrong today may be right tomorrow: what else the copy changes is said all the same.
  const gate = isRefused ? await usableGate(after, path, null) : head.gate;
  if (gate === null) return invalid;
  const base = (await usableGate(before, path, null)) ?? trusted;
  const lineOf = linesOf(after.text, after.bytes);
  const found = differences(base, trusted, gate).map(({ path: at, ...change }) => ({ ...change, line: lineOf(at) }));
  return [...invalid, ...found];
}

/**
 * What the copy changes since its branch started, and what weakens the trusted gate once it lands there: meanwhile the
 * base branch may have become the stricter one. That goes before what the same part was called on the way.
 */
function differences(before: Gate, trusted: Gate, after: Gate): readonly Difference[] {
  const onTheWay = gateDifferences(before, after);
  const landing = gateDifferences(trusted, landedGate(before, trusted, after));
  const weaker = landing.filter((one) => one.kind === 'weakened' && !onTheWay.some((other) => isSame(one, other)));
  const isOutdone = ({ metric, path }: Difference) =>
    weaker.some((other) => metric === other.metric && isSame(path, other.path));
  const kept = onTheWay.filter((one) => !isOutdone(one) || landing.some((other) => isSame(one, other)));
  return [...weaker, ...kept];
}

/** A copy that is not there, or that nobody can read. */
function withoutCopy({ before, after, movedTo }: ProposedCriteria): readonly CriteriaChange[] {
  if (after.ok) return [];
  if (movedTo !== null) return [whole('criteria-moved', { to: movedTo }, null)];
  if (after.code !== 'criteria-not-found') return [whole('criteria-invalid', { finding: after.code }, null)];
  // The file came to the base branch after this one had left it: what was never there is not taken away.
  if (!before.ok && before.code === 'criteria-not-found') return [];
  return [whole('criteria-removed', {}, null)];
}

function whole(
  code: 'criteria-removed' | 'criteria-moved' | 'criteria-invalid',
  args: CriteriaChange['args'],
  line: number | null,
): CriteriaChange {
  return { kind: 'weakened', code, args: { ...args, line }, metric: null, line };
}

async function usableGate(text: CriteriaText, path: string, nowMs: number | null): Promise<Gate | null> {
  const { gate, findings } = await readGate(text, path, nowMs);
  return findings.some(({ level }) => level === 'error') ? null : gate;
}

/** Finds the line of a place in the text, or of the nearest that holds it; `null` where that is the file itself. */
function linesOf(text: string, bytes: number): (path: Path) => number | null {
  const document = readYaml(text, bytes, startFindings(''));
  if (document === null) return () => null;
  const { root, keyPlace } = document;
  const isThere = (path: Path) => path.length > 0 && valueAt(root, path) !== undefined;
  return (path) => {
    const [top, , key] = path;
    const inDefaults = top === 'metrics' && path.length === 3 && key !== undefined ? ['defaults', key] : [];
    const candidates = [path, inDefaults, ...path.map((_, index) => path.slice(0, path.length - 1 - index))];
    const found = candidates.find(isThere);
    return found === undefined ? null : keyPlace(found).line;
  };
}

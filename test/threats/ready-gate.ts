import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect } from 'vitest';
import type { Stage } from '../../src/core/layer.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { MetricResult, Status } from '../../src/core/result.ts';
import { run } from '../../src/run.ts';
import { localWorld, NO_FACTS } from '../../src/world.ts';

export const NOW_MS = Date.UTC(2026, 10, 21, 12);
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** The metric under attack as a line of YAML, and what surrounds it. Left out: a metric that passes. */
export interface Attack {
  /** The keys of `answered`, one a line. */
  readonly keys?: string;
  /** Further sources, one a line. */
  readonly sources?: string;
  /** Further metrics, one a line. */
  readonly metrics?: string;
  /** Whole criteria instead of the ready ones. */
  readonly criteria?: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly values?: readonly string[];
  readonly nowMs?: number;
  /** The stage given to the run. */
  readonly stage?: Stage | null;
}

const of400 = (value: number) => ({ value, sample_size: 400 });
const OTHERS = {
  observed_at: '2026-11-21T09:00:00Z',
  metrics: { recall: of400(0.9), re_ask_share: of400(0.06), deflected_share: of400(0.41), answered: of400(0.8) },
};

/** Criteria of a feature that is ready to launch but for what the attack does to `answered`. */
export function readyCriteria({ keys, sources = '', metrics = '' }: Attack = {}): string {
  const indented = (lines: string, by: string) =>
    lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `${by}${line}\n`)
      .join('');
  return `version: 1
feature: support-assistant
sources:
  others: { type: file, path: others.json, format: values }
${indented(sources, '  ')}metrics:
  recall: { layer: model, target: ">= 0.85", from: others }
  re_ask_share:
    layer: product
    target: "<= 0.12"
    from: others
    indicator: leading
    alert: { when: "> 0.20", within: 6h, notifies: "#oncall" }
  deflected_share: { layer: business, target: ">= 0.30", from: others }
  answered:
    layer: task
${indented(keys ?? 'target: ">= 0.75"\nunit: ratio\nfrom: others', '    ')}${indented(metrics, '  ')}`;
}

/** Runs the whole gate on a workspace of its own; every other metric of the launch set passes. */
export async function judgeAttack(attack: Attack = {}): Promise<Outcome> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'launch-gate-threat-')));
  folders.push(folder);
  const files = {
    'launch-gate.yml': attack.criteria ?? readyCriteria(attack),
    'others.json': JSON.stringify(OTHERS),
    ...attack.files,
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return judgeFolder(folder, attack);
}

/** Runs the whole gate on a folder as it stands. */
export async function judgeFolder(
  folder: string,
  attack: Pick<Attack, 'values' | 'nowMs' | 'stage'> = {},
): Promise<Outcome> {
  const world = localWorld({ workspaceRoot: folder, nowMs: attack.nowMs ?? NOW_MS, commit: COMMIT, env: {} });
  const workspace = { ...world.workspace, git: async () => null };
  const inputs = {
    criteriaPath: 'launch-gate.yml',
    criteriaFile: path.join(folder, 'launch-gate.yml'),
    values: attack.values ?? [],
    stage: attack.stage ?? null,
    pullRequest: null,
    allowedHosts: null,
  };
  return run(inputs, { ...world, facts: NO_FACTS, workspace });
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The result of the metric under attack. */
export function attacked(outcome: Outcome, id = 'answered'): MetricResult {
  const result = outcome.results.find(({ criterion }) => criterion.id === id);
  if (result === undefined)
    throw new Error(`no result of ${id}: ${outcome.findings.map(({ code }) => code).join(', ')}`);
  return result;
}

/** The attack did not help: no-go, the metric has one of the statuses, and it is named among what blocks. */
export function expectBlocked(outcome: Outcome, ...statuses: readonly Status[]): void {
  expect(statuses).toContain(attacked(outcome).status);
  expect(outcome.decision).toBe('no-go');
  expect(outcome.blocking).toContain('answered');
  expect(attacked(outcome).compared).toBe(false);
}

/** The criteria were refused: no-go with verdict `error`, nothing judged; gives the codes of the errors. */
export function expectRefused(outcome: Outcome): readonly string[] {
  expect(outcome).toMatchObject({ decision: 'no-go', verdict: 'error', blocking: ['criteria'], gate: null });
  return outcome.findings.filter(({ level }) => level === 'error').map(({ code }) => code);
}

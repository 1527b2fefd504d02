import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { publishReport } from '../../src/command-line/publish-report.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { run } from '../../src/run.ts';
import { keepSecrets } from '../../src/secrets.ts';
import { localWorld } from '../../src/world.ts';
import { CREDENTIALS, PASSWORDS } from './assistant.ts';

/** How a run differs from the ordinary one. */
export interface Differently {
  readonly credentials?: Readonly<Record<string, string>>;
}

/** Judges a workspace as `check` does, and holds that no form of its reports shows a password. */
export async function judged(folder: string, { credentials = {} }: Differently = {}): Promise<Outcome> {
  const given = { ...CREDENTIALS, ...credentials };
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...given };
  const criteriaPath = 'launch-gate.yml';
  const inputs = {
    ...{ criteriaPath, criteriaFile: path.join(folder, criteriaPath), values: [] },
    ...{ stage: null, pullRequest: null, allowedHosts: null },
  };
  const secrets = keepSecrets(env);
  const world = localWorld({ workspaceRoot: folder, nowMs: Date.now(), commit: null, env, secrets });
  const outcome = await run(inputs, world);
  const out = mkdtempSync(path.join(tmpdir(), 'launch-gate-reports-'));
  const silent = {
    out: () => {},
    err: () => {},
    colour: false,
    unicode: true,
    width: 80,
    watched: false,
    errWidth: 80,
  };
  const passwords = [...PASSWORDS, ...Object.values(credentials)];
  // What is judged holds none either, so that nothing rests on the redaction alone.
  expectWithout(JSON.stringify(outcome), passwords);
  for (const format of ['json', 'text', 'markdown'] as const) {
    expect(await publishReport(outcome, format, format, out, silent, secrets)).toBe(true);
    expectWithout(readFileSync(path.join(out, format), 'utf8'), passwords);
  }
  rmSync(out, { recursive: true });
  return outcome;
}

/** Holds that a text shows none of the passwords, however they may be written. */
export function expectWithout(text: string, passwords: readonly string[]): void {
  expect(text.length).toBeGreaterThan(100);
  for (const password of passwords) {
    const user = CREDENTIALS.METRICS_USER;
    const forms = [
      password,
      JSON.stringify(password).slice(1, -1),
      encodeURIComponent(password),
      encodeURI(password),
      Buffer.from(password).toString('base64'),
      Buffer.from(`${user}:${password}`).toString('base64'),
      Buffer.from(password).toString('hex'),
    ];
    for (const form of forms) expect(text.includes(form), `${form} is shown`).toBe(false);
  }
}

/** What an outcome comes to, for comparing: the decision, status with reason of each metric and of the alert, warnings. */
export function gist(outcome: Outcome) {
  const { decision, verdict, blocking } = outcome;
  const metrics = outcome.results.map(({ criterion, status, reason }) => [criterion.id, `${status}: ${reason.code}`]);
  const alert = outcome.alerts['re_ask'];
  return {
    ...{ decision, verdict, blocking },
    metrics: Object.fromEntries(metrics),
    alert: `${alert?.state}: ${alert?.reason?.code}`,
    findings: outcome.findings.filter(({ level }) => level !== 'info').map(({ code }) => code),
  };
}

const MET = 'pass: target-met';
/** The gist of a launch that may go ahead. */
export const GO = {
  decision: 'go',
  verdict: 'pass',
  blocking: [] as readonly string[],
  metrics: { page_found: MET, correct: MET, re_ask: MET, helped: MET, deflected: MET, handle_minutes: MET },
  alert: 'verified: alert-verified',
  findings: [] as readonly string[],
};

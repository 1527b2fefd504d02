import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CRITERIA,
  edited,
  evidence,
  FILES,
  type Given,
  GO,
  judgeOn,
  onRepository,
  PATIENT,
  withCriteria,
} from './gate-run.ts';
import { launchGate } from './run-dist.ts';

// What the action makes of evidence that is bound to pinned files: a README may change, a prompt may not.

const BOUND = edited(
  edited(String(FILES[CRITERIA]), 'version: 1', 'version: 1\nsubject: { pins: ["prompts/**"] }'),
  '">= 0.75", unit: ratio, from: results',
  '">= 0.75", unit: ratio, from: results, bind: pins',
);
const BASE = { ...withCriteria(BOUND), 'README.md': 'Read me.\n' };
const README = { ...BASE, 'README.md': 'Read this.\n' };
const PROMPT = { ...BASE, 'prompts/answer.md': 'Answer better.\n' };

const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-pins-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `launch-gate digest` prints in a folder with these files. */
function digestOf(files: Given['head'] & object): string {
  const at = mkdtempSync(path.join(folder, 'files-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(at, name)), { recursive: true });
    writeFileSync(path.join(at, name), String(content));
  }
  const ended = launchGate(['digest'], at);
  expect(ended, ended.err).toMatchObject({ code: 0, err: '' });
  return ended.out.trim();
}

/** Judges a pull request with evidence that carries a digest; `trees` counts the questions for the files of a commit. */
function judgePinned(head: Given['head'] & object, pins: string, broken = false) {
  return onRepository({ base: BASE, head }, async (github) => {
    if (broken) github.script({ path: /\/git\/trees\//, answer: { status: 404, body: { message: 'Not Found' } } });
    const values = { ...JSON.parse(evidence()), subject: { pins } };
    const run = await judgeOn(github, { evidence: JSON.stringify(values) });
    const trees = github.requests.filter(({ path: asked }) => asked.includes('/git/trees/'));
    const correct = run.report.metrics.find(({ id }) => id === 'correct');
    return { ...run, correct, trees: trees.length };
  });
}

describe('evidence that is bound to pinned files', () => {
  let pins = '';
  beforeAll(() => {
    pins = digestOf(BASE);
  });

  it('counts on a pull request that edits the README', PATIENT, async () => {
    expect(digestOf(README)).toBe(pins);
    const run = await judgePinned(README, pins);
    expect(run).toMatchObject({ code: 0, outputs: GO, trees: 1 });
    expect(run.codes).not.toContain('pins-unknown');
  });

  it('is stale on a pull request that edits a prompt, until it was evaluated anew', PATIENT, async () => {
    const stale = await judgePinned(PROMPT, pins);
    expect(stale).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'incomplete' }, trees: 1 });
    expect(stale.correct).toMatchObject({ status: 'stale', reason: { code: 'other-pins' } });
    expect(await judgePinned(PROMPT, digestOf(PROMPT))).toMatchObject({ code: 0, outputs: GO });
  });

  it('is stale where GitHub does not show the files, and the report says so', PATIENT, async () => {
    const run = await judgePinned(README, pins, true);
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'incomplete' } });
    expect(run.correct).toMatchObject({ status: 'stale', reason: { code: 'other-pins' } });
    expect(run.codes).toContain('pins-unknown');
  });

  it('costs no call where nothing is bound to it', PATIENT, async () => {
    const unbound = { ...BASE, [CRITERIA]: String(FILES[CRITERIA]) };
    const run = await onRepository({ base: unbound, head: { ...unbound, 'README.md': 'x' } }, async (github) => {
      const judged = await judgeOn(github);
      return { ...judged, trees: github.requests.filter(({ path: asked }) => asked.includes('/git/trees/')).length };
    });
    expect(run).toMatchObject({ code: 0, outputs: GO, trees: 0 });
  });
});

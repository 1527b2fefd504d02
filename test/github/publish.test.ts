import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { exitCode } from '../../src/command-line/exit-code.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { redactor } from '../../src/core/redact.ts';
import type { CommentResult } from '../../src/github/comment.ts';
import { publish } from '../../src/github/publish.ts';
import type { PublishingToolkit } from '../../src/github/redacted-toolkit.ts';
import { judgeAttack } from '../threats/ready-gate.ts';

const FAILS = 'target: ">= 0.99"\nfrom: others';
const temp = mkdtempSync(path.join(tmpdir(), 'launch-gate-publish-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));
afterEach(() => vi.useRealTimers());

/** A toolkit that notes what it is asked, in order; the named parts of it fail. */
function noting(failing: readonly string[] = []) {
  const calls: (readonly [name: string, ...texts: readonly string[]])[] = [];
  const note = (name: string, ...texts: readonly string[]) => {
    calls.push([name, ...texts]);
    if (failing.includes(name)) throw new Error('::error::disk full\nsecond line');
  };
  const summary = {
    addRaw: (text: string) => ({ write: async () => note('summary', text) }),
  };
  const toolkit = {
    info: (text: string) => note('info', text),
    warning: (text: string | Error, place?: object) => note('warning', String(text), JSON.stringify(place ?? {})),
    error: (text: string | Error, place?: object) => note('error', String(text), JSON.stringify(place ?? {})),
    setOutput: (name: string, value: string) => note('setOutput', name, value),
    summary,
    // The runner's part, of which only this is asked.
  } as unknown as PublishingToolkit;
  const outputs = () =>
    Object.fromEntries(calls.flatMap(([name, key = '', value = '']) => (name === 'setOutput' ? [[key, value]] : [])));
  // Those of the run itself, which have no place.
  const warnings = () =>
    calls.flatMap(([name, text = '', place]) => (name === 'warning' && place === '{}' ? [text] : []));
  return { toolkit, calls, outputs, warnings };
}

const given = (comment: (() => Promise<CommentResult>) | null = null, redact = (text: string) => text) => ({
  env: { RUNNER_TEMP: temp },
  redact,
  comment,
});
const URL = 'https://github.com/acme/assistant/pull/12#issuecomment-1';
const WRITTEN: CommentResult = { kind: 'written', url: URL, warning: null };

describe('publish', () => {
  it('says everything before it comments, and where the comment is last', async () => {
    const noted = noting();
    const before: string[] = [];
    const comment = async () => {
      before.push(...noted.calls.map(([name, text = '']) => (name === 'setOutput' ? text : name)));
      return WRITTEN;
    };
    await publish(await judgeAttack({ keys: FAILS }), { toolkit: noted.toolkit, ...given(comment) });
    const order = before.filter((name, index) => name !== before[index - 1]);
    expect(order).toEqual([
      'info',
      'decision',
      'verdict',
      'cause',
      'diagnosis',
      'blocking',
      'report',
      'error',
      'warning',
      'summary',
    ]);
    expect(noted.calls.at(-1)).toEqual(['setOutput', 'comment-url', URL]);
    expect(noted.outputs()).toMatchObject({ decision: 'no-go', verdict: 'fail', cause: 'verdict' });
    expect(noted.warnings()).toEqual([]);
  });

  it('has an empty comment-url where there is nothing to comment on', async () => {
    const noted = noting();
    await publish(await judgeAttack(), { toolkit: noted.toolkit, ...given() });
    expect(noted.outputs()['comment-url']).toBe('');
  });

  const forbidden = { code: 'comment-forbidden', args: { detail: 'POST answered 403' } } as const;
  const shared = { code: 'comment-shared', args: { gate: 'wiki', shows: 'no-go' } } as const;
  it.each<[string, CommentResult, string, RegExp | null, RegExp | null]>([
    ['written', WRITTEN, URL, null, null],
    [
      'written over another step',
      { ...WRITTEN, warning: shared },
      URL,
      /gate id wiki.*no-go.*gate-id of its own/,
      null,
    ],
    ['nothing to say', { kind: 'none', why: null, url: null }, '', null, null],
    [
      'a newer run',
      { kind: 'none', why: { code: 'comment-newer-run', args: {} }, url: URL },
      URL,
      null,
      /judged the same head later/,
    ],
    [
      'a head that moved',
      { kind: 'none', why: { code: 'comment-head-moved', args: {} }, url: null },
      '',
      null,
      /head moved/,
    ],
    ['no right', { kind: 'warning', warning: forbidden, url: null }, '', /answered 403.*`pull-requests: write`/, null],
    ['another step stands', { kind: 'warning', warning: shared, url: URL }, URL, /gate-id of its own/, null],
  ])('tells what became of the comment: %s', async (_what, result, url, warning, info) => {
    const noted = noting();
    await publish(await judgeAttack(), { toolkit: noted.toolkit, ...given(async () => result) });
    expect(noted.outputs()['comment-url']).toBe(url);
    expect(noted.warnings()).toEqual(warning === null ? [] : [expect.stringMatching(warning)]);
    const said = noted.calls.filter(([name, text = '']) => name === 'info' && info?.test(text));
    expect(said).toHaveLength(info === null ? 0 : 1);
  });

  it('does not wait for ever for a comment', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const noted = noting();
    const comment = () => {
      queueMicrotask(() => void vi.advanceTimersByTimeAsync(90_000));
      return new Promise<never>(() => {});
    };
    await publish(await judgeAttack(), { toolkit: noted.toolkit, ...given(comment) });
    expect(noted.outputs()).toMatchObject({ decision: 'go', 'comment-url': '' });
    expect(noted.warnings()).toEqual([expect.stringMatching(/comment could not be published.*in time/)]);
  });
});

describe('publishers that fail', () => {
  const all = ['info', 'setOutput', 'error', 'summary'];
  it.each([...all.map((name) => [name]), all])('%j become warnings, and the decision stands', async (...failing) => {
    const outcome = await judgeAttack({ keys: FAILS });
    const before = JSON.stringify(outcome);
    const noted = noting(failing);
    const broken = async () => {
      throw new Error('::error::no way');
    };
    await publish(outcome, { toolkit: noted.toolkit, ...given(broken), env: { RUNNER_TEMP: '/no/such/folder' } });
    const said = noted.warnings().filter((text) => text.includes('the decision stands'));
    // The report and the comment fail in each case.
    expect(said.length).toBeGreaterThanOrEqual(failing.length + 2);
    for (const text of said) expect(text).not.toMatch(/::|\n/);
    expect(JSON.stringify(outcome)).toBe(before);
    expect(exitCode(outcome)).toBe(1);
  });
});

describe('secrets', () => {
  const secret = 'hunter2-hunter2';
  const leaking = (): Promise<Outcome> =>
    judgeAttack({
      keys: `${FAILS}\ntitle: "uses ${secret} here"`,
      metrics: `${secret}: { layer: task, target: ">= 0.9", from: others }`,
    });

  it('leave in nothing that is published', async () => {
    const noted = noting();
    const comment = async (): Promise<CommentResult> => ({
      kind: 'warning',
      warning: { code: 'comment-failed', args: { detail: `sent ${secret}` } },
      url: `https://github.com/${secret}`,
    });
    await publish(await leaking(), { toolkit: noted.toolkit, ...given(comment, redactor([secret])) });
    const report = readFileSync(noted.outputs()['report'] ?? '', 'utf8');
    for (const text of [report, ...noted.calls.flat()]) expect(text).not.toContain('hunter2');
    for (const name of ['info', 'error', 'summary', 'warning', 'setOutput'])
      expect(noted.calls.filter(([called]) => called === name).join('\n')).toContain('***');
    expect(report).toContain('***');
  });

  it('leave in no place of an annotation, and in no word about a comment that is not written', async () => {
    const noted = noting();
    const outcome = await leaking();
    const elsewhere = { ...outcome, context: { ...outcome.context, criteriaPath: `${secret}.yml` } };
    const why = { code: 'comment-failed', args: { detail: `sent ${secret}` } } as const;
    const comment = async (): Promise<CommentResult> => ({ kind: 'none', why, url: null });
    await publish(elsewhere, { toolkit: noted.toolkit, ...given(comment, redactor([secret])) });
    for (const text of noted.calls.flat()) expect(text).not.toContain('hunter2');
    expect(noted.calls).toContainEqual(['error', expect.any(String), expect.stringContaining('"file":"***.yml"')]);
    expect(noted.calls).toContainEqual(['info', expect.stringContaining('sent ***')]);
  });

  it('leave in no two lines of the log that a text is wrapped into', async () => {
    const several = 'c4n4ry b1rd w1ng';
    for (const width of [50, 53, 56, 59]) {
      const noted = noting();
      const outcome = await judgeAttack({ keys: `${FAILS}\ntitle: ${'x'.repeat(width)} ${several}` });
      await publish(outcome, { toolkit: noted.toolkit, ...given(null, redactor([several])) });
      const log = noted.calls.flatMap(([name, text = '']) => (name === 'info' ? [text.trim()] : []));
      expect(log.join(' ')).not.toContain(several);
    }
  });

  it('of digits alone leave a report that can be read', async () => {
    const noted = noting();
    const outcome = await judgeAttack({ keys: FAILS });
    const value = String(outcome.results.find(({ criterion }) => criterion.id === 'answered')?.value ?? '');
    const redact = (text: string) => text.replaceAll(value, '***');
    await publish(outcome, { toolkit: noted.toolkit, ...given(null, redact) });
    const report = readFileSync(noted.outputs()['report'] ?? '', 'utf8');
    expect(JSON.parse(report)).toMatchObject({ schema_version: 1, decision: 'no-go' });
    expect(noted.warnings().filter((text) => text.includes('could not be published'))).toEqual([]);
  });
});

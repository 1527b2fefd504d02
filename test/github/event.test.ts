import { execFileSync } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { assert, asyncProperty, constantFrom, json } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../src/github/event.ts';

const SHA = 'ba5e'.repeat(10);
const OTHER_SHA = 'c0de'.repeat(10);
const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-event-'));
let files = 0;

function file(content: string): string {
  files += 1;
  const name = path.join(folder, `${files}.json`);
  writeFileSync(name, content);
  return name;
}

const read = (name: string | undefined, payload: unknown) =>
  readEvent({
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: file(typeof payload === 'string' ? payload : JSON.stringify(payload)),
  });

const pull = (over: object = {}) => ({
  action: 'labeled',
  number: 12,
  pull_request: { head: { sha: SHA } },
  label: { name: 'x' },
  sender: { id: 5 },
  ...over,
});
const group = {
  merge_group: { head_ref: 'refs/heads/q', base_ref: 'refs/heads/main', head_sha: SHA, base_sha: OTHER_SHA },
};
const run = (over: object = {}) => ({
  repository: { id: 7 },
  workflow_run: {
    event: 'push',
    head_sha: SHA,
    head_branch: 'b',
    head_repository: { full_name: 'o/r', owner: { login: 'o' } },
    pull_requests: [],
    ...over,
  },
});

describe('readEvent', () => {
  it.each([
    [
      'pull_request',
      pull(),
      {
        kind: 'pull-request',
        number: 12,
        headSha: SHA,
        labelling: { kind: 'labeled', label: 'x', headSha: SHA, actorId: 5 },
      },
    ],
    [
      'pull_request_target',
      pull({ sender: null }),
      {
        kind: 'pull-request',
        number: 12,
        headSha: SHA,
        labelling: { kind: 'labeled', label: 'x', headSha: SHA, actorId: null },
      },
    ],
    [
      'pull_request',
      pull({ action: 'unlabeled' }),
      {
        kind: 'pull-request',
        number: 12,
        headSha: SHA,
        labelling: { kind: 'unlabeled', label: 'x', headSha: SHA, actorId: 5 },
      },
    ],
    ['pull_request', pull({ action: 'edited' }), { kind: 'pull-request', number: 12, headSha: SHA, labelling: null }],
    [
      'pull_request',
      pull({ action: 'labeled', label: null }),
      { kind: 'pull-request', number: 12, headSha: SHA, labelling: null },
    ],
    [
      'merge_group',
      group,
      {
        kind: 'merge-group',
        headRef: 'refs/heads/q',
        baseRef: 'refs/heads/main',
        headSha: SHA,
        baseSha: OTHER_SHA,
      },
    ],
    ['push', {}, { kind: 'push' }],
    ['schedule', { schedule: '* * * * *' }, { kind: 'schedule' }],
    ['workflow_dispatch', { inputs: null }, { kind: 'workflow-dispatch' }],
    ['release', { release: { tag_name: 'v1' } }, { kind: 'release', tag: 'v1' }],
    [
      'workflow_run',
      run(),
      {
        kind: 'workflow-run',
        run: {
          event: 'push',
          headSha: SHA,
          headBranch: 'b',
          headRepository: { fullName: 'o/r', owner: 'o' },
          pullRequests: [],
        },
      },
    ],
    [
      'workflow_run',
      run({
        head_repository: null,
        head_branch: null,
        pull_requests: [null, { number: 3, base: { repo: { id: 8 } } }, { number: 4, base: { repo: { id: 7 } } }],
      }),
      {
        kind: 'workflow-run',
        run: { event: 'push', headSha: SHA, headBranch: null, headRepository: null, pullRequests: [4] },
      },
    ],
  ])('reads %s', async (name, payload, expected) => {
    expect(await read(name, payload)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['pull_request', pull({ number: 0 })],
    ['pull_request', pull({ number: -12 })],
    ['pull_request', pull({ number: 1.5 })],
    ['pull_request', pull({ number: '12' })],
    ['pull_request', pull({ number: 1_000_000_000 })],
    ['pull_request', pull({ number: null })],
    ['pull_request', pull({ pull_request: { head: { sha: 'main' } } })],
    ['pull_request', pull({ pull_request: { head: { sha: SHA.toUpperCase() } } })],
    ['pull_request', pull({ pull_request: { head: { sha: `${SHA}\n` } } })],
    ['pull_request', pull({ pull_request: null })],
    ['pull_request_target', {}],
    ['merge_group', { merge_group: { ...group.merge_group, head_sha: '' } }],
    ['merge_group', { merge_group: { ...group.merge_group, head_ref: 7 } }],
    ['merge_group', { merge_group: { ...group.merge_group, base_sha: undefined } }],
    ['merge_group', { merge_group: null }],
    ['release', { release: { tag_name: '' } }],
    ['release', {}],
    ['workflow_run', run({ head_sha: 'x' })],
    ['workflow_run', run({ pull_requests: null })],
    ['workflow_run', run({ pull_requests: [{ number: 3 }] })],
    ['workflow_run', { workflow_run: run().workflow_run }],
    ['push', 'not JSON'],
    ['push', ''],
    ['pull_request', 'null'],
    ['pull_request', '[]'],
    ['pull_request', '{"number": 1e999}'],
  ])('refuses a %s of %j', async (name, payload) => {
    expect(await read(name, payload)).toMatchObject({
      ok: false,
      finding: { code: 'event-unreadable', level: 'error' },
    });
  });

  it.each([
    ['issue_comment'],
    ['PULL_REQUEST'],
    ['pull_request '],
    ['toString'],
    ['__proto__'],
    ['constructor'],
    ['check_run'],
    [''],
    [undefined],
  ])('does not support %s', async (name) => {
    const finding = { code: 'event-not-supported', args: { event: name ?? '' } };
    expect(await read(name, pull())).toMatchObject({ ok: false, finding });
  });

  it.each([
    ['no file', undefined, 'GITHUB_EVENT_PATH names no file'],
    ['an empty name', '', 'GITHUB_EVENT_PATH names no file'],
    ['a file that is gone', path.join(folder, 'gone'), 'the payload cannot be read'],
    ['a folder', folder, 'the payload is not a regular file'],
  ])('refuses %s', async (_, name, detail) => {
    const finding = { code: 'event-unreadable', args: { detail } };
    expect(await readEvent({ GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: name })).toMatchObject({
      ok: false,
      finding,
    });
  });

  it('refuses a pipe at once, though nobody ever writes into it', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const read = readEvent({ GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: pipe });
    const waited = pause(2000, 'waited', { ref: false });
    const first = await Promise.race([read, waited]);
    // Opening for both ends lets a reader that waits go on, so that a failed test ends too.
    if (first === 'waited') await (await open(pipe, 'r+')).close();
    const finding = { code: 'event-unreadable', args: { detail: 'the payload is not a regular file' } };
    expect(first).toMatchObject({ ok: false, finding });
  });

  it('refuses a payload over 25 MB without reading it', async () => {
    const name = file('{}');
    truncateSync(name, 25 * 1024 * 1024 + 1);
    const finding = { code: 'event-unreadable', args: { detail: 'the payload is larger than 25 MB' } };
    expect(await readEvent({ GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: name })).toMatchObject({
      ok: false,
      finding,
    });
  });

  it('throws for no JSON whatever', async () => {
    const names = ['pull_request', 'merge_group', 'push', 'release', 'workflow_dispatch', 'workflow_run', 'schedule'];
    await assert(
      asyncProperty(constantFrom(...names), json(), async (name, payload) => {
        const event = await read(name, payload);
        expect(event.ok || event.finding.code === 'event-unreadable').toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import * as bodies from '../github-server/bodies.ts';
import { mergeGroupEvent, pullRequestEvent, pushEvent, scheduleEvent } from '../github-server/events.ts';
import { BASE_SHA, person } from '../github-server/given-model.ts';
import type { Model } from '../github-server/model.ts';
import { asked, closeServersAfterEach, OTHER_SHA, RULES, readingOn, startRepository } from './reading.ts';

closeServersAfterEach();

const LABEL = 'launch-gate/override';

/** What is confirmed after a change of the model between the two readings. */
async function confirmed(labels: string[], change: (model: Model) => void) {
  const server = await startRepository({
    branches: { other: OTHER_SHA },
    pullRequests: [{ labels, changedFiles: ['a'] }],
  });
  const reading = readingOn(server, (model) => pullRequestEvent(model, { name: 'pull_request_target' }));
  const subject = await reading.subject();
  change(server.model);
  return reading.platform.confirm(subject, RULES);
}

const pull = (model: Model) => model.pullRequests[0]!;

describe('confirming', () => {
  it.each([
    ['nothing changed', [LABEL], () => {}],
    [
      'labels of others came and went',
      ['x', LABEL],
      (model: Model) => void Object.assign(pull(model), { labels: [LABEL, 'launch-gate', 'y'] }),
    ],
    ['labels stand in another order', [LABEL, `${LABEL}:model`], (model: Model) => void pull(model).labels.reverse()],
    ['it was merged', [], (model: Model) => void Object.assign(pull(model), { state: 'closed', merged: true })],
  ])('holds where %s', async (_, labels, change) => {
    expect(await confirmed(labels, change)).toEqual({ kind: 'same' });
  });

  it.each([
    ['came', [], [LABEL]],
    ['went', [LABEL], []],
    ['came for a part', [LABEL], [LABEL, `${LABEL}:model`]],
    ['came in other letter case', [], [LABEL.toUpperCase()]],
  ])('says that the gate’s label %s, with the pull request as it is now', async (_, before, after) => {
    const still = await confirmed(before, (model) => void Object.assign(pull(model), { labels: after }));
    const files = [{ path: 'a', previousPath: null, status: 'modified' }];
    expect(still).toMatchObject({
      kind: 'labels-changed',
      labelled: { number: 12, labels: after, changed: { complete: true, files } },
    });
  });

  it('does not hold where the head moved, whatever the labels are', async () => {
    const still = await confirmed([], (model) => {
      pull(model).head.sha = OTHER_SHA;
      pull(model).labels = [LABEL];
    });
    const args = { number: 12, judged: '4ead4ea', live: 'c0dec0d' };
    expect(still).toMatchObject({ kind: 'superseded', finding: { code: 'superseded', level: 'error', args } });
  });

  it('does not hold where the pull request is for another branch now', async () => {
    const still = await confirmed([], (model) => void Object.assign(pull(model).base, { ref: 'other' }));
    expect(still).toMatchObject({
      kind: 'superseded',
      finding: { code: 'superseded', args: { judged: 'main', live: 'other' } },
    });
  });

  it.each([[403], [404], [500]])('does not hold where GitHub answers %i', async (status) => {
    const server = await startRepository();
    const { platform, subject } = readingOn(server, pullRequestEvent);
    const read = await subject();
    server.script({ path: /pulls\/12$/, answer: { status } });
    const still = await platform.confirm(read, RULES);
    expect(still).toMatchObject({ kind: 'superseded', finding: { code: 'github-unavailable', args: { status } } });
  });

  it('asks nothing where there is no pull request', async () => {
    const server = await startRepository();
    const { platform, subject } = readingOn(server, scheduleEvent);
    const read = await subject();
    const before = asked(server).length;
    expect(await platform.confirm(read, RULES)).toEqual({ kind: 'same' });
    expect(asked(server)).toHaveLength(before);
  });

  it('looks at the labels of the merged pull request that a push comes from', async () => {
    const merged = { state: 'closed', merged: true, mergeCommitSha: BASE_SHA, labels: [LABEL] } as const;
    const server = await startRepository({ pullRequests: [{ ...merged, labels: [LABEL] }] });
    const { platform, subject } = readingOn(server, pushEvent);
    const read = await subject();
    pull(server.model).labels = [];
    expect(await platform.confirm(read, RULES)).toMatchObject({ kind: 'labels-changed', labelled: { labels: [] } });
  });
});

describe('a list of files that may be another head’s', () => {
  const AGAIN = '2026-11-21T09:31:00Z';
  const LATER = '2026-11-21T09:32:00Z';
  const listed = (model: Model, ...names: string[]) =>
    void Object.assign(pull(model), { changedFiles: names.map((filename) => ({ filename, status: 'modified' })) });
  const changed = (model: Model, updatedAt: string) => void Object.assign(pull(model), { updatedAt });

  /** A run that judged file `a`, and what GitHub is asked when it confirms. */
  async function reading(event: Parameters<typeof readingOn>[1] = pullRequestEvent, labels: string[] = []) {
    const server = await startRepository({ pullRequests: [{ changedFiles: ['a'], labels }] });
    const { platform, subject } = readingOn(server, event);
    const read = await subject();
    const before = asked(server).length;
    const confirm = async () => {
      const { kind } = await platform.confirm(read, RULES);
      return { kind, calls: asked(server).slice(before).length };
    };
    return { server, confirm };
  }

  it('is not read again where nothing of the pull request changed', async () => {
    const { server, confirm } = await reading();
    listed(server.model, 'b');
    expect(await confirm()).toEqual({ kind: 'same', calls: 1 });
  });

  it.each([
    ['the same', ['a'], 'same'],
    ['another', ['b'], 'superseded'],
    ['longer', ['a', 'b'], 'superseded'],
    ['empty', [], 'superseded'],
  ])('is read again where something changed, and is %s', async (_, names, kind) => {
    for (const event of [pullRequestEvent, mergeGroupEvent]) {
      const { server, confirm } = await reading(event);
      changed(server.model, AGAIN);
      listed(server.model, ...names);
      expect(await confirm()).toEqual({ kind, calls: 3 });
    }
  });

  it('is read again where GitHub does not say when something changed', async () => {
    const { server, confirm } = await reading();
    const { updated_at: _, ...body } = bodies.pullRequest(pull(server.model), server.model) as { updated_at: string };
    server.script({ path: /pulls\/12$/, answer: { status: 200, body } });
    expect(await confirm()).toEqual({ kind: 'same', calls: 3 });
  });

  it('counts another status or former name as another list', async () => {
    for (const file of [
      { filename: 'a', status: 'added' as const },
      { filename: 'a', status: 'renamed' as const, previous_filename: 'x' },
    ]) {
      const { server, confirm } = await reading();
      changed(server.model, AGAIN);
      pull(server.model).changedFiles = [file];
      expect((await confirm()).kind).toBe('superseded');
    }
  });

  it('is not believed from a moment at which something changed once more', async () => {
    const { server, confirm } = await reading();
    changed(server.model, AGAIN);
    // The judged list is shown again, of a head that stands only while it is asked for.
    server.script({ path: /files/, times: 1, answer: (_, model) => changed(model, LATER) });
    server.script({ path: /pulls\/12$/, after: 1, times: 1, answer: (_, model) => listed(model, 'b') });
    expect(await confirm()).toEqual({ kind: 'superseded', calls: 5 });
  });

  it('is waited for, but not for ever', async () => {
    const calm = await reading();
    changed(calm.server.model, AGAIN);
    calm.server.script({ path: /files/, times: 1, answer: (_, model) => changed(model, LATER) });
    expect(await calm.confirm()).toEqual({ kind: 'same', calls: 5 });
    const busy = await reading();
    let second = 10;
    busy.server.script({
      path: /pulls\/12$/,
      answer: (_, model) => {
        second += 1;
        changed(model, `2026-11-21T10:00:${second}Z`);
      },
    });
    expect(await busy.confirm()).toEqual({ kind: 'superseded', calls: 7 });
  });

  it('does not hold where the head moves while it is read again, or GitHub does not answer', async () => {
    const moving = await reading();
    changed(moving.server.model, AGAIN);
    moving.server.script({
      path: /files/,
      answer: (_, model) => void Object.assign(pull(model).head, { sha: OTHER_SHA }),
    });
    expect((await moving.confirm()).kind).toBe('superseded');
    for (const rule of [{ path: /files/ }, { path: /pulls\/12$/, after: 1 }]) {
      const { server, confirm } = await reading();
      changed(server.model, AGAIN);
      server.script({ ...rule, answer: { status: 403 } });
      expect((await confirm()).kind).toBe('superseded');
    }
  });

  it('has the proof of a label gathered again, which someone else may have taken off and put back meanwhile', async () => {
    const { server, confirm } = await reading(pullRequestEvent, [LABEL]);
    expect((await confirm()).kind).toBe('same');
    changed(server.model, AGAIN);
    expect((await confirm()).kind).toBe('labels-changed');
  });

  it('still has its labels compared, as they are at the end', async () => {
    const { server, confirm } = await reading();
    changed(server.model, AGAIN);
    server.script({ path: /files/, answer: (_, model) => void pull(model).labels.push(LABEL) });
    expect((await confirm()).kind).toBe('labels-changed');
  });
});

describe('the facts of an override', () => {
  const facts = async (event: Parameters<typeof readingOn>[1], number = 12) => {
    const server = await startRepository({
      pullRequests: [
        { labels: [LABEL], events: [{}] },
        { number: 13, labels: [LABEL], events: [{}] },
      ],
      collaborators: { grace: 'maintain' },
    });
    const { platform, subject } = readingOn(server, event);
    const { labelled } = await subject();
    return labelled && platform.overrideFacts({ ...labelled, number }, RULES);
  };
  const grace = person('grace');

  it('hold the labelling that started the run, by the payload', async () => {
    const read = await facts((model) => pullRequestEvent(model, { action: 'labeled', label: LABEL, sender: grace }));
    expect(read).toMatchObject({ ownLabelling: { label: LABEL, headSha: '4ead'.repeat(10), actorId: grace.id } });
  });

  it('hold none for another pull request', async () => {
    const labelled = (model: Model) => pullRequestEvent(model, { action: 'labeled', label: LABEL, sender: grace });
    expect(await facts(labelled, 13)).toMatchObject({ ownLabelling: null });
  });

  it.each(['unlabeled', 'synchronize', 'edited'])('hold none where the run was started by %s', async (action) => {
    const read = await facts((model) => pullRequestEvent(model, { action, label: LABEL, sender: grace }));
    expect(read).toMatchObject({ ownLabelling: null });
  });
});

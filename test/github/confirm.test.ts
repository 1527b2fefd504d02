import { describe, expect, it } from 'vitest';
import { pullRequestEvent, pushEvent, scheduleEvent } from '../github-server/events.ts';
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

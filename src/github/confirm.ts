import type { OverrideRules } from '../core/override.ts';
import { labelsOf } from '../core/override-labels.ts';
import type { Confirmation } from '../core/platform.ts';
import type { Listing, PullRequest, Subject } from '../core/subject.ts';
import type { Api } from './api.ts';
import { readChangedFiles } from './changed-files.ts';
import { type Found, found, stopped, superseded } from './found.ts';
import { sameFiles } from './landing.ts';
import { type LivePullRequest, readPullRequest, withChangedFiles } from './pull-request.ts';

/** Reads the pull request again after judging: another head, another base branch, or no answer, and nothing holds. */
export async function confirmSubject(api: Api, subject: Subject, rules: OverrideRules): Promise<Confirmation> {
  const before = subject.labelled ?? subject.pullRequest;
  if (before === null) return { kind: 'same' };
  const live = await readPullRequest(api, before.number);
  if (!live.ok) return { kind: 'superseded', finding: live.finding };
  if (live.value.headSha !== before.headSha)
    return { kind: 'superseded', finding: superseded(before.number, before.headSha, live.value.headSha).finding };
  const listed = subject.listing === undefined ? live : await listedAlike(api, subject.listing, live.value);
  if (!listed.ok) return { kind: 'superseded', finding: listed.finding };
  const now = withChangedFiles(listed.value, before.changed);
  if (now.baseBranch !== before.baseBranch) {
    // Another branch has other criteria.
    const args = { number: before.number, judged: before.baseBranch, live: now.baseBranch };
    return { kind: 'superseded', finding: stopped('superseded', args).finding };
  }
  const labels = gateLabels(now, rules);
  // A label may have been taken off and put back by someone else, which leaves the names as they were.
  const touched =
    subject.listing !== undefined && subject.listing.updatedAt !== live.value.updatedAt && labels !== NO_LABELS;
  return labels === gateLabels(before, rules) && !touched
    ? { kind: 'same' }
    : { kind: 'labels-changed', labelled: now };
}

/** A push and its withdrawal between the two readings of a list both change the pull request. */
const MOST_READINGS = 3;

/**
 * The pull request, where the list of files that was judged is that of its head. GitHub gives the list of the head of
 * the moment: where anything of the pull request changed since, the list is read again, at a moment without a change.
 */
async function listedAlike(api: Api, listing: Listing, first: LivePullRequest): Promise<Found<LivePullRequest>> {
  if (first.updatedAt !== null && first.updatedAt === listing.updatedAt) return found(first);
  let live = first;
  for (let readings = 0; readings < MOST_READINGS; readings += 1) {
    const files = await readChangedFiles(api, live);
    if (!files.ok) return files;
    const again = await readPullRequest(api, live.number);
    if (!again.ok) return again;
    const { value: now } = again;
    if (now.headSha !== first.headSha) return superseded(now.number, first.headSha, now.headSha);
    if (!sameFiles(files.value, listing.changed))
      return stopped('superseded', { number: first.number, detail: 'its list of changed files is another one now' });
    if (now.updatedAt === live.updatedAt) return again;
    live = now;
  }
  return stopped('superseded', { number: first.number, detail: 'it keeps changing while its changed files are read' });
}

const NO_LABELS = '[]';

function gateLabels({ labels }: PullRequest, rules: OverrideRules): string {
  const names = labelsOf(rules, labels).map(({ label }) => label);
  return JSON.stringify(names.sort());
}

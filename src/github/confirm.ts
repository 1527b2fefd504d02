import type { OverrideRules } from '../core/override.ts';
import { labelsOf } from '../core/override-labels.ts';
import type { Confirmation } from '../core/platform.ts';
import type { PullRequest, Subject } from '../core/subject.ts';
import type { Api } from './api.ts';
import { stopped, superseded } from './found.ts';
import { readPullRequest, withChangedFiles } from './pull-request.ts';

/** Reads the pull request again after judging: another head, another base branch, or no answer, and nothing holds. */
export async function confirmSubject(api: Api, subject: Subject, rules: OverrideRules): Promise<Confirmation> {
  const before = subject.labelled ?? subject.pullRequest;
  if (before === null) return { kind: 'same' };
  const live = await readPullRequest(api, before.number);
  if (!live.ok) return { kind: 'superseded', finding: live.finding };
  const now = withChangedFiles(live.value, before.changed);
  if (now.headSha !== before.headSha)
    return { kind: 'superseded', finding: superseded(before.number, before.headSha, now.headSha).finding };
  if (now.baseBranch !== before.baseBranch) {
    // Another branch has other criteria.
    const args = { number: before.number, judged: before.baseBranch, live: now.baseBranch };
    return { kind: 'superseded', finding: stopped('superseded', args).finding };
  }
  return gateLabels(now, rules) === gateLabels(before, rules)
    ? { kind: 'same' }
    : { kind: 'labels-changed', labelled: now };
}

function gateLabels({ labels }: PullRequest, rules: OverrideRules): string {
  const names = labelsOf(rules, labels).map(({ label }) => label);
  return JSON.stringify(names.sort());
}

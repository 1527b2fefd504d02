import type { GivenModel, GivenPullRequest } from '../github-server/given-model.ts';
import type { IssueEvent } from '../github-server/model.ts';
import { CRITERIA, CRITERIA_TEXT, FILES, type Given, minutesAgo } from './gate-run.ts';

// What the tests of overrides share.

export const LABEL = 'launch-gate/override';
export const WHY = 'the old index stays until Monday';

/** The label of a release manager who gave a reason first. */
export function labelled(label = LABEL, event: Partial<IssueEvent> = {}): GivenPullRequest {
  return {
    labels: [label],
    events: [{ label, at: minutesAgo(10), ...event }],
    comments: [{ body: `launch-gate override: ${WHY}`, created_at: minutesAgo(12) }],
  };
}

/** The repository with other criteria on both sides. */
export function judging(criteria: string, pullRequest: GivenPullRequest = labelled(), model: GivenModel = {}): Given {
  return { base: { ...FILES, [CRITERIA]: criteria }, pullRequest, model };
}

/** The criteria with rules for overriding. */
export function rules(text: string): string {
  return `${CRITERIA_TEXT}override: { ${text} }\n`;
}

/** What a reader sees first, without the hidden lines. */
export function firstLines(markdown: string): string {
  const lines = markdown.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('<!--'));
  return lines.slice(0, 4).join('\n');
}

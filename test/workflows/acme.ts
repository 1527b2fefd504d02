import { MERGE_SHA } from '../github-server/events.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import { BASE_SHA, type GivenPullRequest, HEAD_SHA } from '../github-server/given-model.ts';
import { sample } from './samples.ts';

/** So many minutes ago, as GitHub writes times: to the second. */
export function minutesAgo(minutes: number): string {
  return `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

const CRITERIA = `version: 1
feature: wiki-assistant
defaults: { max-age: 1d }
metrics:
  retrieval_recall_at_5: { layer: model, target: ">= 0.90", unit: ratio }
  answer_resolves_query: { layer: task, target: ">= 0.80", unit: ratio }
  repeat_query_rate:
    layer: product
    target: "<= 0.10"
    unit: ratio
    indicator: leading
    alert: { when: "> 0.15", within: 24h, notifies: "#wiki-oncall" }
`;

/** What the evaluation prints; with few right answers, the gate is a no-go at the task layer. */
export function resultsOf(rightAnswers: number): string {
  return JSON.stringify({
    observed_at: minutesAgo(30),
    metrics: {
      retrieval_recall_at_5: { value: 0.93, sample_size: 200 },
      answer_resolves_query: { successes: rightAnswers, sample_size: 200 },
      repeat_query_rate: { value: 0.07, sample_size: 5200 },
    },
  });
}
export const GOOD = resultsOf(171);
export const BAD = resultsOf(120);

export const LABEL = 'launch-gate/override';

/** The label of a release manager who gave a reason first. */
export const LABELLED: GivenPullRequest = {
  labels: [LABEL],
  events: [{ label: LABEL, at: minutesAgo(10) }],
  comments: [{ body: 'launch-gate override: the archived wiki goes on Monday', created_at: minutesAgo(12) }],
};

/** A GitHub with the criteria and a workflow of the samples on its default branch, and pull request 12. */
export function acme(workflow: string, given: GivenPullRequest = {}): Promise<GitHubServer> {
  const files = { '.github/launch-gate.yml': CRITERIA, [pathOf(workflow)]: sample(workflow).text };
  const head = given.head?.repo ?? { owner: 'acme', name: 'assistant' };
  return startGitHub({
    pullRequests: [given],
    commits: { [BASE_SHA]: { files }, [HEAD_SHA]: { files }, [MERGE_SHA]: { files } },
    collaborators: { grace: 'maintain', mona: 'write' },
    activity: { [`${head.owner}/${head.name}`]: [{ at: minutesAgo(60) }] },
  });
}

/** Where a sample lies in the repository that uses it. */
export function pathOf(workflow: string): string {
  return `.github/workflows/${workflow}`;
}

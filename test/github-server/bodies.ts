import type {
  Account,
  ChangedFile,
  Comment,
  Commit,
  IssueEvent,
  Model,
  PullRequest,
  RepositoryName,
  WorkflowRun,
} from './model.ts';

// What GitHub would say of a thing of the model: only what matters, the rest is filled in by GitHub's description.

/** An account; `null` where it is gone. */
export function user(account: Account | null): object | null {
  if (account === null) return null;
  const { login, id, type } = account;
  return { login, id, type };
}

/** A repository by its name: the model's own, or a fork of it. */
export function repository({ owner, name }: RepositoryName, { repository: home }: Model): object {
  const isFork = owner !== home.owner || name !== home.name;
  const about = { id: isFork ? 8 : 7, name, full_name: `${owner}/${name}`, private: home.private, fork: isFork };
  const who = isFork ? { id: 71, type: 'User' } : { id: 70, type: 'Organization' };
  return { ...about, owner: { login: owner, ...who } };
}

/** A label of a repository or a pull request. */
export function label(name: string): object {
  return { name, color: 'ededed', description: '', default: false };
}

/** A pull request as the list has it. */
export function pullRequestInList(one: PullRequest, model: Model): object {
  const { owner, name } = model.repository;
  const { head, base } = one;
  const forkOwner: Account | null = head.repo && { login: head.repo.owner, id: 71, type: 'User' };
  return {
    number: one.number,
    id: 1000 + one.number,
    title: one.title,
    state: one.state,
    draft: one.draft,
    locked: one.locked,
    user: user(one.author),
    labels: one.labels.map(label),
    html_url: `https://github.com/${owner}/${name}/pull/${one.number}`,
    updated_at: one.updatedAt,
    merge_commit_sha: one.mergeCommitSha,
    merged_at: one.merged ? '2026-11-21T11:00:00Z' : null,
    closed_at: one.state === 'closed' ? '2026-11-21T11:00:00Z' : null,
    head: {
      ref: head.ref,
      sha: head.sha,
      label: `${head.repo?.owner ?? 'unknown'}:${head.ref}`,
      repo: head.repo === null ? null : repository(head.repo, model),
      user: user(forkOwner),
    },
    base: {
      ref: base.ref,
      sha: base.sha ?? model.branches[base.ref] ?? '',
      label: `${owner}:${base.ref}`,
      repo: repository({ owner, name }, model),
      user: { login: owner, id: 70, type: 'Organization' },
    },
  };
}

/** A pull request by itself. */
export function pullRequest(one: PullRequest, model: Model): object {
  const changed_files = one.reportedChangedFiles ?? one.changedFiles.length;
  const counts = { changed_files, comments: one.comments.length, commits: Math.max(1, one.commits.length) };
  return { ...pullRequestInList(one, model), merged: one.merged, ...counts };
}

/** A file of a change. */
export function changedFile({ filename, status, previous_filename }: ChangedFile): object {
  const counts = { additions: 1, deletions: 0, changes: 1, sha: 'f11e'.repeat(10) };
  return { filename, status, ...counts, ...(previous_filename === undefined ? {} : { previous_filename }) };
}

/** A commit by itself. */
export function commit(sha: string, one: Commit, files: readonly ChangedFile[] = []): object {
  const signature = (account: Account | null) => ({
    name: account?.login ?? 'nobody',
    email: 'someone@example.com',
    date: one.date,
  });
  return {
    sha,
    author: user(one.author),
    committer: user(one.committer),
    commit: { message: 'A change', author: signature(one.author), committer: signature(one.committer) },
    parents: one.parents.map((parent) => ({ sha: parent })),
    files: files.map(changedFile),
  };
}

/** An event of a pull request. */
export function issueEvent(one: IssueEvent): object {
  const about = { id: one.id, event: one.event, created_at: one.at, actor: user(one.actor), commit_id: null };
  const via = { performed_via_github_app: app(one.viaApp), commit_url: null };
  const isLabel = one.event === 'labeled' || one.event === 'unlabeled';
  if (!isLabel) return { ...about, ...via, lock_reason: null };
  const intent = one.intent === undefined ? {} : { intent: one.intent };
  return { ...about, ...via, label: { name: one.label, color: 'ededed' }, ...intent };
}

/** A run of a workflow. */
export function workflowRun(run: WorkflowRun, model: Model): object {
  const { owner, name } = model.repository;
  const home = { id: 7, name, url: `https://api.github.com/repos/${owner}/${name}` };
  const listed = run.pullRequests.map((number) => {
    const one = model.pullRequests.find((found) => found.number === number);
    const head = { ref: one?.head.ref, sha: one?.head.sha, repo: home };
    const base = { ref: one?.base.ref, sha: model.branches[one?.base.ref ?? ''], repo: home };
    return { id: 1000 + number, number, head, base };
  });
  return {
    id: run.id,
    event: run.event,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    head_repository: run.headRepository && repository(run.headRepository, model),
    repository: repository({ owner, name }, model),
    path: run.path,
    status: 'completed',
    conclusion: run.conclusion,
    run_attempt: run.runAttempt,
    pull_requests: listed,
  };
}

/** A comment on a pull request. */
export function comment(one: Comment, number: number, { repository: { owner, name } }: Model): object {
  return {
    id: one.id,
    user: user(one.user),
    body: one.body,
    created_at: one.created_at,
    updated_at: one.updated_at,
    html_url: `https://github.com/${owner}/${name}/pull/${number}#issuecomment-${one.id}`,
    issue_url: `https://api.github.com/repos/${owner}/${name}/issues/${number}`,
    url: `https://api.github.com/repos/${owner}/${name}/issues/comments/${one.id}`,
    author_association: 'CONTRIBUTOR',
    performed_via_github_app: app(one.viaApp),
  };
}

function app(present: boolean): object | null {
  if (!present) return null;
  const owner = { login: 'some-app-owner', id: 72, type: 'Organization' };
  return { id: 15368, name: 'Some app', slug: 'some-app', owner, permissions: { issues: 'write' }, events: [] };
}

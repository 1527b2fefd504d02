import * as bodies from './bodies.ts';
import { type Call, commitOf, fullName, NOT_FOUND, type Operate, refused, shaOf } from './call.ts';
import { readBlob, readContents, readTree } from './contents.ts';
import type { ChangedFile } from './model.ts';
import { page, pageAfter } from './pages.ts';

/** What GitHub says of a repository, its commits and its runs. */
export const REPOSITORY_OPERATIONS: Readonly<Record<string, Operate>> = {
  'repos/get': ({ model }) => {
    const { owner, name, defaultBranch } = model.repository;
    const repository = bodies.repository({ owner, name }, model);
    return { status: 200, body: { ...repository, default_branch: defaultBranch } };
  },
  'repos/get-branch': ({ model, path }) => {
    const sha = model.branches[path['branch'] ?? ''];
    const commit = sha === undefined ? null : commitOf(model, sha);
    if (sha === undefined || commit === null) return refused(404, 'Branch not found');
    const required = path['branch'] === model.repository.defaultBranch ? model.requiredChecks.protection : [];
    const checks = required.map((context) => ({ context, app_id: null }));
    const protection = { enabled: true, required_status_checks: { contexts: required, checks } };
    const body = { name: path['branch'], commit: bodies.commit(sha, commit), protected: true, protection };
    return { status: 200, body };
  },
  'repos/get-branch-rules': (call) => {
    const { model, path } = call;
    const isDefault = path['branch'] === model.repository.defaultBranch;
    const rules = [
      { type: 'deletion' },
      ...(isDefault && model.requiredChecks.rules.length > 0
        ? [
            {
              type: 'required_status_checks',
              parameters: {
                strict_required_status_checks_policy: true,
                required_status_checks: model.requiredChecks.rules.map((context) => ({ context })),
              },
            },
          ]
        : []),
    ];
    return page(call, rules, (rule) => rule);
  },
  'git/get-ref': ({ model, path }) => {
    const [, kind = '', name = ''] = /^(heads|tags)\/(.+)$/.exec(path['ref'] ?? '') ?? [];
    const sha = kind === 'heads' ? model.branches[name] : kind === 'tags' ? model.tags[name] : undefined;
    if (sha === undefined) return NOT_FOUND;
    return { status: 200, body: { ref: `refs/${kind}/${name}`, object: { type: 'commit', sha } } };
  },
  'git/get-blob': readBlob,
  'git/get-tree': readTree,
  'repos/get-commit': ({ model, path }) => {
    const ref = path['ref'] ?? '';
    const sha = shaOf(model, ref);
    const commit = sha === null ? null : commitOf(model, sha);
    if (sha === null || commit === null) return refused(422, `No commit found for SHA: ${ref}`);
    const files = model.pullRequests.find(({ head }) => head.sha === sha)?.changedFiles ?? [];
    return { status: 200, body: bodies.commit(sha, commit, files.slice(0, 300)) };
  },
  'repos/compare-commits': compare,
  'repos/get-content': readContents,
  'repos/list-activities': (call) => {
    const { model, path, query } = call;
    const asked = `${path['owner']}/${path['repo']}`.toLowerCase();
    const [, list = 'hidden'] = Object.entries(model.activity).find(([name]) => name.toLowerCase() === asked) ?? [];
    if (list === 'hidden') return NOT_FOUND;
    const ref = query['ref']?.replace(/^(refs\/heads\/)?/, 'refs/heads/');
    const type = query['activity_type'];
    const wanted = list.filter(
      (one) => (ref === undefined || one.ref === ref) && (type === undefined || one.type === type),
    );
    const ordered = query['direction'] === 'asc' ? wanted.toReversed() : wanted;
    return pageAfter(call, ordered, ({ id, ref: branch, before, after, at, actor, type: activity_type }) => ({
      id,
      ref: branch,
      before,
      after,
      timestamp: at,
      actor: bodies.user(actor),
      activity_type,
    }));
  },
  'repos/list-pull-requests-associated-with-commit': (call) => {
    const { model, path } = call;
    const sha = path['commit_sha'] ?? '';
    if (commitOf(model, sha) === null) return refused(422, `No commit found for SHA: ${sha}`);
    const found = model.pullRequests.filter(({ merged, mergeCommitSha, head, commits }) =>
      [...(merged ? [mergeCommitSha] : []), head.sha, ...commits].includes(sha),
    );
    return page(call, found, (one) => bodies.pullRequestInList(one, model));
  },
  'actions/get-workflow-run': ({ model, path }) => {
    const run = model.workflowRuns.find(({ id }) => id === Number(path['run_id']));
    return run === undefined ? NOT_FOUND : { status: 200, body: bodies.workflowRun(run, model) };
  },
};

function compare({ model, path }: Call) {
  const end = (text: string) => shaOf(model, text) ?? endOfFork(model, text);
  const [base, head] = [end(path['base'] ?? ''), end(path['head'] ?? '')];
  const [from, to] = [base && commitOf(model, base), head && commitOf(model, head)];
  if (base === null || head === null || !from || !to) return NOT_FOUND;
  const one = model.pullRequests.find((found) => found.head.sha === head);
  const mergeBase = base === head || isBefore(model, head, base) ? head : (one?.mergeBaseSha ?? base);
  const mergeBaseCommit = commitOf(model, mergeBase) ?? from;
  const body = {
    status: base === head ? 'identical' : mergeBase === head ? 'behind' : mergeBase === base ? 'ahead' : 'diverged',
    base_commit: bodies.commit(base, from),
    merge_base_commit: bodies.commit(mergeBase, mergeBaseCommit),
    commits: mergeBase === head ? [] : [bodies.commit(head, to)],
    files: (one?.changedFiles ?? differences(model, mergeBase, head)).slice(0, 300).map(bodies.changedFile),
  };
  return { status: 200, body };
}

/** Whether a commit is an ancestor of another, as far as the model lists parents. */
function isBefore(model: Call['model'], sha: string, later: string): boolean {
  const parents = model.commits[later]?.parents ?? [];
  return parents.some((parent) => parent === sha || isBefore(model, sha, parent));
}

/** What differs between two commits whose files are both listed; nobody's renames are guessed. */
function differences({ commits }: Call['model'], before: string, after: string): readonly ChangedFile[] {
  const [old, now] = [commits[before]?.files, commits[after]?.files];
  if (old === undefined || now === undefined) return [];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return names.flatMap((filename): ChangedFile[] => {
    if (old[filename] === now[filename]) return [];
    const status = old[filename] === undefined ? 'added' : now[filename] === undefined ? 'removed' : 'modified';
    return [{ filename, status }];
  });
}

/** `owner:branch`, the branch of a fork. */
function endOfFork(model: Call['model'], text: string): string | null {
  const [, owner = '', branch = ''] = /^([^:]+):(.+)$/.exec(text) ?? [];
  if (owner.toLowerCase() === model.repository.owner.toLowerCase()) return shaOf(model, branch);
  const found = model.pullRequests.find(({ head }) => head.repo?.owner === owner && head.ref === branch);
  return found?.head.sha ?? null;
}

/** True where the activity of another repository than the model's is known or hidden. */
export function hasActivity({ model, path }: Call): boolean {
  const asked = fullName({ owner: path['owner'] ?? '', name: path['repo'] ?? '' });
  return Object.keys(model.activity).some((name) => name.toLowerCase() === asked.toLowerCase());
}

/** The pull request that a merge group is about, or why its ref does not say. */
export type QueueRef =
  | {
      readonly ok: true;
      readonly pullRequest: number;
      /** The commit that the group was made on. */
      readonly baseSha: string;
    }
  | { readonly ok: false; readonly detail: string };

const PREFIX = 'refs/heads/gh-readonly-queue/';

/**
 * Reads a merge queue's ref, `refs/heads/gh-readonly-queue/<base branch>/pr-<number>-<sha>`. The group's commit belongs
 * to no pull request, so the name is all there is: anything but exactly one number is refused.
 */
export function readQueueRef(headRef: string, baseRef: string): QueueRef {
  const refused = (detail: string): QueueRef => ({ ok: false, detail });
  if (!headRef.startsWith(PREFIX)) return refused(`it does not begin with ${PREFIX}`);
  const segments = headRef.slice(PREFIX.length).split('/');
  const naming = segments.filter((segment) => /^pr-\d+-/i.test(segment));
  if (naming.length !== 1) return refused(`it names ${naming.length} pull requests, not one`);
  const [, number, baseSha] = /^pr-([1-9]\d{0,8})-([0-9a-f]{40})$/.exec(segments.at(-1) ?? '') ?? [];
  if (number === undefined || baseSha === undefined) return refused('it does not end in pr-<number>-<commit>');
  const base = segments.slice(0, -1).join('/');
  if (base === '' || base !== branchOf(baseRef)) return refused('it is not of the branch that the group is for');
  return { ok: true, pullRequest: Number(number), baseSha };
}

/** The branch that a queue's ref says its group is for; of any other ref, nothing that `readQueueRef` takes. */
export function queuedBranch(headRef: string): string {
  return headRef.slice(PREFIX.length, Math.max(PREFIX.length, headRef.lastIndexOf('/')));
}

/** The name of a branch from its full ref; a name that is no full ref stays as it is. */
export function branchOf(ref: string): string {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : ref;
}

import * as bodies from './bodies.ts';
import { type Call, invalid, NOT_FOUND, nowOf, type Operate, pullRequestOf, refused, same } from './call.ts';
import type { Comment, PullRequest } from './model.ts';
import { page } from './pages.ts';

const MOST_FILES = 3000;
const LONGEST_BODY = 65_536;

/** What GitHub says of pull requests, their labels, events and comments, and what it lets be written. */
export const ISSUE_OPERATIONS: Readonly<Record<string, Operate>> = {
  'pulls/get': onPullRequest((one, { model }) => ({ status: 200, body: bodies.pullRequest(one, model) })),
  'pulls/list': (call) => {
    const { model, query } = call;
    const { state = 'open', head, base } = query;
    const found = model.pullRequests.filter(
      (one) =>
        (state === 'all' || one.state === state) &&
        (base === undefined || one.base.ref === base) &&
        // GitHub ignores a `head` that names no owner.
        (head === undefined || !head.includes(':') || same(head, `${one.head.repo?.owner ?? ''}:${one.head.ref}`)),
    );
    const sorted = found.toSorted((a, b) => b.number - a.number);
    return page(call, query['direction'] === 'asc' ? sorted.toReversed() : sorted, (one) =>
      bodies.pullRequestInList(one, model),
    );
  },
  'pulls/list-files': onPullRequest((one, call) =>
    page(call, one.changedFiles.slice(0, MOST_FILES), bodies.changedFile),
  ),
  'issues/list-events': onPullRequest((one, call) => page(call, one.events, bodies.issueEvent)),
  'issues/list-labels-on-issue': onPullRequest((one, call) => page(call, one.labels, bodies.label)),
  'issues/get-label': ({ model, path }) => {
    const known = [...model.labels, ...model.pullRequests.flatMap(({ labels }) => labels)];
    const found = known.find((name) => same(name, path['name']));
    return found === undefined ? NOT_FOUND : { status: 200, body: bodies.label(found) };
  },
  'issues/list-comments': onPullRequest((one, call) => {
    const since = Date.parse(call.query['since'] ?? '1970-01-01T00:00:00Z');
    const wanted = one.comments.filter(({ updated_at }) => Date.parse(updated_at) >= since);
    return page(call, wanted, (comment) => bodies.comment(comment, one.number, call.model));
  }),
  'issues/create-comment': onPullRequest((one, call) => {
    const { model, token } = call;
    const wrong = one.locked ? LOCKED : bodyProblem(call);
    if (wrong !== null) return wrong;
    const at = nowOf(model);
    const about = { id: model.nextId, user: token.viewer, viaApp: token.kind === 'installation' };
    const comment: Comment = { ...about, body: bodyOf(call), created_at: at, updated_at: at };
    model.nextId += 1;
    one.comments.push(comment);
    return { status: 201, body: bodies.comment(comment, one.number, model) };
  }),
  'issues/get-comment': onComment((comment, one, { model }) => {
    return { status: 200, body: bodies.comment(comment, one.number, model) };
  }),
  'issues/update-comment': onComment((comment, one, call) => {
    const wrong = one.locked ? LOCKED : bodyProblem(call);
    if (wrong !== null) return wrong;
    comment.body = bodyOf(call);
    comment.updated_at = nowOf(call.model);
    return { status: 200, body: bodies.comment(comment, one.number, call.model) };
  }),
  'issues/delete-comment': onComment((comment, one) => {
    if (one.locked) return LOCKED;
    one.comments.splice(one.comments.indexOf(comment), 1);
    return { status: 204 };
  }),
};

const LOCKED = refused(403, 'Unable to create comment because issue is locked.');

function bodyOf({ body }: Call): string {
  // The description was asked already: the body is an object with a text `body`.
  return (body as { readonly body: string }).body;
}

function bodyProblem(call: Call) {
  const text = bodyOf(call);
  if (text.trim() === '') return invalid('Body cannot be blank', 'body');
  return [...text].length > LONGEST_BODY ? invalid('Body is too long (maximum is 65536 characters)', 'body') : null;
}

function onPullRequest(operate: (one: PullRequest, call: Call) => ReturnType<Operate>): Operate {
  return (call) => {
    const one = pullRequestOf(call);
    return one === undefined ? NOT_FOUND : operate(one, call);
  };
}

function onComment(operate: (comment: Comment, one: PullRequest, call: Call) => ReturnType<Operate>): Operate {
  return (call) => {
    const id = Number(call.path['comment_id']);
    const one = call.model.pullRequests.find(({ comments }) => comments.some((comment) => comment.id === id));
    const comment = one?.comments.find((found) => found.id === id);
    return one === undefined || comment === undefined ? NOT_FOUND : operate(comment, one, call);
  };
}

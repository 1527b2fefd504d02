import type { Reason, TextArgs } from '../../core/finding.ts';
import { arg } from './message.ts';

const PERMISSION =
  'The job needs the permission `pull-requests: write`. A `permissions` block of the job replaces that of the workflow as a whole. Pull requests from forks and from Dependabot get a token that can only read.';

/** What the log says where the comment was not written as wished; none of it changes the decision. */
const COMMENT_MESSAGES = {
  'comment-forbidden': (args) =>
    `The pull request was not commented: GitHub refused it (${arg(args, 'detail')}). ${PERMISSION} A locked conversation refuses comments too.`,
  'comment-locked': (args) =>
    `The pull request was not commented: its conversation is locked, and GitHub refused it (${arg(args, 'detail')}). Unlock the conversation. ${PERMISSION}`,
  'comment-failed': (args) =>
    `The pull request was not commented: ${arg(args, 'detail')}. Run the job again to write the comment.`,
  'comment-shared': (args) =>
    `Two steps of this run write the same comment (gate id ${arg(args, 'gate')}), so that it shows the result of one of them: ${arg(args, 'shows')}. Give each step a gate-id of its own.`,
  'comment-head-moved': () =>
    'The pull request was not commented: its head moved while this run judged it. The run for the newer head comments.',
  'comment-newer-run': () =>
    'The comment was left as it is: a run that judged the same head later has written it already.',
  'comment-closed': () => 'The pull request was not commented: it was closed meanwhile.',
} as const satisfies Record<string, (args: TextArgs) => string>;

export type CommentMessageCode = keyof typeof COMMENT_MESSAGES;

/** The words of what became of the comment. */
export function commentMessage({ code, args }: Reason<CommentMessageCode>): string {
  return COMMENT_MESSAGES[code](args);
}

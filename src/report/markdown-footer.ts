import type { Context, Outcome } from '../core/outcome.ts';
import { formatInstant } from './durations.ts';
import { criteriaCommit, fileUrl, serverOf } from './links.ts';
import { codeSpan } from './neutralise.ts';
import type { ReportView } from './report.ts';

/** What was judged by what, when and in which run. */
export function footerBlock({ outcome }: ReportView): string {
  const { context } = outcome;
  const parts = [
    `criteria ${codeSpan(context.criteriaPath)} ${revision(outcome)}`,
    ...(context.headSha === null ? [] : [`head ${codeSpan(shortSha(context.headSha))}`]),
    ...runLink(context),
    `evaluated ${formatInstant(context.evaluatedAtMs) ?? 'at an unknown time'}`,
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

/** Which criteria were judged by: `at abc1234 of main`, `as this pull request brings them`, else by their digest. */
function revision({ context, introduced }: Outcome): string {
  const sha = criteriaCommit(context, introduced);
  if (sha === null) {
    const digest = context.criteriaDigest;
    return digest === null ? 'at an unknown revision' : `at ${codeSpan(digest.slice(0, 19))}`;
  }
  const url = fileUrl(context, sha, context.criteriaPath);
  const at = url === null ? codeSpan(shortSha(sha)) : `[${codeSpan(shortSha(sha))}](${url})`;
  if (introduced) return `at ${at} of this pull request`;
  return context.criteriaRef === null ? `at ${at}` : `at ${at} of ${codeSpan(context.criteriaRef)}`;
}

/** A commit in seven digits. */
export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}

/** A link to the run, only to the server that the environment names and only of plain characters. */
function runLink(context: Context): readonly string[] {
  const { runUrl, runAttempt } = context;
  const server = serverOf(context);
  const attempt = runAttempt !== null && runAttempt > 1 ? `, attempt ${runAttempt}` : '';
  const safe =
    runUrl !== null &&
    server !== null &&
    runUrl.startsWith(`${server}/`) &&
    /^[A-Za-z0-9._/-]+$/.test(runUrl.slice(server.length));
  return safe ? [`[run](${runUrl})${attempt}`] : [];
}

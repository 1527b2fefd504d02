import type { Context } from '../core/outcome.ts';
import { formatInstant } from './durations.ts';
import { codeSpan } from './neutralise.ts';
import type { ReportView } from './report.ts';

/** What was judged by what, when and in which run. */
export function footerBlock({ outcome: { context } }: ReportView): string {
  const parts = [
    `criteria ${codeSpan(context.criteriaPath)} at ${revision(context)}`,
    ...(context.headSha === null ? [] : [`head ${codeSpan(shortSha(context.headSha))}`]),
    ...runLink(context),
    `evaluated ${formatInstant(context.evaluatedAtMs) ?? 'at an unknown time'}`,
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

/** The commit that the criteria were read at, else their digest. */
export function revision(context: Context): string {
  if (context.criteriaSha !== null) return codeSpan(shortSha(context.criteriaSha));
  return context.criteriaDigest === null ? 'an unknown revision' : codeSpan(context.criteriaDigest.slice(0, 19));
}

export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}

/** A link to the run, only to the server that the environment names and only of plain characters. */
function runLink({ runUrl, serverUrl, runAttempt }: Context): readonly string[] {
  const attempt = runAttempt !== null && runAttempt > 1 ? `, attempt ${runAttempt}` : '';
  const safe =
    runUrl !== null &&
    serverUrl !== null &&
    /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?$/.test(serverUrl) &&
    runUrl.startsWith(`${serverUrl}/`) &&
    /^[A-Za-z0-9._/-]+$/.test(runUrl.slice(serverUrl.length));
  return safe ? [`[run](${runUrl})${attempt}`] : [];
}

import type { Context } from '../core/outcome.ts';

/** Longest address that is shown, in characters. */
const LONGEST = 2_000;

/** An https address without anything that could end it early in a page; `null` for everything else. */
export function secureUrl(url: string | null): string | null {
  return url !== null && url.length <= LONGEST && /^https:\/\/[\w.-]+(?::\d+)?(?:\/[\w./?=&%#~+:@,-]*)?$/.test(url)
    ? url
    : null;
}

/** The server that the environment names, where its address is plain. */
export function serverOf({ serverUrl }: Context): string | null {
  return serverUrl !== null && /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?$/.test(serverUrl) ? serverUrl : null;
}

/** The address of a line of a file at a commit of the repository; `null` where any part of it is not known or not plain. */
export function lineUrl(context: Context, sha: string | null, path: string, line: number | null): string | null {
  const file = fileUrl(context, sha, path);
  return file !== null && line !== null && Number.isSafeInteger(line) && line > 0 ? `${file}#L${line}` : null;
}

/** The address of a file at a commit of the repository. */
export function fileUrl(context: Context, sha: string | null, path: string): string | null {
  const server = serverOf(context);
  const { repository } = context;
  const steps = path.split('/').filter((step, index) => !(step === '.' && index === 0));
  const known =
    server !== null &&
    repository !== null &&
    /^[\w.-]+\/[\w.-]+$/.test(repository) &&
    sha !== null &&
    /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) &&
    path.length <= 500 &&
    !/\p{Cs}/u.test(path) &&
    steps.length > 0 &&
    steps.every((step) => step !== '' && step !== '.' && step !== '..');
  return known ? [server, repository, 'blob', sha, ...steps.map(encoded)].join('/') : null;
}

/** A step of a path in an address: nothing in it ends a link, a cell or a line. */
function encoded(step: string): string {
  return encodeURIComponent(step).replace(/[^\w.%-]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The commit at which the criteria that were judged by can be read: with a gate that the change introduces, its head. */
export function criteriaCommit(context: Context, introduced: boolean): string | null {
  return introduced ? context.headSha : context.criteriaSha;
}

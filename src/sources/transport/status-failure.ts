import type { AskingFailed } from '../network.ts';
import { askingFailed } from './failure.ts';

/** Statuses after which asking again may help: the server was busy, or not there for the moment. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** What a status other than 200 to 299 says, and what to do about it. */
export function statusFailure(status: number, where: string, hasCredentials: boolean): AskingFailed {
  const failure = (code: AskingFailed['code'], says: string) =>
    askingFailed(code, `${where} ${says} (HTTP ${status})`, status);
  if (status === 401)
    return failure(
      'auth',
      hasCredentials ? 'does not accept the credentials' : 'wants credentials: name them as `auth`',
    );
  if (status === 407) return failure('auth', 'is behind a proxy that wants credentials, and the gate uses no proxies');
  if (status === 403) return failure('forbidden', 'does not let these credentials read this: give them the right to');
  if (status === 404 || status === 410)
    return failure('not-found', 'has nothing there: is the address right, and may these credentials see it?');
  if (status === 408) return failure('timeout', 'took too long');
  if (status === 429) return failure('rate-limited', 'is asked too often: ask later');
  if (status === 425 || status >= 500) return failure('server', 'failed');
  if (status === 304)
    return failure('bad-response', 'says that nothing has changed, although nothing was there before');
  if (status >= 300 && status < 400)
    return failure(
      'blocked',
      'answers with a redirect to another place, which is not followed: write the final address',
    );
  if (status >= 400) return failure('config', 'does not take the request: check its keys');
  return failure('bad-response', 'answers with a status that a question does not have');
}

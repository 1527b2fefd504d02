import type { Answer } from '../core/answer.ts';
import type { ApiAnswer } from './api.ts';

/** What GitHub answers where the token may not see something, or where it is not there: it does not tell which. */
const NOT_VISIBLE: readonly (number | null)[] = [401, 403, 404, 410];

/** A failed answer of GitHub as an answer that is not known. */
export function unanswered({ status, detail }: Extract<ApiAnswer<unknown>, { ok: false }>): Answer<never> {
  return { known: false, why: NOT_VISIBLE.includes(status) ? 'not-visible' : 'failed', detail };
}

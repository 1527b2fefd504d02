/**
 * What was asked of someone else: the answer, or why there is none. `not-visible`: they say that the asker may not see
 * it or that it is not there; `failed`: the asking itself went wrong. `detail` says what, in plain words.
 */
export type Answer<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: 'not-visible' | 'failed'; readonly detail: string };

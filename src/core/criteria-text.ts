/** The criteria's text with the digest of its bytes (`sha256:…`), or why it cannot be read. */
export type CriteriaText =
  | { readonly ok: true; readonly text: string; readonly bytes: number; readonly digest: string }
  | { readonly ok: false; readonly code: 'criteria-not-found' | 'criteria-unreadable'; readonly detail: string };

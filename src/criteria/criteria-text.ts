import { createHash } from 'node:crypto';
import type { CriteriaText } from '../core/criteria-text.ts';

/** Criteria text from bytes, with their digest; refuses what is not UTF-8. */
export function criteriaText(bytes: Uint8Array): CriteriaText {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    return { ok: true, text, bytes: bytes.byteLength, digest };
  } catch {
    return { ok: false, code: 'criteria-unreadable', detail: 'it is not UTF-8 text; save it as UTF-8' };
  }
}

import type { SourceError } from '../../core/measurement.ts';
import type { AskingFailed } from '../network.ts';

/** Why there is no usable answer; `status` is that of the last answer, where there was one. */
export function askingFailed(code: SourceError, detail: string, status: number | null = null): AskingFailed {
  return { ok: false, code, detail, status };
}

import type { SourceFailure } from '../../core/measurement.ts';
import type { Budget } from '../evaluate.ts';
import { answerOf, conditionOf, type Picked } from '../pick.ts';
import { kindOf, quoted } from '../source-problem.ts';

type Keys = Readonly<Record<string, unknown>>;

/** Why a response is not read for its value. */
export interface Refused {
  readonly ok: false;
  readonly code: SourceFailure['code'];
  readonly detail: string;
}
type Truth = { readonly ok: true; readonly value: boolean | null } | Refused;

/** True once `ready-if` is; what is not known is not ready. Without the key every response is ready. */
export function isReady(response: unknown, expression: unknown, budget?: Budget): Truth {
  if (typeof expression !== 'string') return { ok: true, value: true };
  return truthOf('ready-if', expression, answerOf(response, expression, budget));
}

/** What `fail-if` and `partial-if` say against a response, or `null` where it may be read; what is not known says nothing. */
export function objection(response: unknown, keys: Keys, budget: Budget): Refused | null {
  const fails = isTrue(response, keys['fail-if'], 'fail-if', budget);
  if (typeof fails !== 'boolean') return fails;
  if (fails) return { ok: false, code: 'server', detail: 'the response says that it failed (fail-if)' };
  const isPartial = isTrue(response, keys['partial-if'], 'partial-if', budget);
  if (typeof isPartial !== 'boolean') return isPartial;
  return isPartial ? { ok: false, code: 'partial', detail: 'the response is incomplete (partial-if)' } : null;
}

function isTrue(response: unknown, expression: unknown, key: string, budget: Budget): boolean | Refused {
  if (typeof expression !== 'string') return false;
  const picked = conditionOf(response, expression, budget);
  return picked.ok ? isTruth(picked.value) : { ...picked, detail: `${key}: ${picked.detail}` };
}

/** JMESPath's truth: null, false and what is empty are false, all else is true, also 0. */
function isTruth(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== undefined && value !== false && value !== '';
}

function truthOf(key: string, expression: string, picked: Picked): Truth {
  if (!picked.ok) return { ...picked, detail: `${key}: ${picked.detail}` };
  const { value } = picked;
  if (value === null || value === undefined) return { ok: true, value: null };
  if (typeof value === 'boolean') return { ok: true, value };
  const detail = `${key}: ${quoted(expression)} gives ${kindOf(value)}; it must give true, false or null`;
  return { ok: false, code: 'config', detail };
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Budget } from '../evaluate.ts';
import type { Asking, Connection, Network } from '../network.ts';
import { isReady, type Refused } from './conditions.ts';
import { placeOf } from './render-request.ts';
import type { ResponseCheck } from './response-schema.ts';
import { stepBudget } from './step-budget.ts';
import { whenIdle } from './when-idle.ts';

/** A parsed response that fits the schema and is ready. */
export interface Settled {
  readonly ok: true;
  readonly value: unknown;
  readonly cachedSeconds: number;
}

export interface Waiting {
  /** The `ready-if` expression; anything but text: every response is ready. */
  readonly until: unknown;
  /** Milliseconds between two requests. */
  readonly everyMs: number;
}

/**
 * Asks until the response is ready: `not-ready` where that is not so within the source's timeout, or when the time of
 * the whole gate is over.
 */
export async function settledResponse(
  network: Network,
  connection: Connection,
  asking: Asking,
  check: ResponseCheck,
  { until, everyMs }: Waiting,
): Promise<Settled | Refused> {
  const over = AbortSignal.any([AbortSignal.timeout(connection.timeoutMs), network.signal]);
  const where = placeOf(asking.url);
  // Of those that come later the wait between them is the bound: who waits long must not run out of steps.
  let budget: Budget | undefined = stepBudget(network, connection.source);
  let answer = await askOnce(network, connection, asking, check);
  while (answer.ok) {
    const { value } = answer;
    const ready = await whenIdle(network, where, () => isReady(value, until, budget));
    if (!ready.ok) return budget === undefined && network.signal.aborted ? notReady : ready;
    if (ready.value === true) return answer;
    if (!(await passed(everyMs, over))) return notReady;
    budget = undefined;
    answer = await askOnce(network, connection, { ...asking, again: true }, check);
    // That the time is up says less than what it was spent on.
    if (!answer.ok && network.signal.aborted) return notReady;
  }
  return answer;
}

const notReady: Refused = {
  ok: false,
  code: 'not-ready',
  detail: 'the result was not ready in time (ready-if): give the source a longer timeout, or ask for less',
};

async function askOnce(
  network: Network,
  connection: Connection,
  asking: Asking,
  check: ResponseCheck,
): Promise<Settled | Refused> {
  const answered = await network.ask(connection, asking);
  if (!answered.ok) return answered;
  return whenIdle(network, placeOf(asking.url), () => {
    const parsed = answered.json();
    if (!parsed.ok) return parsed;
    return check(parsed.value) ?? { ok: true, value: parsed.value, cachedSeconds: answered.cachedSeconds };
  });
}

/** False where the time to wait is over first. */
async function passed(milliseconds: number, over: AbortSignal): Promise<boolean> {
  try {
    await wait(milliseconds, undefined, { signal: over });
    return true;
  } catch {
    return false;
  }
}

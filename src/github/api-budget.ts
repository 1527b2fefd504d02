/** Longest time that all calls to GitHub's API may take together, in milliseconds. */
export const API_BUDGET_MS = 60_000;

/** How long calls to GitHub may still take: only time during which a call is under way counts, and that once. */
export interface ApiBudget {
  leftMs(): number;
  begin(): void;
  end(): void;
}

/** A budget for calls; `LAUNCH_GATE_API_SECONDS` may shorten it, never lengthen it. */
export function apiBudget(
  env: Readonly<Record<string, string | undefined>>,
  mostMs: number = API_BUDGET_MS,
): ApiBudget {
  const text = env['LAUNCH_GATE_API_SECONDS'];
  const given = text !== undefined && /^\d{1,3}(\.\d{1,3})?$/.test(text) ? Number(text) * 1000 : mostMs;
  const totalMs = Math.min(API_BUDGET_MS, mostMs, given);
  let spentMs = 0;
  let underWay = 0;
  let since = 0;
  return {
    leftMs: () => totalMs - spentMs - (underWay > 0 ? performance.now() - since : 0),
    begin() {
      if (underWay === 0) since = performance.now();
      underWay += 1;
    },
    end() {
      underWay -= 1;
      if (underWay === 0) spentMs += performance.now() - since;
    },
  };
}

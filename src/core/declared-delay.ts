import type { Alert } from './criterion.ts';
import { type DetectionDelay, worstCaseDelay } from './detection-delay.ts';
import { type Alerted, trafficWindow } from './traffic-window.ts';

/** How often a rule is evaluated where that is not declared: Prometheus' own default, in seconds. */
const USUAL_EVERY_SECONDS = 60;

/** How long a notification waits for others of its group: Alertmanager's default `group_wait`, in seconds. */
const USUAL_GROUP_SECONDS = 30;

/**
 * The worst-case delay by the parts that the criteria declare, in seconds; `null` where they declare none, or where what
 * they declare cannot be computed. The window is at least as long as the traffic needs to tell the level of the alert
 * from that of the target; `metric` may be `null` where that is not known.
 */
export function declaredDelay(
  { parts, when }: Pick<Alert, 'parts' | 'when'>,
  metric: Alerted | null,
): DetectionDelay | null {
  if (parts === null) return null;
  const needed = trafficSeconds(parts.eventsPerHour, when, metric);
  const window = parts.windowSeconds ?? 0;
  if (needed === null || !(window >= 0)) return null;
  return worstCaseDelay({
    lag: parts.delaySeconds ?? 0,
    refresh: 0,
    window: Math.max(window, needed),
    badShare: 1,
    interval: parts.everySeconds ?? USUAL_EVERY_SECONDS,
    hold: parts.forSeconds ?? 0,
    recording: 0,
    group: USUAL_GROUP_SECONDS,
    route: parts.routingSeconds ?? 0,
  });
}

/** What the traffic needs at least, 0 where no traffic is declared; `null` where nobody can compute it. */
function trafficSeconds(eventsPerHour: number | null, when: Alert['when'], metric: Alerted | null): number | null {
  if (eventsPerHour === null) return 0;
  const window = metric === null ? null : trafficWindow(eventsPerHour, when, metric);
  return window?.ok === true ? window.seconds : null;
}

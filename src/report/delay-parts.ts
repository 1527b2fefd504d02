import type { DelayParts } from '../core/detection-delay.ts';
import type { TextArgs } from '../core/finding.ts';
import { formatDelay } from './durations.ts';

type Part = Exclude<keyof DelayParts, 'badShare'>;
type Words = Readonly<Record<Part, string>>;

/** What an alerting system's parts are called, in the order in which they pass. */
const OF_SYSTEM: Words = {
  lag: 'lag',
  refresh: 'refresh',
  window: 'window',
  interval: 'interval',
  hold: 'hold',
  recording: 'recording rules',
  group: 'grouping',
  route: 'routing',
};

/** What the same parts are called in the criteria. */
const OF_CRITERIA: Words = { ...OF_SYSTEM, lag: 'delay', interval: 'every', hold: 'for' };

const PARTS = Object.keys(OF_SYSTEM) as readonly Part[]; // a table has the keys of its type and no others

/** The parts of a delay with their words, without those that take no time; they add up to the whole. */
export function delayParts(parts: DelayParts, by: 'system' | 'criteria'): readonly string[] {
  const words = by === 'system' ? OF_SYSTEM : OF_CRITERIA;
  return PARTS.filter((part) => waitOf(parts, part) > 0).map((part) => {
    const isShare = part === 'window' && parts.badShare !== 1;
    const name = isShare ? `of a ${formatDelay(parts.window)} window` : words[part];
    return `${formatDelay(waitOf(parts, part))} ${name}`;
  });
}

/** The part that takes longest with its time, such as `window (24 h)`; `null` where it is the only one. */
export function longestPart(parts: DelayParts, by: 'system' | 'criteria'): string | null {
  const [longest, next] = PARTS.toSorted((a, b) => waitOf(parts, b) - waitOf(parts, a));
  if (longest === undefined || next === undefined || waitOf(parts, next) === 0) return null;
  return `${(by === 'system' ? OF_SYSTEM : OF_CRITERIA)[longest]} (${formatDelay(waitOf(parts, longest))})`;
}

function waitOf(parts: DelayParts, part: Part): number {
  switch (part) {
    case 'window':
      return parts.window * parts.badShare;
    case 'hold':
      return parts.interval > 0 ? Math.ceil(parts.hold / parts.interval) * parts.interval : parts.hold;
    default:
      return parts[part];
  }
}

/** The parts that the arguments of a text carry; `null` where they carry none. */
export function partsIn(args: TextArgs): DelayParts | null {
  const of = (name: keyof DelayParts) => {
    const value = args[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  const [lag, refresh, window, badShare] = [of('lag'), of('refresh'), of('window'), of('badShare')];
  const [interval, hold, recording, group, route] = [
    of('interval'),
    of('hold'),
    of('recording'),
    of('group'),
    of('route'),
  ];
  if (lag === null || refresh === null || window === null || badShare === null || interval === null) return null;
  if (hold === null || recording === null || group === null || route === null) return null;
  return { lag, refresh, window, badShare, interval, hold, recording, group, route };
}

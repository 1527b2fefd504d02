import { nearest } from '../core/nearest.ts';
import type { PlainMap } from './plain-value.ts';

/** True where a map has the key, or one that is most likely meant for it, which is said as a slip where it stands. */
export function isWritten(map: PlainMap, key: string): boolean {
  return Object.hasOwn(map, key) || Object.keys(map).some((other) => nearest(other, [key]) !== null);
}

import { LIKELY } from '../core/odds-test.ts';

/** A chance (0 to 1) in whole percent, never rounded to what it is not: 0, 100, or enough to plan with. */
export function formatChance(chance: number): string {
  if (chance <= 0) return '0 %';
  if (chance >= 1) return '100 %';
  if (chance < 0.001) return '<0.1 %';
  if (chance < 0.0995) return `${(chance * 100).toFixed(1)} %`;
  if (chance > 0.995) return '>99 %';
  const whole = Math.round(chance * 100);
  return `${chance < LIKELY && whole >= LIKELY * 100 ? whole - 1 : whole} %`;
}

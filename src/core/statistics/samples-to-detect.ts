import { samplesForProportion } from './samples-for-proportion.ts';

const ALPHA = 0.01;
const POWER = 0.8;

/**
 * Events after which a share of `bad` is told from a share of `usual` (both 0 to 1) at one-sided α = 0.01 with power
 * 0.8: ((z(α)·√(p₀(1−p₀)) + z(β)·√(p₁(1−p₁))) / (p₁−p₀))², rounded up. Where nothing or everything is usual, the
 * first exception tells, and it takes at least as many until one is likely to be seen. `null` where the two are equal
 * or no shares.
 */
export function samplesToDetect(usual: number, bad: number): number | null {
  if (!isShare(usual) || !isShare(bad) || usual === bad) return null;
  const { likely } = samplesForProportion(bad, usual, ALPHA);
  const first = usual === 0 || usual === 1 ? Math.ceil(Math.log(1 - POWER) / Math.log1p(-Math.abs(bad - usual))) : 1;
  const samples = Math.max(likely, first, 1);
  return Number.isFinite(samples) ? samples : null;
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

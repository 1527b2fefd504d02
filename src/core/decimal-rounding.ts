/**
 * Half a unit in the last decimal place that the number was written with: what rounding may have moved it by. Noise of
 * a multiplication in the last binary digits is not taken for decimals.
 */
export function roundingOf(value: number): number {
  const text = String(Number(value.toPrecision(15)));
  const [digits = '', power = '0'] = text.split('e');
  const decimals = (digits.split('.')[1] ?? '').length - Number(power);
  return 0.5 * 10 ** -decimals;
}

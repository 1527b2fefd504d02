import { clip } from './findings.ts';

/** What was most likely meant by a text that is no comparison. */
export interface TargetSlip {
  /** The comparisons to choose from, each as it may be written. */
  readonly write: readonly string[];
  /** Text beside the number that belongs under `unit`. */
  readonly move: string | null;
  readonly slip: 'equals' | 'comma' | null;
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/^(?:[≥⩾]|[=>]>|>[ \t]+=)/u, '>='],
  [/^(?:[≤⩽]|=<|<[ \t]+=)/u, '<='],
];
const LONGEST = 64;
/** Two numbers with what people write between the ends of a band. */
const BETWEEN = /^([-+.,0-9]{1,20}) {0,4}%? {0,4}(?:-|–|—|…|\.{2,3}|to) {0,4}([-+.,0-9]{1,20}) {0,4}%?$/u;
/** Comparison sign, text, number, percent sign and text, all but the number optional. */
const PARTS =
  /^(>=|<=|>|<|={1,3}|)\s{0,4}([^-+.,0-9]{0,8})([-+.,0-9]{1,20}(?:[eE][-+]?[0-9]{1,3})?)\s{0,4}(%?)(.{0,40})$/u;

/** Reads what is no comparison as a person would: `≥ 4.2`, `4,2`, `= 4`, `<= 3 EUR`; `null` where that takes guessing. */
export function targetSlip(written: string, kind: 'target' | 'alert'): TargetSlip | null {
  if (written.length > LONGEST) return null;
  const text = SIGNS.reduce((so, [sign, plain]) => so.replace(sign, plain), written.trim().replaceAll('−', '-'));
  const between = BETWEEN.exec(text);
  if (between !== null) return kind === 'alert' ? null : bandSlip(between[1] ?? '', between[2] ?? '');
  const parts = PARTS.exec(text);
  if (parts === null) return null;
  const [, sign = '', before = '', digits = '', percent = '', after = ''] = parts;
  const numbers = numbersOf(digits);
  const unit = `${before}${after}`.trim();
  if (numbers.length === 0 || /[0-9<>=|&"']/.test(unit) || (before !== '' && after !== '')) return null;
  const isEqual = sign.startsWith('=');
  const signs = sign !== '' && !isEqual ? [sign] : kind === 'alert' ? ['>', '<'] : ['>=', '<='];
  const write = numbers.flatMap((number) => signs.map((one) => `${one} ${number}${percent}`));
  const band = isEqual && kind === 'target' ? bandAround(Number(numbers[0]), percent) : [];
  const slip = isEqual ? 'equals' : digits.includes(',') ? 'comma' : null;
  return { write: [...write, ...band], move: unit === '' ? null : clip(unit), slip };
}

function bandSlip(first: string, second: string): TargetSlip | null {
  const [low, high] = [numbersOf(first)[0], numbersOf(second)[0]];
  if (low === undefined || high === undefined || Number(low) > Number(high)) return null;
  return { write: [`${low} .. ${high}`], move: null, slip: `${first}${second}`.includes(',') ? 'comma' : null };
}

/** Plain decimals that the digits may stand for; two where a comma may part thousands as well as decimals. */
function numbersOf(digits: string): string[] {
  const commas = digits.split(',').length - 1;
  const thousands = /^[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(digits);
  if (commas > 1 && !thousands) return [];
  const decimal = commas === 1 && !digits.includes('.') ? digits.replace(',', '.') : null;
  const meant = commas === 0 ? [digits] : [...(thousands ? [digits.replaceAll(',', '')] : []), decimal ?? ''];
  return meant.flatMap((number) => {
    const value = number === '' ? Number.NaN : Number(number);
    const plain = /[eE]/.test(number) ? String(value) : plainDecimal(number);
    return Number.isFinite(value) && /^-?[0-9]+(\.[0-9]+)?$/.test(plain) ? [plain] : [];
  });
}

/** Without a plus sign or leading zeros, with a digit on both sides of the point. */
function plainDecimal(number: string): string {
  return number
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=[0-9])/, '$1')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
}

/** A band of about five percent to either side. */
function bandAround(value: number, percent: string): string[] {
  const near = (share: number) => String(Number((value * share).toPrecision(2)));
  const band = [near(0.95), near(1.05)].sort((a, b) => Number(a) - Number(b));
  return value === 0 || band.some((end) => end.includes('e')) ? [] : [`${band.join(`${percent} .. `)}${percent}`];
}

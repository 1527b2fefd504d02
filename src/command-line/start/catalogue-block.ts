import type { CatalogueEntry, PairMember, Scale } from '../../core/catalogue/entry.ts';

/** Numbers that show how a target is written; they are no advice, and stand only in what is to be filled in. */
export interface Examples {
  readonly target: string;
  /** Of an alert, which fires a little beyond. */
  readonly when: string;
}

/** Amounts that a reader knows how to change, by unit. */
const AMOUNTS: Readonly<Record<string, number>> = { ms: 1500, s: 2, min: 6, days: 30, users: 500 };
const OTHER_AMOUNT = 100;

/** How a target of this metric may look, in the direction that is good for it and on the scale that the value is on. */
export function examplesFor(entry: Pick<CatalogueEntry, 'better' | 'scales' | 'unit'>, value: number | null): Examples {
  const scale = entry.scales.find((one) => value !== null && isOn(one, value)) ?? entry.scales[0];
  const [low, high] = [scale?.low ?? null, scale?.high ?? null];
  if (low === null || high === null) return amounts(entry.better, AMOUNTS[entry.unit ?? ''] ?? OTHER_AMOUNT);
  const at = (share: number) => (low + share * (high - low)).toFixed(high - low > 10 ? 0 : 2);
  switch (entry.better) {
    case 'higher':
      return { target: `>= ${at(0.8)}`, when: `< ${at(0.7)}` };
    case 'lower':
      return { target: `<= ${at(0.1)}`, when: `> ${at(0.15)}` };
    case 'inside':
      return { target: `${at(0.1)} .. ${at(0.3)}`, when: `> ${at(0.4)}` };
    default:
      return entry.better satisfies never;
  }
}

function isOn({ low, high }: Scale, value: number): boolean {
  return value >= (low ?? value) && value <= (high ?? value);
}

function amounts(better: CatalogueEntry['better'], amount: number): Examples {
  switch (better) {
    case 'higher':
      return { target: `>= ${amount}`, when: `< ${amount * 0.9}` };
    case 'lower':
      return { target: `<= ${amount}`, when: `> ${amount * 1.5}` };
    case 'inside':
      return { target: `${amount / 2} .. ${amount}`, when: `> ${amount * 1.5}` };
    default:
      return better satisfies never;
  }
}

/** True where one of the alternatives is there with all of its members. */
export function isPaired(anyOf: readonly (readonly PairMember[])[], there: readonly CatalogueEntry[]): boolean {
  const has = (member: PairMember) =>
    there.some((entry) => (typeof member === 'string' ? entry.id === member : entry.layer === member.layer));
  return anyOf.some((members) => members.every(has));
}

/** An id that is written as it stands: in `recall_at_k` the k is a number. */
export function writableId(id: string): string {
  return id.replace(/_k$/, '_5');
}

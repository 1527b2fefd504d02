import type { CatalogueEntry, PairMember } from '../core/catalogue/entry.ts';

/** Alternatives that are named: more are not read. */
const MOST_ALTERNATIVES = 3;

/** What a metric is to be read with, a text for each of its pairs and those that it needs first: `precision and recall`. */
export function pairWords({ pairs }: CatalogueEntry): readonly string[] {
  const sorted = pairs.toSorted((a, b) => Number(a.strength === 'advised') - Number(b.strength === 'advised'));
  return sorted.map(({ anyOf }) =>
    anyOf
      .slice(0, MOST_ALTERNATIVES)
      .map((members) => members.map(memberWords).join(' and '))
      .join(' or '),
  );
}

function memberWords(member: PairMember): string {
  return typeof member === 'string' ? member : `a ${member.layer} metric`;
}

/** The first word in small letters, unless it is an abbreviation. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

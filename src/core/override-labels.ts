import type { OverrideRules } from './override.ts';

/** One of the gate's labels on a pull request. */
export interface GateLabel {
  /** As it stands on the pull request. */
  readonly label: string;
  /** `all` for the whole gate, else what stands after the colon: a layer, a metric's id, or anything. */
  readonly scopeText: string;
  /** True for the label of the whole gate: a metric may be called `all` too. */
  readonly isWhole: boolean;
}

type LabelRules = Pick<OverrideRules, 'label'>;

/**
 * The gate's labels among names: `<label>` and `<label>:<part>`, letter case of A to Z aside, because GitHub keeps no
 * two labels that differ by it only. Nothing is trimmed or folded: a look-alike is another label.
 */
export function labelsOf(rules: LabelRules, names: readonly string[]): readonly GateLabel[] {
  const own = lowerAscii(rules.label);
  if (own === '') return [];
  const found = new Map<string, GateLabel>();
  for (const label of names) {
    const name = lowerAscii(label);
    if (found.has(name)) continue;
    if (name === own) found.set(name, { label, scopeText: 'all', isWhole: true });
    else if (name.startsWith(`${own}:`))
      found.set(name, { label, scopeText: name.slice(own.length + 1), isWhole: false });
  }
  return [...found.values()];
}

/** True where one of the gate's labels is among names. */
export function hasLabelOf(rules: LabelRules, names: readonly string[]): boolean {
  return labelsOf(rules, names).length > 0;
}

/** True where two names are one label to GitHub, letter case of A to Z aside. */
export function isSameLabel(a: string, b: string): boolean {
  return lowerAscii(a) === lowerAscii(b);
}

/** A label's name in small letters: `toLowerCase` would also turn the Kelvin sign into a k. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

import type { Labels } from '../matcher.ts';
import type { Rule } from './rules.ts';
import type { Settings } from './settings.ts';

/** vmalert gives every alert the name of its group in this label. */
const MAYBE_ADDED = 'alertgroup';

/**
 * The labels of the alerts that a rule raises, as far as they are known before it does: its name, its own labels unless
 * they are templates, and for labels that its expression cannot give, those that the server adds.
 */
export function alertLabels(
  rule: Rule & { readonly labels: ReadonlyMap<string, string> },
  outputLabels: readonly string[] | null,
  { externalLabels }: Pick<Settings, 'externalLabels'>,
): Labels {
  return (name) => {
    if (name === 'alertname') return rule.name;
    const own = rule.labels.get(name);
    if (own !== undefined && own !== '') return own.includes('{{') ? null : own;
    const mayComeFromSeries = own === undefined && (outputLabels === null || outputLabels.includes(name));
    if (mayComeFromSeries || externalLabels === null || name === MAYBE_ADDED) return null;
    const external = externalLabels.get(name) ?? '';
    // A variable of the server's environment, which only the server knows.
    return external.includes('$') ? null : external;
  };
}

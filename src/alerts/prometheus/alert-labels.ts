import type { Labels } from '../matcher.ts';
import type { Rule } from './rules.ts';
import type { Settings } from './settings.ts';

/** vmalert gives every alert the name of its group in this label. */
const MAYBE_ADDED = 'alertgroup';

/**
 * The labels of the alerts that a rule raises, as far as they are known before it does: its name, its own labels unless
 * they are templates, what its series give (`ofSeries`, where its expression lets a label through), and for labels that
 * none of them has, those that the server adds.
 */
export function alertLabels(
  rule: Rule & { readonly labels: ReadonlyMap<string, string> },
  outputLabels: readonly string[] | null,
  { externalLabels }: Pick<Settings, 'externalLabels'>,
  ofSeries: Labels = () => null,
): Labels {
  return (name) => {
    if (name === 'alertname') return rule.name;
    const own = rule.labels.get(name);
    if (own !== undefined && own !== '') return own.includes('{{') ? null : own;
    const mayComeFromSeries = own === undefined && (outputLabels === null || outputLabels.includes(name));
    const given = mayComeFromSeries ? ofSeries(name) : '';
    if (given !== '') return given;
    if (externalLabels === null || name === MAYBE_ADDED) return null;
    const external = externalLabels.get(name) ?? '';
    // A variable of the server's environment, which only the server knows.
    return external.includes('$') ? null : external;
  };
}

import { plainText } from '../../report/neutralise.ts';
import type { FoundMetric, FoundResults } from './found-results.ts';
import { yamlText } from './yaml-text.ts';

const MOST_CHOICES = 5;
const LONGEST_CHOICE = 60;

/** The `from` of a metric as YAML, on one line; what a person has to choose in the file stays open. */
export function fromText({ name, keys }: Pick<FoundMetric, 'name' | 'keys'>, found: FoundResults): string {
  if (found.holds === 'rows') return rowsFrom(name);
  const chosen = Object.entries(found.choices).map(([key, names]) => [key, openChoice(names)] as const);
  const parts = [...Object.entries(keys), ...chosen].map(([key, value]) => `, ${key}: ${valueText(value)}`);
  return parts.length === 0 ? 'results' : `{ source: results${parts.join('')} }`;
}

/** The `from` of a metric that the file does not hold yet, as it would stand there. */
export function fromOfMissing(id: string, { holds, metrics }: FoundResults): string {
  const [column = ''] = Object.keys(Object(metrics[0]?.keys['where'] ?? {}));
  const value = metrics[0]?.keys['value'];
  if (holds !== 'named-rows' || column === '' || typeof value !== 'string') return 'results';
  return `{ source: results, where: { ${column}: ${id} }, value: ${value} }`;
}

function valueText(value: FoundMetric['keys'][string]): string {
  if (typeof value === 'string') return yamlText(value);
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${key}: ${yamlText(one)}`)
    .join(', ')} }`;
}

/** One of several, which only a person can choose: a score over all of them is nobody's. */
function openChoice(names: readonly string[]): string {
  const shown = names.slice(0, MOST_CHOICES).map((one) => plainText(one, LONGEST_CHOICE));
  const more = names.length > shown.length ? `, or one of ${names.length - shown.length} more` : '';
  return `<fill in: one of ${shown.join(', ')}${more}>`;
}

/** Of a column it is not known whether each row is a verdict or the newest one is the value. */
function rowsFrom(column: string): string {
  const name = yamlText(column);
  const hint = `{ source: results, rate-of: ${name} } for the share of rows where it is true, or value: ${name} for the newest row`;
  return yamlText(`<fill in: ${hint}>`);
}

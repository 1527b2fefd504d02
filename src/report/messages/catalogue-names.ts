import { catalogueEntry } from '../../core/catalogue/catalogue.ts';
import type { TextArgs } from '../../core/finding.ts';
import { unmarkedText } from '../prose.ts';
import { arg } from './message.ts';

/** How the metric misleads. These are our own words, which are looked up rather than given, and so are never cut. */
export function pitfallOf(args: TextArgs): string {
  return inSentence(catalogueEntry(unmarkedText(arg(args, 'entry')))?.pitfall ?? 'it can be gamed unseen');
}

/** Why guards that are written do not count; empty where none is. */
export function whyIdle(args: TextArgs): string {
  const reason = (name: string, one: string, many: string) => {
    const ids = listOf(args, name);
    return ids.length === 0 ? [] : [`${ids.join(' and ')} ${ids.length === 1 ? one : many}`];
  };
  return [
    ...reason('activity', 'is activity itself', 'are activity themselves'),
    ...reason('same', 'is the same metric', 'are the same metric'),
    ...reason('below', 'stands below, on the layer model', 'stand below, on the layer model'),
  ].join('; ');
}

/** Names that are not known, each with the known one that may be meant: "thumbs_up (thumbs_up_rate?)". */
export function unknownNames(args: TextArgs): string {
  const near = listOf(args, 'near');
  const names = listOf(args, 'metrics').map((id, index) => (near[index] ? `${id} (${near[index]}?)` : id));
  const more = args['more'];
  return `${names.join(', ')}${typeof more === 'number' && more > 0 ? ` and ${more} more` : ''}`;
}

function listOf(args: TextArgs, name: string): readonly string[] {
  const value = args[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** A sentence as part of another one: abbreviations keep their first letter. */
function inSentence(text: string): string {
  return /^[A-Z][A-Z]/.test(text) ? text : `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

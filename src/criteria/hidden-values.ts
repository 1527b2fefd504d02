import type { CST } from 'yaml';
import { clip } from './findings.ts';

/** A text such as `#oncall` that stands after a key, where YAML reads a comment in place of a value. */
export interface HiddenValue {
  /** Offset of the key. */
  readonly key: number;
  /** Offset of the text. */
  readonly offset: number;
  readonly text: string;
  readonly inFlow: boolean;
}

/** Every `key: #text` without a space after the sign: in block style where the key has no value, in flow style all. */
export function hiddenValues(tokens: readonly CST.Token[]): HiddenValue[] {
  const found: HiddenValue[] = [];
  const stack: CST.Token[] = tokens.flatMap((token) => (token.type === 'document' && token.value ? [token.value] : []));
  for (let token = stack.pop(); token !== undefined; token = stack.pop()) {
    if (!('items' in token)) continue;
    for (const item of token.items) {
      const hidden = hiddenIn(item, token.type === 'flow-collection');
      if (hidden !== null) found.push(hidden);
      if (item.key) stack.push(item.key);
      if (item.value) stack.push(item.value);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

function hiddenIn({ key, sep, value }: CST.CollectionItem, inFlow: boolean): HiddenValue | null {
  // In flow style what follows on later lines is taken for the value, so that the slip is noticed far from its place.
  if (!key || sep === undefined || (value && !inFlow)) return null;
  const colon = sep.findIndex(({ type }) => type === 'map-value-ind');
  const after = sep.slice(colon + 1).find(({ type }) => type !== 'space');
  if (colon < 0 || after?.type !== 'comment' || !/^#[^\s#]/.test(after.source)) return null;
  const text = inFlow ? (/^[^\s,\]}]+/.exec(after.source)?.[0] ?? '') : after.source.trimEnd();
  return { key: key.offset, offset: after.offset, text: clip(text), inFlow };
}

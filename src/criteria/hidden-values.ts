import type { CST } from 'yaml';
import { clip, mayBeSecret } from './findings.ts';

/** A text such as `#oncall` that stands after a key, where YAML reads a comment in place of a value. */
export interface HiddenValue {
  /** Offset of the key. */
  readonly key: number;
  /** Offset of the text. */
  readonly offset: number;
  /** `null` where it may be a secret. */
  readonly text: string | null;
  readonly inFlow: boolean;
}

/** Every `key: #text` without a space after the sign: in block style where the key has no value, in flow style all. */
export function hiddenValues(tokens: readonly CST.Token[]): HiddenValue[] {
  const found: HiddenValue[] = [];
  const stack: { readonly token: CST.Token; readonly secret: boolean }[] = tokens.flatMap((token) =>
    token.type === 'document' && token.value ? [{ token: token.value, secret: false }] : [],
  );
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { token } = top;
    if (!('items' in token)) continue;
    for (const item of token.items) {
      const secret = top.secret || mayBeSecret(item.key && 'source' in item.key ? [item.key.source] : []);
      const hidden = hiddenIn(item, token.type === 'flow-collection');
      if (hidden !== null) found.push(secret ? { ...hidden, text: null } : hidden);
      if (item.key) stack.push({ token: item.key, secret });
      if (item.value) stack.push({ token: item.value, secret });
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

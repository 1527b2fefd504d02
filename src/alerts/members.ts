/** A JSON or YAML object as far as it is one. Reading a key that stands twice throws, as everywhere. */
export type Members = Readonly<Record<string, unknown>>;

/** The value as an object, or `null` where it is a list, text, number or nothing. */
export function membersOf(value: unknown): Members | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return value as Members; // an object that is no list has members
}

/** One member, only where the object itself has it. */
export function memberOf(value: unknown, key: string): unknown {
  const members = membersOf(value);
  return members !== null && Object.hasOwn(members, key) ? members[key] : undefined;
}

/** A member that is text, or `null`. */
export function textOf(value: unknown, key: string): string | null {
  const found = memberOf(value, key);
  return typeof found === 'string' ? found : null;
}

/** A member that is a list, or `null`. */
export function listOf(value: unknown, key: string): readonly unknown[] | null {
  const found = memberOf(value, key);
  return Array.isArray(found) ? found : null;
}

/** True for what says nothing: no value, an empty text or an empty list. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A table of texts; `null` where it is no object or holds anything but texts. Nothing at all is an empty table. */
export function textsOf(value: unknown): ReadonlyMap<string, string> | null {
  if (value === undefined || value === null) return new Map();
  const members = membersOf(value);
  if (members === null) return null;
  const texts = new Map<string, string>();
  for (const [key, text] of Object.entries(members)) {
    if (typeof text !== 'string') return null;
    texts.set(key, text);
  }
  return texts;
}

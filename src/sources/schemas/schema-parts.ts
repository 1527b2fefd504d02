type Schema = Readonly<Record<string, unknown>>;
/** Whether a part is held against the same value as the schema around it, or against what that value holds. */
type Reach = 'same' | 'inner';

/** How a keyword holds schemas: it is one, a list or a map of them; or it is none of our business. */
interface Holding {
  readonly as: 'one' | 'list' | 'map' | 'one-or-list';
  readonly reach: Reach;
}

const SAME = { reach: 'same' } as const;
const INNER = { reach: 'inner' } as const;

/** Keywords of draft-07 and 2020-12 that hold schemas; definitions are held against nothing by themselves. */
const HOLDING: Readonly<Record<string, Holding>> = {
  allOf: { as: 'list', ...SAME },
  anyOf: { as: 'list', ...SAME },
  oneOf: { as: 'list', ...SAME },
  not: { as: 'one', ...SAME },
  if: { as: 'one', ...SAME },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of the schema language
  then: { as: 'one', ...SAME },
  else: { as: 'one', ...SAME },
  dependencies: { as: 'map', ...SAME },
  dependentSchemas: { as: 'map', ...SAME },
  properties: { as: 'map', ...INNER },
  patternProperties: { as: 'map', ...INNER },
  additionalProperties: { as: 'one', ...INNER },
  unevaluatedProperties: { as: 'one', ...INNER },
  propertyNames: { as: 'one', ...INNER },
  items: { as: 'one-or-list', ...INNER },
  prefixItems: { as: 'list', ...INNER },
  additionalItems: { as: 'one', ...INNER },
  unevaluatedItems: { as: 'one', ...INNER },
  contains: { as: 'one', ...INNER },
  definitions: { as: 'map', ...INNER },
  $defs: { as: 'map', ...INNER },
};

/** A schema in which every schema inside it, itself included, is what `change` makes of it. */
export function withEachSchema(schema: unknown, change: (schema: Schema) => Schema): unknown {
  if (!isMap(schema)) return schema;
  const inside = (one: unknown) => withEachSchema(one, change);
  const changed = Object.entries(schema).map(([keyword, held]) => {
    const as = holdingOf(keyword)?.as;
    if (as === undefined) return [keyword, held];
    if (Array.isArray(held)) return [keyword, as === 'map' || as === 'one' ? held : held.map(inside)];
    if (as !== 'map' || !isMap(held)) return [keyword, as === 'map' ? held : inside(held)];
    return [keyword, Object.fromEntries(Object.entries(held).map(([name, one]) => [name, inside(one)]))];
  });
  return change(Object.fromEntries(changed));
}

/** All names that a schema gives to keys of what it is held against. */
export function namesIn(schema: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  withEachSchema(schema, (one) => {
    const { properties, required } = one;
    if (isMap(properties)) for (const name of Object.keys(properties)) names.add(name);
    if (Array.isArray(required)) for (const name of required) names.add(String(name));
    return one;
  });
  return names;
}

/**
 * A reference by which a schema comes back to itself for the same value, so that checking it would never end; `null` where
 * there is none. Of references only those that point at a place (`#/…`) are followed.
 */
export function endlessReference(schema: unknown): string | null {
  const states = new Map<Schema, 'open' | 'ends'>();
  let found: string | null = null;
  const follow = (one: unknown, reference: string): void => {
    if (found !== null || !isMap(one) || states.get(one) === 'ends') return;
    if (states.get(one) === 'open') {
      found = reference;
      return;
    }
    states.set(one, 'open');
    for (const part of sameValueParts(one)) follow(part, reference);
    const { $ref } = one;
    if (typeof $ref === 'string') follow(pointedAt(schema, $ref), $ref);
    states.set(one, 'ends');
  };
  const schemas: Schema[] = [];
  collect(schema, schemas);
  for (const one of schemas) follow(one, '');
  return found;
}

function collect(schema: unknown, into: Schema[]): void {
  if (!isMap(schema)) return;
  into.push(schema);
  for (const [keyword, held] of Object.entries(schema))
    for (const part of partsHeld(holdingOf(keyword), held)) collect(part, into);
}

function sameValueParts(schema: Schema): readonly unknown[] {
  return Object.entries(schema).flatMap(([keyword, held]) => {
    const holding = holdingOf(keyword);
    return holding?.reach === 'same' ? partsHeld(holding, held) : [];
  });
}

function partsHeld(holding: Holding | undefined, held: unknown): readonly unknown[] {
  if (holding === undefined) return [];
  if (Array.isArray(held)) return held;
  return holding.as === 'map' ? (isMap(held) ? Object.values(held) : []) : [held];
}

function pointedAt(schema: unknown, reference: string): unknown {
  if (reference === '#') return schema;
  if (!reference.startsWith('#/')) return undefined;
  return unescaped(reference.slice(2))
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => (isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined), schema);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function holdingOf(keyword: string): Holding | undefined {
  return Object.hasOwn(HOLDING, keyword) ? HOLDING[keyword] : undefined;
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}

function isMap(value: unknown): value is Schema {
  return isObject(value) && !Array.isArray(value);
}

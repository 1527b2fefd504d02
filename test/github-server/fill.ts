import { resolved, type Schema } from './description.ts';

type Given = Readonly<Record<string, unknown>>;

/**
 * A value that the description allows: what is given, and the least that is required besides. A key that the
 * description does not know is a slip of the server and throws.
 */
export function fill(schema: Schema, given?: unknown): unknown {
  const known = resolved(schema);
  const variants = known.anyOf ?? known.oneOf;
  if (variants !== undefined) return fillVariant(variants, given);
  if (known.type === 'array') return Array.isArray(given) ? given.map((item) => fill(known.items ?? {}, item)) : [];
  if (known.properties !== undefined || known.type === 'object') {
    return given === undefined || isObject(given) ? fillObject(known, given ?? {}) : given;
  }
  return given === undefined ? least(known) : given;
}

function fillVariant(variants: readonly Schema[], given: unknown): unknown {
  const nullable = variants.some(({ type }) => type === 'null');
  if (given === null || (given === undefined && nullable)) return null;
  const others = variants.filter(({ type }) => type !== 'null');
  const fitting = others.find((variant) => fits(variant, given)) ?? others[0];
  return fitting === undefined ? null : fill(fitting, given);
}

function fits(variant: Schema, given: unknown): boolean {
  const { properties, type, anyOf, oneOf } = resolved(variant);
  const inner = anyOf ?? oneOf;
  if (inner !== undefined) return inner.some((one) => fits(one, given));
  if (given === undefined) return true;
  if (Array.isArray(given)) return type === 'array';
  if (!isObject(given)) return properties === undefined && type === typeof given;
  return Object.entries(given).every(([key, value]) => {
    const property = properties?.[key];
    if (property === undefined) return false;
    const allowed = resolved(property).enum;
    return allowed === undefined || allowed.includes(value);
  });
}

function fillObject({ properties = {}, required = [], additionalProperties }: Schema, given: Given): Given {
  const keys = new Set([...required, ...Object.keys(given).filter((key) => given[key] !== undefined)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const property = properties[key];
      if (property !== undefined) return [key, fill(property, given[key])];
      if (additionalProperties === undefined) throw new Error(`GitHub's description has no ${key} here`);
      return [key, given[key]];
    }),
  );
}

function least({ enum: values, type, format, minLength = 0 }: Schema): unknown {
  if (values !== undefined) return values[0];
  switch (type) {
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'string':
      if (format === 'date-time') return '2026-01-01T00:00:00Z';
      if (format === 'uri') return 'https://api.github.com/';
      return 'x'.repeat(minLength);
    default:
      return null;
  }
}

function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

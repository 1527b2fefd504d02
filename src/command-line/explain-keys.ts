import type * as z from 'zod/mini';
import { fileSchema } from '../criteria/file-schema.ts';
import { metricSchema } from '../criteria/metric-schema.ts';
import { SOURCE_SCHEMAS } from '../sources/schemas/index.ts';
import { descriptions } from '../sources/schemas/leaves.ts';

/** A key of the criteria file by its path, such as `metrics.<id>.guarded-by`, and what it means. */
export interface DescribedKey {
  readonly path: string;
  readonly means: string;
}

/** Every key that may be written, with its description from the schemas that read the file. */
export function describedKeys(): readonly DescribedKey[] {
  const types = [...SOURCE_SCHEMAS.values()];
  return [
    ...keysBelow(fileSchema(), ''),
    ...keysBelow(metricSchema(), 'metrics.<id>'),
    ...types.flatMap((type) => keysBelow(type.source(), 'sources.<id>')),
    ...types.flatMap((type) => keysBelow(type.from(), 'metrics.<id>.from')),
  ];
}

function keysBelow(schema: z.core.$ZodType, path: string): readonly DescribedKey[] {
  const { def } = (schema as z.core.$ZodTypes)._zod; // every schema is one of zod's own
  switch (def.type) {
    case 'optional':
      return keysBelow(def.innerType, path);
    case 'union':
      return def.options.flatMap((option) => keysBelow(option, path));
    case 'array':
      return keysBelow(def.element, path);
    case 'record':
      return keysBelow(def.valueType, `${path}.<id>`);
    case 'object':
      return Object.entries(def.shape).flatMap(([name, inner]) => {
        const full = path === '' ? name : `${path}.${name}`;
        const means = descriptions.get(inner)?.description;
        return [...(means === undefined ? [] : [{ path: full, means }]), ...keysBelow(inner, full)];
      });
    default:
      return [];
  }
}

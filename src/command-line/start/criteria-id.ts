import { RESERVED_FOR_METRICS, RESERVED_IDS } from '../../criteria/read-entries.ts';

/** Ids that mean a part of the criteria, and names that objects have of themselves. */
const RESERVED: ReadonlySet<string> = new Set([...RESERVED_IDS, ...RESERVED_FOR_METRICS]);

/** An id for a metric of a foreign name, which is none of those taken. */
export function criteriaId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .toLowerCase()
    .replace(/@/g, '_at_')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 56);
  const isUsable = plain !== '' && !RESERVED.has(plain) && isText(plain);
  const base = isUsable ? plain : `metric_${plain}`.replace(/_$/, '');
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}_${count}`;
  return id;
}

/** An id for a feature, from the name of its folder. */
export function featureId(folder: string): string {
  const id = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  if (id === '') return 'my-feature';
  return isText(id) ? id : `feature-${id}`;
}

/** False for what YAML reads as a number, a truth value or nothing where no quotes stand around it. */
function isText(plain: string): boolean {
  return Number.isNaN(Number(plain)) && !/^(?:true|false|null)$/.test(plain);
}

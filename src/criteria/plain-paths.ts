import type { Path } from './findings.ts';
import { isPlainMap, type Plain } from './plain-value.ts';

/** The value at a path, own keys only; `undefined` where there is none. */
export function valueAt(value: Plain, path: Path): Plain | undefined {
  let found: Plain | undefined = value;
  for (const step of path) {
    if (isPlainMap(found)) found = Object.hasOwn(found, step) ? found[step] : undefined;
    else if (Array.isArray(found)) found = found[Number(step)];
    else return undefined;
  }
  return found;
}

/** A copy without the values at the paths; where a path names nothing, without the nearest that holds it. */
export function without(value: Plain, paths: readonly Path[]): Plain {
  const named = paths.map((path) => existing(value, path)).filter((path) => path.length > 0);
  return copyWithout(value, new Set(named.map((path) => JSON.stringify(path))), []);
}

function existing(value: Plain, path: Path): Path {
  let length = path.length;
  while (length > 0 && valueAt(value, path.slice(0, length)) === undefined) length -= 1;
  return path.slice(0, length);
}

function copyWithout(value: Plain, dropped: ReadonlySet<string>, at: Path): Plain {
  const kept = (step: string | number) => !dropped.has(JSON.stringify([...at, step]));
  if (isPlainMap(value)) {
    const copy: Record<string, Plain> = Object.create(null);
    for (const [key, entry] of Object.entries(value)) {
      if (kept(key)) copy[key] = copyWithout(entry, dropped, [...at, key]);
    }
    return copy;
  }
  if (!Array.isArray(value)) return value;
  return value.flatMap((entry, index) => (kept(index) ? [copyWithout(entry, dropped, [...at, index])] : []));
}

import { LAYERS, STAGES } from './layer.ts';
import { STATUSES } from './result.ts';

type Redact = (text: string) => string;

/** Maps whose keys are foreign: ids, names of columns and of other people's settings. */
const FOREIGN_KEYS: ReadonlySet<string> = new Set(['alerts', 'keys', 'where']);
/** Under these names stand words of the gate's own, by which texts are looked up. */
const OWN_NAMES: ReadonlySet<string> = new Set(
  (
    'code kind status layer level verdict decision cause mode stage asked reached from to state method indicator ' +
    'traffic fromStage observedAtKind otherwise role rank why model task product business'
  ).split(' '),
);
const OWN_WORDS: ReadonlySet<string> = new Set([...LAYERS, ...STAGES, ...STATUSES, 'alertedLeading', 'launch-set']);
/** Where in the data a value stands; in `arguments` only the names are the gate's own, in `foreign` data nothing is. */
interface Place {
  readonly name: string;
  readonly words: 'own' | 'arguments' | 'foreign';
}

/**
 * Plain data with every text redacted, and the keys of maps by id; all else, and the order of keys, stays. Codes and
 * other words of the gate's own stay as they are: a secret that is one of them is none. What is the same object
 * twice stays so.
 */
export function redactDeep<T>(value: T, redact: Redact): T {
  const done = new Map<object, unknown>();
  // The shape stays: only texts and foreign keys differ.
  return redacted(value, { name: '', words: 'own' }, redact, done) as T;
}

function redacted(value: unknown, place: Place, redact: Redact, done: Map<object, unknown>): unknown {
  if (typeof value === 'string') return isOwn(value, place) ? value : redact(value);
  if (typeof value !== 'object' || value === null) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    done.set(value, list);
    for (const one of value) list.push(redacted(one, place, redact, done));
    return list;
  }
  const hasForeignKeys = place.words === 'foreign' || FOREIGN_KEYS.has(place.name);
  const result: Record<string, unknown> = {};
  done.set(value, result);
  for (const [key, inner] of Object.entries(value)) {
    const name = hasForeignKeys ? unusedName(redact(key), result) : key;
    // Defined rather than assigned: a key may be `__proto__`.
    Object.defineProperty(result, name, {
      value: redacted(inner, { name: key, words: wordsIn(place, key) }, redact, done),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

function wordsIn(place: Place, key: string): Place['words'] {
  if (place.words === 'foreign' || FOREIGN_KEYS.has(place.name)) return place.name === 'alerts' ? 'own' : 'foreign';
  return place.words === 'arguments' || key === 'args' ? 'arguments' : 'own';
}

function isOwn(text: string, { name, words }: Place): boolean {
  if (OWN_WORDS.has(text)) return true;
  return words === 'own' && OWN_NAMES.has(name) && /^[a-z]+(?:-[a-z]+)*$/.test(text);
}

/** Two keys must not become one: the second would take the place of the first. */
function unusedName(name: string, taken: object): string {
  let free = name;
  for (let number = 2; Object.hasOwn(taken, free); number += 1) free = `${name} (${number})`;
  return free;
}

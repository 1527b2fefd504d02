/** Thrown where a value is read whose key stands twice in its object: nothing tells which of them is meant. */
export class DuplicateKey extends Error {
  readonly key: string;

  constructor(key: string) {
    super(`the key ${JSON.stringify(key.slice(0, 80))} stands twice in one object`);
    this.name = 'DuplicateKey';
    this.key = key;
  }
}

// Objects made by this constructor inherit from an object without properties: no `toString`, no `constructor`, and
// `__proto__` is a key like any other. Unlike `Object.create(null)` the engine keeps them in its fast form.
function Bare(this: object): void {}
Bare.prototype = Object.freeze(Object.create(null));
// At this boundary the constructor function is typed as what `new` makes of it.
const BareObject = Bare as unknown as new () => Record<string, unknown>;

/** An empty object that inherits no property at all. */
export function bareObject(): Record<string, unknown> {
  return new BareObject();
}

/** Sets a key; where it stands already, reading it throws `DuplicateKey` from then on. */
export function setOnce(object: Record<string, unknown>, key: string, value: unknown): void {
  if (!(key in object)) {
    object[key] = value;
    return;
  }
  const get = (): never => {
    throw new DuplicateKey(key);
  };
  Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
}

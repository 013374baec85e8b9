import { inspect } from "node:util";

/**
 * What an array is at the time, for reading alone.
 *
 * @param items - answers the array
 * @param refusal - what the TypeError says that each writing throws
 */
export function liveView<Item>(items: () => readonly Item[], refusal: string): readonly Item[] {
  const refuse = (): never => {
    throw new TypeError(refusal);
  };
  // What console.log() shows of a Proxy is its target, unless that says otherwise.
  const target = Object.defineProperty<Item[]>([], inspect.custom, { value: items, configurable: true });
  return new Proxy(target, {
    get: (_, name) => Reflect.get(items(), name),
    has: (_, name) => Reflect.has(items(), name),
    ownKeys: () => Reflect.ownKeys(items()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(items(), name),
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
    preventExtensions: refuse,
  });
}

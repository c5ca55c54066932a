/**
 * A list of codes that knows its own codes only. Every object of JavaScript answers to "constructor" and "toString"; a sender may write them
 * where a code should stand, and no list of the trade has them.
 */
export function codeTable<T>(codes: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const own: Record<string, T> = Object.create(null);
  return Object.freeze(Object.assign(own, codes));
}

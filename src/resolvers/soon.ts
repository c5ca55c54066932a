/** What is there, or comes. What is there is not waited for: a promise for every field of every object is what costs most. */
export type Soon<T> = T | Promise<T>;

export function soon<T, R>(value: Soon<T>, then: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(then) : then(value);
}

/** All of them; a promise only where one of them is one. */
export function allSoon<T>(values: readonly Soon<T>[]): Soon<T[]> {
  return values.some(each => each instanceof Promise) ? Promise.all(values) : (values as T[]);
}

/** JSON that is there, or that comes. */
export type JsonText = string | Promise<string>;

/** Members between two brackets; a promise only where one of them is one. */
export function joinJson(open: string, members: readonly JsonText[], close: string): JsonText {
  if (members.every(isText)) return `${open}${members.join(',')}${close}`;
  return Promise.all(members).then(all => `${open}${all.join(',')}${close}`);
}

function isText(member: JsonText): member is string {
  return typeof member === 'string';
}

export function isPromise<T>(value: T | PromiseLike<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && typeof (value as PromiseLike<T>).then === 'function';
}

/** A member that fails while another is written must not end the process: who joins them hears of it. */
export function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

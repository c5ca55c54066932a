/**
 * A key that may say as of which position the thing is meant: `uuid @123`. Blanks are in no key of ours. What is reached from such a thing
 * is meant as of the same position, so that one answer never mixes the past with the present, in whichever subgraph it goes on.
 */
const MOMENT = / @(\d{1,16})(?=\/|$)/;

export function keyAt(key: string, position: number | undefined): string {
  return position === undefined ? key : `${key} @${position}`;
}

/** The position that a key means; undefined: now. */
export function momentOf(key: string): number | undefined {
  if (!key.includes(' @')) return undefined;
  const position = MOMENT.exec(key)?.[1];
  return position === undefined ? undefined : Number(position);
}

export function withoutMoment(key: string): string {
  return key.replace(MOMENT, '');
}

/** Another thing as of the moment of this one. */
export function keyBeside(key: string, of: string): string {
  return keyAt(key, momentOf(of));
}

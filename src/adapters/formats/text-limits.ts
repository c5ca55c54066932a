/** Whether a byte stands in a message more often than the limit: what a reader would build of it is bounded before it begins (law 6.3). */
export function countsOver(bytes: Uint8Array, wanted: number, limit: number): boolean {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === wanted && ++count > limit) return true;
  return false;
}

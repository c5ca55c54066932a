/** Purposes for which cases are read and dealt with (law 4.6: one purpose a request). For any other there are none. */
const PURPOSES: ReadonlySet<string> = new Set(['enforcement-assistance', 'mutual-assistance']);

export function isForCases(purpose: string): boolean {
  return PURPOSES.has(purpose);
}

import type { IdentifierReads } from './reads.ts';
import type { StatedRow } from './row-condition.ts';
import { isSighted, type Visibility } from './viewer-policy.ts';

/** Whether a reader sees anything of a consignment, by what each origin states of it: the same as the store asks in SQL. */
export function isSeen(stated: readonly StatedRow[], visibility: Visibility): boolean {
  return visibility === undefined || stated.some(row => isSighted(row, visibility));
}

/** Whether a reader may find it by one of these identifiers: some origin of it lets the reader read it (law 4.4). */
export function isFound(
  names: readonly { readonly scheme: string; readonly origins: readonly string[] }[],
  stated: readonly StatedRow[],
  reads: IdentifierReads,
): boolean {
  if (reads === undefined) return true;
  return names.some(({ scheme, origins }) => {
    const visibility = reads.byScheme[scheme] ?? reads.others;
    return stated.some(row => origins.includes(row.origin) && isSighted(row, visibility));
  });
}

import { positionAt } from '../store/known-position.ts';
import type { RequestContext } from './request-context.ts';

/** What the argument says, wherever the graph is read. */
export const AS_OF =
  'As it was known at this time: from what had arrived by then, whatever it says about earlier or later. A later time than what is safely known answers as of that. Absent: now.';

/** The position that an `asOf` argument means; undefined: now. */
export async function positionOf(
  asOf: string | Date | null | undefined,
  { sql }: RequestContext,
): Promise<number | undefined> {
  return asOf === null || asOf === undefined ? undefined : positionAt(sql, new Date(asOf));
}

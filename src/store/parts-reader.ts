import type { SliceName } from '../consignment/consignment-document.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import type { PartName, StoredParts } from '../consignment/slice-parts.ts';
import type { Sql } from './database.ts';

/** A slice of which some of its parts are wanted; its body always is. */
export interface WantedSlice {
  readonly id: string;
  readonly slice: SliceName;
  readonly parts: ReadonlySet<PartName>;
}

/**
 * What was asked for of slices, in their order: undefined where there is no such slice, null where another version of the fold wrote it
 * (present-graph.ts). One statement for many readers, always the same.
 */
export async function readParts(sql: Sql, wanted: readonly WantedSlice[]): Promise<(StoredParts | null | undefined)[]> {
  const masks = wanted.map(each => String(maskOf(each.parts)));
  const rows = await sql<({ at: number } & StoredParts)[]>`
    select w.at::int, case when s.fold_version = ${FOLD_VERSION} then s.body end as body,
      case when w.mask::int & 1 > 0 then s.events end as events, case when w.mask::int & 2 > 0 then s.boxes end as boxes,
      case when w.mask::int & 4 > 0 then s.travel end as travel, case when w.mask::int & 8 > 0 then s.goods end as goods,
      case when w.mask::int & 16 > 0 then s.parties end as parties, case when w.mask::int & 32 > 0 then s.evidence end as evidence
    from unnest(${wanted.map(each => each.id)}::uuid[], ${wanted.map(each => each.slice)}::text[], ${masks}::text[])
      with ordinality as w(id, slice, mask, at)
    join consignment_slice s on s.consignment_id = w.id and s.slice = w.slice`;
  const found: (StoredParts | null | undefined)[] = wanted.map(() => undefined);
  for (const { at, ...parts } of rows) found[at - 1] = parts.body === null ? null : parts;
  return found;
}

const BITS: Readonly<Record<PartName, number>> = {
  events: 1,
  boxes: 2,
  travel: 4,
  goods: 8,
  parties: 16,
  evidence: 32,
};

function maskOf(parts: ReadonlySet<PartName>): number {
  let mask = 0;
  for (const part of parts) mask |= BITS[part];
  return mask;
}

import type { RowCondition } from './row-condition.ts';
import type { SharingAgreement } from './sharing-agreement.ts';

/** What declarations of one origin may be counted by, and how many a group must hold to be told. */
export interface CountGrant {
  readonly origin: string;
  readonly agreement: string;
  readonly grant: string;
  readonly groups: readonly string[];
  readonly minGroup: number;
  /** All must hold of what the origin states of the consignment. */
  readonly conditions: readonly RowCondition[];
}

/** The grants under which something may be counted by all of `asked`: one an origin, that which tells least. */
export function countGrants(agreements: readonly SharingAgreement[], asked: readonly string[]): CountGrant[] {
  const found = new Map<string, CountGrant>();
  for (const { id, from, rows, grants, deny } of agreements) {
    if (deny.some(each => each.type === 'Declaration' && each.fields.includes('*'))) continue;
    for (const { id: grant, type, when, aggregate } of grants) {
      if (type !== 'Declaration' || !aggregate || !asked.every(each => aggregate.count.includes(each))) continue;
      const conditions = [rows, when].filter(each => each !== undefined);
      const { count: groups, minGroup } = aggregate;
      const known = found.get(from);
      if (known && known.minGroup >= minGroup) continue;
      found.set(from, { origin: from, agreement: id, grant, groups, minGroup, conditions });
    }
  }
  return [...found.values()];
}

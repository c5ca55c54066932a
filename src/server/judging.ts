import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { SealedSeeds } from '../risk/sealed-seed.ts';
import type { Sql } from '../store/database.ts';
import type { HubServices } from './hub-services.ts';
import type { RulePackShelf } from './rule-pack-shelf.ts';

/** What judging consignments works with. */
export interface Judging {
  readonly sql: Sql;
  readonly partners: PartnerDirectory;
  readonly rulePacks: Pick<RulePackShelf, 'current' | 'files'>;
  readonly seeds: SealedSeeds;
  readonly now: () => Date;
}

export function judgingOf({ sql, partners, rulePacks, sealedSeeds, ingest }: HubServices): Judging {
  return { sql, partners, rulePacks, seeds: sealedSeeds, now: ingest.now };
}

import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { SealedSeeds } from '../risk/sealed-seed.ts';
import type { Sql } from '../store/database.ts';
import type { CandidatePack } from './candidate-pack.ts';
import type { HubServices } from './hub-services.ts';
import type { RulePackShelf } from './rule-pack-shelf.ts';

/** What judging consignments works with. */
export interface Judging {
  readonly sql: Sql;
  readonly partners: PartnerDirectory;
  readonly rulePacks: Pick<RulePackShelf, 'current' | 'files'>;
  /** Judges the same contexts beside the pack in force, without effect. */
  readonly candidate?: Pick<CandidatePack, 'current'> | undefined;
  readonly seeds: SealedSeeds;
  readonly now: () => Date;
}

export function judgingOf({ sql, partners, rulePacks, candidatePack, sealedSeeds, ingest }: HubServices): Judging {
  return { sql, partners, rulePacks, candidate: candidatePack, seeds: sealedSeeds, now: ingest.now };
}

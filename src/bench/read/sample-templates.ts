import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_ADAPTERS } from '../../adapters/all-adapters.ts';
import { packageRoot } from '../../config.ts';
import { receiveMessage } from '../../ingest/receive-message.ts';
import { PartnerDirectory } from '../../partners/partner-directory.ts';
import { loadShippedPlaces } from '../../server/load-shipped-places.ts';
import { findSamples } from '../../server/sample-files.ts';
import type { Sql } from '../../store/database.ts';

const NOW = new Date('2026-12-01T00:00:00Z');

/** The shipped samples through the real pipeline: the consignments that the bulk is copied from. */
export async function ingestSamples(sql: Sql, partnersDir: string): Promise<void> {
  const partners = new PartnerDirectory(partnersDir);
  const ingest = { sql, adapters: ALL_ADAPTERS, now: () => NOW };
  await loadShippedPlaces(sql, join(packageRoot, 'places'), NOW);
  for (const { path, feed, partner } of findSamples(partnersDir)) {
    const profile = partners.get(partner)?.mapping;
    if (profile) await receiveMessage(ingest, { feed, bytes: readFileSync(path), profile });
  }
  await sql.unsafe('vacuum analyze');
}

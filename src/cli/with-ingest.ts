import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { type Config, readConfig } from '../config.ts';
import { setAlarmLimits } from '../ingest/alarm-limits.ts';
import type { Ingest } from '../ingest/receive-message.ts';
import { createPartnerKeys } from '../ingest/ways-in/partner-keys.ts';
import { createSignatureGate } from '../ingest/ways-in/signature-gate.ts';
import { alarmRulesOf, PartnerDirectory } from '../partners/partner-directory.ts';
import { openDatabase } from '../store/database.ts';
import { readHubSecret } from '../store/hub-secret.ts';
import { migrateJobs } from '../store/job-queue.ts';
import { migrate } from '../store/migrate.ts';
import { setVault } from '../store/vault.ts';

export interface IngestSession {
  readonly config: Config;
  readonly ingest: Ingest;
  readonly partners: PartnerDirectory;
}

/** The hub's own pipeline on the hub's own database, whether a hub is running or not. */
export async function withIngest<T>(work: (session: IngestSession) => Promise<T>): Promise<T> {
  const config = readConfig();
  const partners = new PartnerDirectory(config.partnersDir);
  const database = await openDatabase(config);
  try {
    await migrate(database.sql);
    await migrateJobs(database.url);
    const { sql } = database;
    setVault(sql, () => readHubSecret({ ...config, embedded: config.databaseUrl === undefined }));
    setAlarmLimits(sql, () => alarmRulesOf(partners));
    const now = () => new Date();
    const verify = createSignatureGate({ sql, partners, keys: createPartnerKeys(config.partnersDir, now), now });
    const ingest = { sql, adapters: ALL_ADAPTERS, now, verify };
    return await work({ config, ingest, partners });
  } finally {
    await database.close();
  }
}

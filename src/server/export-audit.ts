import type { AuditLine } from '../audit/audit-export.ts';
import type { PartnerKeys } from '../ingest/ways-in/partner-keys.ts';
import type { Partner } from '../partners/partner.ts';
import { type AuditRange, auditLines } from '../store/audit-reader.ts';
import type { Sql } from '../store/database.ts';
import type { HubKeys } from '../store/hub-keys.ts';

export interface AuditSource {
  readonly sql: Sql;
  readonly hubKeys: readonly HubKeys['receiptKeys'][number]['publicJwk'][];
  readonly partners: readonly Partner[];
  readonly partnerKeys: PartnerKeys;
}

/** An export from its first line to its last: with the keys that its signatures were made with. */
export async function* exportAudit(source: AuditSource, range: AuditRange, now: Date): AsyncGenerator<AuditLine> {
  yield { type: 'corridor-audit', version: 1, exportedAt: now.toISOString() };
  for (const jwk of source.hubKeys) yield { type: 'key', owner: 'hub', jwk: { ...jwk } };
  yield* partnerKeyLines(source, range.partner);
  yield* auditLines(source.sql, range);
}

/** A partner whose keys cannot be read now has no witness verified; the rest of the export is none the worse. */
async function* partnerKeyLines({ partners, partnerKeys }: AuditSource, only?: string): AsyncGenerator<AuditLine> {
  for (const partner of partners.filter(each => only === undefined || each.id === only)) {
    const keys = await partnerKeys(partner).catch(() => []);
    for (const { kid, key } of keys) {
      yield { type: 'key', owner: partner.id, jwk: { ...key.export({ format: 'jwk' }), kid, use: 'sig' } };
    }
  }
}

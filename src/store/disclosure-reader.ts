import type { AuditEntry } from '../audit/audit-entry.ts';
import type { FieldDisclosure } from '../policy/field-disclosure.ts';
import { fieldsOfTold } from '../policy/told-fields.ts';
import type { Sql } from './database.ts';

/** What to look for among the receipts. */
export interface DisclosureQuery {
  /** Whose data was read; absent: anybody's. */
  readonly origin?: string | undefined;
  readonly reader?: string | null | undefined;
  readonly purpose?: string | null | undefined;
  /** Hub id of a consignment or of another entity. */
  readonly subject?: string | null | undefined;
  readonly after?: Date | undefined;
  readonly before?: Date | undefined;
}

export interface StoredReceipt {
  readonly position: number;
  readonly hash: string;
  readonly entry: Omit<AuditEntry, 'told'> & { readonly fields: readonly FieldDisclosure[] };
}

type StoredEntry =
  | AuditEntry
  | (Omit<AuditEntry, 'told' | 'v'> & { readonly v: 1; readonly fields: readonly FieldDisclosure[] });

/** Newest first. `below`: position of the last one read. */
export async function disclosuresOf(
  sql: Sql,
  query: DisclosureQuery,
  { below, limit }: { below?: number | undefined; limit: number },
): Promise<StoredReceipt[]> {
  const rows = await sql<{ position: number; hash: string; entry: StoredEntry }[]>`
    select r.position, r.hash, r.entry from receipt r ${matching(sql, query)}
      ${below === undefined ? sql`` : sql`and r.position < ${below}`}
    order by ${query.origin === undefined ? sql`r.position` : sql`o.position`} desc limit ${limit}`;
  return rows.map(({ entry, ...row }) => ({ ...row, entry: withFields(entry) }));
}

function withFields(entry: StoredEntry): StoredReceipt['entry'] {
  if (entry.v === 1) return { ...entry, v: 2 };
  const { told, ...rest } = entry;
  return { ...rest, fields: fieldsOfTold(told) };
}

export async function countDisclosures(sql: Sql, query: DisclosureQuery): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from receipt r ${matching(sql, query)}`;
  return row?.count ?? 0;
}

function matching(sql: Sql, { origin, reader, purpose, subject, after, before }: DisclosureQuery) {
  // An origin finds by subjects of its own only: that others were read beside them is not its to know.
  const wanted = [{ id: subject, ...(origin === undefined ? {} : { origins: [origin] }) }];
  return sql`
    ${origin === undefined ? sql`` : sql`join receipt_origin o on o.position = r.position and o.origin = ${origin}`}
    where true
      ${reader ? sql`and r.partner = ${reader}` : sql``}
      ${purpose ? sql`and r.entry ->> 'purpose' = ${purpose}` : sql``}
      ${subject ? sql`and r.entry -> 'subjects' @> ${sql.json(wanted as never)}` : sql``}
      ${after ? sql`and r.at >= ${after}` : sql``}
      ${before ? sql`and r.at < ${before}` : sql``}`;
}

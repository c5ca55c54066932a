import type { AssistanceAct } from '../assistance/assistance-act.ts';
import { contentHash } from '../consignment/canonical-json.ts';
import type { Sql, TransactionSql } from './database.ts';

/** A case has no row: it is the fold over its acts. Its id follows from who asks and by which number, so that any node gives the same. */
export function caseIdOf({ requester, key }: Pick<AssistanceAct, 'requester' | 'key'>): string {
  const hex = contentHash(['assistance case', requester, key]);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

/** Keeps others from deciding on the same case until commit. */
export async function lockCase(sql: TransactionSql, caseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`assistance ${caseId}`}, 0))`;
}

export async function writeActs(sql: TransactionSql, acts: readonly AssistanceAct[]): Promise<void> {
  const rows = acts.map(act => ({
    id: contentHash(act),
    caseId: caseIdOf(act),
    parties: [`sender:${act.requester}`, ...(act.request ? [act.request.asked] : [])],
    body: act,
  }));
  await sql`
    insert into assistance_act (id, case_id, parties, body)
    select id, "caseId", parties, body
    from jsonb_to_recordset(${sql.json(rows as never)}) as a(id text, "caseId" uuid, parties text[], body jsonb)
    order by id
    on conflict (id) do nothing`;
}

export async function actsOfCase(sql: Sql | TransactionSql, caseId: string): Promise<AssistanceAct[]> {
  const rows = await sql<{ body: AssistanceAct }[]>`
    select body from assistance_act where case_id = ${caseId}::uuid order by position`;
  return rows.map(row => row.body);
}

/** The acts of all cases in which one of the access keys is named, by case. */
export async function actsOfParty(sql: Sql, accessKeys: readonly string[]): Promise<Map<string, AssistanceAct[]>> {
  const rows = await sql<{ caseId: string; body: AssistanceAct }[]>`
    select case_id as "caseId", body from assistance_act
    where case_id in (select case_id from assistance_act where parties && ${[...accessKeys]}::text[])
    order by position`;
  const found = new Map<string, AssistanceAct[]>();
  for (const { caseId, body } of rows) found.set(caseId, [...(found.get(caseId) ?? []), body]);
  return found;
}

import type { Register, RegistryEntry } from '../risk/registry/register-bodies.ts';
import type { RegistrySubject } from '../risk/registry/registry-subject.ts';
import type { Sql } from './database.ts';

/** When a register is asked: what holds at `at`, as it was known at `knownAt`. */
export interface RegistryMoment {
  readonly at: Date;
  readonly knownAt: Date;
}

const inForce = (sql: Sql, { at, knownAt }: RegistryMoment) => sql`
  r.state = 'APPROVED' and not r.ends and r.known_from <= ${knownAt} and (r.known_to is null or r.known_to > ${knownAt})
  and r.valid_from <= ${at} and (r.valid_to is null or r.valid_to > ${at})`;

const columns = (sql: Sql) => sql`r.register, r.key, r.subject, r.body,
  to_char(r.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "validFrom",
  to_char(r.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "validTo"`;

/** The entries in force of many subjects, in one statement. */
export function entriesInForce(
  sql: Sql,
  subjects: readonly RegistrySubject[],
  moment: RegistryMoment,
): Promise<RegistryEntry[]> {
  return sql<RegistryEntry[]>`
    select ${columns(sql)} from unnest(${subjects.map(each => each.register)}::text[], ${subjects.map(each => each.subject)}::text[])
      as w(register, subject)
    join registry_entry r on r.register = w.register and r.subject = w.subject
    where ${inForce(sql, moment)} order by r.register, r.key, r.valid_from`;
}

/** How many entries of one word are looked at: a word that so many names share tells none of them apart. */
const WATCHED_AT_MOST = 200;

/** Watch list entries that share a word with one of the names. */
export function watchedNames(
  sql: Sql,
  tokens: readonly string[],
  moment: RegistryMoment,
): Promise<RegistryEntry<'WATCH'>[]> {
  return sql<RegistryEntry<'WATCH'>[]>`
    select ${columns(sql)} from registry_entry r
    where r.register = 'WATCH' and r.tokens && ${[...tokens]}::text[] and ${inForce(sql, moment)}
    order by (select count(*) from unnest(r.tokens) t where t = any(${[...tokens]}::text[])) desc, r.key limit ${WATCHED_AT_MOST}`;
}

/** Registers that were ever filled, as known then: of the others silence is no answer. */
export async function filledRegisters(sql: Sql, { knownAt }: RegistryMoment): Promise<Set<Register>> {
  const rows = await sql<{ register: Register }[]>`
    with recursive named as (
      (select register from registry_entry order by register limit 1)
      union all
      select (select register from registry_entry r where r.register > n.register order by r.register limit 1) from named n
      where n.register is not null
    )
    select n.register from named n where n.register is not null and exists (
      select 1 from registry_entry r where r.register = n.register and r.state = 'APPROVED' and r.known_from <= ${knownAt})`;
  return new Set(rows.map(row => row.register));
}

/** A row as an officer sees it, whatever its state. */
export interface RegistryRow {
  readonly id: string;
  readonly serial: number;
  readonly register: Register;
  readonly key: string;
  readonly subject: string;
  readonly body: unknown;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly state: 'PROPOSED' | 'APPROVED' | 'REJECTED';
  readonly ends: boolean;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly proposalMessage: string | null;
  readonly decisionMessage: string | null;
  readonly knownFrom: Date | null;
  readonly knownTo: Date | null;
}

export interface RegistryFilter {
  readonly register?: Register | undefined;
  readonly subject?: string | undefined;
  readonly state?: RegistryRow['state'] | undefined;
  readonly moment?: RegistryMoment | undefined;
}

const rowColumns = (sql: Sql) => sql`r.id, r.serial, r.register, r.key, r.subject, r.body, r.valid_from as "validFrom",
  r.valid_to as "validTo", r.state, r.ends, r.proposed_by as "proposedBy", r.proposed_at as "proposedAt", r.reason,
  r.decided_by as "decidedBy", r.proposal_message as "proposalMessage", r.decision_message as "decisionMessage", r.known_from as "knownFrom", r.known_to as "knownTo"`;

export async function registryRow(sql: Sql, id: string): Promise<RegistryRow | undefined> {
  const [row] = await sql<RegistryRow[]>`select ${rowColumns(sql)} from registry_entry r where r.id = ${id}`;
  return row;
}

/** Newest first; `before` is the serial of the last row seen. */
export function registryRows(
  sql: Sql,
  filter: RegistryFilter,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<RegistryRow[]> {
  return sql<RegistryRow[]>`
    select ${rowColumns(sql)} from registry_entry r where ${matching(sql, filter)} ${before === undefined ? sql`` : sql`and r.serial < ${before}`}
    order by r.serial desc limit ${limit}`;
}

export async function countRegistryRows(sql: Sql, filter: RegistryFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from registry_entry r where ${matching(sql, filter)}`;
  return row?.count ?? 0;
}

function matching(sql: Sql, { register, subject, state, moment }: RegistryFilter) {
  return sql`true
    ${register ? sql`and r.register = ${register}` : sql``}
    ${subject ? sql`and r.subject = ${subject}` : sql``}
    ${state ? sql`and r.state = ${state}` : sql``}
    ${moment ? sql`and ${inForce(sql, moment)}` : sql``}`;
}

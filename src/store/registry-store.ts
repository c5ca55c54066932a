import type { Register } from '../risk/registry/register-bodies.ts';
import type { Sql, TransactionSql } from './database.ts';

/** A change that somebody proposes to a register. It has no effect until somebody else approves it. */
export interface RegistryProposal {
  readonly register: Register;
  readonly key: string;
  readonly subject: string;
  readonly body: unknown;
  readonly tokens: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date | null;
  /** Only ends what was known of the key, within its validity. */
  readonly ends: boolean;
  readonly reason: string;
}

export type Decision = 'DECIDED' | 'NO_SUCH_PROPOSAL' | 'OWN_PROPOSAL';

/** Rows a statement: the parameters stay small, and the plan is the same. */
const BATCH = 5_000;

export async function proposeEntries(
  sql: Sql | TransactionSql,
  proposals: readonly RegistryProposal[],
  by: string,
  at: Date,
): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < proposals.length; from += BATCH) {
    const rows = await sql<{ id: string }[]>`
      insert into registry_entry (register, key, subject, body, tokens, valid_from, valid_to, state, ends, proposed_by, proposed_at, reason)
      select r.register, r.key, r.subject, r.body, r.tokens, r."validFrom", r."validTo", 'PROPOSED', r.ends, ${by}, ${at}, r.reason
      from jsonb_to_recordset(${sql.json(proposals.slice(from, from + BATCH) as never)}) as r(register text, key text, subject text,
        body jsonb, tokens text[], "validFrom" timestamptz, "validTo" timestamptz, ends boolean, reason text)
      returning id`;
    ids.push(...rows.map(row => row.id));
  }
  return ids;
}

/** The archived message that a proposal was made by. */
export async function noteProposal(sql: TransactionSql, id: string, messageId: string): Promise<void> {
  await sql`update registry_entry set proposal_message = ${messageId} where id = ${id}`;
}

export interface EntryDecision {
  readonly by: string;
  readonly at: Date;
  readonly approved: boolean;
  /** Archives the decision, once it may be taken; answers the id of the message. */
  readonly archive: (sql: TransactionSql) => Promise<string>;
}

/** Four eyes: whoever proposed does not decide. */
export async function decideEntry(
  sql: Sql,
  id: string,
  { by, at, approved, archive }: EntryDecision,
): Promise<Decision> {
  return sql.begin(async transaction => {
    const [held] = await transaction<{ proposedBy: string }[]>`
      select proposed_by as "proposedBy" from registry_entry where id = ${id} and state = 'PROPOSED' for update`;
    if (!held) return 'NO_SUCH_PROPOSAL';
    if (held.proposedBy === by) return 'OWN_PROPOSAL';
    const messageId = await archive(transaction);
    await transaction`update registry_entry set decision_message = ${messageId} where id = ${id}`;
    if (approved) await approveEntries(transaction, [id], by, at);
    else await transaction`update registry_entry set state = 'REJECTED', decided_by = ${by} where id = ${id}`;
    return 'DECIDED';
  });
}

/**
 * Puts proposals in force. What was known of the same keys where they overlap is known no longer; what of it lies outside the new
 * validity is known anew, so that every moment has one answer and the old answers stay readable as they were known.
 */
export async function approveEntries(sql: TransactionSql, ids: readonly string[], by: string, at: Date): Promise<void> {
  await sql`
    with entering as (
      select * from registry_entry where id = any(${[...ids]}::uuid[]) and state = 'PROPOSED' and proposed_by <> ${by}
    ), superseded as (
      update registry_entry o set known_to = ${at} from entering e
      where o.register = e.register and o.key = e.key and o.state = 'APPROVED' and o.known_to is null
        and tstzrange(o.valid_from, o.valid_to) && tstzrange(e.valid_from, e.valid_to)
      returning o.*, e.valid_from as cut_from, e.valid_to as cut_to
    ), remaining as (
      select s.*, s.valid_from as new_from, s.cut_from as new_to from superseded s where s.valid_from < s.cut_from
      union all
      select s.*, s.cut_to, s.valid_to from superseded s where s.cut_to is not null and (s.valid_to is null or s.valid_to > s.cut_to)
    ), kept as (
      insert into registry_entry (register, key, subject, body, tokens, valid_from, valid_to, state, ends, proposed_by, proposed_at,
        reason, decided_by, proposal_message, decision_message, known_from)
      select register, key, subject, body, tokens, new_from, new_to, 'APPROVED', false, proposed_by, proposed_at, reason, decided_by,
        proposal_message, decision_message, ${at}
      from remaining
    )
    update registry_entry r set state = 'APPROVED', decided_by = ${by}, known_from = ${at},
      known_to = case when r.ends then ${at}::timestamptz end
    from entering e where r.id = e.id`;
}

/** A whole file in one transaction: proposed by one, approved by another, or nothing. */
export function loadEntries(
  sql: Sql,
  proposals: readonly RegistryProposal[],
  { proposer, approver, at }: { readonly proposer: string; readonly approver: string; readonly at: Date },
): Promise<number> {
  return sql.begin(async transaction => {
    const ids = await proposeEntries(transaction, proposals, proposer, at);
    await approveEntries(transaction, ids, approver, at);
    return ids.length;
  });
}

import type { CheckedStatement } from '../risk/registry/registry-record.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { decideEntry, noteProposal, proposeEntries } from '../store/registry-store.ts';
import type { Actor } from './alarm-desk.ts';
import { archiveDecision } from './officer-message.ts';

/**
 * What one person does about the registers. A change is a message like any other: archived before it counts, with who, when and why, and the
 * entry points to it.
 */
export function registryClerk(sql: Sql, { sender, by }: Actor, now: () => Date) {
  return {
    propose: (statement: CheckedStatement) =>
      sql.begin(async transaction => {
        const at = now();
        const [id = ''] = await proposeEntries(transaction, [statement], by, at);
        const { tokens: _found, ...stated } = statement;
        const decision = { registryProposal: '1.0', id, ...stated, proposedBy: by, proposedAt: at.toISOString() };
        const message = { sender, messageType: 'Registry proposal 1.0', decision, at };
        await noteProposal(transaction, id, await archiveDecision(transaction, message));
        return id;
      }),
    decide: (id: string, approved: boolean) => {
      const at = now();
      const decision = { registryDecision: '1.0', entry: id, approved, decidedBy: by, decidedAt: at.toISOString() };
      const archive = (transaction: TransactionSql) =>
        archiveDecision(transaction, { sender, messageType: 'Registry decision 1.0', decision, at });
      return decideEntry(sql, id, { by, at, approved, archive });
    },
  };
}

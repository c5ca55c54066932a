import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import { type JudgedFact, judgeFacts } from '../consignment/effective-facts.ts';
import { boxesOf } from '../consignment/equipment-claims.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { factIdsQuoting, factsById, statementReference, unlinkedAmong } from '../store/fact-store.ts';

/** What is known of a box that no consignment is known for, folded like a consignment: alarms are decided of it all the same. */
export function looseDocument(box: string, unlinked: readonly JudgedFact[]): ConsignmentDocument {
  const match = { rule: 'NONE', confidence: 'UNLINKED', on: `CONTAINER|${box}` };
  return projectConsignment(unlinked.filter(each => names(each, box)).map(each => ({ ...each, match })));
}

export function looseBoxesOf(unlinked: readonly JudgedFact[]): ReadonlySet<string> {
  return new Set(unlinked.flatMap(({ known }) => boxesOf(known.fact).map(box => box.number)));
}

function names({ known }: JudgedFact, box: string): boolean {
  return boxesOf(known.fact).some(each => each.number === box);
}

/** The same from the stored facts: those that quote the box, with all revisions and retractions of their statements. */
export async function readLooseDocument(sql: Sql | TransactionSql, box: string): Promise<ConsignmentDocument> {
  const quoting = await factsById(sql, await factIdsQuoting(sql, [`CONTAINER|${box}`]));
  const told = await factsById(sql, await factIdsQuoting(sql, quoting.map(statementReference)));
  const facts = [...new Map([...quoting, ...told].map(known => [known.id, known])).values()];
  const loose = await unlinkedAmong(
    sql,
    facts.map(known => known.id),
  );
  return looseDocument(
    box,
    judgeFacts(facts).filter(each => loose.has(each.known.id)),
  );
}

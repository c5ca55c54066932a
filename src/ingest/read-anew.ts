import { contentHash } from '../consignment/canonical-json.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { Sql } from '../store/database.ts';
import { factsOfMessage } from '../store/fact-store.ts';
import type { Change } from './load-closure.ts';

/**
 * What a reading of a message changes. The first adds all its facts; one with a mended adapter or mapping replaces the facts that it
 * reads otherwise (law 1.6). A fact is never changed: what stands in its place has an id of its own.
 */
export async function readAnew(sql: Sql, messageId: string, facts: readonly KnownFact[]): Promise<Change> {
  const earlier = await factsOfMessage(sql, messageId);
  if (earlier.length === 0) return { added: facts, replaced: [] };
  const said = new Map(earlier.map(({ known }) => [known.id, contentHash(known.fact)]));
  const added = facts.map(known => {
    const before = said.get(known.id);
    return before === undefined || before === contentHash(known.fact) ? known : { ...known, id: otherId(known) };
  });
  const kept = new Set(added.map(known => known.id));
  const standing = earlier.filter(each => !each.replaced).map(each => each.known);
  return { added, replaced: standing.filter(known => !kept.has(known.id)) };
}

function otherId(known: KnownFact): string {
  return contentHash([known.id, known.fact]);
}

import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import { presentGraph } from '../ingest/present-graph.ts';
import { wholeDocuments } from '../ingest/whole-documents.ts';
import { RiskKnowledge } from '../resolvers/risk-knowledge.ts';
import { viewGraph } from '../risk/graph-context/graph-view.ts';
import { riskContextOf } from '../risk/graph-context/risk-context-of.ts';
import type { RiskContext } from '../risk/risk-context.ts';
import { drawDay, type SealedSeeds, withRandomDraw } from '../risk/sealed-seed.ts';
import type { Sql } from '../store/database.ts';
import { journeysUnder, type StoredJourney } from '../store/journey-reader.ts';

/** What the rules read of one consignment, as the customs of a country looks at it. */
export interface AssessedContext {
  readonly id: string;
  readonly country: string;
  readonly context: RiskContext;
  /** A declaration for this customs is there: what it decides is told to the trader. */
  readonly declared: boolean;
  readonly seedDay: string | null;
}

export interface ContextNeeds {
  readonly sql: Sql;
  readonly seeds: SealedSeeds;
  /** Countries whose customs work with this hub. */
  readonly countries: ReadonlySet<string>;
}

/** The contexts of consignments now, one for each customs that assesses: of dispatch and of destination. */
export async function assessedContexts(
  ids: readonly string[],
  { sql, seeds, countries }: ContextNeeds,
  now: Date,
): Promise<AssessedContext[]> {
  const documents = await wholeDocuments(sql, ids);
  const keys = [...documents.values()].flatMap(journeyKeys);
  const journeys =
    keys.length > 0
      ? await presentGraph(sql).journeys(await journeysUnder(sql, [...new Set(keys)]))
      : new Map<string, StoredJourney>();
  const knowledge = new RiskKnowledge(sql, { at: now, knownAt: now });
  const asked = [...documents].flatMap(([id, document]) => {
    const graph = { id, document, journeys: journeysOf(document, journeys), now: now.toISOString() };
    const { dispatchCountry, destinationCountry } = viewGraph(graph);
    return [...new Set([dispatchCountry, destinationCountry])].flatMap(country =>
      country !== undefined && countries.has(country) ? [{ ...graph, country }] : [],
    );
  });
  return Promise.all(
    asked.map(async graph => {
      const context = withRandomDraw(await knowledge.complete(riskContextOf(graph)), seeds);
      const declared = viewGraph(graph).declaration !== undefined;
      return { id: graph.id, country: graph.country, context, declared, seedDay: drawDay(context) ?? null };
    }),
  );
}

function journeyKeys({ consignment }: ConsignmentDocument): readonly string[] {
  return consignment.legs.flatMap(leg => leg.journeys);
}

function journeysOf(document: ConsignmentDocument, found: ReadonlyMap<string, StoredJourney>) {
  const own = journeyKeys(document).flatMap(key => found.get(key) ?? []);
  return [...new Map(own.map(each => [each.id, each.document])).values()];
}

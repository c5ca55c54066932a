import { CorridorError } from '../../errors.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { journeysNumbered, type StoredJourney } from '../../store/journey-reader.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import { asThen } from '../journeys-then.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { isVoyage, voyageById } from './visible-voyage.ts';
import { VoyageType } from './voyage-type.ts';

const VoyageNumberInput = builder.inputType('VoyageNumberInput', {
  subGraphs: ['shipping'],
  description: 'A voyage by number. Many vessels use the same numbers: name the vessel.',
  fields: t => ({
    number: t.string({ required: true, description: "Carrier's voyage number, such as 036S." }),
    vessel: t.string({ required: false, description: 'IMO number or call sign; never the name.' }),
  }),
});

export const VoyageWhere = builder.inputType('VoyageWhere', {
  subGraphs: ['shipping'],
  isOneOf: true,
  description: 'One voyage. A number that several visible voyages have answers AMBIGUOUS_IDENTIFIER.',
  fields: t => ({
    id: t.id({ description: 'Hub id.' }),
    number: t.field({ type: VoyageNumberInput, description: 'Voyage number, with the vessel.' }),
    universal: t.string({ description: 'Universal voyage reference (DCSA), such as 2301W.' }),
  }),
});

type WhereShape = typeof VoyageWhere.$inferInput;

builder.queryField('voyage', t =>
  t.field({
    type: VoyageType,
    nullable: true,
    subGraphs: ['shipping'],
    description: 'One voyage by its number. Null where there is none that you may see.',
    args: {
      where: t.arg({ type: VoyageWhere, required: true }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, { where, asOf }, context) => findVoyage(where, context, await positionOf(asOf, context)),
  }),
);

async function findVoyage(
  where: WhereShape,
  context: RequestContext,
  position: number | undefined,
): Promise<StoredJourney | null> {
  if (where.id) return voyageById(String(where.id), context, position);
  const now = await candidates(where, context);
  const [found, another] = (await asThen(now, context, position)).filter(isVoyage);
  if (!another) return found ?? null;
  throw new CorridorError(
    'AMBIGUOUS_IDENTIFIER',
    'fix-query',
    'Several voyages that you may see have this number. Name the vessel by IMO number or call sign.',
  );
}

async function candidates(where: WhereShape, { sql, loaders }: RequestContext): Promise<StoredJourney[]> {
  if (where.number) {
    const vessel = where.number.vessel ? normaliseNumber(where.number.vessel) : undefined;
    return loaders.shownJourneys(await journeysNumbered(sql, normaliseNumber(where.number.number), vessel));
  }
  const found = where.universal
    ? await loaders.journey.load(`VOYAGE|UVR:${normaliseNumber(where.universal)}`)
    : undefined;
  return found ? [found] : [];
}

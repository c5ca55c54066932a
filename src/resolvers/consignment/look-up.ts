import { CorridorError } from '../../errors.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { identifierReads } from '../../policy/reads.ts';
import { consignmentsByIdentifier, type IdentifierLookup } from '../../store/consignment-reader.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { type ConsignmentShape, known, visibleConsignment } from './consignment-type.ts';

const TransportDocumentInput = builder.inputType('TransportDocumentInput', {
  subGraphs: ['consignment'],
  description: 'A bill of lading, waybill or rail note by number.',
  fields: t => ({
    number: t.string({ required: true }),
    issuer: t.string({ required: false, description: 'Carrier code, where several carriers gave the same number.' }),
  }),
});

const BookingInput = builder.inputType('BookingInput', {
  subGraphs: ['consignment'],
  description: 'A booking by number.',
  fields: t => ({
    number: t.string({ required: true }),
    carrier: t.string({ required: false, description: 'Carrier code, where several carriers gave the same number.' }),
  }),
});

export const ConsignmentWhere = builder.inputType('ConsignmentWhere', {
  subGraphs: ['consignment'],
  isOneOf: true,
  description:
    'One consignment by any number that a document gives it. A number that several visible consignments have answers AMBIGUOUS_IDENTIFIER.',
  fields: t => ({
    id: t.id({ description: 'Hub id.' }),
    ucr: t.string({ description: 'Unique Consignment Reference, type D.' }),
    transportDocument: t.field({ type: TransportDocumentInput }),
    equipment: t.string({ description: 'Container number.' }),
    declaration: t.string({ description: 'MRN, 18-digit entry number or local reference.' }),
    booking: t.field({ type: BookingInput, description: 'Sea booking.' }),
    railBooking: t.field({ type: BookingInput }),
    railConsignmentNote: t.field({
      type: BookingInput,
      description: 'SMGS or CIM note; carrier is the contracting railway.',
    }),
  }),
});

export type ConsignmentWhereShape = typeof ConsignmentWhere.$inferInput;

/** The identifier that a look-up names, or undefined for one by hub id. */
export function lookupOf(where: ConsignmentWhereShape): IdentifierLookup | undefined {
  const by = (schemes: readonly string[], value: string, issuer?: string | null): IdentifierLookup => ({
    schemes,
    value: normaliseNumber(value),
    issuer: issuer ? normaliseNumber(issuer) : undefined,
  });
  if (where.ucr) return by(['UCR_D'], where.ucr);
  if (where.transportDocument)
    return by(['MASTER_BL', 'HOUSE_BL', 'RAIL_NOTE'], where.transportDocument.number, where.transportDocument.issuer);
  if (where.equipment) return by(['CONTAINER'], where.equipment);
  if (where.declaration) return by(['DECLARATION', 'LRN'], where.declaration);
  if (where.booking) return by(['BOOKING'], where.booking.number, where.booking.carrier);
  if (where.railBooking) return by(['RAIL_BOOKING'], where.railBooking.number, where.railBooking.carrier);
  if (where.railConsignmentNote)
    return by(['RAIL_NOTE'], where.railConsignmentNote.number, where.railConsignmentNote.carrier);
  return undefined;
}

/** The visible consignments that a look-up names, at most `limit`: now, or as of a position. */
export async function findConsignments(
  where: ConsignmentWhereShape,
  context: RequestContext,
  limit: number,
  position?: number,
): Promise<ConsignmentShape[]> {
  const lookup = lookupOf(where);
  if (lookup) {
    if (position === undefined && limit <= 2 && context.lookUps)
      return (await context.lookUps.byIdentifier(context.policy, lookup))
        .slice(0, limit)
        .map(each => known(each, context));
    const ids =
      position === undefined
        ? await consignmentsByIdentifier(context.sql, lookup, identifierReads(context.policy), limit)
        : await context.loaders.past.identified(lookup, position, limit);
    return ids.map(id => ({ id }));
  }
  const found = where.id ? await visibleConsignment(String(where.id), context, position) : null;
  return found ? [found] : [];
}

/** The one consignment of a look-up, null where there is none. */
export async function findConsignment(
  where: ConsignmentWhereShape,
  context: RequestContext,
  position?: number,
): Promise<ConsignmentShape | null> {
  const [found, another] = await findConsignments(where, context, 2, position);
  if (!another) return found ?? null;
  throw new CorridorError(
    'AMBIGUOUS_IDENTIFIER',
    'fix-query',
    'Several consignments that you may see have this number. List them with consignments(filter: {search}), or name its issuer.',
  );
}

import type { EventEntry, TransportDocumentEntry } from '../../consignment/consignment-slice.ts';
import type { ItemClaim, PartyClaim, PartyRole } from '../../messages/claims.ts';
import type { RiskRecord } from '../risk-context.ts';
import { best, kilograms, unique } from './claim-values.ts';
import { type GraphView, quoted } from './graph-view.ts';

export type Bill = RiskRecord<'Bl'>;

const SEA_BILLS: ReadonlySet<TransportDocumentEntry['type']> = new Set([
  'MASTER_BL',
  'HOUSE_BL',
  'SEA_WAYBILL',
  'THROUGH_BILL',
]);

/**
 * The bills that a manifest listed. A master that is only quoted as the one above a house bill says nothing itself. Before the manifest
 * the bills of goods that go by sea are unknown; goods that go by train alone have none.
 */
export function billsPart(view: GraphView, mode: string | undefined): readonly Bill[] | undefined {
  const bills = view.consignment.transportDocuments.flatMap(bill => {
    const facts = factsOf(bill);
    return SEA_BILLS.has(bill.type) && facts.size > 0 ? [billOf(bill, facts, view)] : [];
  });
  const quotes = view.consignment.identifiers.some(each => each.scheme.endsWith('BL'));
  return bills.length > 0 || (mode === 'RAIL' && !quotes) ? bills : undefined;
}

/** The master bills that stand above a house bill of the consignment. */
export function mastersAbove({ consignment }: GraphView): readonly string[] {
  return unique(consignment.transportDocuments.map(bill => bill.master?.number));
}

function factsOf(bill: TransportDocumentEntry): ReadonlySet<string> {
  const claims = [
    bill.status,
    bill.issuedAt,
    bill.placeOfLoading,
    bill.placeOfDischarge,
    bill.grossMass,
    bill.packages,
  ];
  return new Set(claims.flatMap(each => each.map(claim => claim.fact)));
}

function billOf(bill: TransportDocumentEntry, facts: ReadonlySet<string>, view: GraphView): Bill {
  const items = view.consignment.items.find(claim => facts.has(claim.fact))?.value;
  const grossKg = kilograms(best(bill.grossMass));
  return {
    no: bill.number,
    kind: bill.type === 'HOUSE_BL' ? 'HOUSE' : 'MASTER',
    switched: bill.relations.some(each => each.type === 'REISSUES'),
    vesselImo: vesselOf(facts, view),
    description: view.consignment.goodsDescription.find(claim => facts.has(claim.fact))?.value,
    packages: best(bill.packages),
    grossKg,
    housesGrossKg: grossKg, // a bill with houses is never of this consignment: nothing to add up
    containers: containersOf(bill.number, facts, view),
    dgUnNos: items && unNumbers(items),
    amendments: amendmentsOf(bill.number, view),
    ...receiver(facts, view),
  };
}

function vesselOf(facts: ReadonlySet<string>, { consignment }: GraphView): string | undefined {
  return consignment.legs
    .flatMap(leg => leg.conveyance)
    .find(claim => facts.has(claim.fact) && claim.value.imo !== undefined)?.value.imo;
}

/** The boxes that the manifest listed with the bill. None listed, though the consignment has boxes, is not known to be none. */
function containersOf(number: string, facts: ReadonlySet<string>, view: GraphView): readonly string[] | undefined {
  const listed = new Set(quoted(lodgements(number, view), 'CONTAINER'));
  const boxes = view.consignment.equipmentUses.filter(
    box => listed.has(box.number) || [box.sizeType, box.seals].flat().some(claim => facts.has(claim.fact)),
  );
  return boxes.length > 0 || view.consignment.equipmentUses.length === 0 ? boxes.map(box => box.number) : undefined;
}

function lodgements(number: string, { consignment }: GraphView): readonly EventEntry[] {
  return consignment.events.filter(event => event.type === 'MANIFEST_LODGED' && quoted([event], 'BL').includes(number));
}

export function unNumbers(items: readonly ItemClaim[]): readonly string[] {
  return unique(items.map(item => item.dangerousGoods?.unNumber));
}

/** A negotiable bill is made out to order, of the shipper or of a bank; some list that as the consignee's name. */
function receiver(facts: ReadonlySet<string>, view: GraphView): Bill {
  const [consignee] = partiesOf('CONSIGNEE', facts, view);
  const hasNotify = partiesOf('NOTIFY', facts, view).length > 0;
  if (!consignee && !hasNotify) return {};
  return { toOrder: /^\s*TO (THE )?ORDER\b/i.test(consignee?.name ?? ''), hasNotify };
}

function partiesOf(role: PartyRole, facts: ReadonlySet<string>, { consignment }: GraphView): readonly PartyClaim[] {
  const claims = consignment.parties.find(each => each.role === role)?.claims ?? [];
  return claims.filter(claim => facts.has(claim.fact)).map(claim => claim.value);
}

/** That a bill was lodged again is known, what was changed in it is not: the graph keeps the last word of each line only. */
function amendmentsOf(number: string, view: GraphView): Bill['amendments'] {
  const lodged = lodgements(number, view);
  if (lodged.length === 0) return undefined;
  return lodged.filter(event => event.correction).map(event => ({ at: event.time.instant }));
}

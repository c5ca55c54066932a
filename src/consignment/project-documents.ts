import type { RailNoteFact, TransportDocumentFact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { TransportDocumentEntry } from './consignment-slice.ts';
import { originsOf, type PlacedFact, placedOfKind } from './placed-fact.ts';
import { CARRIAGE_RANK, rankClaims } from './rank-claims.ts';

type DocumentFact = TransportDocumentFact | RailNoteFact;

/**
 * The transport documents that cover the consignment: its lowest bill, the master above it, the rail note that continues it. A bill that
 * has houses is a master, whatever a message calls it (law 2.2).
 */
export function projectDocuments(facts: readonly PlacedFact[]): TransportDocumentEntry[] {
  const bills = placedOfKind(facts, 'TRANSPORT_DOCUMENT');
  const notes = placedOfKind(facts, 'RAIL_NOTE');
  const masters = new Set(
    bills.flatMap(({ effective, known: { fact } }) => {
      const master = effective && fact.master ? normaliseNumber(fact.master.number) : undefined;
      return master === undefined || master === normaliseNumber(fact.document.number) ? [] : [master];
    }),
  );
  const numbers = new Set(bills.map(each => normaliseNumber(each.known.fact.document.number)));
  return [
    ...[...masters]
      .filter(each => !numbers.has(each))
      .sort()
      .map(number => quotedMaster(number, bills)),
    ...[...numbers].sort().map(number => billEntry(number, bills, masters.has(number))),
    ...[...new Set(notes.map(each => normaliseNumber(each.known.fact.number)))]
      .sort()
      .map(number => noteEntry(number, notes)),
  ];
}

function billEntry(
  number: string,
  bills: readonly PlacedFact<TransportDocumentFact>[],
  hasHouses: boolean,
): TransportDocumentEntry {
  const own = bills.filter(each => normaliseNumber(each.known.fact.document.number) === number);
  const standing = own.some(each => each.effective) ? own.filter(each => each.effective) : own;
  const master = standing
    .map(each => each.known.fact.master)
    .find(each => each && normaliseNumber(each.number) !== number);
  const stated = standing.map(each => each.known.fact.document.type).find(each => each && each !== 'MASTER_BL');
  return {
    number,
    issuer: own.map(each => each.known.fact.document.issuer).find(Boolean) ?? null,
    type: hasHouses ? 'MASTER_BL' : (stated ?? (master ? 'HOUSE_BL' : 'MASTER_BL')),
    master: master ? { number: normaliseNumber(master.number), issuer: master.issuer ?? null } : null,
    ...documentClaims(own),
  };
}

function quotedMaster(number: string, bills: readonly PlacedFact<TransportDocumentFact>[]): TransportDocumentEntry {
  const quoting = bills.filter(
    each => each.known.fact.master && normaliseNumber(each.known.fact.master.number) === number,
  );
  const issuer = quoting.map(each => each.known.fact.master?.issuer).find(Boolean) ?? null;
  return { number, issuer, type: 'MASTER_BL', master: null, ...documentClaims([]), origins: originsOf(quoting) };
}

function noteEntry(number: string, notes: readonly PlacedFact<RailNoteFact>[]): TransportDocumentEntry {
  const own = notes.filter(each => normaliseNumber(each.known.fact.number) === number);
  return {
    number,
    issuer: own.map(each => each.known.fact.carrier).find(Boolean) ?? null,
    type: own[0]?.known.fact.noteType ?? 'SMGS',
    master: null,
    ...documentClaims(own),
  };
}

function documentClaims(facts: readonly PlacedFact<DocumentFact>[]) {
  const bill = (fact: DocumentFact) => (fact.kind === 'TRANSPORT_DOCUMENT' ? fact : undefined);
  return {
    status: rankClaims(facts, CARRIAGE_RANK, fact => (fact.kind === 'TRANSPORT_DOCUMENT' ? fact.status : 'ISSUED')),
    issuedAt: rankClaims(facts, CARRIAGE_RANK, fact => (fact.kind === 'RAIL_NOTE' ? fact.contractedAt : fact.issuedAt)),
    placeOfLoading: rankClaims(facts, CARRIAGE_RANK, fact => bill(fact)?.placeOfLoading ?? fact.origin),
    placeOfDischarge: rankClaims(facts, CARRIAGE_RANK, fact => bill(fact)?.placeOfDischarge ?? fact.destination),
    grossMass: rankClaims(facts, CARRIAGE_RANK, fact => fact.grossMass),
    packages: rankClaims(facts, CARRIAGE_RANK, fact => bill(fact)?.packages),
    origins: originsOf(facts),
  };
}

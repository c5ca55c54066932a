import type { RailNoteFact, TransportDocumentFact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { TransportDocumentEntry } from './consignment-slice.ts';
import { documentRelations } from './document-relations.ts';
import { documentStatus } from './document-status.ts';
import { originsOf, type PlacedFact, placedOfKind } from './placed-fact.ts';
import { CARRIAGE_RANK, rankClaims } from './rank-claims.ts';

type DocumentFact = TransportDocumentFact | RailNoteFact;

/**
 * The transport documents that cover the consignment: its lowest bill, the master above it, the bills that it came from, the rail note that
 * continues it. A bill that has houses is a master, whatever a message calls it (law 2.2).
 */
export function projectDocuments(facts: readonly PlacedFact[]): TransportDocumentEntry[] {
  const relations = documentRelations(facts);
  return listedDocuments(facts).map(entry => {
    const related = relations.get(entry.number) ?? [];
    const isNote = NOTE_TYPES.has(entry.type);
    const own = isNote
      ? notesOf(entry.number, placedOfKind(facts, 'RAIL_NOTE'))
      : billsOf(entry.number, placedOfKind(facts, 'TRANSPORT_DOCUMENT'));
    return { ...entry, status: documentStatus(entry.number, own, isNote ? [] : facts, related), relations: related };
  });
}

const NOTE_TYPES: ReadonlySet<string> = new Set(['SMGS', 'CIM', 'CIM_SMGS']);

type Listed = Omit<TransportDocumentEntry, 'status' | 'relations'>;

function listedDocuments(facts: readonly PlacedFact[]): Listed[] {
  const bills = placedOfKind(facts, 'TRANSPORT_DOCUMENT');
  const notes = placedOfKind(facts, 'RAIL_NOTE');
  const effective = bills.filter(each => each.effective);
  const masters = new Set(
    effective.flatMap(({ known: { fact } }) => {
      const master = fact.master ? normaliseNumber(fact.master.number) : undefined;
      return master === undefined || master === normaliseNumber(fact.document.number) ? [] : [master];
    }),
  );
  const numbers = new Set([
    ...bills.map(each => normaliseNumber(each.known.fact.document.number)),
    ...effective.flatMap(each => (each.known.fact.relations ?? []).map(relation => normaliseNumber(relation.number))),
  ]);
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

function billsOf(number: string, bills: readonly PlacedFact<TransportDocumentFact>[]) {
  return bills.filter(each => normaliseNumber(each.known.fact.document.number) === number);
}

function notesOf(number: string, notes: readonly PlacedFact<RailNoteFact>[]) {
  return notes.filter(each => normaliseNumber(each.known.fact.number) === number);
}

function billEntry(number: string, bills: readonly PlacedFact<TransportDocumentFact>[], hasHouses: boolean): Listed {
  const own = billsOf(number, bills);
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

function quotedMaster(number: string, bills: readonly PlacedFact<TransportDocumentFact>[]): Listed {
  const quoting = bills.filter(
    each => each.known.fact.master && normaliseNumber(each.known.fact.master.number) === number,
  );
  const issuer = quoting.map(each => each.known.fact.master?.issuer).find(Boolean) ?? null;
  return { number, issuer, type: 'MASTER_BL', master: null, ...documentClaims([]), origins: originsOf(quoting) };
}

function noteEntry(number: string, notes: readonly PlacedFact<RailNoteFact>[]): Listed {
  const own = notesOf(number, notes);
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
    issuedAt: rankClaims(facts, CARRIAGE_RANK, fact => (fact.kind === 'RAIL_NOTE' ? fact.contractedAt : fact.issuedAt)),
    placeOfLoading: rankClaims(facts, CARRIAGE_RANK, fact => bill(fact)?.placeOfLoading ?? fact.origin),
    placeOfDischarge: rankClaims(facts, CARRIAGE_RANK, fact => bill(fact)?.placeOfDischarge ?? fact.destination),
    grossMass: rankClaims(facts, CARRIAGE_RANK, fact => fact.grossMass),
    packages: rankClaims(facts, CARRIAGE_RANK, fact => bill(fact)?.packages),
    origins: originsOf(facts),
  };
}

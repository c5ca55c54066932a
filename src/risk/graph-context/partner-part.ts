import type { DeclarationEntry, InspectionEntry } from '../../consignment/customs-slice.ts';
import type { PartnerRecordEntry } from '../../consignment/partner-slice.ts';
import type { RiskRecord } from '../risk-context.ts';
import { dollars, hoursBetween, instantOf, kilograms, sumOf, unique } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';
import { declaredItems } from './items-part.ts';

type Partner = RiskRecord<'Partner'>;

/** What the other side's customs know. Whether a partner is trusted, and images, are agreed and kept elsewhere. */
export function partnerPart(view: GraphView, departure: string | undefined): Partner {
  const { partnerRecords, inspections } = view.document.partner;
  return {
    ...mirrorOf(view, partnerRecords),
    hoursSinceDeparture: hoursBetween(departure, view.now),
    inspections: inspections.flatMap(inspectionsOf),
    alerts: partnerRecords.filter(isAlert).map(record => alertOf(record, view.now)),
  };
}

/** Goods that leave have no export declaration elsewhere to be compared with. */
const NO_MIRROR: Partner = {
  laneSubscribed: false,
  exportFound: false,
  valueUsd: 0,
  netKg: 0,
  packages: 0,
  hs6: [],
  origin: '',
  destination: '',
  consigneeName: '',
  sealsAtExit: [],
};

function mirrorOf(view: GraphView, records: readonly PartnerRecordEntry[]): Partner {
  const { direction, mirror } = view;
  if (direction === 'EXPORT') return NO_MIRROR;
  if (mirror) return { laneSubscribed: true, exportFound: true, ...declared(mirror, view) };
  const shared = records.find(record => record.declaration?.direction === 'EXPORT')?.declaration;
  if (!shared) return { laneSubscribed: records.length > 0 ? true : undefined, exportFound: false };
  return {
    laneSubscribed: true,
    exportFound: true,
    valueUsd: dollars(shared.value),
    packages: shared.packages,
    hs6: unique(shared.hsCodes.map(code => code.slice(0, 6))),
  };
}

function declared(mirror: DeclarationEntry, view: GraphView): Partner {
  const items = declaredItems(mirror, view);
  const origins = unique(items.map(item => item.originCountry));
  return {
    valueUsd: dollars(mirror.value),
    netKg: sumOf(items.map(item => kilograms(item.netMass))),
    packages: mirror.packages ?? undefined,
    hs6: unique(items.map(item => item.hsCode?.slice(0, 6))),
    origin: origins.length === 1 ? origins[0] : undefined,
    destination: mirror.destinationCountry ?? undefined,
    consigneeName: mirror.parties.find(party => party.role === 'CONSIGNEE')?.name,
    sealsAtExit: mirror.seals,
  };
}

function inspectionsOf(inspection: InspectionEntry): readonly RiskRecord<'PInsp'>[] {
  const { origin, method, result, performedAt, sealApplied, imageAvailable, equipment } = inspection;
  const shared = {
    customs: origin, // by partner id, as the register of recognised customs names them; an office has no arrangement of its own
    kind: method,
    result,
    at: instantOf(performedAt),
    sealAfter: sealApplied ?? '',
    imageAvailable: imageAvailable ?? undefined,
  };
  return equipment.length === 0
    ? [{ ...shared, container: '' }]
    : equipment.map(container => ({ ...shared, container }));
}

function isAlert({ recordKind }: PartnerRecordEntry): boolean {
  return recordKind === 'QUARANTINE_NOTICE' || recordKind === 'ASSISTANCE_REQUEST';
}

/** A notice stands until it is taken back, a request until its deadline. */
function alertOf({ recordKind, number, deadline }: PartnerRecordEntry, now: string): RiskRecord<'PAlert'> {
  return { about: `${recordKind}:${number}`, active: deadline === null || deadline.instant > now };
}

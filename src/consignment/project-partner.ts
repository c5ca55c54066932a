import type { EquipmentClaim } from '../messages/claims.ts';
import type { InspectionEntry } from './customs-slice.ts';
import type { CertificateEntry, PartnerRecordEntry, PartnerSlice } from './partner-slice.ts';
import { type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

/** What partner administrations certify, share and find. */
export function projectPartner(facts: readonly PlacedFact[]): PartnerSlice {
  const effective = facts.filter(each => each.effective);
  return {
    certificates: projectCertificates(effective),
    partnerRecords: projectPartnerRecords(effective),
    inspections: projectInspections(effective, true),
  };
}

/** A control is a partner's when it stands in a mutual-sharing envelope, otherwise the own customs'. */
export function projectInspections(facts: readonly PlacedFact[], partners: boolean): InspectionEntry[] {
  const shared = new Set(placedOfKind(facts, 'PARTNER_RECORD').map(each => each.known.messageId));
  return placedOfKind(facts, 'INSPECTION')
    .filter(each => each.effective && shared.has(each.known.messageId) === partners)
    .map((each): InspectionEntry => {
      const { fact } = each.known;
      return {
        ...statedBy(each),
        number: fact.number,
        authority: fact.authority,
        method: fact.method,
        result: fact.result,
        performedAt: fact.performedAt ?? null,
        place: fact.place ?? null,
        equipment: fact.equipment.map(box => box.number),
        imageAvailable: fact.imageAvailable ?? null,
        sealApplied: fact.sealApplied ?? null,
        findings: fact.findings ?? null,
      };
    })
    .sort(byNumber);
}

function projectCertificates(facts: readonly PlacedFact[]): CertificateEntry[] {
  const certificates = placedOfKind(facts, 'CERTIFICATE');
  const replaced = new Set(certificates.flatMap(each => each.known.fact.replaces ?? []));
  return certificates
    .map((each): CertificateEntry => {
      const { fact } = each.known;
      return {
        ...statedBy(each),
        number: fact.number,
        type: fact.type,
        typeCode: fact.typeCode ?? null,
        // IPPC ISPM 12: a replacement certificate takes the place of the one it names, whoever still holds that.
        status: fact.status === 'ISSUED' && replaced.has(fact.number) ? 'REPLACED' : fact.status,
        statusCode: fact.statusCode ?? null,
        replaces: fact.replaces ?? null,
        issuer: fact.issuer ?? null,
        issuedAt: fact.issuedAt ?? null,
        exportCountry: fact.exportCountry ?? null,
        importCountry: fact.importCountry ?? null,
        parties: fact.parties,
        items: fact.items,
        equipment: fact.equipment.map(box => box.number).filter(number => number !== ''),
        seals: sealsOf(fact.equipment),
      };
    })
    .sort(byNumber);
}

function projectPartnerRecords(facts: readonly PlacedFact[]): PartnerRecordEntry[] {
  return placedOfKind(facts, 'PARTNER_RECORD')
    .map((each): PartnerRecordEntry => {
      const { fact } = each.known;
      return {
        ...statedBy(each),
        recordKind: fact.recordKind,
        number: fact.number,
        issuedAt: fact.issuedAt ?? null,
        subject: fact.subject ?? null,
        text: fact.text ?? null,
        declaration: fact.declaration ?? null,
        vessel: fact.vessel ?? null,
        deadline: fact.deadline ?? null,
        confidential: fact.confidential ?? false,
        signed: fact.signed,
      };
    })
    .sort(byNumber);
}

function sealsOf(equipment: readonly EquipmentClaim[]): readonly string[] {
  return equipment.flatMap(box => box.seals.map(seal => seal.number));
}

function byNumber(a: { number: string; fact: string }, b: { number: string; fact: string }): number {
  return compareText(a.number, b.number) || compareText(a.fact, b.fact);
}

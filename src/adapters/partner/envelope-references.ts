import { quote, quoteConveyance, quoteEquipment } from '../../messages/quoted-references.ts';
import { type Reference, type ReferenceScheme, referenceKey } from '../../messages/reference.ts';
import type {
  SharedConsignment,
  SharedDeclaration,
  SharedDocument,
  SharedSubject,
  SharedTransportMeans,
} from './envelope.ts';
import { equipmentClaims, linkableConveyance } from './envelope-claims.ts';

export function declarationReferences(declaration: SharedDeclaration): Reference[] {
  const { UCR, PreviousDocument = [], Consignment } = declaration.GoodsShipment;
  return distinct([
    ...quote('DECLARATION', declaration.ID),
    ...quote('LRN', declaration.FunctionalReferenceID),
    ...quote('UCR_D', UCR?.ID),
    ...PreviousDocument.flatMap(({ TypeCode, ID }) => quote(PREVIOUS_DOCUMENTS[TypeCode], ID)),
    ...certificateReferences(declaration.AdditionalDocument),
    ...consignmentReferences(Consignment),
  ]);
}

const PREVIOUS_DOCUMENTS = { DCR: 'UCR_D', MCR: 'UCR_M', MRN: 'DECLARATION' } as const;

export function subjectReferences(subject: SharedSubject): Reference[] {
  return distinct([
    ...(subject.Declaration ?? []).flatMap(({ ID }) => quote('DECLARATION', ID)),
    ...quote('UCR_D', subject.UCR?.ID),
    ...certificateReferences(subject.AdditionalDocument),
    ...(subject.Consignment ? consignmentReferences(subject.Consignment) : []),
  ]);
}

export function voyageReferences(means: SharedTransportMeans, consignment?: SharedConsignment): Reference[] {
  return distinct([...meansReferences(means), ...(consignment ? consignmentReferences(consignment) : [])]);
}

function consignmentReferences(consignment: SharedConsignment): Reference[] {
  const { BorderTransportMeans, TransportContractDocument = [], TransportEquipment = [] } = consignment;
  return [
    ...TransportContractDocument.flatMap(({ TypeCode, ID, IssuerID }) => quote(contractScheme(TypeCode), ID, IssuerID)),
    ...quoteEquipment(equipmentClaims(TransportEquipment)),
    ...(BorderTransportMeans ? meansReferences(BorderTransportMeans) : []),
  ];
}

/** UN/EDIFACT 1001: 720 is the CIM, 722 the SMGS consignment note; the rest of the list are bills. */
function contractScheme(typeCode: string): ReferenceScheme {
  return typeCode === '720' || typeCode === '722' ? 'RAIL_NOTE' : 'BL';
}

function meansReferences(means: SharedTransportMeans): Reference[] {
  const conveyance = linkableConveyance(means);
  if (conveyance.mode === 'ROAD') return quote('VEHICLE', conveyance.plate);
  const wagon = conveyance.mode === 'RAIL' ? quote('WAGON', conveyance.plate) : [];
  return [...quoteConveyance(conveyance), ...wagon];
}

/** A certificate is quoted under the country that certifies, as the certificate itself is. */
function certificateReferences(documents: readonly SharedDocument[] = []): Reference[] {
  return documents.flatMap(({ ID, IssuingCountryCode }) => quote('CERTIFICATE', ID, IssuingCountryCode));
}

function distinct(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map(reference => [referenceKey(reference), reference])).values()];
}

import { quote } from '../../messages/quoted-references.ts';
import type { Reference, ReferenceScheme } from '../../messages/reference.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { type Reading, valueAt } from './customs-reading.ts';

/** UN/EDIFACT 1001: house waybill, bills of lading of all kinds, sea and air waybills, house bill. */
const BILLS = new Set([
  '703',
  '704',
  '705',
  '706',
  '707',
  '709',
  '710',
  '711',
  '712',
  '714',
  '740',
  '741',
  '743',
  '763',
]);
/** UN/EDIFACT 1001: rail consignment notes of CIM and SMGS. */
const RAIL_NOTES = new Set(['720', '722']);
/** UN/EDIFACT 1001 phytosanitary, sanitary, veterinary and origin certificates; TARIC C085, C640, C678 and N853 the CHEDs. */
const CERTIFICATES = new Set(['N851', 'N852', 'N853', 'N861', 'N636', 'C085', 'C640', 'C678']);
/** Union and GB: year, country, 13 characters, check digit. */
const MRN = /^\d{2}[A-Z]{2}[A-Z0-9]{14}$/;

export interface PreviousDocument {
  readonly type: string;
  readonly number: string;
}

/** Documents that this declaration follows on, of the header and of the items. */
export function previousDocuments(reading: Reading, declaration: XmlElement): PreviousDocument[] {
  const paths = [
    'PreviousDocument',
    'GoodsShipment/PreviousDocument',
    'GoodsShipment/GovernmentAgencyGoodsItem/PreviousDocument',
  ];
  return paths
    .flatMap(path => children(declaration, path))
    .flatMap(document => {
      const number = valueAt(reading, document, 'ID');
      return number === undefined ? [] : [{ type: valueAt(reading, document, 'TypeCode') ?? '', number }];
    });
}

/** Every document that a declaration quotes, by the scheme in which others quote it too. */
export function quoteDocuments(reading: Reading, declaration: XmlElement): Reference[] {
  return [
    ...quoteTraderReferences(reading, declaration),
    ...previousDocuments(reading, declaration).flatMap(quotePrevious),
    ...quoteTransportContracts(reading, declaration),
    ...quoteProducedDocuments(reading, declaration),
  ];
}

function quoteTraderReferences(reading: Reading, declaration: XmlElement): Reference[] {
  const paths = ['UCR', 'GoodsShipment/UCR', 'GoodsShipment/GovernmentAgencyGoodsItem/UCR'];
  return paths
    .flatMap(path => children(declaration, path))
    .flatMap(ucr => [
      ...quote('UCR_D', valueAt(reading, ucr, 'TraderAssignedReferenceID')),
      ...quote('UCR_D', valueAt(reading, ucr, 'ID')),
    ]);
}

/** CDS appendix 5B: DCR declaration UCR, DCS part of one, MCR master UCR. */
function quotePrevious({ type, number }: PreviousDocument): Reference[] {
  if (type === 'DCR' || type === 'DCS') return quote('UCR_D', number);
  if (type === 'MCR') return quote('UCR_M', number);
  const scheme = documentScheme(type);
  if (scheme) return quote(scheme, number);
  return type === 'MRN' || type === 'NMRN' || MRN.test(number) ? quote('DECLARATION', number) : [];
}

function quoteTransportContracts(reading: Reading, declaration: XmlElement): Reference[] {
  const paths = ['Consignment', 'GoodsShipment/Consignment', 'GoodsShipment'];
  return paths
    .flatMap(path => children(declaration, `${path}/TransportContractDocument`))
    .flatMap(document => {
      const type = valueAt(reading, document, 'TypeCode') ?? '';
      return quote(documentScheme(type) ?? 'BL', valueAt(reading, document, 'ID'));
    });
}

/** Documents produced (UCC DE 2/3): the category letter and the code together name the type, N705 a bill of lading. */
function quoteProducedDocuments(reading: Reading, declaration: XmlElement): Reference[] {
  const paths = [
    'AdditionalDocument',
    'GoodsShipment/AdditionalDocument',
    'GoodsShipment/GovernmentAgencyGoodsItem/AdditionalDocument',
  ];
  return paths
    .flatMap(path => children(declaration, path))
    .flatMap(document => {
      const category = valueAt(reading, document, 'CategoryCode') ?? '';
      const code = valueAt(reading, document, 'TypeCode') ?? '';
      const number = valueAt(reading, document, 'ID');
      if (CERTIFICATES.has(category + code)) return quote('CERTIFICATE', number);
      const scheme = category === 'N' ? documentScheme(code) : undefined;
      return scheme ? quote(scheme, number) : [];
    });
}

function documentScheme(type: string): ReferenceScheme | undefined {
  const code = type.replace(/^N(?=\d{3}$)/, '');
  if (BILLS.has(code)) return 'BL';
  return RAIL_NOTES.has(code) ? 'RAIL_NOTE' : undefined;
}

import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { countAt, type Reading, valueAt } from './customs-reading.ts';
import { documentScheme, isCertificate } from './document-scheme.ts';

/** Union and GB: year, country, 13 characters, check digit. */
const MRN = /^\d{2}[A-Z]{2}[A-Z0-9]{14}$/;

export interface PreviousDocument {
  readonly type: string;
  readonly number: string;
  /** The item of that document, where an item names it (UCC DE 2/1, goods item identifier). */
  readonly item?: number;
}

/** Documents that this declaration follows on, of the header and of the items. */
export function previousDocuments(reading: Reading, declaration: XmlElement): PreviousDocument[] {
  const paths = [
    'PreviousDocument',
    'GoodsShipment/PreviousDocument',
    'GoodsShipment/GovernmentAgencyGoodsItem/PreviousDocument',
  ];
  return paths.flatMap(path =>
    readPrevious(reading, children(declaration, path)).map(({ type, number }) => ({ type, number })),
  );
}

/** Those of one item. */
export function previousOfItem(reading: Reading, item: XmlElement): PreviousDocument[] | undefined {
  const found = readPrevious(reading, children(item, 'PreviousDocument'));
  return found.length > 0 ? found : undefined;
}

function readPrevious(reading: Reading, documents: readonly XmlElement[]): PreviousDocument[] {
  return documents.flatMap(document => {
    const number = valueAt(reading, document, 'ID');
    const item = countAt(reading, document, 'LineNumeric');
    const type = valueAt(reading, document, 'TypeCode') ?? '';
    return number === undefined ? [] : [{ type, number, ...(item !== undefined && { item }) }];
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
      if (isCertificate(category + code)) return quote('CERTIFICATE', number);
      const scheme = category === 'N' ? documentScheme(code) : undefined;
      return scheme ? quote(scheme, number) : [];
    });
}

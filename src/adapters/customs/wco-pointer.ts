import type { XmlElement } from '../formats/xml.ts';
import { children, textAt } from '../formats/xml-navigation.ts';

/** WCO Data Model 3: the class that a DocumentSectionCode names, as its XML element. */
const SECTIONS: Readonly<Record<string, string>> = {
  '02A': 'AdditionalDocument',
  '03A': 'AdditionalInformation',
  '05A': 'Agent',
  '11A': 'Buyer',
  '15A': 'BorderTransportMeans',
  '23A': 'Commodity',
  '27A': 'Consignee',
  '28A': 'Consignment',
  '29A': 'Consignor',
  '31A': 'TransportEquipment',
  '31B': 'TransportEquipment',
  '36A': 'Destination',
  '39A': 'Declarant',
  '41A': 'DutyTaxFee',
  '42A': 'Declaration',
  '44B': 'Seal',
  '57B': 'Exporter',
  '63A': 'Importer',
  '64A': 'GoodsLocation',
  '65A': 'GoodsMeasure',
  '67A': 'GoodsShipment',
  '68A': 'GovernmentAgencyGoodsItem',
  '70A': 'GovernmentProcedure',
  '79A': 'InvoiceLine',
  '93A': 'Packaging',
  '98A': 'Payment',
  '99A': 'PreviousDocument',
};

/** The pointers of an Amendment or Error as one text: section codes, a position of 2 or more in brackets, the tag last. */
export function pointerText(holder: XmlElement): string {
  return children(holder, 'Pointer')
    .map(pointer => {
      const sequence = textAt(pointer, 'SequenceNumeric') ?? '1';
      const section = textAt(pointer, 'DocumentSectionCode') ?? '?';
      const tag = textAt(pointer, 'TagID');
      return `${section}${sequence === '1' ? '' : `[${sequence}]`}${tag === undefined ? '' : `/${tag}`}`;
    })
    .join('/');
}

/**
 * The new value at the end of an amendment's pointers. Known only where the class pointed at carries one value: an
 * amendment carries the changed parts alone, so that one is meant.
 */
export function pointedValue(declaration: XmlElement, holder: XmlElement): string | undefined {
  const steps = children(holder, 'Pointer').slice(1);
  let found: XmlElement | undefined = declaration;
  for (const step of steps) found = section(found, step);
  if (!found || found === declaration) return undefined;
  const values = leaves(found).filter(({ name }) => name !== 'SequenceNumeric');
  return values.length === 1 ? values[0]?.text : undefined;
}

function section(parent: XmlElement | undefined, pointer: XmlElement): XmlElement | undefined {
  const name = SECTIONS[textAt(pointer, 'DocumentSectionCode') ?? ''];
  const sequence = textAt(pointer, 'SequenceNumeric') ?? '1';
  const candidates = name === undefined ? [] : children(parent, name);
  const numbered = candidates.find(candidate => textAt(candidate, 'SequenceNumeric') === sequence);
  return numbered ?? candidates[Number(sequence) - 1];
}

function leaves(element: XmlElement): XmlElement[] {
  return element.children.length === 0 ? [element] : element.children.flatMap(leaves);
}

import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, textAt } from '../formats/xml-navigation.ts';

/** WCO Data Model 3: the class that a DocumentSectionCode names, as its XML element. */
const SECTIONS: Readonly<Record<string, string>> = codeTable({
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
});

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
 * The new value at the end of an amendment's pointers, for a declaration that carries several amendments. Known only where the class
 * pointed at carries one value: an amendment carries the changed parts alone, so that one is meant.
 */
export function pointedValues(declaration: XmlElement): (amendment: XmlElement) => string | undefined {
  const parts = new Map<XmlElement, ReadonlyMap<string, XmlElement>>();
  return amendment => {
    let found: XmlElement | undefined = declaration;
    for (const pointer of children(amendment, 'Pointer').slice(1))
      found = found && partsOf(parts, found).get(partName(pointer));
    if (!found || found === declaration) return undefined;
    const values = leaves(found).filter(({ name }) => name !== 'SequenceNumeric');
    return values.length === 1 ? values[0]?.text : undefined;
  };
}

function partName(pointer: XmlElement): string {
  const name = SECTIONS[textAt(pointer, 'DocumentSectionCode') ?? ''] ?? '';
  return `${name}[${textAt(pointer, 'SequenceNumeric') ?? '1'}]`;
}

/** The parts of a class by name and sequence number; by position where they carry none. */
function partsOf(
  known: Map<XmlElement, ReadonlyMap<string, XmlElement>>,
  parent: XmlElement,
): ReadonlyMap<string, XmlElement> {
  const indexed = known.get(parent);
  if (indexed) return indexed;
  const positions = new Map<string, number>();
  const parts = new Map<string, XmlElement>();
  for (const part of parent.children) {
    const position = (positions.get(part.name) ?? 0) + 1;
    positions.set(part.name, position);
    parts.set(`${part.name}[${textAt(part, 'SequenceNumeric') ?? position}]`, part);
  }
  known.set(parent, parts);
  return parts;
}

function leaves(element: XmlElement): XmlElement[] {
  return element.children.length === 0 ? [element] : element.children.flatMap(leaves);
}

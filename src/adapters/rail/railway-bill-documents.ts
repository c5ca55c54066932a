import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import { normaliseNumber, type Reference, type ReferenceScheme } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, textAt } from '../formats/xml-navigation.ts';
import { distinct } from './rail-equipment.ts';
import { descendants } from './xml-descendants.ts';

export interface BillDocuments {
  readonly references: readonly Reference[];
  readonly bookingNumber: string | undefined;
  readonly declarations: readonly string[];
}

/**
 * ModeCode of the Eurasian classifier of document kinds: 02011 bill of lading, 02013 rail consignment note. A partner's own codes
 * are mapped by `codes.document` to a scheme of references.
 */
const SCHEME_OF_KIND: Readonly<Record<string, ReferenceScheme>> = codeTable({ '02011': 'BL', '02013': 'RAIL_NOTE' });

const MAPPABLE: readonly ReferenceScheme[] = [
  'BL',
  'RAIL_NOTE',
  'RAIL_BOOKING',
  'BOOKING',
  'DECLARATION',
  'CERTIFICATE',
  'UCR_D',
];

/** Box 24 documents, the contract or order of box 25, and the declarations of box 28. */
export function billDocuments(bill: XmlElement, profile: MappingProfile): BillDocuments {
  const attached = children(bill, 'ConsignorDocument').flatMap(document => {
    const kind = textAt(document, 'ModeCode') ?? '';
    const scheme = MAPPABLE.find(each => each === profile.codes.document?.[kind]) ?? SCHEME_OF_KIND[kind];
    return scheme ? quote(scheme, textAt(document, 'PrDocumentNumber')) : [];
  });
  const contract = textAt(bill, 'Contract/PrDocumentNumber');
  const contracted = contract === undefined || isNullValue(profile, contract) ? undefined : normaliseNumber(contract);
  const declarations = declarationNumbers(bill).filter(number => !isNullValue(profile, number));
  return {
    references: [
      ...attached,
      ...quote('RAIL_BOOKING', contracted),
      ...declarations.flatMap(number => quote('DECLARATION', number)),
    ],
    bookingNumber: attached.find(({ scheme }) => scheme === 'RAIL_BOOKING')?.value ?? contracted,
    declarations,
  };
}

function declarationNumbers(bill: XmlElement): string[] {
  const movement = descendants(bill, 'MRN').map(({ text }) => text);
  return distinct([...movement, ...descendants(bill, 'DTNumber').map(declarationNumber)]).map(normaliseNumber);
}

/** A Russian declaration number is customs office, date DDMMYY and serial: 10702070/150624/0012345. */
function declarationNumber(element: XmlElement): string {
  if (element.text !== '') return element.text;
  const office = textAt(element, 'CustomsCode');
  const [year, month, day] = (textAt(element, 'RegistrationDate') ?? '').slice(0, 10).split('-');
  const serial = textAt(element, 'GTDNumber');
  return office && year && month && day && serial ? `${office}/${day}${month}${year.slice(2)}/${serial}` : '';
}

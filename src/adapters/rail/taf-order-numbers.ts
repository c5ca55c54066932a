import type { BookingFact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { positionOf } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { distinct } from './rail-equipment.ts';
import type { TafHeader } from './taf-message.ts';
import { descendants, descendantText } from './xml-descendants.ts';

export interface OrderNumbers {
  readonly number: string;
  readonly dossier: string | undefined; // stays the same through every modification
  readonly all: readonly string[];
  readonly note: string | undefined;
  readonly carrier: string | undefined; // company code
  readonly version: number | undefined;
}

/** The order is known by its consignment number, else by its dossier; the lead carrier gives it. */
export function orderNumbers(
  order: XmlElement,
  header: TafHeader,
  profile: MappingProfile,
  issues: IssueList,
): OrderNumbers | undefined {
  const usable = (...names: string[]) =>
    descendants(order, ...names)
      .map(({ text }) => normaliseNumber(text))
      .filter(text => !isNullValue(profile, text));
  const [consignment] = usable('ConsignmentNumber', 'COM_ConsignmentNumber');
  const [dossier] = usable('DossierNumber');
  const number = consignment ?? dossier;
  if (number === undefined) {
    const remedy = 'send ConsignmentNumber or DossierNumber';
    issues.refuse(
      'STRUCTURE',
      positionOf(order),
      `${order.name} has neither ConsignmentNumber nor DossierNumber`,
      remedy,
    );
    return undefined;
  }
  return {
    number,
    dossier,
    all: distinct([number, dossier, ...usable('BookingNumber')]),
    note: isElectronicNote(order) ? consignment : undefined,
    carrier: leadCarrier(order) ?? header.sender ?? profile.carrier,
    version: versionOf(order, issues),
  };
}

/** ConsignmentOrderType ECN: the order is itself the electronic consignment note, so its number is the note's. */
function isElectronicNote(order: XmlElement): boolean {
  return descendantText(order, 'ConsignmentOrderType') === 'ECN';
}

function leadCarrier(order: XmlElement): string | undefined {
  const code = (parent: string) => descendantText(descendants(order, parent)[0], 'CarrierCode');
  return code('LeadCarrier') ?? code('AcceptancePoint') ?? descendantText(order, 'SendingRU');
}

function versionOf(order: XmlElement, issues: IssueList): number | undefined {
  const element = descendants(order, 'VersionNumber')[0];
  if (!element) return undefined;
  if (/^\d{1,9}$/.test(element.text)) return Number(element.text);
  const remedy = 'send a whole number, one more with each modification';
  issues.doubt('VALUE', positionOf(element), `VersionNumber "${element.text}" is not a number`, remedy);
  return undefined;
}

/** ConsignmentOrderType of editions that have no MessageStatus: ECOU and EUTD update; CANCEL, DEL, ECOD and EDTD delete. */
const FUNCTION_OF_TYPE: Readonly<Record<string, BookingFact['function']>> = codeTable({
  ECOU: 'CHANGE',
  EUTD: 'CHANGE',
  INFE: 'CHANGE',
  INFP: 'CHANGE',
  CANCEL: 'CANCEL',
  DEL: 'CANCEL',
  ECOD: 'CANCEL',
  EDTD: 'CANCEL',
});

const FUNCTION_OF_STATUS = { '1': 'REQUEST', '2': 'CHANGE', '3': 'CANCEL' } as const;

/** What the order asks for. A version above 0 is a modification (VersionNumber: on creation it is 0). */
export function orderFunction(
  order: XmlElement,
  header: TafHeader,
  version: number | undefined,
  issues: IssueList,
): BookingFact['function'] | undefined {
  const type = descendants(order, 'ConsignmentOrderType')[0];
  if (type?.text === 'NACK') {
    const message = 'ConsignmentOrderType NACK reports a carrier that reads no electronic consignment notes';
    issues.refuse('ERROR_MESSAGE', positionOf(type), message, 'nothing to mend: a NACK carries no order');
    return undefined;
  }
  if (header.status) return FUNCTION_OF_STATUS[header.status];
  return FUNCTION_OF_TYPE[type?.text ?? ''] ?? ((version ?? 0) > 0 ? 'CHANGE' : 'REQUEST');
}

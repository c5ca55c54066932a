import type { EquipmentClaim, PlaceClaim } from '../../messages/claims.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference, ReferenceScheme } from '../../messages/reference.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import { each, type JsonReading, readText } from '../formats/json-reading.ts';
import { readContainerAt } from '../port/dcsa-equipment.ts';
import { cbvTerm } from './epcis-codes.ts';

const OBJECT_LISTS = ['/epcList', '/childEPCs', '/inputEPCList', '/outputEPCList'];

/** Every object that the event is about: the whole and its parts. */
export function epcsOf(event: JsonReading): readonly JsonReading[] {
  const parent = { ...event, pointer: `${event.pointer}/parentID`, value: readText(event, '/parentID') };
  return [parent, ...OBJECT_LISTS.flatMap(list => each(event, list))];
}

const BIC = 'urn:epc:id:bic:';

/** Boxes are named by the BIC scheme of EPC (TDS 1.13), or by a URI of the sender's that ends in a valid container number. */
export function readBoxes(event: JsonReading): readonly EquipmentClaim[] {
  const numbers = epcsOf(event).flatMap(epc => {
    const uri = readText(epc, '') ?? '';
    if (uri.startsWith(BIC)) return readContainerAt({ ...epc, value: uri.slice(BIC.length) }, '') ?? [];
    const { number, checkDigitValid } = readContainerNumber(lastSegment(uri));
    return checkDigitValid ? [number] : [];
  });
  return [...new Set(numbers)].map(number => ({ number, seals: [] }));
}

/** A GSIN (GS1 AI 402) is the trader's number of a shipment; GS1 and the WCO agreed that it serves as a UCR. */
export function quoteShipments(event: JsonReading): readonly Reference[] {
  const transactions = each(event, '/bizTransactionList').map(each => readText(each, '/bizTransaction') ?? '');
  const uris = [...epcsOf(event).map(epc => readText(epc, '') ?? ''), ...transactions];
  return uris.flatMap(uri => quote('UCR_D', gsinOf(uri)));
}

function gsinOf(uri: string): string | undefined {
  const link = /^https?:\/\/.*\/402\/(\d{17})(?:[/?#]|$)/.exec(uri)?.[1];
  const urn = /^urn:epc:id:gsin:(\d+)\.(\d+)$/.exec(uri);
  const digits = urn ? `${urn[1]}${urn[2]}` : '';
  return link ?? (digits.length === 16 ? digits + gs1CheckDigit(digits) : undefined);
}

/** GS1 General Specifications 7.9: weights 3 and 1 from the right. */
function gs1CheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** CBV 2.0 business transaction types that number a consignment. Orders and invoices do not. */
const TRANSACTIONS: ReadonlyMap<string, ReferenceScheme> = new Map([
  ['bol', 'BL'],
  ['cert', 'CERTIFICATE'],
]);

const MAPPABLE: readonly ReferenceScheme[] = ['BL', 'BOOKING', 'DECLARATION', 'LRN', 'UCR_D', 'UCR_M', 'CERTIFICATE'];

/** Types of the partner's own are mapped by `codes.bizTransactionType` to the scheme of their number. */
export function quoteTransactions(event: JsonReading): readonly Reference[] {
  const codes = event.profile.codes;
  const own = Object.hasOwn(codes, 'bizTransactionType') ? codes.bizTransactionType : undefined;
  return each(event, '/bizTransactionList').flatMap(transaction => {
    const type = readText(transaction, '/type') ?? '';
    const mapped = own && Object.hasOwn(own, type) ? own[type] : undefined;
    const scheme = MAPPABLE.find(known => known === mapped) ?? TRANSACTIONS.get(cbvTerm(type));
    return scheme ? quote(scheme, lastSegment(readText(transaction, '/bizTransaction') ?? '')) : [];
  });
}

/** `urn:epcglobal:cbv:bt:<GLN>:<number>`, a web URI, or the bare number. */
function lastSegment(uri: string): string {
  const segment =
    uri
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split(/[:/]/)
      .at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray percent sign
  }
}

/** Where it was seen, else where it then was. A GS1 location number is the sender's own code until the profile maps it. */
export function readLocation(event: JsonReading): PlaceClaim | undefined {
  const uri = readText(event, '/readPoint/id', '/bizLocation/id');
  if (uri === undefined) return undefined;
  const tail = lastSegment(uri);
  const places = event.profile.places;
  const mapped = [uri, tail].find(code => Object.hasOwn(places, code));
  const unlocode = mapped === undefined ? unLocodeOf(uri, tail) : places[mapped];
  return {
    codes: [
      ...(unlocode ? [{ scheme: 'UNLOCODE', value: unlocode } as const] : []),
      { scheme: 'TERMINAL', value: tail },
    ],
  };
}

function unLocodeOf(uri: string, tail: string): string | undefined {
  return /locode/i.test(uri) && isUnLocode(tail) && isCountryCode(tail.slice(0, 2)) ? tail : undefined;
}

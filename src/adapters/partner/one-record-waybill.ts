import type { ItemClaim, Mass, PartyClaim, PartyRole, PlaceClaim } from '../../messages/claims.ts';
import type { TransportDocumentFact } from '../../messages/fact.ts';
import { quote } from '../../messages/quoted-references.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import { doubtsOf } from '../formats/json-part.ts';
import { isJsonObject } from '../formats/json-pointer.ts';
import { type JsonReading, report } from '../formats/json-reading.ts';
import { quoteOnce } from '../port/dcsa-documents.ts';
import { codeOf, idOf, member, members, textOf } from './one-record-json.ts';

export interface WaybillNumber {
  readonly number: string;
  readonly house: boolean;
}

/** An air waybill is `020-12345675`: the airline's prefix and its serial number. A house waybill has no prefix. */
export function waybillNumber(waybill: JsonReading): WaybillNumber | undefined {
  const serial = textOf(waybill, 'waybillNumber');
  const prefix = textOf(waybill, 'waybillPrefix');
  if (serial === undefined) return undefined;
  return { number: prefix ? `${prefix}-${serial}` : serial, house: codeOf(waybill, 'waybillType') === 'HOUSE' };
}

/** The waybill that an object is of: itself, that of its shipment, or that of the shipment it is a piece of. */
export function waybillOf(object: JsonReading): JsonReading {
  const shipment = member(object, 'ofShipment');
  const candidates = [object, member(object, 'waybill'), member(shipment, 'waybill')];
  return candidates.find(each => waybillNumber(each)) ?? object;
}

/** A Waybill, Shipment or Piece of ONE Record, as far as it names its waybill: without one it identifies no consignment. */
export function readWaybill(object: JsonReading): readonly TransportDocumentFact[] {
  const waybill = waybillOf(object);
  const known = waybillNumber(waybill);
  if (!known) {
    const message = 'the object names no waybill, so it identifies no consignment';
    report(object, '', 'STRUCTURE', message, 'Embed its waybill, with waybillPrefix and waybillNumber.', 'ERROR');
    return [];
  }
  const masterWaybill = known.house ? waybillNumber(member(waybill, 'masterWaybill')) : undefined;
  const own = documentOf(object, waybill, known, masterWaybill?.number);
  const houses = members(waybill, 'houseWaybills').flatMap(house => {
    const number = waybillNumber(house);
    return number ? [documentOf(house, house, { ...number, house: true }, known.number)] : [];
  });
  return [own, ...houses];
}

function documentOf(
  object: JsonReading,
  waybill: JsonReading,
  { number, house }: WaybillNumber,
  master: string | undefined,
): TransportDocumentFact {
  const shipment = shipmentOf(object, waybill);
  const revision = Number(textOf(object, 'hasRevision') ?? '');
  const goodsDescription = textOf(shipment, 'goodsDescription');
  const grossMass = massOf(shipment, 'totalGrossWeight');
  const placeOfLoading = locationOf(member(waybill, 'departureLocation'));
  const placeOfDischarge = locationOf(member(waybill, 'arrivalLocation'));
  const id = idOf(object);
  return {
    kind: 'TRANSPORT_DOCUMENT',
    position: { kind: 'POINTER', pointer: object.pointer },
    ...(id && { key: id }),
    ...(revision > 0 && { revision }),
    references: quoteOnce([...quote('BL', number), ...quote('BL', master)]),
    document: { type: house ? 'HOUSE_BL' : 'AWB', number },
    ...(master && { master: { number: master } }),
    ...(goodsDescription && { goodsDescription }),
    ...(placeOfLoading && { placeOfLoading }),
    ...(placeOfDischarge && { placeOfDischarge }),
    ...(grossMass && { grossMass }),
    parties: [...members(waybill, 'involvedParties'), ...members(shipment, 'involvedParties')].flatMap(partyOf),
    items: piecesOf(object, shipment).map(itemOf),
    equipment: [],
    ...doubtsOf(object),
  };
}

function shipmentOf(object: JsonReading, waybill: JsonReading): JsonReading {
  const ofWaybill = member(waybill, 'shipment');
  if (isJsonObject(ofWaybill.value)) return ofWaybill;
  const ofPiece = member(object, 'ofShipment');
  return isJsonObject(ofPiece.value) ? ofPiece : object;
}

/** A piece that comes alone is its own line; pieces that are only linked to say nothing. */
function piecesOf(object: JsonReading, shipment: JsonReading): readonly JsonReading[] {
  const pieces = isJsonObject(member(object, 'ofShipment').value) ? [object] : members(shipment, 'pieces');
  return pieces.filter(
    piece => isJsonObject(piece.value) && Object.keys(piece.value).some(key => !key.startsWith('@')),
  );
}

function itemOf(piece: JsonReading, index: number): ItemClaim {
  const description = textOf(piece, 'goodsDescription');
  const grossMass = massOf(piece, 'grossWeight');
  const hsCode = readHsCode(codeOf(member(piece, 'contentProducts'), 'hsCode') ?? '');
  return {
    sequence: index + 1,
    ...(hsCode && { hsCode }),
    ...(description && { description }),
    ...(grossMass && { grossMass }),
  };
}

/** Units are UN/ECE Rec 20 codes, as `…#KGM`. */
const UNITS: ReadonlyMap<string, Mass['unit']> = new Map([
  ['KGM', 'KGM'],
  ['KG', 'KGM'],
  ['LBR', 'LBR'],
  ['TNE', 'TNE'],
]);

function massOf(object: JsonReading, name: string): Mass | undefined {
  const value = textOf(member(object, name), 'numericalValue');
  const unit = UNITS.get(codeOf(member(object, name), 'unit') ?? '');
  return value && unit && /^\d+(\.\d+)?$/.test(value) ? { value, unit } : undefined;
}

/** Cargo-XML participant codes. */
const ROLES: ReadonlyMap<string, PartyRole> = new Map([
  ['SHP', 'CONSIGNOR'],
  ['CNE', 'CONSIGNEE'],
  ['NFY', 'NOTIFY'],
  ['FFW', 'FORWARDER'],
  ['CAR', 'CARRIER'],
  ['CTM', 'AUTHORITY'],
]);

function partyOf(party: JsonReading): readonly PartyClaim[] {
  const role = ROLES.get(codeOf(party, 'partyRole') ?? '');
  const name = textOf(member(party, 'partyDetails'), 'name');
  return role && name ? [{ role, name, identifiers: [] }] : [];
}

/** Location codes of air cargo are airports of IATA; a UN/LOCODE is told by its shape, the others by the partner's mapping. */
export function locationOf(location: JsonReading): PlaceClaim | undefined {
  const { places } = location.profile;
  const codes = members(location, 'locationCodes').flatMap(each => {
    const code = textOf(each, 'code');
    return code === undefined ? [] : [code];
  });
  const name = textOf(location, 'locationName');
  if (codes.length === 0 && name === undefined) return undefined;
  return {
    codes: codes.flatMap(code => {
      const unlocode = Object.hasOwn(places, code) ? places[code] : undefined;
      if (isUnLocode(code) && isCountryCode(code.slice(0, 2))) return [{ scheme: 'UNLOCODE', value: code } as const];
      const own = { scheme: 'TERMINAL', value: code } as const;
      return unlocode ? [{ scheme: 'UNLOCODE', value: unlocode } as const, own] : [own];
    }),
    ...(name && { name }),
  };
}

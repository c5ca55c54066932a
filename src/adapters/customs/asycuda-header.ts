import type { ConveyanceClaim, PartyClaim, PartyRole, PlaceClaim } from '../../messages/claims.ts';
import type { DeclarationFact } from '../../messages/fact.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { checkImo } from './customs-equipment.ts';
import { firstValue, mappedUnLocode, present, type Reading, stated, valueAt } from './customs-reading.ts';
import { declaredDirection } from './wco-direction.ts';

const ROLES: readonly (readonly [path: string, name: string, role: PartyRole])[] = [
  ['Traders/Exporter', 'Exporter', 'EXPORTER'], // box 2
  ['Traders/Consignee', 'Consignee', 'CONSIGNEE'], // box 8
  ['Declarant', 'Declarant', 'DECLARANT'], // box 14
];

/** A name holds the address behind its first line; some servers write the line breaks as \n. */
export function asycudaParties(reading: Reading, sad: XmlElement): PartyClaim[] {
  return ROLES.flatMap(([path, prefix, role]) => {
    const lines = (valueAt(reading, sad, `${path}/${prefix}_name`) ?? '').split(/\r?\n|\\n/).map(line => line.trim());
    const [name, ...address] = lines.filter(line => line !== '');
    const code = valueAt(reading, sad, `${path}/${prefix}_code`);
    if (name === undefined && code === undefined) return [];
    const identifiers = code === undefined ? [] : [{ scheme: 'TAX' as const, value: code }];
    return [present({ role, name, identifiers, address: address.length === 0 ? undefined : address.join(', ') })];
  });
}

const MODES: Readonly<Record<string, ConveyanceClaim['mode']>> = codeTable({
  '1': 'SEA',
  '2': 'RAIL',
  '3': 'ROAD',
  '4': 'AIR',
  '8': 'INLAND_WATER',
});

/** Boxes 18, 21 and 25: the means at the border, else on arrival or departure. The identity is free text: a name, save an IMO number. */
export function asycudaConveyance(reading: Reading, sad: XmlElement): ConveyanceClaim | undefined {
  const means = 'Transport/Means_of_transport';
  const mode = MODES[valueAt(reading, sad, `${means}/Border_information/Mode`)?.replace(/^0/, '') ?? ''];
  if (!mode) return undefined;
  const paths = [`${means}/Border_information/Identity`, `${means}/Departure_arrival_information/Identity`];
  const identity = paths.map(path => stated(reading, sad, path)).find(found => found);
  if (!identity) return { mode };
  if (mode === 'ROAD' || mode === 'RAIL') return { mode, plate: identity.text };
  if (mode === 'AIR') return { mode, journey: identity.text };
  const imo = /^(?:IMO\s*)?(\d{7})$/i.exec(identity.text)?.[1];
  return imo === undefined ? { mode, name: identity.text } : { mode, imo: checkImo(reading, identity, imo) };
}

/** General procedure (second part of box 1): 8 transit. Else the type of declaration, the procedure, the flow of the form. */
export function asycudaDirection(
  reading: Reading,
  sad: XmlElement,
  procedure: string | undefined,
): DeclarationFact['direction'] {
  const type = 'Identification/Type';
  const general = firstValue(reading, sad, `${type}/Declaration_gen_procedure_code`, `${type}/General_procedure_code`);
  if (general === '8') return 'TRANSIT';
  const declared = declaredDirection(valueAt(reading, sad, `${type}/Type_of_declaration`), procedure);
  if (declared) return declared;
  const flow = valueAt(reading, sad, 'Property/Sad_flow');
  if (flow === 'I') return 'IMPORT';
  return flow === 'E' ? 'EXPORT' : undefined;
}

export const OFFICE = 'Identification/Office_segment/Customs_clearance_office';

export function asycudaOffice(reading: Reading, sad: XmlElement): PlaceClaim | undefined {
  const code = valueAt(reading, sad, `${OFFICE}_code`);
  const names = [`${OFFICE}_name`, OFFICE.replace('clearance', 'Clearance').concat('_name')];
  return placeOf(reading, 'CUSTOMS_OFFICE', code, firstValue(reading, sad, ...names));
}

/** Box 30. */
export function asycudaGoodsLocation(reading: Reading, sad: XmlElement): PlaceClaim | undefined {
  const code = valueAt(reading, sad, 'Transport/Location_of_goods');
  return placeOf(reading, 'GOODS_LOCATION', code, valueAt(reading, sad, 'Transport/Location_of_goods_address'));
}

function placeOf(
  reading: Reading,
  scheme: 'CUSTOMS_OFFICE' | 'GOODS_LOCATION',
  code: string | undefined,
  name: string | undefined,
): PlaceClaim | undefined {
  if (code === undefined && name === undefined) return undefined;
  const codes = code === undefined ? [] : [{ scheme, value: code }, ...mappedUnLocode(reading, code)];
  return present({ codes, name });
}

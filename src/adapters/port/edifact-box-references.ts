import type { EquipmentClaim } from '../../messages/claims.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import { type Reference, type ReferenceScheme, referenceKey } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { readCarrier } from '../formats/edifact-conveyance.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { allSegments, operatorOf } from './edifact-box-groups.ts';
import type { BoxReading } from './edifact-box-reading.ts';

interface Quoted {
  readonly scheme: ReferenceScheme;
  readonly ofCarrier: boolean; // the box's line gave the number
}

/** List 1153. */
const REFERENCES: Readonly<Record<string, Quoted>> = codeTable({
  BN: { scheme: 'BOOKING', ofCarrier: true },
  BM: { scheme: 'BL', ofCarrier: true },
  MB: { scheme: 'BL', ofCarrier: true },
  BH: { scheme: 'BL', ofCarrier: false },
  HB: { scheme: 'BL', ofCarrier: false },
  ABT: { scheme: 'DECLARATION', ofCarrier: false },
  AAE: { scheme: 'DECLARATION', ofCarrier: false },
  MRN: { scheme: 'DECLARATION', ofCarrier: false },
  LRN: { scheme: 'LRN', ofCarrier: false },
  UCN: { scheme: 'UCR_D', ofCarrier: false },
});

/** Agencies (3055) whose carrier codes are SCAC or SMDG: NMFTA twice, BIC, SMDG. */
const CARRIER_AGENCIES = new Set(['166', '182', '20', '306']);

/** Every identifier that is said of one box: by its own group, by its goods and by the whole message. */
export function quoteBox(
  { box, header, goods, profile }: Pick<BoxReading, 'box' | 'header' | 'goods' | 'profile'>,
  equipment: EquipmentClaim,
): Reference[] {
  const carrier = carrierOf(operatorOf(box, header), profile);
  const ofBox = goods.filter(item => item.boxes.length === 0 || item.boxes.includes(equipment.number));
  const segments = [...allSegments(box), ...ofBox.flatMap(item => item.segments), ...allSegments(header)];
  return [...quoteUnit(box.eqd, equipment), ...segments.flatMap(rff => quoteRff(rff, carrier, profile))];
}

/** What one RFF quotes; numbers that the carrier gives are known by its code. */
export function quoteRff(rff: EdifactSegment, carrier: string | undefined, profile: MappingProfile): Reference[] {
  const meaning = rff.tag === 'RFF' ? REFERENCES[rff.code(1)] : undefined;
  const number = rff.component(1, 1);
  if (!meaning || isNullValue(profile, number)) return [];
  return quote(meaning.scheme, number, meaning.ofCarrier ? carrier : undefined);
}

/** The carrier that NAD+CA, or element 5 of TDT, names: where its list is one by which carriers are known everywhere. */
export function carrierOf(segment: EdifactSegment | undefined, profile: MappingProfile, i = 2): string | undefined {
  const stated = segment && readCarrier(segment, i, profile);
  if (stated === undefined) return profile.carrier;
  const mapped = profile.codes.carrier?.[segment?.element(i) ?? ''] !== undefined;
  return mapped || CARRIER_AGENCIES.has(segment?.component(i, 2) ?? '') ? stated : profile.carrier;
}

/** List 8053: trailers and chassis are vehicles, a rail car is a wagon, all else is a box. */
function quoteUnit(eqd: EdifactSegment, equipment: EquipmentClaim): Reference[] {
  const kind = eqd.code(1);
  if (kind === 'TE' || kind === 'CH') return quote('VEHICLE', equipment.number);
  return kind === 'RR' ? quote('WAGON', equipment.number) : quoteEquipment([equipment]);
}

export function distinct(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map(reference => [referenceKey(reference), reference])).values()];
}

import type { ConveyanceClaim, EquipmentClaim } from '../../messages/claims.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { imoCheckDigitValid } from '../../vocabulary/imo-number.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { equipmentClaim, mergeEquipment } from './rail-equipment.ts';
import { transportMode } from './transport-mode.ts';

export interface EftiLeg {
  readonly element: XmlElement;
  readonly conveyance: ConveyanceClaim;
  readonly country: string | undefined; // of registration
  readonly dangerous: boolean | undefined;
}

/** Each mainCarriageTransportMovement is a leg; they come in no order. A mode that is not known names no conveyance. */
export function eftiLegs(consignment: XmlElement, profile: MappingProfile, issues: IssueList): EftiLeg[] {
  return children(consignment, 'mainCarriageTransportMovement').flatMap(movement => {
    const code = child(movement, 'modeCode');
    const mode = transportMode(code?.text, profile);
    if (mode === 'UNKNOWN') {
      const what = code ? `mode "${code.text}" is not known` : 'a movement without mode';
      issues.doubt('CODE_UNKNOWN', positionOf(code ?? movement), what, 'send 1, 2, 3, 4 or 8 (UN/ECE Rec 19)');
      return [];
    }
    const dangerous = textAt(movement, 'dangerousGoodsIndicator');
    return [
      {
        element: movement,
        conveyance: conveyanceOf(movement, mode, profile, issues),
        country: textAt(movement, 'usedTransportMeans/registrationCountry/code'),
        dangerous: dangerous === undefined ? undefined : dangerous === 'true' || dangerous === '1',
      },
    ];
  });
}

function conveyanceOf(
  movement: XmlElement,
  mode: ConveyanceClaim['mode'],
  profile: MappingProfile,
  issues: IssueList,
): ConveyanceClaim {
  const id = child(movement, 'usedTransportMeans/id');
  if (!id || isNullValue(profile, id.text)) return { mode };
  if (mode !== 'SEA') return { mode, plate: id.text };
  const imo = id.text.replace(/^IMO\s*/i, '');
  if (!/^\d{7}$/.test(imo)) return { mode, name: id.text };
  if (!imoCheckDigitValid(imo))
    issues.doubt(
      'VALUE',
      positionOf(id),
      `"${id.text}" is not an IMO number`,
      'send the seven digits of the IMO number',
    );
  return { mode, imo };
}

/** UN/EDIFACT 8053: trailers by road and rail cars are vehicles, whatever they carry; the rest are boxes. */
const VEHICLES = new Set(['AE', 'TE', 'CH', 'SE', 'ST']);
const WAGONS = new Set(['RR', 'RF', 'BX']);

export interface EftiEquipment {
  readonly boxes: readonly EquipmentClaim[];
  readonly others: readonly Reference[];
}

/** Boxes stand alone or on a trailer or wagon (carriedTransportEquipment). Danger is told of the legs, not of the boxes: it is of all. */
export function eftiEquipment(
  consignment: XmlElement,
  legs: readonly EftiLeg[],
  profile: MappingProfile,
  issues: IssueList,
): EftiEquipment {
  const told = legs.flatMap(({ dangerous }) => dangerous ?? []);
  const dangerous = told.length === 0 ? undefined : told.some(Boolean);
  const others: Reference[] = [];
  const claims = children(consignment, 'usedTransportEquipment').flatMap(used => {
    const category = textAt(used, 'categoryCode') ?? '';
    const number = textAt(used, 'id');
    const isWagon = WAGONS.has(category);
    const isVehicle = isWagon || VEHICLES.has(category);
    if (isVehicle && !isNullValue(profile, number)) others.push(...quote(isWagon ? 'WAGON' : 'VEHICLE', number));
    const wagon = isWagon ? number : undefined;
    const boxes = [...(isVehicle ? [] : [used]), ...children(used, 'carriedTransportEquipment')];
    return boxes.flatMap(box => boxClaim(box, { wagon, dangerous }, profile, issues));
  });
  return { boxes: mergeEquipment(claims), others };
}

function boxClaim(
  box: XmlElement,
  rest: Partial<EquipmentClaim>,
  profile: MappingProfile,
  issues: IssueList,
): EquipmentClaim[] {
  const id = child(box, 'id');
  if (!id) return [];
  const seals = children(box, 'affixedSeal/id').map(({ text }) => ({ number: text }));
  return equipmentClaim({ raw: id.text, position: positionOf(id) }, { ...rest, seals }, profile, issues);
}

import type { ConveyanceClaim, EquipmentClaim, PlaceClaim, SealClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { imoCheckDigitValid } from '../../vocabulary/imo-number.ts';
import { childPointer } from '../formats/json-pointer.ts';
import { containerDoubts } from './container-doubts.ts';
import { doubt } from './doubt.ts';
import type { SharedConsignment, SharedEquipment, SharedLocation, SharedTransportMeans } from './envelope.ts';

export function equipmentClaims(equipment: readonly SharedEquipment[] = []): EquipmentClaim[] {
  return equipment.map(({ ID, CharacteristicCode, FullnessCode, Seal = [] }) => ({
    number: readContainerNumber(ID).number,
    ...(CharacteristicCode && { sizeType: CharacteristicCode }),
    ...(FullnessCode && { fullness: FullnessCode === '4' ? ('EMPTY' as const) : ('FULL' as const) }),
    seals: Seal.map(sealClaim),
  }));
}

const SEALING_PARTIES = {
  CA: 'CARRIER',
  SH: 'SHIPPER',
  CU: 'CUSTOMS',
  TO: 'TERMINAL',
  AA: 'CONSOLIDATOR',
  AC: 'VETERINARY',
} as const;

function sealClaim({ ID, SealingPartyRoleCode }: NonNullable<SharedEquipment['Seal']>[number]): SealClaim {
  return { number: ID, ...(SealingPartyRoleCode && { party: SEALING_PARTIES[SealingPartyRoleCode] }) };
}

const MODES = { '1': 'SEA', '2': 'RAIL', '3': 'ROAD', '4': 'AIR', '8': 'INLAND_WATER' } as const;

export function conveyanceClaim(means: SharedTransportMeans): ConveyanceClaim {
  return {
    mode: MODES[means.ModeCode],
    ...(means.IMOID && { imo: means.IMOID }),
    ...(means.CallSignID && { callSign: means.CallSignID }),
    ...(means.Name && { name: means.Name }),
    ...(means.RegistrationID && { plate: means.RegistrationID }),
    ...(means.JourneyID && { journey: means.JourneyID }),
  };
}

/** The conveyance as it may link: an IMO number with a wrong check digit is another ship's, or none's. */
export function linkableConveyance(means: SharedTransportMeans): ConveyanceClaim {
  const { IMOID, ...others } = means;
  return conveyanceClaim(IMOID && imoCheckDigitValid(IMOID) ? means : others);
}

export function placeClaim({ ID, Name }: SharedLocation): PlaceClaim {
  return { codes: [{ scheme: 'UNLOCODE', value: ID }], country: ID.slice(0, 2), ...(Name && { name: Name }) };
}

export function consignmentDoubts(consignment: SharedConsignment | undefined, pointer: string): FeedIssue[] {
  const boxes = (consignment?.TransportEquipment ?? []).flatMap(({ ID }, index) =>
    containerDoubts(readContainerNumber(ID), at(childPointer(pointer, 'TransportEquipment', index, 'ID'))),
  );
  return [...boxes, ...meansDoubts(consignment?.BorderTransportMeans, childPointer(pointer, 'BorderTransportMeans'))];
}

export function meansDoubts(means: SharedTransportMeans | undefined, pointer: string): FeedIssue[] {
  if (!means?.IMOID || imoCheckDigitValid(means.IMOID)) return [];
  const message = `the check digit of IMO number ${means.IMOID} is wrong: the ship is not identified by it`;
  const remedy = 'Send the number of the ship register (IMO Resolution A.1117(30)).';
  return [doubt('CHECK_DIGIT', at(childPointer(pointer, 'IMOID')), message, remedy)];
}

function at(pointer: string) {
  return { kind: 'POINTER', pointer } as const;
}

import type { EquipmentClaim, SealClaim } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { cefactMass, content, contents, each } from './cefact-json.ts';
import type { IssueList } from './issue-list.ts';
import { bareWagonNumber, distinct, equipmentClaim, mergeEquipment, wagonNumber } from './rail-equipment.ts';

export interface CefactEquipment {
  readonly equipment: readonly EquipmentClaim[];
  readonly wagons: readonly string[];
  readonly wagonSeals: readonly string[];
}

/** utilizedLogisticsTransportEquipment: wagons, the containers they carry, and containers stated on their own. */
export function cefactEquipment(
  document: unknown,
  consignment: string,
  profile: MappingProfile,
  issues: IssueList,
): CefactEquipment {
  const units = each(document, consignment, 'utilizedLogisticsTransportEquipment').map(({ pointer }) => pointer);
  const wagonUnits = units.filter(unit => isWagon(document, unit));
  const boxUnits = units.filter(unit => !isWagon(document, unit));
  const wagons = wagonUnits.flatMap(unit =>
    contents(document, unit, 'id').map(({ value, position }) => wagonNumber({ raw: value, position }, profile, issues)),
  );
  const carried = wagonUnits.flatMap(unit => carriedBoxes(document, unit, profile, issues));
  const alone = boxUnits.flatMap(unit =>
    contents(document, unit, 'id').flatMap(({ value, position }) =>
      equipmentClaim({ raw: value, position }, boxFields(document, unit), profile, issues),
    ),
  );
  return {
    equipment: mergeEquipment([...carried, ...alone]),
    wagons: distinct(wagons),
    wagonSeals: wagonUnits.flatMap(unit => sealsOf(document, unit).map(({ number }) => number)),
  };
}

export function quoteLoad({ equipment, wagons, wagonSeals }: CefactEquipment): Reference[] {
  return [
    ...quoteEquipment(equipment),
    ...wagonSeals.flatMap(seal => quote('SEAL', seal)),
    ...wagons.flatMap(wagon => quote('WAGON', wagon)),
  ];
}

/** UNTDID 8053 RR is a rail car. Without a category the number tells: a wagon's has digits only. */
function isWagon(document: unknown, unit: string): boolean {
  const category = content(document, unit, 'categoryCode');
  if (category !== undefined) return category === 'RR';
  return /^\d{8}(\d{4})?$/.test(bareWagonNumber(content(document, unit, 'id') ?? ''));
}

function carriedBoxes(document: unknown, unit: string, profile: MappingProfile, issues: IssueList): EquipmentClaim[] {
  const wagon = content(document, unit, 'id');
  const rest = wagon === undefined ? {} : { wagon: bareWagonNumber(wagon) };
  return each(document, unit, 'carriedAssociatedTransportEquipment').flatMap(({ pointer }) =>
    contents(document, pointer, 'id').flatMap(({ value, position }) =>
      equipmentClaim({ raw: value, position }, { ...boxFields(document, pointer), ...rest }, profile, issues),
    ),
  );
}

/** UNTDID 8169: 4 empty, 5 full. */
const FULLNESS: Readonly<Record<string, EquipmentClaim['fullness']>> = codeTable({ '4': 'EMPTY', '5': 'FULL' });

function boxFields(document: unknown, unit: string): Partial<EquipmentClaim> {
  return {
    sizeType: content(document, unit, 'characteristicCode'),
    fullness: FULLNESS[content(document, unit, 'usedCapacityCode') ?? ''],
    grossMass: cefactMass(document, unit, 'grossWeight'),
    tareMass: cefactMass(document, unit, 'tareWeight'),
    seals: sealsOf(document, unit),
  };
}

/** UNTDID 9303 sealing parties. */
const SEALERS: Readonly<Record<string, SealClaim['party']>> = codeTable({
  CA: 'CARRIER',
  SH: 'SHIPPER',
  CU: 'CUSTOMS',
});

function sealsOf(document: unknown, unit: string): SealClaim[] {
  return each(document, unit, 'affixedLogisticsSeal').flatMap(({ pointer }) => {
    const party = SEALERS[content(document, pointer, 'sealingPartyRoleCode') ?? ''];
    return contents(document, pointer, 'id').map(({ value }) => ({ number: value, ...(party ? { party } : {}) }));
  });
}

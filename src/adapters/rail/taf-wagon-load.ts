import type { EquipmentClaim, ItemClaim, Mass } from '../../messages/claims.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import {
  bareWagonNumber,
  boxNumbers,
  distinct,
  equipmentClaim,
  mergeEquipment,
  wagonNumber,
} from './rail-equipment.ts';
import { stated } from './stated.ts';
import { descendants } from './xml-descendants.ts';

/** The wagons of a consignment order, with the load units and the goods on them. */
export interface WagonLoad {
  readonly wagons: readonly string[];
  readonly equipment: readonly EquipmentClaim[];
  readonly items: readonly ItemClaim[];
  readonly declarations: readonly string[];
  readonly seals: readonly string[]; // of load units and of wagons
}

export function tafWagonLoad(order: XmlElement, profile: MappingProfile, issues: IssueList): WagonLoad {
  const usable = (names: string) =>
    distinct(descendants(order, names).map(({ text }) => text)).filter(text => !isNullValue(profile, text));
  const wagons = descendants(order, 'WagonNumberFreight').map(each =>
    wagonNumber({ raw: each.text, position: positionOf(each) }, profile, issues),
  );
  return {
    wagons: distinct(wagons),
    equipment: mergeEquipment(boxesIn(order, undefined, profile, issues)),
    items: goodsIn(order, undefined, profile).map((item, index) => ({ sequence: index + 1, ...item })),
    declarations: usable('MRN_Number'), // MRN-E, -T, -TS, -EXS or -ENS by MRN_Type: each is a declaration
    seals: usable('SealsDescription'),
  };
}

/** Load units (ILU_Details/LoadUnitNumber; ContainerNumber in other editions), each on the wagon that encloses it. */
function boxesIn(
  element: XmlElement,
  outerWagon: string | undefined,
  profile: MappingProfile,
  issues: IssueList,
): EquipmentClaim[] {
  const stands = textAt(element, 'WagonNumberFreight');
  const wagon = stands && !isNullValue(profile, stands) ? bareWagonNumber(stands) : outerWagon;
  const own = numbersOf(element).flatMap(number => {
    const seals = children(element, 'Seals/SealsDescription').filter(({ text }) => !isNullValue(profile, text));
    const rest: Partial<EquipmentClaim> = {
      wagon,
      fullness: FULLNESS[textAt(element, 'LoadingStatus') ?? ''],
      tareMass: kilograms(element, 'TareWeight'),
      seals: seals.map(({ text }) => ({ number: text })),
    };
    return equipmentClaim({ raw: number.text, position: positionOf(number) }, rest, profile, issues);
  });
  return [...own, ...element.children.flatMap(inner => boxesIn(inner, wagon, profile, issues))];
}

/** LoadingStatus: 0 empty, 1 loaded. */
const FULLNESS: Readonly<Record<string, EquipmentClaim['fullness']>> = codeTable({ '0': 'EMPTY', '1': 'FULL' });

function numbersOf(element: XmlElement): readonly XmlElement[] {
  return [...children(element, 'LoadUnitNumber'), ...children(element, 'ContainerNumber')];
}

/** Goods lines. A wagon's line that only wraps load units with goods of their own is not counted again. */
function goodsIn(
  element: XmlElement,
  outerBox: string | undefined,
  profile: MappingProfile,
): Omit<ItemClaim, 'sequence'>[] {
  const box = textAt(element, 'ILU_Details/LoadUnitNumber') ?? textAt(element, 'ContainerNumber') ?? outerBox;
  const inner = element.children.flatMap(each => goodsIn(each, box, profile));
  const isLine = textAt(element, 'NHM_Code') !== undefined || textAt(element, 'HS_Code') !== undefined;
  return isLine && inner.length === 0 ? [goodsLine(element, boxNumbers([box], profile))] : inner;
}

function goodsLine(element: XmlElement, equipment: string[] | undefined): Omit<ItemClaim, 'sequence'> {
  const packages = Number(textAt(element, 'Packing/NumberOfPackages'));
  const kind = textAt(element, 'Packing/NatureOfPacking');
  const unNumber = textAt(element, 'RID/UN_Number');
  return stated({
    hsCode: hsCodeOf(element),
    description: textAt(element, 'GoodsDescription'),
    packages: Number.isInteger(packages) && packages > 0 ? stated({ count: packages, kind }) : undefined,
    grossMass: kilograms(element, 'GrossWeight'),
    dangerousGoods: unNumber ? stated({ unNumber, imoClass: textAt(element, 'RID/RID_Class') }) : undefined,
    equipment,
  });
}

/** NHM follows the HS to its sixth digit, save chapter 99, which is the railways' own (empty wagons, load units). */
function hsCodeOf(element: XmlElement): string | undefined {
  const code = textAt(element, 'HS_Code') ?? textAt(element, 'NHM_Code') ?? '';
  return code.startsWith('99') ? undefined : readHsCode(code);
}

function kilograms(element: XmlElement, path: string): Mass | undefined {
  const value = textAt(element, path);
  return value && /^\d+(\.\d+)?$/.test(value) ? { value, unit: 'KGM' } : undefined;
}

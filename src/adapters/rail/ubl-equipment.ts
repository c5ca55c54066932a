import type { EquipmentClaim, ItemClaim } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { boxNumbers, equipmentClaim, mergeEquipment } from './rail-equipment.ts';
import { stated } from './stated.ts';
import { ublMass } from './ubl-reading.ts';
import { descendants } from './xml-descendants.ts';

/** UNTDID 8169: 4 empty, 5 full. */
const FULLNESS: Readonly<Record<string, EquipmentClaim['fullness']>> = codeTable({ '4': 'EMPTY', '5': 'FULL' });

export function ublEquipment(
  consignment: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): readonly EquipmentClaim[] {
  const claims = descendants(consignment, 'TransportEquipment').flatMap(box => {
    const id = child(box, 'ID');
    return id ? equipmentClaim({ raw: id.text, position: positionOf(id) }, equipmentFields(box), profile, issues) : [];
  });
  return mergeEquipment(claims);
}

function equipmentFields(box: XmlElement): Partial<EquipmentClaim> {
  return {
    sizeType: textAt(box, 'SizeTypeCode'),
    fullness: FULLNESS[textAt(box, 'FullnessIndicationCode') ?? ''],
    seals: children(box, 'TransportEquipmentSeal/ID').map(({ text }) => ({ number: text })),
    grossMass: ublMass(box, 'GrossWeightMeasure'),
    tareMass: ublMass(box, 'TareWeightMeasure'),
    reefer: flag(textAt(box, 'RefrigeratedIndicator')),
    dangerous: flag(textAt(box, 'HazardousRiskIndicator')),
  };
}

function flag(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text === 'true' || text === '1';
}

/** Packages in load units, and goods items that stand outside of them. */
export function ublItems(consignment: XmlElement | undefined, profile: MappingProfile): ItemClaim[] {
  const packed = descendants(consignment, 'TransportEquipment').flatMap(box =>
    children(box, 'Package').map(each =>
      itemOf(each, child(each, 'GoodsItem'), boxNumbers([textAt(box, 'ID')], profile)),
    ),
  );
  const loose = [
    ...children(consignment, 'ConsolidatedShipment/GoodsItem'),
    ...children(consignment, 'TransportHandlingUnit/GoodsItem'),
  ].map(goods => itemOf(undefined, goods, undefined));
  return [...packed, ...loose].map((item, index) => ({ sequence: index + 1, ...item }));
}

function itemOf(
  pack: XmlElement | undefined,
  goods: XmlElement | undefined,
  equipment: string[] | undefined,
): Omit<ItemClaim, 'sequence'> {
  const count = Number(textAt(pack, 'Quantity') ?? textAt(goods, 'Quantity'));
  const kind = textAt(pack, 'PackagingTypeCode');
  const code =
    textAt(goods, 'Item/CommodityClassification/CommodityCode') ??
    textAt(goods, 'Item/CommodityClassification/ItemClassificationCode');
  return stated({
    hsCode: code && readHsCode(code),
    description: textAt(goods, 'Description') ?? textAt(goods, 'Item/Description') ?? textAt(goods, 'Item/Name'),
    packages: Number.isInteger(count) && count > 0 ? stated({ count, kind }) : undefined,
    grossMass: ublMass(goods, 'GrossWeightMeasure'),
    netMass: ublMass(goods, 'NetWeightMeasure'),
    equipment,
  });
}

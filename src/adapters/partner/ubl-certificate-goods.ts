import type { EquipmentClaim, ItemClaim, Mass } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from '../rail/issue-list.ts';
import { boxNumbers, equipmentClaim, mergeEquipment } from '../rail/rail-equipment.ts';
import { stated } from '../rail/stated.ts';
import { ublMass } from '../rail/ubl-reading.ts';
import { descendants } from '../rail/xml-descendants.ts';

/**
 * The boxes of a certificate. A handling unit that is a container has its number itself, and its seals in a TransportEquipment without one;
 * one that is a pallet has neither.
 */
export function certifiedBoxes(consignment: XmlElement | undefined, profile: MappingProfile, issues: IssueList) {
  const units = descendants(consignment, 'TransportHandlingUnit').flatMap(unit =>
    claimOf(boxIdOf(unit), children(unit, 'TransportEquipment'), profile, issues),
  );
  const named = descendants(consignment, 'TransportEquipment').flatMap(box =>
    claimOf(child(box, 'ID'), [box], profile, issues),
  );
  return mergeEquipment([...units, ...named]);
}

function claimOf(
  id: XmlElement | undefined,
  boxes: readonly XmlElement[],
  profile: MappingProfile,
  issues: IssueList,
): EquipmentClaim[] {
  if (!id) return [];
  const seals = boxes.flatMap(box => children(box, 'TransportEquipmentSeal/ID')).map(({ text }) => ({ number: text }));
  return equipmentClaim({ raw: id.text, position: positionOf(id) }, { seals }, profile, issues);
}

function boxIdOf(unit: XmlElement): XmlElement | undefined {
  const isBox = children(unit, 'TransportEquipment').some(box => textAt(box, 'ID') === undefined);
  return isBox ? child(unit, 'ID') : undefined;
}

/** One line a goods item, with the package that holds it. */
export function certifiedItems(
  consignment: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): ItemClaim[] {
  const units = descendants(consignment, 'TransportHandlingUnit');
  const inUnits = units.flatMap(unit => {
    const box = boxNumbers([boxIdOf(unit)?.text], profile);
    const packs = children(unit, 'Package');
    const packed = packs.flatMap(pack => children(pack, 'GoodsItem').map(goods => itemOf(goods, pack, issues)));
    const loose = children(unit, 'GoodsItem').map(goods => itemOf(goods, undefined, issues));
    return [...packed, ...loose].map(item => ({ ...item, ...(box && { equipment: box }) }));
  });
  const ofConsignment = children(consignment, 'GoodsItem').map(goods => itemOf(goods, undefined, issues));
  return [...inUnits, ...ofConsignment].map((item, i) => ({ sequence: i + 1, ...item }));
}

function itemOf(
  goods: XmlElement,
  pack: XmlElement | undefined,
  issues: IssueList,
): Omit<ItemClaim, 'sequence' | 'equipment'> {
  const country = textAt(goods, 'Item/OriginCountry/IdentificationCode');
  const count = Number(textAt(pack, 'Quantity'));
  const kind = textAt(pack, 'PackagingTypeCode');
  return stated({
    hsCode: hsCodeOf(goods, issues),
    description: textAt(goods, 'Description') ?? textAt(goods, 'Item/Name') ?? textAt(goods, 'Item/Description'),
    originCountry: country !== undefined && isCountryCode(country) ? country : undefined,
    packages: Number.isInteger(count) && count > 0 ? stated({ count, kind }) : undefined,
    grossMass: massAt(goods, 'GrossWeightMeasure'),
    netMass: massAt(goods, 'NetWeightMeasure'),
  }) as Omit<ItemClaim, 'sequence' | 'equipment'>;
}

function hsCodeOf(goods: XmlElement, issues: IssueList): string | undefined {
  const [code] = children(goods, 'Item/CommodityClassification/CommodityCode');
  const known = code && readHsCode(code.text);
  if (code && known === undefined)
    issues.doubt('VALUE', positionOf(code), `"${code.text.slice(0, 40)}" is no HS code`, 'Send 4 to 12 digits.');
  return known;
}

/** OASIS's own example writes KG, which UN/ECE Recommendation 20 gave to the keg: of a weight it can only mean the kilogram. */
function massAt(goods: XmlElement, path: string): Mass | undefined {
  const measure = child(goods, path);
  const isKilogram = measure?.attributes.unitCode === 'KG' && /^\d+(\.\d+)?$/.test(measure.text);
  return isKilogram ? { value: measure.text, unit: 'KGM' } : ublMass(goods, path);
}

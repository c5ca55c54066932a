import type { EquipmentClaim, ItemClaim, Mass } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
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

/** Boxes 7 and 15: wagons of their own, and those that a goods line names. */
export function billWagons(bill: XmlElement, profile: MappingProfile, issues: IssueList): string[] {
  const carriages = children(bill, 'Carriage/CarriageID');
  const listed = new Set(carriages.map(({ text }) => bareWagonNumber(text)));
  const others = children(bill, 'RWBGoods/CarriageNumber').filter(({ text }) => !listed.has(bareWagonNumber(text)));
  const numbers = [...carriages, ...others];
  return distinct(numbers.map(each => wagonNumber({ raw: each.text, position: positionOf(each) }, profile, issues)));
}

/** Containers of their own, and those that a goods line names; a line with one of each puts the container on the wagon. */
export function billEquipment(bill: XmlElement, profile: MappingProfile, issues: IssueList): readonly EquipmentClaim[] {
  const own = children(bill, 'Container').flatMap(container => {
    const id = child(container, 'ContainerID');
    const fields = containerFields(container, bill);
    return id ? equipmentClaim({ raw: id.text, position: positionOf(id) }, fields, profile, issues) : [];
  });
  const known = new Set(own.map(({ number }) => number));
  const named = children(bill, 'RWBGoods/ContainerNumber')
    .filter(({ text }) => !known.has(readContainerNumber(text).number))
    .flatMap(id =>
      equipmentClaim({ raw: id.text, position: positionOf(id) }, { wagon: wagonOf(id.text, bill) }, profile, issues),
    );
  return mergeEquipment([...own, ...named]);
}

function containerFields(container: XmlElement, bill: XmlElement): Partial<EquipmentClaim> {
  return {
    tareMass: kilograms(textAt(container, 'Tare')),
    wagon: wagonOf(textAt(container, 'ContainerID') ?? '', bill),
    seals: children(container, 'Seal/SealID').map(({ text }) => ({ number: text })),
  };
}

function wagonOf(box: string, bill: XmlElement): string | undefined {
  const { number } = readContainerNumber(box);
  const line = children(bill, 'RWBGoods').find(goods =>
    children(goods, 'ContainerNumber').some(({ text }) => readContainerNumber(text).number === number),
  );
  const wagons = children(line, 'CarriageNumber');
  const [wagon] = wagons;
  return wagon && wagons.length === 1 && wagon.text !== '' ? bareWagonNumber(wagon.text) : undefined;
}

/** Boxes 15 to 18. TN VED of the declaration tells more digits than GNG, the railways' harmonised nomenclature. */
export function billItems(bill: XmlElement, profile: MappingProfile): ItemClaim[] {
  return children(bill, 'RWBGoods').map((goods, index) => {
    const stands = Number(textAt(goods, 'GoodsNumeric'));
    const code =
      textAt(goods, 'GoodsNomenclatureCode') ?? textAt(goods, 'GNG') ?? textAt(goods, 'HarmonizedRangeGoods');
    const count = Number(textAt(goods, 'PlacesQuantity'));
    const kind = textAt(goods, 'Packing') ?? textAt(goods, 'PlacesDescription');
    const description = children(goods, 'GoodsDescription')
      .map(({ text }) => text)
      .join(' ');
    return stated<ItemClaim>({
      sequence: Number.isInteger(stands) && stands > 0 ? stands : index + 1,
      hsCode: code && readHsCode(code),
      description: description === '' ? undefined : description,
      packages: Number.isInteger(count) && count > 0 ? stated({ count, kind }) : undefined,
      grossMass: kilograms(textAt(goods, 'GrossWeightQuantity') ?? textAt(goods, 'GrossWeight')),
      equipment: boxNumbers(
        children(goods, 'ContainerNumber').map(({ text }) => text),
        profile,
      ),
    });
  });
}

/** Box 18: the note's own total; SMGS states masses in kilograms. */
export function billMass(bill: XmlElement): Mass | undefined {
  return kilograms(textAt(bill, 'GrossWeightQuantity') ?? textAt(bill, 'GrossWeight'));
}

function kilograms(value: string | undefined): Mass | undefined {
  return value && /^\d+(\.\d+)?$/.test(value) ? { value, unit: 'KGM' } : undefined;
}

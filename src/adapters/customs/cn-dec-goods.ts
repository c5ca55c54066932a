import type { EquipmentClaim, ItemClaim, Mass, Money } from '../../messages/claims.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { CN_KILOGRAM, CN_REEFERS, cnCountry, cnCurrency } from './cn-dec-codes.ts';
import { boxNumber, mergeBoxes } from './customs-equipment.ts';
import {
  countAt,
  decimalAt,
  doubt,
  firstValue,
  massAt,
  present,
  type Reading,
  stated,
  valueAt,
} from './customs-reading.ts';

/** DecContainers: each box with the numbers of the items in it (GoodsNo "1,2"). */
export function decContainers(reading: Reading, message: XmlElement): EquipmentClaim[] {
  const boxes = children(message, 'DecContainers/Container').flatMap(container => {
    const id = stated(reading, container, 'ContainerId');
    if (!id) return [];
    const items = valueAt(reading, container, 'GoodsNo')?.split(/[,;，；\s]+/) ?? [];
    const sequences = items.filter(item => /^\d{1,4}$/.test(item)).map(Number);
    return present<EquipmentClaim>({
      number: boxNumber(reading, id),
      seals: [],
      tareMass: massAt(reading, container, 'ContainerWt'),
      reefer: CN_REEFERS.has(valueAt(reading, container, 'ContainerMd') ?? '') ? true : undefined,
      itemSequences: sequences.length === 0 ? undefined : sequences,
    });
  });
  return mergeBoxes(boxes);
}

/** DecLists: the items. Their boxes are those that name them. */
export function decItems(reading: Reading, message: XmlElement, boxes: readonly EquipmentClaim[]): ItemClaim[] {
  return children(message, 'DecLists/DecList').map((item, index) => {
    const sequence = countAt(reading, item, 'GNo') ?? index + 1;
    const inside = boxes.filter(box => box.itemSequences?.includes(sequence)).map(({ number }) => number);
    const unNumber = firstValue(reading, item, 'Uncode', 'UNCode');
    return present<ItemClaim>({
      sequence,
      hsCode: commodityCode(reading, item),
      description: firstValue(reading, item, 'GName', 'DeclGoodsEname'),
      quantity: quantity(reading, item),
      netMass: netMass(reading, item),
      value: total(reading, item),
      originCountry: cnCountry(reading, item, 'OriginCountry'),
      dangerousGoods: unNumber === undefined ? undefined : { unNumber },
      equipment: inside.length === 0 ? undefined : inside,
    });
  });
}

/** 商品编号: ten digits, the HS and four of China's own. */
function commodityCode(reading: Reading, item: XmlElement): string | undefined {
  const found = stated(reading, item, 'CodeTS');
  const code = found && readHsCode(found.text);
  if (found && !code)
    doubt(reading, found, 'VALUE', `"${found.text}" is not a commodity code`, 'send the ten digits of the tariff');
  return code;
}

function quantity(reading: Reading, item: XmlElement): ItemClaim['quantity'] {
  const found = decimalAt(reading, item, 'GQty');
  const raw = valueAt(reading, item, 'GUnit');
  const unit =
    raw === undefined ? undefined : (reading.profile.codes.unit?.[raw] ?? (raw === CN_KILOGRAM ? 'KGM' : raw));
  return found && present({ value: found.text, unit });
}

/** The legal quantities are in the units of the tariff; the one in kilograms is the net mass. */
function netMass(reading: Reading, item: XmlElement): Mass | undefined {
  for (const rank of ['First', 'Second']) {
    if (valueAt(reading, item, `${rank}Unit`) === CN_KILOGRAM) return massAt(reading, item, `${rank}Qty`);
  }
  return undefined;
}

function total(reading: Reading, item: XmlElement): Money | undefined {
  const amount = decimalAt(reading, item, 'DeclTotal')?.text;
  const currency = cnCurrency(reading, item);
  return amount === undefined || currency === undefined ? undefined : { amount, currency };
}

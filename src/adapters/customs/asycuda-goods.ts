import type { EquipmentClaim, ItemClaim } from '../../messages/claims.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { firstChild, invoiceAmount, kilogramsAt } from './asycuda-reading.ts';
import { boxNumber, mergeBoxes } from './customs-equipment.ts';
import { countAt, decimalAt, doubt, firstValue, present, type Reading, stated, valueAt } from './customs-reading.ts';

/** Container_full indicators in use: 1/1 and 1/2 of FCL and LCL, UN/EDIFACT 8169. */
const FULLNESS: Readonly<Record<string, EquipmentClaim['fullness']>> = codeTable({
  '1/1': 'FULL',
  '1/2': 'FULL',
  FCL: 'FULL',
  LCL: 'FULL',
  '5': 'FULL',
  '7': 'FULL',
  '8': 'FULL',
  '0/0': 'EMPTY',
  EMPTY: 'EMPTY',
  MTY: 'EMPTY',
  '4': 'EMPTY',
});

/** The box page. Item_number is the item that is in the box; a box of several items stands there several times. */
export function asycudaBoxes(reading: Reading, root: XmlElement, sad: XmlElement): EquipmentClaim[] {
  const holders = root === sad ? [root] : [root, sad];
  const pages = holders.flatMap(each => [...children(each, 'Container'), ...children(each, 'Containers/Container')]);
  const items = new Map<string, number[]>();
  const boxes = pages.flatMap(page => {
    const id = stated(reading, page, 'Container_identity');
    if (!id) return [];
    const number = boxNumber(reading, id);
    const item = countAt(reading, page, 'Item_number');
    if (item !== undefined) items.set(number, [...(items.get(number) ?? []), item]);
    return present<EquipmentClaim>({
      number,
      sizeType: sizeType(valueAt(reading, page, 'Container_type')),
      fullness: FULLNESS[valueAt(reading, page, 'Empty_full_indicator')?.toUpperCase() ?? ''],
      seals: [],
    });
  });
  return mergeBoxes(boxes).map(box => present({ ...box, itemSequences: items.get(box.number) }));
}

/** Types that are no ISO 6346 code (40, 20DV) are left out. */
function sizeType(raw: string | undefined): string | undefined {
  return raw !== undefined && /^[0-9A-Z][0-9A-Z][A-Z][0-9]$/.test(raw) ? raw : undefined;
}

export function asycudaItemClaims(
  reading: Reading,
  items: readonly XmlElement[],
  boxes: readonly EquipmentClaim[],
): ItemClaim[] {
  return items.map((item, index) => {
    const sequence = countAt(reading, item, 'Item_number') ?? index + 1;
    const inside = boxes.filter(box => box.itemSequences?.includes(sequence)).map(({ number }) => number);
    const goods = firstChild(item, 'Goods_description');
    const worth = firstChild(item, 'Valuation_item');
    return present<ItemClaim>({
      sequence,
      hsCode: commodityCode(reading, item),
      description: firstValue(
        reading,
        goods,
        'Commercial_Description',
        'Commercial_description',
        'Description_of_goods',
      ),
      packages: packages(reading, item),
      quantity: quantity(reading, item),
      grossMass: kilogramsAt(reading, worth, 'Weight_itm/Gross_weight_itm', 'Weight/Gross_weight_itm'),
      netMass: kilogramsAt(reading, worth, 'Weight_itm/Net_weight_itm', 'Weight/Net_weight_itm'),
      value: invoiceAmount(reading, firstChild(worth, 'Item_Invoice', 'Invoice')),
      originCountry: valueAt(reading, goods, 'Country_of_origin_code'),
      equipment: inside.length === 0 ? undefined : inside,
    });
  });
}

/** The code of the tariff in parts: eight digits, and the two or more that a country adds as precisions. */
function commodityCode(reading: Reading, item: XmlElement): string | undefined {
  const holder = firstChild(item, 'Tarification/HScode', 'Tariff/Harmonized_system', 'Tarification/Harmonized_system');
  const found = stated(reading, holder, 'Commodity_code');
  if (!holder || !found) return undefined;
  // a precision 00 is a code like another, though 0 can stand for nothing elsewhere
  const precisions = [1, 2, 3, 4].map(rank => children(holder, `Precision_${rank}`)[0]?.text ?? '');
  const whole = [found.text, ...precisions.filter(digits => /^\d{2,3}$/.test(digits))].join('');
  const code = readHsCode(whole) ?? readHsCode(found.text);
  if (!code)
    doubt(reading, found, 'VALUE', `"${found.text}" is not a commodity code`, 'send 4 to 12 digits of the tariff');
  return code;
}

function packages(reading: Reading, item: XmlElement): ItemClaim['packages'] {
  const count = countAt(reading, item, 'Packages/Number_of_packages');
  return count === undefined
    ? undefined
    : present({ count, kind: valueAt(reading, item, 'Packages/Kind_of_packages_code') });
}

/** The first supplementary unit that is filled. ASYCUDA World writes Suppplementary with three p. */
function quantity(reading: Reading, item: XmlElement): ItemClaim['quantity'] {
  const units = [...children(item, 'Tarification/Supplementary_unit'), ...children(item, 'Tariff/Supplementary_unit')];
  for (const unit of units) {
    const names = ['Suppplementary_unit', 'Supplementary_unit'];
    const value = names.map(name => decimalAt(reading, unit, `${name}_quantity`)).find(found => found)?.text;
    const code = firstValue(reading, unit, ...names.map(name => `${name}_code`));
    if (value !== undefined) return present({ value, unit: code });
  }
  return undefined;
}

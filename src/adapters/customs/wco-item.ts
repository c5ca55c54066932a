import type { EquipmentClaim, ItemClaim } from '../../messages/claims.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children } from '../formats/xml-navigation.ts';
import { boxNumber } from './customs-equipment.ts';
import {
  countAt,
  decimalAt,
  doubt,
  firstValue,
  massAt,
  moneyAt,
  present,
  type Reading,
  valueAt,
} from './customs-reading.ts';
import { previousOfItem } from './wco-documents.ts';

/** Items of a goods shipment. In an amendment an item carries only what changes. */
export function declarationItems(
  reading: Reading,
  shipment: XmlElement | undefined,
  boxes: ReadonlyMap<string, string>,
): ItemClaim[] {
  return children(shipment, 'GovernmentAgencyGoodsItem').map((item, index) => {
    const commodity = child(item, 'Commodity');
    return present<ItemClaim>({
      sequence: countAt(reading, item, 'SequenceNumeric') ?? index + 1,
      hsCode: commodityCode(reading, commodity),
      description: firstValue(reading, commodity, 'Description', 'CargoDescription'),
      packages: packages(reading, item),
      quantity: quantity(reading, commodity),
      grossMass: massAt(reading, commodity, 'GoodsMeasure/GrossMassMeasure'),
      netMass: massAt(reading, commodity, 'GoodsMeasure/NetNetWeightMeasure'),
      value:
        moneyAt(reading, commodity, 'InvoiceLine/ItemChargeAmount') ?? moneyAt(reading, item, 'StatisticalValueAmount'),
      originCountry: valueAt(reading, item, 'Origin/CountryCode'),
      dangerousGoods: dangerousGoods(reading, commodity),
      equipment: itemBoxes(reading, item, boxes),
      previousDocuments: previousOfItem(reading, item),
    });
  });
}

/** TSP is the Combined Nomenclature code of eight digits, TRC the two TARIC digits that extend it (UCC DE 6/14 and 6/15). */
function commodityCode(reading: Reading, commodity: XmlElement | undefined): string | undefined {
  const codes = children(commodity, 'Classification');
  const ofType = (...types: string[]) =>
    codes.find(code => types.includes(valueAt(reading, code, 'IdentificationTypeCode') ?? ''));
  const main = ofType('TSP', 'HS', 'CN') ?? codes.find(code => /^[\d. ]{4,}$/.test(valueAt(reading, code, 'ID') ?? ''));
  const stated = valueAt(reading, main, 'ID');
  if (!main || stated === undefined) return undefined;
  const extension = children(ofType('TRC'), 'ID')[0]?.text ?? '';
  const code = readHsCode(/^\d{8}$/.test(stated) && /^\d{2}$/.test(extension) ? stated + extension : stated);
  if (!code) doubt(reading, main, 'VALUE', `"${stated}" is not a commodity code`, 'send 4 to 12 digits of the tariff');
  return code;
}

function packages(reading: Reading, item: XmlElement): ItemClaim['packages'] {
  const counts = children(item, 'Packaging')
    .map(packaging => countAt(reading, packaging, 'QuantityQuantity'))
    .filter(count => count !== undefined);
  if (counts.length === 0) return undefined;
  const count = counts.reduce((sum, one) => sum + one, 0);
  return present({ count, kind: valueAt(reading, item, 'Packaging/TypeCode') });
}

function quantity(reading: Reading, commodity: XmlElement | undefined): ItemClaim['quantity'] {
  const found = decimalAt(reading, commodity, 'GoodsMeasure/TariffQuantity');
  return found && present({ value: found.text, unit: found.attributes.unitCode });
}

function dangerousGoods(reading: Reading, commodity: XmlElement | undefined): ItemClaim['dangerousGoods'] {
  const unNumber = firstValue(reading, commodity, 'DangerousGoods/UNDGID', 'DangerousGoods/ID');
  return unNumber === undefined ? undefined : { unNumber };
}

/** An item names its box by number, or by the sequence number of a box of the consignment. */
function itemBoxes(
  reading: Reading,
  item: XmlElement,
  boxes: ReadonlyMap<string, string>,
): EquipmentClaim['number'][] | undefined {
  const named = [...children(item, 'TransportEquipment'), ...children(item, 'Commodity/TransportEquipment')];
  const numbers = named.flatMap(equipment => {
    const id = children(equipment, 'ID').find(({ text }) => text !== '');
    if (id) return [boxNumber(reading, id)];
    const bySequence = boxes.get(valueAt(reading, equipment, 'SequenceNumeric') ?? '');
    return bySequence === undefined ? [] : [bySequence];
  });
  return numbers.length === 0 ? undefined : numbers;
}

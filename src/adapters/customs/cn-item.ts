import type { ItemClaim } from '../../messages/claims.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { countAt, doubt, firstValue, massAt, present, type Reading, stated, valueAt } from './customs-reading.ts';

export function cnItems(reading: Reading, consignment: XmlElement): ItemClaim[] {
  return children(consignment, 'ConsignmentItem').map((item, index) =>
    present<ItemClaim>({
      sequence: countAt(reading, item, 'SequenceNumeric') ?? index + 1,
      hsCode: commodityCode(reading, item),
      description: firstValue(reading, item, 'Commodity/CargoDescription', 'Commodity/Description'),
      packages: packages(reading, item),
      grossMass: massAt(reading, item, 'GoodsMeasure/GrossMassMeasure'),
      originCountry: firstValue(reading, item, 'Origin/OriginCountryCode', 'Origin/CountryCode'),
      dangerousGoods: dangerousGoods(reading, item),
      equipment: itemBoxes(reading, item),
    }),
  );
}

function commodityCode(reading: Reading, item: XmlElement): string | undefined {
  const found =
    stated(reading, item, 'Commodity/TariffClassificationCode') ?? stated(reading, item, 'Commodity/Classification/ID');
  if (!found) return undefined;
  const code = readHsCode(found.text);
  if (!code)
    doubt(reading, found, 'VALUE', `"${found.text}" is not a commodity code`, 'send 4 to 12 digits of the tariff');
  return code;
}

function packages(reading: Reading, item: XmlElement): ItemClaim['packages'] {
  const count = countAt(reading, item, 'ConsignmentItemPackaging/QuantityQuantity');
  return count === undefined
    ? undefined
    : present({ count, kind: valueAt(reading, item, 'ConsignmentItemPackaging/TypeCode') });
}

function dangerousGoods(reading: Reading, item: XmlElement): ItemClaim['dangerousGoods'] {
  const unNumber = firstValue(reading, item, 'Commodity/UNDGCode', 'UNDGCode');
  return unNumber === undefined ? undefined : { unNumber };
}

/** Doubts about these numbers are raised where the box itself is stated. */
function itemBoxes(reading: Reading, item: XmlElement): string[] | undefined {
  const numbers = children(item, 'EquipmentIdentification').flatMap(box => valueAt(reading, box, 'ID') ?? []);
  return numbers.length === 0 ? undefined : numbers.map(number => readContainerNumber(number).number);
}

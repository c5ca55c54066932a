import type { ItemClaim } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import { numberAt } from '../formats/json-pointer.ts';
import { cefactMass, cefactMoney, content, contents, each } from './cefact-json.ts';
import { boxNumbers } from './rail-equipment.ts';
import { stated } from './stated.ts';

/** includedConsignmentItem: the goods lines (SMGS boxes 15 to 18). */
export function cefactItems(document: unknown, consignment: string, profile: MappingProfile): ItemClaim[] {
  return each(document, consignment, 'includedConsignmentItem').map(({ pointer }, index) =>
    itemClaim(document, pointer, index + 1, profile),
  );
}

function itemClaim(document: unknown, pointer: string, place: number, profile: MappingProfile): ItemClaim {
  const stands = Number(content(document, pointer, 'sequenceNumeric') ?? place);
  const [cargo] = each(document, pointer, 'natureIdCargo');
  const boxes = contents(document, pointer, 'associatedReferencedLogisticsTransportEquipment', 'id');
  const code =
    content(document, pointer, 'typeCode') ??
    content(document, pointer, 'natureIdCargo', 'statisticalClassificationCode');
  return stated<ItemClaim>({
    sequence: Number.isInteger(stands) && stands > 0 ? stands : place,
    hsCode: code && readHsCode(code),
    description: cargo && content(document, cargo.pointer, 'id'),
    packages: packagesOf(document, pointer),
    grossMass: cefactMass(document, pointer, 'grossWeight'),
    netMass: cefactMass(document, pointer, 'netWeight'),
    value: cefactMoney(document, pointer, 'invoiceAmount'),
    dangerousGoods: dangerousGoodsOf(document, pointer),
    equipment: boxNumbers(
      boxes.map(({ value }) => value),
      profile,
    ),
  });
}

function packagesOf(document: unknown, item: string): ItemClaim['packages'] {
  const [pack] = each(document, item, 'transportLogisticsPackage');
  if (!pack) return undefined;
  const quantity = numberAt(pack.value, '/itemQuantity/content') ?? numberAt(pack.value, '/itemQuantity');
  const kind = content(document, pack.pointer, 'typeCode') ?? content(document, pack.pointer, 'type');
  return quantity !== undefined && Number.isInteger(quantity) && quantity > 0
    ? stated({ count: quantity, kind })
    : undefined;
}

function dangerousGoodsOf(document: unknown, item: string): ItemClaim['dangerousGoods'] {
  const [goods] = each(document, item, 'applicableDangerousGoods');
  if (!goods) return undefined;
  return stated({
    unNumber: content(document, goods.pointer, 'undgIdCode'),
    imoClass: content(document, goods.pointer, 'hazardClassificationId'),
  });
}

import type { EquipmentUseEntry } from '../../consignment/consignment-slice.ts';
import type { ItemClaim } from '../../messages/claims.ts';
import { found, item, ofBox } from './draft-sources.ts';
import { type ImportElement, nobody, one } from './import-element.ts';

const { plain, mass, money } = found;
const SHIPMENT = 'GoodsShipment';
const ITEM = `${SHIPMENT}/GovernmentAgencyGoodsItem`;
const CONSIGNMENT = `${SHIPMENT}/Consignment`;
const isDangerous = ({ dangerousGoods: dg }: ItemClaim) => Boolean(dg?.unNumber || dg?.imoClass);

export const EQUIPMENT_ELEMENTS: readonly ImportElement<EquipmentUseEntry>[] = [
  one(`${CONSIGNMENT}/TransportEquipment/ID`, 'Container', 'declarations.equipment.number', ({ declaration }, use) =>
    declaration?.equipment.includes(use.number)
      ? [
          {
            value: use.number,
            origin: declaration.origin,
            fact: declaration.fact,
            cell: 'Consignment.declarations.equipment.number',
          },
        ]
      : [],
  ),
  one(
    `${CONSIGNMENT}/TransportEquipment/Seal/ID`,
    'Seal',
    'equipmentUses.seals',
    ofBox(
      'seals',
      use => use.seals,
      each => plain(each.number),
    ),
  ),
];

export const ITEM_ELEMENTS: readonly ImportElement<ItemClaim>[] = [
  one(
    `${ITEM}/SequenceNumeric`,
    'Line',
    'declarations.items.sequence',
    item('sequence', each => plain(each.sequence)),
  ),
  one(
    `${ITEM}/StatisticalValueAmount`,
    'Statistical value',
    'declarations.items.value',
    item('value', each => money(each.value)),
  ),
  one(
    `${ITEM}/Commodity/Description`,
    'Goods in words',
    'declarations.items.description',
    item('description', each => plain(each.description)),
  ),
  one(
    `${ITEM}/Commodity/Classification/ID`,
    'HS code',
    'declarations.items.hsCode',
    item('hsCode', each => plain(each.hsCode)),
  ),
  one(
    `${ITEM}/Commodity/GoodsMeasure/GrossMassMeasure`,
    'Gross mass',
    'declarations.items.grossMass',
    item('grossMass', each => mass(each.grossMass)),
  ),
  one(
    `${ITEM}/Commodity/GoodsMeasure/NetNetWeightMeasure`,
    'Net mass',
    'declarations.items.netMass',
    item('netMass', each => mass(each.netMass)),
  ),
  one(
    `${ITEM}/Commodity/InvoiceLine/ItemChargeAmount`,
    'Invoiced amount',
    'declarations.items.value',
    item('value', each => money(each.value)),
  ),
  one(
    `${ITEM}/Origin/CountryCode`,
    'Country of origin',
    'declarations.items.originCountry',
    item('originCountry', each => plain(each.originCountry)),
  ),
  one(`${ITEM}/Packaging/MarksNumbersID`, 'Marks', 'declarations.items.description', nobody),
  one(
    `${ITEM}/Packaging/QuantityQuantity`,
    'Packages',
    'declarations.items.packages',
    item('packages', each => plain(each.packages?.count)),
  ),
  one(
    `${ITEM}/Packaging/TypeCode`,
    'Kind of packages',
    'declarations.items.packageKind',
    item('packageKind', each => plain(each.packages?.kind)),
  ),
  one(
    `${ITEM}/Commodity/DangerousGoods/UNDGID`,
    'UN number',
    'declarations.items.unNumber',
    item('unNumber', each => plain(each.dangerousGoods?.unNumber)),
    isDangerous,
  ),
  one(
    `${ITEM}/Commodity/DangerousGoods/HazardCategoryCode`,
    'Hazard class',
    'declarations.items.imdgClass',
    item('imdgClass', each => plain(each.dangerousGoods?.imoClass)),
    isDangerous,
  ),
];

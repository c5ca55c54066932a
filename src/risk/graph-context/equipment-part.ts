import type { EquipmentUseEntry } from '../../consignment/consignment-slice.ts';
import type { ItemClaim } from '../../messages/claims.ts';
import type { RiskRecord } from '../risk-context.ts';
import { unNumbers } from './bills-part.ts';
import { best, unique } from './claim-values.ts';
import { sealsPart } from './equipment-seals.ts';
import { weightsPart } from './equipment-weights.ts';
import { yardPart } from './equipment-yard.ts';
import type { GraphView } from './graph-view.ts';
import { declaredItems } from './items-part.ts';

export type Equipment = RiskRecord<'Equip'>;

export function equipmentPart(view: GraphView): readonly Equipment[] {
  return view.consignment.equipmentUses.filter(isNamed).map(box => ({
    no: box.number,
    ownerCode: box.number.slice(0, 4),
    laden: isLaden(box),
    load: best(box.load),
    shipperOwned: box.supplier.length === 0 ? undefined : best(box.supplier) === 'SHIPPER',
    ...typePart(best(box.sizeType)),
    ...sealsPart(box, view),
    ...weightsPart(box, view),
    ...yardPart(box.number, view),
    ...dangerPart(box, view),
  }));
}

/** A certificate can seal a box that it does not name. */
function isNamed({ number }: EquipmentUseEntry): boolean {
  return number !== '';
}

/** Of a trip that starts and ends with an empty box, the laden part counts. */
function isLaden({ fullness }: EquipmentUseEntry): boolean | undefined {
  return fullness.length === 0 ? undefined : fullness.some(claim => claim.value === 'FULL');
}

/** ISO 6346, third character of the size and type code. */
const TYPE_GROUPS: Readonly<Record<string, string>> = {
  G: 'DRY',
  V: 'DRY', // ventilated
  R: 'REEFER',
  H: 'REEFER', // removable refrigeration, insulated
  U: 'OPENTOP',
  P: 'FLAT',
  T: 'TANK',
  K: 'TANK',
  B: 'BULK',
};

/** A box without a machine has no temperature to set, hold or exceed. */
function typePart(sizeType: string | undefined): Equipment {
  const typeGroup = TYPE_GROUPS[sizeType?.[2] ?? ''];
  if (typeGroup === undefined || typeGroup === 'REEFER') return { typeGroup };
  return { typeGroup, reeferOn: false, setpointC: 0, tempMaxC: 0, tempHoursAbove: 0 };
}

/** "" where every source that lists goods lists none that are dangerous, and no report marks the box. */
function dangerPart(box: EquipmentUseEntry, view: GraphView): Equipment {
  const lists = view.consignment.items.map(claim => claim.value);
  const declared = view.declaration ? [declaredItems(view.declaration, view)] : [];
  const inBox = [...lists, ...declared].flat().filter(item => isIn(item, box.number));
  const marked = box.dangerous.some(claim => claim.value);
  if (lists.length === 0) return {};
  const dangerous = inBox.filter(item => item.dangerousGoods);
  if (dangerous.length === 0 && !marked) return { dgClass: '', unNos: [], controlTempC: 0 };
  return {
    dgClass: unique(dangerous.map(item => item.dangerousGoods?.imoClass))[0],
    unNos: dangerous.length > 0 ? unNumbers(dangerous) : undefined,
  };
}

function isIn(item: ItemClaim, box: string): boolean {
  return item.equipment === undefined || item.equipment.includes(box);
}

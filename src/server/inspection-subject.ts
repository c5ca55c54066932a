import type { InspectionRecord } from '../adapters/customs/inspection-record.ts';
import type { ConsignmentSlice } from '../consignment/consignment-slice.ts';

type Subject = InspectionRecord['subject'];

/** How a record names its consignment, so that it is found again by whoever reads the record: never by an id of this hub. */
export function subjectOf(slice: unknown, containers: readonly string[]): Subject | undefined {
  const consignment = slice as ConsignmentSlice | undefined;
  const boxes = consignment?.equipmentUses.map(each => each.number) ?? [];
  if (!consignment || containers.some(each => !boxes.includes(each))) return undefined;
  const of = (...schemes: readonly string[]) => consignment.identifiers.filter(each => schemes.includes(each.scheme));
  const [ucr] = of('UCR_D');
  const declarations = of('DECLARATION').map(each => each.value);
  const bills = of('HOUSE_BL', 'MASTER_BL', 'SEA_WAYBILL').map(({ value, issuer }) => ({
    number: value,
    ...(issuer && { issuer }),
  }));
  const named = containers.length > 0 ? { containers } : {};
  if (declarations.length > 0) return { declarations, ...named };
  if (ucr) return { ucr: ucr.value, ...named };
  return bills.length > 0 ? { bills: bills.slice(0, 1), ...named } : undefined;
}

import { type FieldSource, words } from './field-source.ts';

/** What cannot be there is "", [], false or 0, so that its rules are decided. A term of nothing runs from `now`. */
export const ABSENT_BY_NATURE: readonly FieldSource[] = [
  {
    fields: words(
      `c.releaseFirst c.movedBeforeLabResult bulk.radiationExcess bulk.wasteSuspected bulk.certMismatch bulk.foreignInclusions`,
    ),
    source: 'goods in boxes: release before inspection is for bulk',
  },
  {
    fields: words(`decl.bondedSince decl.bondedMaxDays decl.bondedStockVariance decl.valueAddedShare`),
    source: 'another procedure than warehousing',
  },
  {
    fields: words(`equip[].reeferOn equip[].setpointC equip[].tempMaxC equip[].tempHoursAbove`),
    source: 'a box without a machine',
  },
  { fields: words(`equip[].controlTempC`), source: 'no dangerous goods' },
  {
    fields: words(`rail.scaleCargoKg rail.unscheduledStopH rail.detached rail.dgPermit`),
    source: 'no carriage by rail, or none of dangerous goods',
  },
  { fields: words(`certs[].retrospective`), source: 'another certificate than one of origin' },
];

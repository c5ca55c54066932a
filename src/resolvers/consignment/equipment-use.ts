import type { EquipmentUseEntry } from '../../consignment/consignment-slice.ts';
import type { StuffingLine } from '../../consignment/stuffing-lines.ts';
import { builder } from '../subgraph-builder.ts';
import { MassType } from '../value-types.ts';
import { SealType, TransportEquipmentType } from './equipment.ts';
import { SealActionType } from './seal-custody.ts';
import { StuffingLineType } from './stuffing.ts';

/** A trip of a box, and what lies in the boxes of its consignment. */
export interface EquipmentUseShape extends EquipmentUseEntry {
  readonly stuffing: () => readonly StuffingLine[];
  /** As of which it is meant; absent: now. */
  readonly position?: number | undefined;
}

/** Besides what the entry says, which is looked at only where it is asked for. */
export function useShape(
  use: EquipmentUseEntry,
  besides: Pick<EquipmentUseShape, 'stuffing' | 'position'>,
): EquipmentUseShape {
  return Object.assign(Object.create(use), besides);
}

export const EquipmentUseType = builder.objectRef<EquipmentUseShape>('EquipmentUse').implement({
  subGraphs: ['consignment'],
  description: 'One trip of one box for this consignment.',
  fields: t => ({
    equipment: t.field({
      type: TransportEquipmentType,
      nullable: true,
      resolve: ({ number, position }) => ({ number, position }),
    }),
    from: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'First actual event of the trip.',
      resolve: use => use.from,
    }),
    to: t.field({ type: 'DateTime', nullable: true, description: 'Last actual event so far.', resolve: use => use.to }),
    openedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the trip began: pick-up of the empty box, else what is known first of it.',
      resolve: use => use.opened?.at.instant ?? null,
    }),
    openedBy: t.string({
      nullable: true,
      description: 'The event that began it, such as GATE_OUT; BOOKING, TRANSPORT_DOCUMENT or RAIL_NOTE before any.',
      resolve: use => use.opened?.by ?? null,
    }),
    closedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the empty box came back, or was stripped, else when its next trip began, with a booking say; null while the trip goes on.',
      resolve: use => use.closed?.at.instant ?? null,
    }),
    closedBy: t.string({
      nullable: true,
      description:
        'What ended it: GATE_IN of the empty box, or STRIPPING; BOOKING, TRANSPORT_DOCUMENT, RAIL_NOTE or the event that began the next trip.',
      resolve: use => use.closed?.by ?? null,
    }),
    sizeType: t.string({
      nullable: true,
      description: 'ISO 6346 size and type code, such as 22G1 or 45R1.',
      resolve: use => use.sizeType[0]?.value ?? null,
    }),
    fullness: t.string({
      nullable: true,
      description: 'FULL or EMPTY (UN/EDIFACT 8169), as last seen.',
      resolve: use => use.fullness[0]?.value ?? null,
    }),
    load: t.string({
      nullable: true,
      description: 'FCL where one consignment fills it, LCL where several share it (UN/EDIFACT 8169, codes 8 and 7).',
      resolve: use => use.load[0]?.value ?? null,
    }),
    supplier: t.string({
      nullable: true,
      description: 'Who brought the box: SHIPPER or CARRIER (UN/EDIFACT 8077).',
      resolve: use => use.supplier[0]?.value ?? null,
    }),
    seals: t.field({ type: [SealType], nullable: true, resolve: use => [...use.seals] }),
    sealCustody: t.field({
      type: [SealActionType],
      nullable: true,
      description: 'What was done with its seals on this trip, by time.',
      resolve: use => [...use.sealCustody],
    }),
    stuffing: t.field({
      type: [StuffingLineType],
      nullable: true,
      description: 'The goods items that lie in it.',
      resolve: use => use.stuffing().filter(line => line.equipment === use.number),
    }),
    grossMass: t.field({ type: MassType, nullable: true, resolve: use => use.grossMass[0]?.value ?? null }),
    verifiedGrossMass: t.field({
      type: MassType,
      nullable: true,
      description: 'SOLAS verified gross mass.',
      resolve: use => use.verifiedGrossMass[0]?.value ?? null,
    }),
    tareMass: t.field({
      type: MassType,
      nullable: true,
      description: 'Weight of the empty box.',
      resolve: use => use.tareMass[0]?.value ?? null,
    }),
    wagon: t.string({
      nullable: true,
      description: 'Twelve-digit wagon number, on a rail leg.',
      resolve: use => use.wagon[0]?.value ?? null,
    }),
    dangerous: t.boolean({
      nullable: true,
      description: 'Holds dangerous goods.',
      resolve: use => use.dangerous[0]?.value ?? null,
    }),
    reefer: t.boolean({
      nullable: true,
      description: 'Temperature controlled.',
      resolve: use => use.reefer[0]?.value ?? null,
    }),
  }),
});

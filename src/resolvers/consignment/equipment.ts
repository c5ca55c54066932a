import type { Claims } from '../../consignment/claim.ts';
import type { EquipmentUseEntry } from '../../consignment/consignment-slice.ts';
import type { SealClaim } from '../../messages/claims.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { globalId, keyOf } from '../global-id.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { MassType } from '../value-types.ts';
import { ConsignmentType } from './consignment-type.ts';

/** The physical box, by its number. */
export const TransportEquipmentType = builder.objectRef<{ readonly number: string }>('TransportEquipment').implement({
  description: 'A container or other unit, by its number. What happened to it belongs to its trips, not to the box.',
  fields: t => ({
    id: t.id({ nullable: false, shareable: true, resolve: box => globalId('TransportEquipment', box.number) }),
    number: t.string({
      nullable: true,
      shareable: true,
      description: 'ISO 6346 number, upper case; kept as written where it is malformed.',
      resolve: box => box.number,
    }),
    wellFormed: t.boolean({
      nullable: true,
      subGraphs: ['consignment'],
      description: 'Whether the number has the shape of ISO 6346.',
      resolve: box => readContainerNumber(box.number).wellFormed,
    }),
    checkDigitValid: t.boolean({
      nullable: true,
      subGraphs: ['consignment'],
      description: 'Whether the check digit of ISO 6346 is right. Real feeds hold wrong ones: about 1.5 %.',
      resolve: box => readContainerNumber(box.number).checkDigitValid,
    }),
    consignments: t.field({
      type: [ConsignmentType],
      nullable: true,
      subGraphs: ['consignment'],
      description: 'The consignments that you may see and that used the box.',
      resolve: async (box, _args, { loaders }) => (await loaders.usersOfBox.load(box.number)).map(id => ({ id })),
    }),
  }),
});

builder.asEntity(TransportEquipmentType, {
  key: [builder.selection<{ id: string }>('id'), builder.selection<{ number: string }>('number')],
  resolveReference: (reference: { id?: string; number?: string }) => {
    const number = reference.number ?? (reference.id ? keyOf('TransportEquipment', reference.id) : undefined);
    return number ? { number } : null;
  },
});

export const SealType = builder.objectRef<Claims<SealClaim>[number]>('Seal').implement({
  subGraphs: ['consignment'],
  description: 'A seal that a source names for the box.',
  fields: t => ({
    number: t.string({ nullable: true, resolve: seal => seal.value.number }),
    party: t.string({
      nullable: true,
      description: 'Who affixed it: CARRIER, SHIPPER, CUSTOMS, TERMINAL, CONSOLIDATOR, VETERINARY.',
      resolve: seal => seal.value.party ?? null,
    }),
    condition: t.string({
      nullable: true,
      description: 'INTACT, DAMAGED, BROKEN or MISSING, where it was read.',
      resolve: seal => seal.value.condition ?? null,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'Who says so.',
      resolve: (seal, _args, { partners }) => sourceParty(seal.origin, partners.get(seal.origin)),
    }),
  }),
});

export const EquipmentUseType = builder.objectRef<EquipmentUseEntry>('EquipmentUse').implement({
  subGraphs: ['consignment'],
  description: 'One trip of one box for this consignment.',
  fields: t => ({
    equipment: t.field({ type: TransportEquipmentType, nullable: true, resolve: use => ({ number: use.number }) }),
    from: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'First actual event of the trip.',
      resolve: use => use.from,
    }),
    to: t.field({ type: 'DateTime', nullable: true, description: 'Last actual event so far.', resolve: use => use.to }),
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
    seals: t.field({ type: [SealType], nullable: true, resolve: use => [...use.seals] }),
    grossMass: t.field({ type: MassType, nullable: true, resolve: use => use.grossMass[0]?.value ?? null }),
    verifiedGrossMass: t.field({
      type: MassType,
      nullable: true,
      description: 'SOLAS verified gross mass.',
      resolve: use => use.verifiedGrossMass[0]?.value ?? null,
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

import type { Claims } from '../../consignment/claim.ts';
import type { SealClaim } from '../../messages/claims.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { globalId, keyOf } from '../global-id.ts';
import { keyAt } from '../moment-key.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { ConsignmentType } from './consignment-type.ts';

/** The physical box, by its number; `position`: as of which its consignments are asked for, absent: now. */
export interface EquipmentShape {
  readonly number: string;
  readonly position?: number | undefined;
}

export const TransportEquipmentType = builder.objectRef<EquipmentShape>('TransportEquipment').implement({
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
      resolve: async (box, _args, { loaders }) =>
        ((await loaders.usersOfBox.load(keyAt(box.number, box.position))) ?? []).map(id => ({ id })),
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
